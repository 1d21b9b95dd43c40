"""Programs: what is written for a request, and what the sandbox lets a program do."""

from datetime import date

import pytest

from emulator.brain.tools import executing, programs, sandbox
from tests.brain.talking import chat

TODAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("the 50th Fibonacci number", "12586269025"),
        ("Give me the first ten Fibonacci numbers", "0, 1, 1, 2, 3, 5, 8, 13, 21, 34"),
        ("What is the sum of the first 50 prime numbers? Generate and run code for the calculation.", "5117"),
        ("How many primes are below 1000?", "168"),
        ("What is the 100th prime?", "541"),
        ("Is 97 prime?", "97 is **prime**"),
        ("What is the average of 3, 5, 8 and 13?", "7.25"),
        ("Compute the median and the standard deviation of 2, 4, 4, 4, 5, 5, 7, 9", "standard deviation is **2.138"),
        ("sort 5, 3, 9, 1 descending", "9, 5, 3, 1"),
        ("Sort these words alphabetically: pear, apple, Fig and banana", "apple, banana, Fig, pear"),
        ("How many days are between 2024-01-01 and 2026-03-14?", "803"),
        ("What date is 100 days after 2026-01-01?", "2026-04-11"),
        ("How many r's are in strawberry?", "3"),
        ("Is 'A man, a plan, a canal: Panama' a palindrome?", "a palindrome"),
        ("What is 15% of 340?", "51"),
        ("What is 1234*5678+9?", "7006661"),
        ("20!", "2432902008176640000"),
        ("$1000 invested at 5% for 10 years", "1,628.89"),
        ("digits of pi to 30", "3.141592653589793238462643383279"),
        ("Analyse this table:\nname,age\nBob,30\nAnn,25\nCy,41", "mean 32"),
        ("gcd of 84 and 36", "12"),
        ("Run this: print(sum(i*i for i in range(10)))", "285"),
        ("Convert 255 to binary and hex", "binary 11111111, hexadecimal ff"),
        ("What is the sum of the digits of 2^100?", "115"),
        ("How many ways can five people sit in a row?", "120"),
        ("How many hours are in a leap year?", "8,784"),
        ("Roll two dice 10000 times: what is the average sum?", "6.98"),
    ],
)
def test_a_program_is_written_and_computes_it(prompt, expected):
    program = programs.write(prompt, TODAY)
    assert program is not None
    assert expected in executing.act(program).text


@pytest.mark.parametrize(
    "prompt", ["Hello", "What is the capital of France?", "Tell me a joke", "Summarise the plot of Hamlet", ""]
)
def test_no_program_without_a_computation(prompt):
    assert programs.write(prompt, TODAY) is None


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import socket\nsocket.create_connection(('1.1.1.1', 80))", "no network"),
        ("import urllib.request as u\nu.urlopen('http://127.0.0.1:1/')", "no network"),
        ("import subprocess\nsubprocess.run(['id'])", "no other programs|starts no other programs"),
        ("import os\nos.system('id')", "starts no other programs"),
        ("import os\nos.fork()", "starts no other programs"),
        ("import ctypes\nctypes.CDLL(None)", "refused"),
        ("print(open('/etc/passwd').read())", "working folder only"),
        ("import os\nprint(os.listdir('/'))", "working folder only"),
        ("open('../out.txt', 'w')", "working folder only"),
        ("import os\nos.remove('/etc/hosts')", "working folder only"),
        ("x = 'a' * 10**11", "MemoryError"),
        ("open('big', 'wb').write(b'x' * 10**8)", "File too large"),
        ("input()", "EOFError"),
        ("def f(:\n", "SyntaxError"),
        ("print('x' * 10**7)", "was cut"),
        ("raise SystemExit('bye')", "bye"),
    ],
)
def test_what_a_program_may_not_do_fails_and_is_said(code, said):
    ran = sandbox.run(code)
    assert ran.failed
    assert any(one in ran.output for one in said.split("|"))
    assert len(ran.output) < 25_000


def test_a_program_that_never_ends_is_ended():
    ran = sandbox.run("print('begun', flush=True)\nimport time\ntime.sleep(600)", wall_s=0.7)
    assert ran.failed
    assert ran.output.startswith("begun\n")
    assert "longer than 0.7 seconds" in ran.output


def test_a_program_sees_neither_keys_nor_our_modules(monkeypatch):
    monkeypatch.setenv("GEMINI_API_KEY", "sekret")
    ran = sandbox.run("import os, sys\nprint(dict(os.environ))\nprint(os.listdir('.'))\nimport emulator")
    assert "sekret" not in ran.output
    assert "[]" in ran.output
    assert "No module named 'emulator'" in ran.output


def test_files_in_the_working_folder_and_the_standard_library_work():
    code = "import csv, json, statistics, zoneinfo\nopen('a.txt', 'w').write('é日本')\n"
    ran = sandbox.run(code + "print(open('a.txt').read(), zoneinfo.ZoneInfo('Europe/Paris'))")
    assert (ran.output, ran.failed) == ("é日本 Europe/Paris\n", False)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("How many weekdays are there between 1 March 2027 and 15 April 2027?", "**33 working days**"),
        ("Sales: Jan 120, Feb 95, Mar 143. Compute the month-over-month growth", "Feb: -20.8 %\nMar: +50.5 %"),
        ("Group these by first letter: apple, avocado, banana, cherry", "A: apple, avocado\nB: banana\nC: cherry"),
        ("What's 2**100 modulo 97?", "**16**"),
    ],
)
def test_labelled_numbers_groups_and_working_days_are_computed(prompt, expected):
    assert expected in chat(prompt, tools=({"type": "code_execution"},))


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("Sort these ascending and give the median: 12.5, 3.99, 47, 8.25, 19.9", "**3.99, 8.25, 12.5, 19.9, 47**. The median"),
        ("Sales: Jan 120, Feb 95, Mar 143. Which month was best and what is the average?", "The highest is **Mar (143)**."),
        ("What is the factorial of 20 divided by the factorial of 17?", "= **6840**."),
        ("Count the vowels in 'quick fox' and reverse it", "It has **3** vowels. Reversed: **xof kciuq**."),
        ("List the first 3 primes greater than 1000", "**1009, 1013, 1019**"),
        ("Make a table of Celsius to Fahrenheit from 0 to 40 in steps of 20", "| 20 | 68.00 |"),
        ("What is the probability of exactly 3 heads in 8 coin flips?", "**0.21875 (21.88%)**"),
    ],
)  # fmt: skip
def test_what_is_asked_at_once_is_computed_in_one_program(prompt: str, said: str) -> None:
    program = programs.write(prompt, date(2026, 3, 14))
    assert program is not None
    assert said in executing.act(program).text
