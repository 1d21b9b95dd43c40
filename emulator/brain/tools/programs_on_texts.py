"""More recipes for programs: texts, tables and small simulations. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, code, recipe

_TABLE = re.compile(r"(?:^|\n)((?:[^\n]*[,;\t|][^\n]*\n){1,400}[^\n]*[,;\t|][^\n]*)")


def _quoted(text: str) -> str:
    found = values.matches("quoted", text)
    if found:
        return str(found[0].value)
    after = re.search(r"(?:\bword|\bstring|\bin|\bof|:)\s+(?:the word |the string )?([^\s?.:]{2,80})[?.]?\s*$", text)
    return after[1] if after else ""


@recipe(
    r"\bhow many (?:letter |times does the letter "
    r")?[\"'“]?(?P<letter>[a-z])[\"'”]?(?:'?s)?\b.{0,20}\b(?:are |is )?(?:there )?in\b|\bcount the "
    r"(?:letter )?[\"'“]?(?P<other>[a-z])[\"'”]?(?:'?s)?\b.{0,20}\bin\b"
)
def _letters(match: re.Match[str], text: str, today: date) -> Program | None:
    letter = (match["letter"] or match["other"]).lower()
    word = _quoted(text[match.end() - 3 :]) or _quoted(text)
    if not word or word.lower() == letter:
        return None
    return Program(
        code("print({word}.lower().count({letter}))", word=word, letter=letter),
        f"The letter “{letter}” occurs **{{}}** times in “{word}”.",
    )


@recipe(r"\bhow many words\b.{0,2000}\blongest\b", first=True)
def _longest(match: re.Match[str], text: str, today: date) -> Program | None:
    """How many words a text has, and which is the longest."""
    source = "words = {word}.split()\nprint(len(words))\nprint(max(words, key=len).strip('.,;:!?'))"
    told = ("It has **{}** words.", "The longest is **{}**.")
    return Program(code(source, word=_quoted(text)), "", lines=told) if _quoted(text) else None


@recipe(
    r"\b(?P<what>reverse|palindrome|anagrams?|length of|number of characters|count (?:the )?(?:words|"
    r"characters|vowels)|how many (?:words|characters|vowels|letters)|sha-?256|md5|base64|letter "
    r"frequenc\w+|caesar)\b"
)
def _strings(match: re.Match[str], text: str, today: date) -> Program | None:
    what, word = match["what"].lower(), _quoted(text)
    if not word:
        return None
    known = {
        "rev": ("print({word}[::-1])", "Reversed: **{}**."),
        "pal": (
            (
                "letters = [c for c in {word}.casefold() if c.isalnum()]\nprint('a palindrome' if letters == "
                "letters[::-1] else 'not a palindrome')"
            ),
            f"“{word}” is **{{}}**.",
        ),
        "ana": (
            (
                "from itertools import permutations\n\nprint(*sorted({''.join(p) for p in "
                "permutations({word}[:7])})[:200], sep=', ')"
            ),
            "The arrangements of its letters: {}",
        ),
        "sha": ("import hashlib\n\nprint(hashlib.sha256({word}.encode()).hexdigest())", "SHA-256: `{}`"),
        "md5": ("import hashlib\n\nprint(hashlib.md5({word}.encode()).hexdigest())", "MD5: `{}`"),
        "bas": ("import base64\n\nprint(base64.b64encode({word}.encode()).decode())", "Base64: `{}`"),
        "let": (
            (
                "from collections import Counter\n\nfor letter, count in Counter(c for c in {word}.lower() if "
                "c.isalpha()).most_common():\n    print(letter, count, '#' * count)"
            ),
            "",
        ),
    }
    if what[:3] in known:
        source, told = known[what[:3]]
        return Program(code(source, word=word), told)
    if "word" in what:
        return Program(code("print(len({word}.split()))", word=word), "It has **{}** words.")
    if "vowel" in what:
        return Program(code("print(sum(c in 'aeiou' for c in {word}.lower()))", word=word), "It has **{}** vowels.")
    return Program(code("print(len({word}))", word=word), "It has **{}** characters.")


@recipe(r"\b(?:csv|table|data|column|rows?|average|total|sum|mean|group|highest|lowest|chart|plot|analy[sz]e|sales)\b")
def _table(match: re.Match[str], text: str, today: date) -> Program | None:
    found = _TABLE.search(text)
    if not found or len(found[1].strip().splitlines()) < 3:
        return None
    source = """
        import csv, io, statistics

        data = {data}
        sign = max(",;\\t|", key=data.splitlines()[0].count)
        lines = [line.strip().strip("|") for line in data.strip().splitlines() if set(line) - set("|-: ")]
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO("\\n".join(lines)), delimiter=sign)]
        header, rows = rows[0], [row for row in rows[1:] if len(row) == len(rows[0])]
        print(len(rows), "rows")
        for at, name in enumerate(header):
            try:
                column = [float(row[at].replace(",", "").strip("$€% ")) for row in rows]
            except ValueError:
                print(f"{name}: {len(set(row[at] for row in rows))} different values")
                continue
            top = rows[column.index(max(column))][0]
            mean = f"mean {statistics.fmean(column):.6g}, min {min(column):.10g}"
            print(f"{name}: sum {sum(column):.10g}, {mean}, max {max(column):.10g} ({top})")
        """
    extra = ""
    if re.search(r"\b(?:chart|plot|bars?)\b", text, re.I):
        extra = (
            "for row in rows:\n    numbers = [c for c in row[1:] if c.replace('.', '', 1).isdigit()]\n    if "
            'numbers:\n        print(f\'{row[0]:<14.14} {"█" * max(1, round(float(numbers[0]) / '
            "max(float(r[row.index(numbers[0])]) for r in rows) * 40))} {numbers[0]}')\n"
        )
    return Program(code(source, data=found[1].strip() + "\n") + extra, "")


@recipe(r"\b(?:bar chart|histogram|plot|chart|graph)\b")
def _bars(match: re.Match[str], text: str, today: date) -> Program | None:
    text = re.sub(r"^.{0,60}\b(?:of|with|for)\b", "", text)
    pairs = re.findall(r"([A-Za-zÀ-ÿ][\w ]{0,20}?)\s*[:=]\s*(\d+(?:\.\d+)?)", text)
    if len(pairs) < 2:
        return None
    source = (
        "data = {pairs}\nmost = max(value for _, value in data)\nfor name, value in data:\n    "
        "print(f'{name:<14.14} {\"█\" * max(1, round(value / most * 40))} {value:g}')"
    )
    return Program(code(source, pairs=[(name.strip(), float(value)) for name, value in pairs]), "")


@recipe(r"\bfizz ?buzz\b(?:[^\d]{0,40}(\d{1,4}))?")
def _fizzbuzz(match: re.Match[str], text: str, today: date) -> Program | None:
    source = "for n in range(1, {count} + 1):\n    print('Fizz' * (n % 3 == 0) + 'Buzz' * (n % 5 == 0) or n)"
    return Program(code(source, count=min(int(match[1] or 20), 1_000)), "")


@recipe(r"\bmultiplication table\b(?:[^\d]{0,20}(\d{1,2}))?")
def _multiplication(match: re.Match[str], text: str, today: date) -> Program | None:
    return Program(code("for n in range(1, 11):\n    print(f'{{value}} × {n} = {n * {value}}')", value=int(match[1] or 7)), "")


@recipe(r"\b(?:collatz|hailstone)\b\D{0,40}(\d{1,12})")
def _collatz(match: re.Match[str], text: str, today: date) -> Program | None:
    if terms := re.search(r"\b(\d{1,3}) (?:terms|numbers|elements|values)\b", text, re.I):
        listed = (
            "n, terms = {value}, [{value}]\nwhile n > 1 and len(terms) < {count}:\n"
            "    n = n // 2 if n % 2 == 0 else 3 * n + 1\n    terms.append(n)\nprint(*terms, sep=', ')"
        )
        return Program(code(listed, value=int(match[1]), count=int(terms[1])), "The sequence begins **{}**.")
    source = "n, steps = {value}, 0\nwhile n > 1:\n    n = n // 2 if n % 2 == 0 else 3 * n + 1\n    steps += 1\nprint(steps)"
    return Program(code(source, value=int(match[1])), f"Starting from {match[1]} it takes **{{}}** steps to reach 1.")


@recipe(r"\b(?:digits? of pi|pi to|value of pi)\b")
def _pi(match: re.Match[str], text: str, today: date) -> Program | None:
    count = next((one.value for one in values.numbers(text) if isinstance(one.value, int)), 50)
    source = """
        from decimal import Decimal, getcontext

        getcontext().prec = {count} + 10

        def arctan(inverse):
            total, term, n = Decimal(0), Decimal(1) / inverse, 1
            while abs(term) > Decimal(10) ** -({count} + 8):
                total += term / n * (1 if n % 4 == 1 else -1)
                term /= inverse * inverse
                n += 2
            return total

        print(str(4 * (4 * arctan(5) - arctan(239)))[: {count} + 2])
        """
    return Program(code(source, count=max(1, min(count, 1_000))), "π ≈ **{}**")


@recipe(r"\b(?:roll|simulate|flip|toss)\b.{0,40}\b(?:dice|die|coins?)\b")
def _chance(match: re.Match[str], text: str, today: date) -> Program | None:
    count = next((one.value for one in values.numbers(text) if isinstance(one.value, int)), 1000)
    faces = "['heads', 'tails']" if re.search(r"\bcoins?\b", text, re.I) else "range(1, 7)"
    source = (
        "import random\nfrom collections import Counter\n\nrandom.seed(1)\nrolls = "
        "Counter(random.choice({faces}) for _ in range({count}))\nfor face, times in "
        "sorted(rolls.items()):\n    print(face, times)"
    )
    return Program(code(source.replace("{faces}", faces), count=max(1, min(count, 200_000))), "")
