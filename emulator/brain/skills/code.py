"""Small code examples for common tasks, in Python or JavaScript, each with a line on how it works."""

from __future__ import annotations

import re

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_ASK = re.compile(
    (
        r"\b(?:code|function|script|program|snippet|implement|regex|sql|query|algorithm in)\b|\b(?:in|"
        r"using|with) (?:python|javascript|js|typescript|java|sql|bash)\b|\bhow (?:do|can|"
        r"to)\b.{0,60}\b(?:python|javascript|js)\b|\bprint\(|\bdef \b"
    ),
    re.I,
)
_SNIPPETS: tuple[tuple[str, str, str, str, str], ...] = (
    (r"hello", "Hello, world", 'print("Hello, world!")', 'console.log("Hello, world!");', "It writes one line to the output."),
    (
        r"fibonacci",
        "Fibonacci numbers",
        (
            "def fibonacci(n: int) -> int:\n    first, second = 0, 1\n    for _ in range(n):\n        first, "
            "second = second, first + second\n    return first"
        ),
        (
            "function fibonacci(n) {\n  let [first, second] = [0, 1];\n  for (let i = 0; i < n; i++) [first, "
            "second] = [second, first + second];\n  return first;\n}"
        ),
        "It keeps only the last two numbers, so it needs no list and no recursion.",
    ),
    (
        r"prime",
        "a test for primes",
        (
            "def is_prime(n: int) -> bool:\n    if n < 2:\n        return False\n    return all(n % d for d "
            "in range(2, int(n ** 0.5) + 1))"
        ),
        (
            "function isPrime(n) {\n  if (n < 2) return false;\n  for (let d = 2; d * d <= n; d++) if (n % d "
            "=== 0) return false;\n  return true;\n}"
        ),
        "Divisors up to the square root are enough, because larger ones come in pairs with smaller ones.",
    ),
    (
        r"factorial",
        "the factorial",
        (
            "def factorial(n: int) -> int:\n    result = 1\n    for factor in range(2, n + 1):\n        "
            "result *= factor\n    return result"
        ),
        "const factorial = (n) => (n < 2 ? 1 : n * factorial(n - 1));",
        "It multiplies all whole numbers from 1 to n.",
    ),
    (
        r"revers",
        "reversing a string",
        "def reverse(text: str) -> str:\n    return text[::-1]",
        'const reverse = (text) => [...text].reverse().join("");',
        "A slice with step −1 reads the string from its end.",
    ),
    (
        r"palindrom",
        "a test for palindromes",
        (
            "def is_palindrome(text: str) -> bool:\n    letters = [c.lower() for c in text if c.isalnum()]\n "
            "   return letters == letters[::-1]"
        ),
        (
            "function isPalindrome(text) {\n  const letters = text.toLowerCase().replace(/[^a-z0-9]/g, "
            '"");\n  return letters === [...letters].reverse().join("");\n}'
        ),
        "Case and punctuation are ignored; then the text must equal its reverse.",
    ),
    (
        r"fizz",
        "FizzBuzz",
        'for n in range(1, 101):\n    print("Fizz" * (n % 3 == 0) + "Buzz" * (n % 5 == 0) or n)',
        ('for (let n = 1; n <= 100; n++) {\n  console.log((n % 3 ? "" : "Fizz") + (n % 5 ? "" : "Buzz") || n);\n}'),
        "Multiples of 3 give Fizz, of 5 Buzz, of both FizzBuzz.",
    ),
    (
        r"sort",
        "sorting a list",
        ('people = [{"name": "Ann", "age": 34}, {"name": "Bob", "age": 28}]\npeople.sort(key=lambda person: person["age"])'),
        "people.sort((a, b) => a.age - b.age);",
        "The key says by what to sort; the sort is stable.",
    ),
    (
        r"binary search|search",
        "binary search",
        (
            "from bisect import bisect_left\n\ndef find(ordered: list[int], wanted: int) -> int:\n    at = "
            "bisect_left(ordered, wanted)\n    return at if at < len(ordered) and ordered[at] == wanted else "
            "-1"
        ),
        (
            "function find(ordered, wanted) {\n  let [low, high] = [0, ordered.length - 1];\n  while (low <= "
            "high) {\n    const middle = (low + high) >> 1;\n    if (ordered[middle] === wanted) return "
            "middle;\n    ordered[middle] < wanted ? (low = middle + 1) : (high = middle - 1);\n  }\n  "
            "return -1;\n}"
        ),
        "Each step halves the range, so a million items take about twenty steps.",
    ),
    (
        r"\bfile\b|\bread\b|\bcsv\b",
        "reading a file",
        ('from pathlib import Path\n\nfor line in Path("notes.txt").read_text(encoding="utf-8").splitlines():\n    print(line)'),
        (
            'import { readFile } from "node:fs/promises";\n\nconst text = await readFile("notes.txt", '
            '"utf8");\nfor (const line of text.split("\\n")) console.log(line);'
        ),
        "The file is read as UTF-8 and handled line by line.",
    ),
    (
        r"\bapi\b|\bhttp\b|\brequest\b|\bfetch\b|\bjson\b",
        "calling a web API",
        (
            "import json\nfrom urllib.request import urlopen\n\nwith "
            'urlopen("https://api.example.com/items", timeout=10) as answer:\n    items = '
            "json.load(answer)\nprint(items)"
        ),
        (
            'const answer = await fetch("https://api.example.com/items");\nif (!answer.ok) throw new '
            "Error(`status ${answer.status}`);\nconsole.log(await answer.json());"
        ),
        "The answer's JSON becomes plain objects; a timeout or a status check keeps failures visible.",
    ),
    (
        r"interaction|gemini|genai",
        "a call of the Interactions API",
        (
            "from google import genai\n\nclient = genai.Client()\nfirst = "
            'client.interactions.create(model="gemini-3.8-flash", input="Hi, my name is Alex.")\nsecond = '
            'client.interactions.create(\n    model="gemini-3.8-flash",\n    input="What is my name?",\n    '
            "previous_interaction_id=first.id,\n)\nprint(second.output_text)"
        ),
        (
            'import { GoogleGenAI } from "@google/genai";\n\nconst client = new GoogleGenAI({});\nconst '
            'first = await client.interactions.create({ model: "gemini-3.8-flash", input: "Hi!" });'
        ),
        "The second call sends only the new text; the server knows the rest from the id.",
    ),
    (
        r"email|e-mail|regex",
        "checking an e-mail address",
        (
            'import re\n\nEMAIL = re.compile(r"[^@\\s]+@[^@\\s]+\\.[^@\\s]+")\n\ndef looks_like_email(text: '
            "str) -> bool:\n    return EMAIL.fullmatch(text) is not None"
        ),
        "const looksLikeEmail = (text) => /^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$/.test(text);",
        "A simple pattern catches typing errors; only a message sent proves that an address works.",
    ),
    (
        r"count|frequency|words",
        "counting words",
        (
            "from collections import Counter\n\ndef most_common(text: str, n: int = 5) -> list[tuple[str, "
            "int]]:\n    return Counter(text.lower().split()).most_common(n)"
        ),
        (
            "const counts = new Map();\nfor (const word of text.toLowerCase().split(/\\s+/)) "
            "counts.set(word, (counts.get(word) ?? 0) + 1);"
        ),
        "Each word is counted in one pass.",
    ),
    (
        r"\bmax|largest|\bsum\b|average|\blist\b|\badd\b|two numbers",
        "adding up a list",
        "def total(numbers: list[float]) -> float:\n    return sum(numbers)",
        "const total = (numbers) => numbers.reduce((sum, n) => sum + n, 0);",
        "The sum of an empty list is 0.",
    ),
    (
        r"\bloop\b|\bfor\b",
        "a loop",
        "for number in range(1, 6):\n    print(number)",
        "for (let number = 1; number <= 5; number++) console.log(number);",
        "The upper bound of range is not included.",
    ),
)


@skill("code")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a piece of code that is among the examples."""
    text = talk.gist
    if (
        len(text) > 800
        or not _ASK.search(text)
        or re.search(r"\b(?:code word|passcode|country code|zip code|wifi|error code|code assistants?)\b", text, re.I)
    ):
        return None
    wants = re.search(
        (
            r"\b(?:write|show|give|create|implement|generate|example|how (?:do|can|to)|code (?:for|to|that)|function "
            r"(?:that|to|for)|snippet|script)\b"
        ),
        text,
        re.I,
    )
    if not wants:
        return None
    found = next((row for row in _SNIPPETS if re.search(row[0], text, re.I)), None)
    if found is None:
        return Offer(0.55, lambda: _unknown(talk))
    return Offer(
        0.96 if re.search(r"\b(?:code|function|script|program|snippet|python|javascript|js)\b", text, re.I) else 0.7,
        lambda: _shown(found, text),
    )


def _shown(row: tuple[str, str, str, str, str], text: str) -> Reply:
    _, title, python, script, how = row
    language, body = (
        ("javascript", script) if re.search(r"\b(?:javascript|js|typescript|node)\b", text, re.I) else ("python", python)
    )
    other = re.search(r"\b(?:java|c\+\+|rust|go|ruby|php|swift|kotlin|c#)\b(?!script)", text, re.I)
    remark = (
        f" I have no {other[0]} version, so this is Python."
        if other and language == "python" and other[0].lower() != "go"
        else ""
    )
    return Reply(
        (
            f"Here is {title} in "
            f"{language.capitalize().replace('script', 'Script')}:{remark}\n\n```{language}\n{body}\n```\n\n{how}"
        ),
        fixed=True,
        notes=(Note("Recognising the task", f"The request is for {title}, in {language}."), Note("Choosing the solution", how)),
        data={"language": language, "code": body},
    )


def _unknown(talk: Talk) -> Reply:
    titles = [row[1] for row in _SNIPPETS]
    return Reply(
        "That piece of code is beyond the offline model. I have short examples for: "
        + ", ".join(titles[:-1])
        + f" and {titles[-1]}, in Python and JavaScript.",
        notes=(Note("Looking through the examples", f"None of the {len(titles)} examples fits the task."),),
        points=tuple(titles),
    )
