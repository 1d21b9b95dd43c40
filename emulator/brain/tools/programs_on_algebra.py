"""Recipes for programs on matrices, equations, choices and primes in a range. Registered when imported."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from emulator.brain.tools.programs import Program, code, recipe

_LARGEST = 12


def _matrices(text: str) -> list[list[list[float]]]:
    """The matrices that stand as [[1, 2], [3, 4]] in a text."""
    found = []
    for match in re.finditer(r"\[\s*\[[-\d.,\s\[\]]{1,2000}\]\s*\]", text):
        try:
            rows: Any = json.loads(match[0])
        except ValueError:
            continue
        if all(isinstance(row, list) and len(row) == len(rows[0]) <= _LARGEST for row in rows) and len(rows) <= _LARGEST:
            found.append(rows)
    return found


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


@recipe(r"\[\s*\[")
def _matrix(match: re.Match[str], text: str, today: date) -> Program | None:
    found = _matrices(text)
    if len(found) >= 2 and re.search(r"\b(?:multipl\w+|product|times|dot)\b|\]\s*[*x×@]\s*\[", text, re.I):
        source = """
            a, b = {a}, {b}
            print([[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a])
            """
        return (
            Program(code(source, a=found[0], b=found[1]), "The product is **{}**.") if len(found[0][0]) == len(found[1]) else None
        )
    if len(found) >= 2 and re.search(r"\b(?:add|sum|plus)\b|\]\s*\+\s*\[", text, re.I):
        return Program(
            code("print([[x + y for x, y in zip(*rows)] for rows in zip({a}, {b})])", a=found[0], b=found[1]),
            "The sum is **{}**.",
        )
    if found and re.search(r"\btranspos", text, re.I):
        return Program(code("print([list(column) for column in zip(*{a})])", a=found[0]), "The transpose is **{}**.")
    if found and len(found[0]) == len(found[0][0]) and re.search(r"\b(?:invers|invert|determinant|det)\w*", text, re.I):
        return _eliminated(found[0], bool(re.search(r"\binver", text, re.I)))
    return None


def _eliminated(rows: list[list[float]], inverse: bool) -> Program:
    source = """
        from fractions import Fraction

        a = [[Fraction(str(x)) for x in row] for row in {rows}]
        n, det = len(a), Fraction(1)
        b = [[Fraction(i == j) for j in range(n)] for i in range(n)]
        for i in range(n):
            pivot = next((r for r in range(i, n) if a[r][i]), None)
            if pivot is None:
                det = Fraction(0)
                break
            if pivot != i:
                a[i], a[pivot], b[i], b[pivot], det = a[pivot], a[i], b[pivot], b[i], -det
            det *= a[i][i]
            scale = a[i][i]
            a[i], b[i] = [x / scale for x in a[i]], [x / scale for x in b[i]]
            for r in range(n):
                if r != i:
                    factor = a[r][i]
                    a[r] = [x - factor * y for x, y in zip(a[r], a[i])]
                    b[r] = [x - factor * y for x, y in zip(b[r], b[i])]
        """
    shown = 'print([[str(x) for x in row] for row in b] if det else "none: the determinant is 0")' if inverse else "print(det)"
    told = "The inverse is **{}**." if inverse else "The determinant is **{}**."
    return Program(code(source, rows=rows) + shown + "\n", told)


@recipe(
    r"(?P<a>-?\d*(?:\.\d+)?)\s*\*?\s*x\s*(?:\^|\*\*)\s*2"
    r"|(?P<l>-?\d*(?:\.\d+)?)\s*\*?\s*x\s*(?P<lb>[-+]\s*\d+(?:\.\d+)?)?\s*="
)
def _equation(match: re.Match[str], text: str, today: date) -> Program | None:
    """A polynomial equation in x of the first or second degree."""
    side = re.search(r"[-+*^.\dx\s²]*x[-+*^.\dx\s²]*=\s*-?\d+(?:\.\d+)?", text.replace("²", "^2"))
    if side is None:
        return None
    left, _, right = side[0].replace(" ", "").replace("**", "^").replace("*", "").partition("=")
    powers = {2: 0.0, 1: 0.0, 0: -float(right)}
    for sign, digits, x, square in re.findall(r"([-+]?)(\d*(?:\.\d+)?)(x?)(\^2)?", left):
        if digits or x:
            powers[2 if square else 1 if x else 0] += float(sign + (digits or "1"))
    source = """
        import cmath

        a, b, c = {a}, {b}, {c}
        if a:
            root = cmath.sqrt(b * b - 4 * a * c)
            found = {(-b + root) / (2 * a), (-b - root) / (2 * a)}
        else:
            found = {complex(-c / b)}
        shown = [f"{x.real:g}" if abs(x.imag) < 1e-12 else f"{x:.6g}" for x in sorted(found, key=lambda x: (x.real, x.imag))]
        print(" or ".join(f"x = {one}" for one in shown))
        """
    return (
        Program(code(source, a=powers[2], b=powers[1], c=powers[0]), "The solution is **{}**.")
        if powers[2] or powers[1]
        else None
    )


@recipe(
    r"\b(?:choose|combinations?|ways)\b.{0,40}?\b(?P<k>\d{1,4})\b.{0,30}?\b(?:from|out of"
    r"|of)\b\D{0,20}(?P<n>\d{1,4})\b|\b(?P<n2>\d{1,4}) choose (?P<k2>\d{1,4})\b"
)
def _choices(match: re.Match[str], text: str, today: date) -> Program | None:
    n, k = _whole(match["n"] or match["n2"]), _whole(match["k"] or match["k2"])
    ordered = bool(re.search(r"\b(?:order matters|permutations?|arrange)\b", text, re.I))
    return Program(f"import math\n\nprint(math.{'perm' if ordered else 'comb'}({n}, {k}))\n", "There are **{}** ways.")


@recipe(
    r"\b(?:permutations|anagrams|arrangements|ways to arrange)\b.{0,40}?\b(?:the word|the letters (?:of|in)|of)\s+"
    r"(?:the word )?(?!the\b)[\"'“]?(?P<word>[A-Za-z]{2,30})\b"
)
def _anagrams(match: re.Match[str], text: str, today: date) -> Program | None:
    source = """
        from collections import Counter
        from math import factorial, prod

        word = {word}
        print(factorial(len(word)) // prod(factorial(count) for count in Counter(word.lower()).values()))
        """
    return Program(code(source, word=match["word"]), f"The letters of {match['word']} have **{{}}** different arrangements.")


@recipe(r"\bprimes?\b.{0,20}\bbetween (?P<low>\d[\d,]*) and (?P<high>\d[\d,]*)")
def _primes_between(match: re.Match[str], text: str, today: date) -> Program | None:
    low, high = _whole(match["low"]), _whole(match["high"])
    if not 0 <= low < high <= 2_000_000:
        return None
    shown = "print(len(primes))" if re.search(r"\bhow many\b", text, re.I) else 'print(", ".join(map(str, primes)))'
    told = f"Between {low:,} and {high:,} " + ("there are **{}** primes." if "len" in shown else "the primes are **{}**.")
    source = "primes = [n for n in range(max({low}, 2), {high} + 1) if all(n % d for d in range(2, int(n**0.5) + 1))]\n" + shown
    return Program(code(source, low=low, high=high), told)


@recipe(
    r"\bmultiples of (?P<a>\d{1,6})(?: (?:or|and) (?P<b>\d{1,6}))?.{0,20}?\b(?:below|under|up to|less"
    r" than)\s+(?P<n>\d[\d,]*)"
)
def _multiples(match: re.Match[str], text: str, today: date) -> Program | None:
    upto = _whole(match["n"]) + (1 if re.search(r"\bup to\b", text, re.I) else 0)
    steps = [_whole(one) for one in (match["a"], match["b"]) if one]
    if upto > 5_000_000 or 0 in steps:
        return None
    total = "sum" if re.search(r"\bsum|add\b", text, re.I) else "len"
    source = f"found = [n for n in range(1, {upto}) if any(n % step == 0 for step in {steps})]\nprint({total}(found))\n"
    return Program(source, "Their sum is **{}**." if total == "sum" else "There are **{}** of them.")
