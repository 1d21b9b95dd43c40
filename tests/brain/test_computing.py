"""Sums, percentages, whole numbers, dates and units: exact results for many ways of asking."""

import pytest

from tests.brain.talking import chat


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("2+2", "**4**"),
        ("What is 7 times 8 minus 3?", "**53**"),
        ("(3 + 4) * 2", "**14**"),
        ("2 to the power of 10", "**1,024**"),
        ("square root of 81", "**9**"),
        ("what is 0.1 + 0.2", "**0.3**"),
        ("10 / 4", "**2.5**"),
        ("-5 + 3", "**-2**"),
        ("seven plus five", "**12**"),
        ("10 divided by 0", "not defined"),
        ("9^9^9", "enormous"),
        ("15% of 240", "**36**"),
        ("30 is what percent of 120?", "**25%**"),
        ("What's the total for $100 with 8% tax?", "$108.00"),
        ("how much is a 20% tip on $45.50", "$9.10"),
        ("A jacket costs $80 and is 25% off. What do I pay?", "$60.00"),
        ("What is the percentage change from 50 to 65?", "increase of **30 %**"),
        ("Revenue was 1.2 million, up from 1.0 million. What is the growth?", "increase of **20 %**"),
        ("The rent went from $1,200 to $1,080, by how many percent did it drop?", "decrease of **10 %**"),
        ("Users: 40k last year, now 52k. How much did we grow?", "From 40k to 52k"),
        ("average of 3, 5 and 10", "**6**"),
        ("median of 1, 9, 4", "**4**"),
        ("is 97 prime?", "Yes"),
        ("is 91 a prime number", "7 × 13"),
        ("first 5 primes", "2, 3, 5, 7 and 11"),
        ("factorial of 10", "3,628,800"),
        ("the 10th fibonacci number", "**55**"),
        ("first 6 fibonacci numbers", "0, 1, 1, 2, 3 and 5"),
        ("1994 in roman numerals", "MCMXCIV"),
        ("10 in binary", "1010"),
        ("gcd of 12 and 18", "**6**"),
        ("is 10 divisible by 3", "remainder of **1**"),
        ("is 7 even or odd?", "odd"),
    ],
)
def test_numbers(prompt, expected):
    assert expected in chat(prompt)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("What day is it today?", "Saturday, 14 March 2026"),
        ("How many days until Christmas?", "286 days"),
        ("days between 2026-01-01 and 2026-03-01", "59 days"),
        ("What day of the week was 4 July 1776?", "Thursday"),
        ("what date is 30 days from today?", "13 April 2026"),
        ("what is the date 2 weeks before 1 May 2026?", "17 April 2026"),
        ("is 2024 a leap year?", "Yes"),
        ("what time is it in Tokyo?", "18:30"),
        ("What is today's date?", "14 March 2026"),
    ],
)
def test_dates_follow_the_servers_clock(prompt, expected):
    assert expected in chat(prompt)


@pytest.mark.parametrize(
    ("prompt", "expected"),
    [
        ("convert 10 miles to km", "16.093 km"),
        ("100 F in C", "37.78 °C"),
        ("how many ounces in a pound", "16 oz"),
        ("5 km in pounds", "different things"),
        ("what is 2 hours in minutes", "120 min"),
        ("100 dollars to euros", "Exchange rates"),
    ],
)
def test_units(prompt, expected):
    assert expected in chat(prompt)


@pytest.mark.parametrize(
    "prompt",
    [
        "Explain why the sum of angles in a triangle is always 180 degrees.",
        "when did world war 2 end?",
        "Tell me about the 1969 moon landing",
        "What is a prime number?",
    ],
)
def test_numbers_in_a_question_are_no_sums(prompt):
    assert " = **" not in chat(prompt)


def test_a_rate_goes_on_from_the_last_figure():
    grown = ("Revenue rose from 1 million to 1.2 million. What is the growth?", "And if it grows by 10 percent?")
    assert "**1.32 million**" in chat(*grown)
    assert "**1.254 million**" in chat(*grown, "And if it then falls by 5 %?")
