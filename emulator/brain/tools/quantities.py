"""Numbers that a text names, with unit, currency and whether they are a limit: "between 50 and 120 dollars", "half an hour".

A unit is converted where the one asked for measures the same thing; nothing is guessed beyond that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from emulator.brain.tools import values, words
from emulator.brain.tools.measures import CURRENCIES, UNITS
from emulator.brain.tools.values import Found

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen twenty".split()
    )
} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "hundred": 100,
    "dozen": 12,
    "couple": 2,
    "once": 1,
    "twice": 2,
}
_WORDED = re.compile(
    rf"\b(?:an? )?({'|'.join(_SMALL)})(?: of)?\b"
    r"(?:(?: more| extra| additional| further)?[ -](minutes?|hours?|days?|weeks?|months?|years?|nights?)\b)?",
    re.I,
)
_ARTICLE = re.compile(
    r"\b(?:(?:(half|quarter of) an?|half|an?) (hour|minute|day|week|month|year)( and a half)?|(\d{1,3}) and a half (hour)s?)\b",
    re.I,
)
_HALF = re.compile(r"\bhalf (?:an? )?(met(?:re|er)|lit(?:re|er)|mile|kilo(?:gram)?|pound|kilomet(?:re|er))\b", re.I)
_PAIR = re.compile(r"\b(?:me|myself|us) and (?:my|a) [a-z]+\b|\bthe two of us\b|\bus two\b", re.I)
_PORTION = re.compile(
    r"\b(half|(?:a|one) (?:third|quarter)|two thirds|three quarters|twice|double)(?: of)? (?:my |the |our |their |his |her )?"
    r"(\d{1,9}(?:\.\d{1,4})?)\b(?![:.,]\d)",
    re.I,
)
_PORTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "thirds": 2 / 3, "quarters": 3 / 4, "twice": 2, "double": 2}
_MAX = re.compile(
    r"\b(?:under|below|less than|fewer than|cheaper than|at most|up to|no more than|not more than|max(?:imum)?(?: of)?|within"
    r"|until|by)\s+(?:the )?$",
    re.I,
)
_MIN = re.compile(
    r"\b(?:over|above|more than|at least|no less than|not less than|min(?:imum)?(?: of)?|starting (?:at|from)"
    r"|exceeding|older than)\s+$",
    re.I,
)
_NOT_BELOW = re.compile(
    r"(?:n['’]t|\bnot|\bnever|\bno) (?:to )?(?:go |fall |drop |be |get |dip )?(?:below|under|less than)\s+$", re.I
)
_BETWEEN = re.compile(r"\bbetween\s+$", re.I)
_RANGE = re.compile(r"^\s?(?:to|-|–)\s?$", re.I)
_AND = re.compile(r"^\s*(?:and|to|-|–)\s*$", re.I)
_SCALE: dict[str, dict[str, float]] = {
    "time": {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400, "weeks": 604800},
    "mass": {"grams": 1, "kilograms": 1000, "pounds": 453.59237, "ounces": 28.349523125},
    "length": {
        "millimeters": 0.001,
        "centimeters": 0.01,
        "meters": 1,
        "kilometers": 1000,
        "miles": 1609.344,
        "feet": 0.3048,
        "inches": 0.0254,
    },
    "volume": {"milliliters": 0.001, "liters": 1},
    "data": {"bytes": 1, "kilobytes": 1e3, "megabytes": 1e6, "gigabytes": 1e9, "terabytes": 1e12},
}
_DIMENSION = {unit: (kind, size) for kind, row in _SCALE.items() for unit, size in row.items()}
_UNIT_OF = {word: unit for unit, group in UNITS.items() for word in group if len(word) > 1 or word in "gh"} | {
    "minutes": "minutes",
    "sec": "seconds",
    "nights": "days",
    "night": "days",
}


_LETTERS = {"m": "meters", "s": "seconds", "l": "liters", "g": "grams", "h": "hours"}
"""What the last letter of a property's name says: height_m."""


def numbers(text: str, taken: Sequence[Found] = ()) -> list[Found]:
    """The numbers of a text that are no part of a date, a time, an address or an id."""
    text = text[: values.LONGEST]
    found = [*_articles(text), *_portions(text), *values.digits(text)]
    found += [Found(0.5, one.start(), one.end(), _UNIT_OF.get(one[1].lower(), "")) for one in _HALF.finditer(text)]
    for match in _WORDED.finditer(text):
        unit = _UNIT_OF.get((match[2] or "").lower(), "days" if (match[2] or "").lower().startswith("night") else "")
        found.append(Found(_SMALL[match[1].lower()], match.start(), match.end(), unit))
    found += [Found(2, match.start(), match.end()) for match in _PAIR.finditer(text)]
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not any(one.start < other.end and other.start < one.end for other in (*taken, *kept[-1:])):
            kept.append(replace(one, kind="number"))
    return _bounded(text, _alike(text, _uncounting(text, kept)))


_LISTED = re.compile(r"^\s*(?:,\s*(?:and\s+|or\s+)?|and\s+|or\s+)$", re.I)
_NOUNS = re.compile(r"\s+(?:[a-z-]+\s+){0,2}[a-z-]+s(?:\s+(?:of|with|at|are|being|like))?:?\s+$")


def _alike(text: str, found: list[Found]) -> list[Found]:
    """The same with the unit that the last of several numbers is given: "15, 20 and 30 years"."""
    made: list[Found] = []
    for one in reversed(found):
        after = made[-1] if made else None
        shares = after is not None and not one.unit and bool(_LISTED.match(text[one.end : after.start]))
        made.append(replace(one, unit=after.unit) if shares and after is not None and not is_money(after.unit) else one)
    return made[::-1]


def _uncounting(text: str, found: list[Found]) -> list[Found]:
    """The same without a word that only says how many numbers follow: "two charges of 5 and 7"."""
    told: list[Found] = []
    for at, one in enumerate(found):
        count = one.value if text[one.start : one.end].isalpha() and one.value in (2, 3, 4) else 0
        listed = found[at + 1 : at + 1 + int(count)]
        if count and len(listed) == count and _NOUNS.fullmatch(text[one.end : listed[0].start]):
            gaps = [text[a.end : b.start] for a, b in pairwise(listed)]
            if all(_LISTED.match(gap) or len(gap) <= 4 for gap in gaps):
                continue
        told.append(one)
    return told


def _articles(text: str) -> list[Found]:
    found = []
    for match in _ARTICLE.finditer(text):
        if match[4]:
            count, unit = float(match[4]) + 0.5, "hours"
        else:
            said = match[1] or ("half" if match[0].lower().startswith("half") else "")
            part = {"half": 0.5, "quarter of": 0.25}.get(said.lower(), 1.0)
            count, unit = part + (0.5 if match[3] else 0), match[2].lower() + "s"
        found.append(Found(int(count) if count == int(count) else count, match.start(), match.end(), unit))
    return found


def _portions(text: str) -> list[Found]:
    """'Half of my 40', 'twice 12'."""
    found = []
    for match in _PORTION.finditer(text):
        value = round(_PORTIONS[match[1].lower().split()[-1]] * float(match[2]), 4)
        found.append(Found(int(value) if value == int(value) else value, match.start(), match.end()))
    return found


def _bounded(text: str, found: list[Found]) -> list[Found]:
    """The same, each told whether it is a lower or an upper limit; the words that say so belong to it."""
    made: list[Found] = []
    for one in found:
        before = text[max(0, one.start - 24) : one.start]
        if low := _BETWEEN.search(before):
            made.append(replace(one, bound="min", start=one.start - len(low[0])))
        elif made and made[-1].bound == "min" and _AND.match(text[made[-1].end : one.start]):
            made[-1] = replace(made[-1], unit=made[-1].unit or one.unit)
            made.append(replace(one, bound="max", start=made[-1].end))
        elif made and not made[-1].bound and _RANGE.match(text[made[-1].end : one.start]) and made[-1].unit in ("", one.unit):
            made[-1] = replace(made[-1], bound="min", unit=one.unit)
            made.append(replace(one, bound="max", start=made[-1].end))
        elif low := _NOT_BELOW.search(text[max(0, one.start - 40) : one.start]):
            made.append(replace(one, bound="min", start=one.start - len(low[0])))
        elif (high := _MAX.search(before)) and not high[0].lower().startswith("by"):
            made.append(replace(one, bound="max", start=one.start - len(high[0])))
        elif low := _MIN.search(before):
            made.append(replace(one, bound="min", start=one.start - len(low[0])))
        else:
            made.append(one)
    return made


def unit_of(name: str) -> str:
    """The unit that a property's name asks for: duration_minutes, weight_kg."""
    parts = words.parts(name)
    short = _LETTERS.get(parts[-1], "") if len(parts) > 1 else ""
    return short or next((_UNIT_OF[word] for word in reversed(parts) if word in _UNIT_OF), "")


def counts_things(one: Found, text: str) -> bool:
    """Whether a number in words only says how many things there are: "five jobs"."""
    return text[one.start : one.end].isalpha() and bool(_THINGS.match(text[one.end :]))


_THINGS = re.compile(r"\s+(?:[a-z-]+ ){0,2}[a-z-]+s\b")


def wanted_in(text: str) -> list[tuple[int, int]]:
    """Where a text says in which unit it wants the answer: "(in Joules)", "in joules per kelvin"."""
    found = _WANTED.finditer(text[: values.LONGEST])
    return [match.span() for match in found if len(match[1]) > 3 and is_unit(match[1])]


_WANTED = re.compile(r"\(?\bin ([A-Za-z]+)(?: per [A-Za-z]+)?\b\)?")


def is_unit(said: str) -> bool:
    """Whether a word is a unit of measurement or a currency."""
    lowered = said.lower().strip("°")
    return lowered in _UNIT_OF or said.upper() in CURRENCIES or any(lowered in group for group in UNITS.values())


def is_money(unit: str) -> bool:
    """Whether a number's unit is a currency."""
    return unit in CURRENCIES


def converted(one: Found, unit: str) -> float | int | None:
    """The number in another unit; None when the two measure different things."""
    if not one.unit or not unit or one.unit == unit:
        return one.value  # type: ignore[no-any-return]
    if {one.unit, unit} == {"celsius", "fahrenheit"}:
        degrees = one.value * 9 / 5 + 32 if unit == "fahrenheit" else (one.value - 32) * 5 / 9
        return int(degrees) if degrees == int(degrees) else round(degrees, 1)
    here, there = _DIMENSION.get(one.unit), _DIMENSION.get(unit)
    if here is None or there is None or here[0] != there[0]:
        return None
    value = one.value * here[1] / there[1]
    return int(value) if value == int(value) else round(value, 4)


def uncounted(text: str) -> str:
    """A request without how many of a thing it wants."""
    for one in reversed(numbers(text)):
        text = text if one.unit or one.bound else text[: one.start] + text[one.end :].lstrip()
    return text
