"""Values that a text names: numbers with their units, money, places, dates, times, addresses, names, quoted words.

Every pattern is bounded; a value carries its place in the text, so that what stands beside it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from emulator.brain import world
from emulator.brain.library import fold
from emulator.brain.placenames import ORDINARY
from emulator.brain.skills.dates import dates_in
from emulator.brain.tools import national
from emulator.brain.tools.measures import CURRENCIES, UNITS

LONGEST = 8_000


@dataclass(frozen=True)
class Found:
    """A value and where it stands."""

    value: Any
    start: int
    end: int
    unit: str = ""
    kind: str = ""
    """What it is (number, date, place, name ...), where a mention needs to say so."""
    bound: str = ""
    """`min` or `max` for a number that is said to be a limit."""
    cue: str = ""
    """The word before a name that says its part: from, to, with ..."""


_CODES = {word: code for code, row in CURRENCIES.items() for word in row.split()}
_UNIT_OF = {word: name for name, group in UNITS.items() for word in group}
_UNIT_WORD = "|".join(re.escape(word) for word in sorted(_UNIT_OF, key=len, reverse=True))
_MONEY_WORD = "|".join(re.escape(word) for word in sorted(_CODES, key=len, reverse=True) if word.isalpha())
_DIGITS = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,12})?|\d{1,18}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?"
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<sign>[-−])?\s?(?P<coin>US\$|"
    rf"[$€£¥₹])?\s?(?P<sign2>[-−])?(?P<digits>{_DIGITS})(?P<big>\s?(?:k|thousand|million|billion)\b|"
    rf"(?-i:M)\b)?"
    rf"(?:\s?(?:degrees? |°\s?)?(?P<unit>(?:{_UNIT_WORD}|{_MONEY_WORD})(?![\w])|%))?(?![\w]|\.\d)",
    re.I,
)
_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
        " nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100, "dozen": 12, "half": 0.5, "couple": 2}
_WORDED = re.compile(rf"\b(?:{'|'.join(_SMALL)})\b", re.I)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_TIME = re.compile(
    r"\b(?:([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?\s?([ap])?\.?m?\b|(1[0-2]|0?[1-9])\s?([ap])\.?m\b|(noon|midnight))", re.I
)
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(rf"\b(?:(next|this|on)\s+)?({'|'.join(_WEEKDAYS)})\b", re.I)
_IN_DAYS = re.compile(r"\bin (\d{1,3}|a|one|two|three|four|five|six|seven) (day|week)s?\b", re.I)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_URL = re.compile(r"https?://(?:\[[0-9a-fA-F:.%]{2,60}\])?[^\s<>\"'`)\]}]{1,2000}", re.I)
_PHONE = re.compile(
    r"(?<![\w.,-])0\d{2,4}[ /-]\d{3,8}(?: \d{2,6})?(?![\w-])|"
    r"(?<![\w-])(?=[^A-Za-z\n]{0,24}[-+(])(?=(?:[ ().+-]*\d){7})\+?\(?\d{1,5}\)?(?:[ .-]?\(?\d{2,5}\)?){1,5}(?![\w-])"
)
_ID = re.compile(r"(?<![\w@.])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z]{1,10}[-_#]?[\w-]{1,30}(?![\w@])|#(\d{1,12})\b")
_NOT_NUMBERS = (_ISO, _SLASHED, _URL, _EMAIL, _TIME, _PHONE, _ID)
_SINGLE = r"(?<!\w)['‘]((?:[^'’\n]|(?<=\w)['’](?=\w)){1,400})['’](?!\w)"
QUOTED = re.compile(rf"\"([^\"\n]{{1,2000}})\"|[“«]([^”»\n]{{1,2000}})[”»]|{_SINGLE}|`([^`\n]{{1,400}})`")
_NAME = r"[A-ZÀ-ÖØ-Þ][^\W\d_][\w'’]{0,28}"
_PLACE = re.compile(
    rf"\b(?:[Ii]n|[Aa]t|[Ff]or|[Ff]rom|[Tt]o|[Nn]ear|[Aa]round|[Oo]f|[Bb]etween|and|or|[Aa]bout|,)\s+(?:the (?:city|town) of )?"
    rf"(?P<place>{_NAME}(?![-\d])(?:[ -](?:(?:de|del|la|le|of|the|upon|am|an der|da|do) "
    rf")?{_NAME}){{0,3}}(?:,\s(?:[A-Z]{{2}}|{_NAME}(?: {_NAME})?)\b)?)"
)
_CURRENCY_NEXT = re.compile(r"\s+(?:dollars?|currency|francs?|yen)\b", re.I)
_LOWER = re.compile(r"\b(?:in|at|for|from|to|near|and)\s+(?=([a-z][a-z'-]{2,20}(?: [a-z][a-z'-]{2,20})?))")
_NOT_PLACES = frozenset(
    "celsius fahrenheit kelvin i i'm monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july"
    " august september october november december usd eur gbp jpy inr euros dollars python english "
    "french german spanish italian".split()
)


def numbers(text: str) -> list[Found]:
    """The numbers of a text in digits or small words, with the unit or currency beside them."""
    text = text[:LONGEST]
    return digits(text) or [Found(_SMALL[match[0].lower()], *match.span()) for match in _WORDED.finditer(text)]


def digits(text: str) -> list[Found]:
    """The numbers of a text that stand in digits."""
    taken = [match.span() for pattern in _NOT_NUMBERS for match in pattern.finditer(text)]
    return [
        _number(match)
        for match in _NUMBER.finditer(text)
        if match["coin"] or (match["unit"] or "").lower() in _CODES or not _within(match.start("digits"), taken)
    ]


def _number(match: re.Match[str]) -> Found:
    value: int | float = float(match["digits"].replace(",", ""))
    value *= {"k": 1e3, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9}.get((match["big"] or "").strip().lower(), 1)
    value = -value if match["sign"] or match["sign2"] else value
    if match["sign"] and match.string[: match.start()].rstrip()[-1:].isdigit():
        value = -value
    whole = abs(value) < 1e18 and value == int(value) and "." not in match["digits"]
    unit = (match["unit"] or "").lower()
    unit = "" if unit == "in" and re.match(r"\s+\w", match.string[match.end() :]) else unit
    coin = (match["coin"] or "").lower()
    return Found(int(value) if whole else value, match.start(), match.end(), _CODES.get(coin or unit) or _UNIT_OF.get(unit, ""))


def _within(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def currencies(text: str) -> list[Found]:
    """The currencies a text names, as ISO codes, in order."""
    found = [Found(code, *span) for code, span in national.named(text[:LONGEST])]
    for match in re.finditer(rf"(?<![\w$])(?:{_MONEY_WORD})(?!\w)|[$€£¥₹]", text[:LONGEST], re.I):
        word = match[0].lower()
        alone = not any(one.start <= match.start() < one.end for one in found)
        if alone and (word not in {"real", "won", "try", "rand"} or match[0].isupper()):
            found.append(Found(_CODES[word], match.start(), match.end()))
    pounds = [
        Found("GBP", match.start(), match.end())
        for match in re.finditer(
            r"\bpounds?\b(?= (?:to|in|into|sterling|is|are|would|do|will|for|please)\b|[.?!,]|$)", text, re.I
        )
    ]
    return _unique(
        sorted([*found, *([] if {one.value for one in units(text)} - {"pounds"} else pounds)], key=lambda one: one.start)
    )


def units(text: str) -> list[Found]:
    """The units of measurement a text names, by their common names, in order."""
    found = []
    for match in re.finditer(rf"(?<![^\W\d])(?:{_UNIT_WORD})(?!\w)", text[:LONGEST], re.I):
        word = match[0].lower()
        before = text[max(0, match.start() - 4) : match.start()]
        if (
            len(word) <= 2
            and not re.search(r"[\d°]\s?$|\b(?:to|in)\s$", before)
            and word not in {"km", "kg", "cm", "mm", "lb", "oz", "ml", "mi", "ft"}
        ):
            continue
        found.append(Found(_UNIT_OF[word], match.start(), match.end()))
    return _unique(found)


def _unique(found: list[Found]) -> list[Found]:
    seen: dict[Any, Found] = {}
    for one in found:
        seen.setdefault(one.value, one)
    return list(seen.values())


@lru_cache(maxsize=512)
def places(text: str) -> tuple[Found, ...]:
    """The places a text names: after a preposition, or known by the geographic data."""
    text = text[:LONGEST]
    found = [
        Found(match["place"].strip(), match.start("place"), match.end("place"))
        for match in _overlapping(text)
        if fold(match["place"].split()[0].rstrip(",")) not in _NOT_PLACES and not _CURRENCY_NEXT.match(text, match.end())
    ]
    names = [city.name for city in (*world.cities_in(text), *_uncapitalised(text))] + [
        country.name for country in world.countries_in(text)
    ]
    for name in names:
        at = fold(text).find(fold(name))
        if at >= 0 and not _CURRENCY_NEXT.match(text, at + len(name)) and not any(one.start <= at < one.end for one in found):
            found.append(Found(name, at, at + len(name)))
    found = found or [Found(city.name, 0, 0) for city in world.cities_in(text)]
    return tuple(_unique(sorted(found, key=lambda one: one.start)))


def _uncapitalised(text: str) -> Iterator[world.City]:
    for match in _LOWER.finditer(text):
        for name in (match[1], match[1].split()[0]):
            found = world.city(name)
            if found and found.population > 200_000 and name not in _NOT_PLACES and name not in ORDINARY:
                yield found
                break


def _overlapping(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while match := _PLACE.search(text, at):
        yield match
        first = match["place"].split()[0].rstrip(",")
        at = match.start("place") + len(first) if fold(first) in _NOT_PLACES else max(match.end("place") - 1, at + 1)


def dates(text: str, today: date) -> list[Found]:
    """The dates a text names, as ISO dates, in order; what has no year lies ahead."""
    text = text[:LONGEST]
    found = [Found(day.isoformat(), at, at) for at, day in enumerate(dates_in(text, today))]
    for match in _SLASHED.finditer(text):
        month, day = int(match[1]), int(match[2])
        month, day = (day, month) if month > 12 else (month, day)
        try:
            found.append(Found(date(int(match[3]), month, day).isoformat(), match.start(), match.end()))
        except ValueError:
            continue
    for match in _WEEKDAY.finditer(text):
        ahead = (_WEEKDAYS.index(match[2].lower()) - today.weekday()) % 7 or 7
        found.append(Found((today + timedelta(days=ahead)).isoformat(), match.start(), match.end()))
    for match in _IN_DAYS.finditer(text):
        count = int(match[1]) if match[1].isdigit() else int(_SMALL.get(match[1].lower(), 1))
        found.append(Found((today + timedelta(days=count * (7 if match[2].lower() == "week" else 1))).isoformat(), *match.span()))
    return _unique(found)


def times(text: str) -> list[Found]:
    """The times of day a text names, as HH:MM."""
    return [Found(_clock(match), match.start(), match.end()) for match in _TIME.finditer(text[:LONGEST])]


def _clock(match: re.Match[str]) -> str:
    if match[6]:
        return "12:00" if match[6].lower() == "noon" else "00:00"
    hour, minute, half = int(match[1] or match[4]), match[2] or "00", (match[3] or match[5] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute}"


def matches(kind: str, text: str) -> list[Found]:
    """The e-mail addresses, urls, phone numbers, ids or quoted words of a text."""
    pattern = {"email": _EMAIL, "url": _URL, "phone": _PHONE, "id": _ID, "quoted": QUOTED}[kind]
    found = []
    for match in pattern.finditer(text[:LONGEST]):
        value = next((group for group in match.groups() if group), match[0]) if match.groups() else match[0]
        value = value.rstrip(".,;:!?") if kind in {"url", "email"} else value.strip()
        value = value.rstrip(")") if kind == "phone" and "(" not in value else value
        found.append(Found(value, match.start(), match.end()))
    return _unique(found)
