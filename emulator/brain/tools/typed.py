"""Mentions that have a type, for arguments of words: dates, hours, addresses, ids, names; a moment is a day with an hour.

Rates one argument against what a text mentions; numbers, switches and choices are rated elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from emulator.brain import languages
from emulator.brain.tools import naming
from emulator.brain.tools.slots import Bid, Slot
from emulator.brain.tools.values import Found


def bids(slot: Slot, text: str, named: Sequence[Found], today: date) -> Iterator[Bid]:
    """Dates, addresses, ids and names for strings of that kind."""
    if slot.role == "datetime":
        yield from _moments(slot, text, named, today)
        return
    if (
        slot.role == "time"
        and not {"format", "pattern"} & set(slot.schema)
        and not re.search(r"\d", str(slot.schema.get("description")))
    ):
        yield from (Bid(1.9, slot, match[0].lower(), match.span()) for match in _DAYPART.finditer(text))
    if slot.role == "language" and slot.needed and _OF_THE_TEXT.search(str(slot.schema.get("description"))):
        yield Bid(1.1, slot, languages.detect(text[:2_000]) or "English", (0, 0), shares=True)
    if slot.role == "timezone":
        yield from naming.zones(slot, text, named)
        return
    read = _read(slot)
    if set(slot.parts) & _DOSES:
        yield from (Bid(2.3, slot, match[0], match.span()) for match in _DOSE.finditer(text))
    for one in named:
        if one.kind in ("quoted",):
            yield from naming.quoted(slot, one, text, named)
        elif one.kind == "name" or (one.kind in ("id", "address") and slot.role == "place"):
            yield from naming.name(slot, one, text, named)
        elif read is not None and one.kind in read and not _is_count(one, text):
            said = one.kind in ("unit", "currency")
            yield Bid(naming.rated(slot, one, text, named, read[one.kind]), slot, one.value, _wide(text, one), shares=said)


_DAYPART = re.compile(r"\b(?:morning|afternoon|evening|night|noon|midnight)\b", re.I)
_OF_THE_TEXT = re.compile(r"\b(?:language of|in which|the text is|written|input language)\b", re.I)


def _read(slot: Slot) -> Mapping[str, float] | None:
    """The kinds of mention that a slot takes, with how well each suits."""
    if slot.role == "" and slot.way and set(slot.parts) <= _SPAN:
        return {"time": 2.0, "date": 1.7}
    if {"sku", "product", "symbol", "part"} & set(slot.parts) and not slot.long:
        return {"id": 1.6}
    return {"id": 2.0, "number": 1.4, "phone": 0.9} if slot.role == "amount" else _KINDS.get(slot.role)


_DOSES = frozenset("dose dosage strength".split())
_DOSE = re.compile(r"\b\d{1,5}(?:[.,]\d{1,3})?\s?(?:mg|mcg|µg|g|ml|iu|units?|tablets?|pills?|drops?|puffs?|capsules?)\b", re.I)
_SPAN = frozenset("start end begin finish from to since until".split())
_KINDS: Mapping[str, Mapping[str, float]] = {
    "email": {"email": 2.5},
    "url": {"url": 2.5},
    "phone": {"phone": 2.5},
    "date": {"date": 2.2, "time": 1.1},
    "time": {"time": 2.2},
    "id": {"id": 2.2, "email": 0.6, "number": 0.9},
    "path": {"path": 2.4, "url": 1.0},
    "version": {"version": 2.6, "number": 0.8},
    "currency": {"currency": 2.0},
    "unit": {"unit": 2.0, "currency": 1.2},
    "language": {"language": 2.0},
    "person": {"email": 1.2},
    "": {"id": 0.9, "email": 1.3},
}


def _is_count(one: Found, text: str) -> bool:
    """Whether a number counts something and so is no id: "a room for 10 people"."""
    return one.kind == "number" and bool(one.unit or _COUNTED.match(text[one.end :]))


_COUNTED = re.compile(
    r"\s+(?!to\b|for\b|in\b|on\b|from\b|and\b|is\b|was\b|has\b|as\b|with\b|by\b|at\b|please\b|now\b)[a-z]{4,}", re.I
)


def _wide(text: str, one: Found) -> tuple[int, int]:
    """A mention with the preposition before it, which is of no use to anything else."""
    begin = max(0, one.start - _NEAR)
    before = _BEFORE.search(text[begin : one.start])
    return (begin + before.start() if before else one.start, one.end)


_NEAR = 16
_BEFORE = re.compile(r"\b(?:on|at|in|by|for|from|to|until|till|since|with|of|the|before|after|and|starting|between)\s+$", re.I)


def _moments(slot: Slot, text: str, named: Sequence[Found], today: date) -> Iterator[Bid]:
    """A day and a time of day that stand side by side."""
    days = [one for one in named if one.kind == "date"]
    hours = [one for one in named if one.kind == "time"]
    for at, hour in enumerate(hours):
        beside = [day for day in days if abs(day.start - hour.end) < 25 or abs(hour.start - day.end) < 25] or days[:1]
        day = beside[0] if beside else None
        start, end = min(hour.start, day.start if day else hour.start), max(hour.end, day.end if day else hour.end)
        value = f"{day.value if day else today.isoformat()}T{hour.value}:00Z"
        yield Bid(
            naming.rated(slot, hour, text, named, 2.3 - 0.2 * at),
            slot,
            value,
            (start, end) if at == 0 else (hour.start, hour.end),
        )
    if not hours:
        yield from (
            Bid(naming.rated(slot, day, text, named, 1.9), slot, f"{day.value}T00:00:00Z", _wide(text, day)) for day in days
        )
