"""Whether it will be wet, by what a forecast says: in words, as a chance, or as an amount.

Reads the rows of results; other questions about them are answered elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emulator.brain.tools import metrics, words
from emulator.brain.tools.metrics import Row

_WET = re.compile(r"\b(?:umbrella|rain\w*|raincoat|wet)\b", re.I)
_RAIN = re.compile(r"\b(?:rain|shower|drizzle|storm|thunder|wet|precipitation)\w*", re.I)
_SNOW = re.compile(r"\bsnow\w*\b", re.I)
_DRY = re.compile(r"\bno (?:rain|snow|precipitation)\b", re.I)
_AMOUNTS = frozenset({"mm", "cm", "inch", "inches"})
_WHEN = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d{4}-\d\d-\d\d", re.I)


def verdict(asked: str, rows: Sequence[Row]) -> str:
    """'Do I need an umbrella?', 'will it snow in Oslo?'; empty where nothing of the kind is asked."""
    if not (_WET.search(asked) or _SNOW.search(asked)) or metrics.asked(asked) is not None:
        return ""
    sign, carries = (_RAIN if _WET.search(asked) else _SNOW), re.search("umbrella", asked, re.I)
    told = []
    for row in rows[:8]:
        falls = _falls(row)
        if not row.texts and falls is None:
            continue
        text = " ".join(row.texts.values())
        yes = (bool(sign.search(text)) and not _DRY.search(text)) or bool(falls)
        why = next((value for value in row.texts.values() if sign.search(value)), "") or _amount(row)
        why = why or next((value for value in row.texts.values() if value != row.label), "")
        what = "take an umbrella" if yes and carries else "it looks like it" if yes else "it doesn't look like it"
        where = f"{'on' if _WHEN.match(row.label) else 'in'} {row.label}"
        told.append(f"{'Yes' if yes else 'No'}, {what} {where}" + (f": {why}" if why else "") + ".")
    return " ".join(told)


def _falls(row: Row) -> bool | None:
    """Whether the numbers of a row say that it will be wet: a chance from 40 %, or an amount that one notices."""
    for name, value in row.numbers.items():
        own = set(words.parts(name))
        if own & {"precipitation", "rain", "snow"}:
            return value >= 0.5 if own & _AMOUNTS else value >= 40
    return None


def _amount(row: Row) -> str:
    for name, value in row.numbers.items():
        own = words.parts(name)
        if set(own) & {"rain", "snow", "precipitation"} and set(own) & _AMOUNTS:
            return f"{metrics.bare(value)} {own[-1]} of {own[0]}"
    return ""
