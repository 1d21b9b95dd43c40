"""Weather told day by day in one sentence: "today 12 degrees with showers, tomorrow 9 degrees and windy"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.brain.tools import values, words

_DAY = re.compile(
    r"\b(?:on )?(today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:this|the) (?:morning|afternoon|evening))\b",
    re.I,
)
_DEGREES = re.compile(r"(-?\d{1,2}(?:\.\d)?)\s?(?:°\s?[CF]?|degrees?|C\b|F\b)", re.I)
_SKY = re.compile(
    r"\b((?:mostly |partly |light |heavy |some |scattered )?(?:sunny|sunshine|sun|rainy|rain|showers?|windy|wind"
    r"|cloudy|clouds|overcast|snowy"
    r"|snow|foggy|fog|stormy|storms?|thunderstorms?|drizzle|hail|clear|dry|humid|frost))\b",
    re.I,
)
_CONDITIONS = frozenset("condition conditions weather sky".split())


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The rows of a list of days with their temperatures, and the warmest or coldest day, by folded name."""
    told = list(_told(text[: values.LONGEST]))
    if len(told) < 2:
        return {}
    found: dict[str, Any] = {}
    for name, schema in named.items():
        own, items = set(words.parts(name)), schema.get("items")
        inner = items.get("properties") if isinstance(items, Mapping) else None
        if isinstance(inner, Mapping) and any({"temperature", "temp"} & set(words.parts(str(key))) for key in inner):
            found[words.key(name)] = [_row(one, inner) for one in told]
        elif own & {"warmest", "hottest", "coldest", "coolest"} and own & {"day"}:
            rated = [(degrees, day) for day, degrees, _ in told if degrees is not None]
            best = (max if own & {"warmest", "hottest"} else min)(rated, default=None, key=lambda pair: pair[0])
            found |= {words.key(name): best[1]} if best else {}
    return found


def _told(text: str) -> Iterator[tuple[str, float | None, str]]:
    """Each day with its degrees and its sky."""
    days = list(_DAY.finditer(text))
    for match, following in zip(days, [*days[1:], None], strict=False):
        said = text[match.end() : following.start() if following else len(text)]
        degrees, sky = _DEGREES.search(said), _SKY.search(said)
        if degrees or sky:
            value = float(degrees[1]) if degrees else None
            yield match[1], int(value) if value is not None and value == int(value) else value, sky[1].lower() if sky else ""


def _row(one: tuple[str, float | None, str], inner: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key in inner:
        own = set(words.parts(str(key)))
        told = (
            one[1]
            if own & {"temperature", "temp", "degrees"}
            else one[2]
            if own & _CONDITIONS
            else one[0]
            if own & {"day", "when"}
            else None
        )
        row |= {str(key): told} if told not in (None, "") else {}
    return row
