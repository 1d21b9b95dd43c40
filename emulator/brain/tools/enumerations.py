"""What a sentence enumerates: things with their counts, and what is to be done.

Each part is given as a row of its own, as it is said; a count in words is given in digits.
"""

from __future__ import annotations

import re

from emulator.brain.tools import values, words

_MANY = {
    word: str(value) for value, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_THING = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(_MANY)})\s+((?!of\b|more\b|other\b|hours?\b|days?\b|minutes?\b|weeks?\b|pm\b|am\b)"
    r"[a-zà-ÿ][\w'’-]*"
    r"(?: (?!and\b|to\b|for\b|at\b|please\b|by\b|from\b|on\b|plus\b|in\b|is\b|are\b)[a-zà-ÿ][\w'’-]*){0,3})"
)


def things(text: str) -> list[str]:
    """'Two margherita pizzas, one large tiramisu and three cokes': what is counted in words or digits, the count in digits."""
    found = [f"{_MANY.get(match[1].lower(), match[1])} {match[2]}" for match in _THING.finditer(text[: values.LONGEST])]
    counted = [one for one in found if not one.startswith("1 ")]
    return found if len(found) > 1 and (counted or re.search(r"\border\b", text, re.I)) else []


def to_do(text: str) -> list[str]:
    """'Pick up the cleaning, call the bank and buy a present': what begins with what is to be done."""
    tail = text[: values.LONGEST].partition(": ")[2]
    parts = [
        part.strip(" .")
        for part in re.split(r",\s*(?:and\s+)?|;\s*|\n\s*(?:[-*•]\s*)?|\s+and\s+(?=[a-z]+ (?:the|a|an|my|our)\b)", tail)
    ]
    return parts if len(parts) > 1 and all(_is_done(part) for part in parts) else []


def _is_done(part: str) -> bool:
    """Whether a part begins with something to do rather than with a thing or a person."""
    said = part.split()
    first = said[0].lower() if said else ""
    return len(said) > 1 and first.isalpha() and (said[0].islower() or said[1].islower()) and first not in words.STOP | _PRONOUNS


_PRONOUNS = frozenset("he she it they we you someone nobody there here no two three four five six".split())
