"""How often something is to happen, for arguments that count it: "three times a day", "twice weekly", "every 8 hours".

Reads one text for one argument; other numbers are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.tools.slots import Bid, Slot

_COUNTS = {"once": 1, "twice": 2, "thrice": 3} | {
    word: at for at, word in enumerate("one two three four five six seven eight nine ten".split(), 1)
}
_PERIODS = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour", "yearly": "year"}
_NAMED = {**_PERIODS, **{period: period for period in _PERIODS.values()}}
_OFTEN = re.compile(
    r"\b(?:(once|twice|thrice)|(\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten)(?: times|x))?"
    r"\s*\b(?:(?:an?|per|each|every) (hour|day|week|month|year)|(daily|weekly|monthly|hourly|yearly))\b",
    re.I,
)
_EVERY = re.compile(r"\bevery (\d{1,2}|two|three|four|six|eight|ten|twelve) hours\b", re.I)


def counts(slot: Slot) -> str:
    """The period that an argument counts in: `day` for `times_per_day`; empty where it counts no such thing."""
    own = set(slot.parts)
    if slot.kind not in ("integer", "number") or not own & {"times", "frequency", "doses"}:
        return ""
    return next((period for word, period in _NAMED.items() if word in own), "")


def bids(slot: Slot, text: str) -> Iterator[Bid]:
    """What a text says of how often."""
    period = counts(slot)
    for match in _OFTEN.finditer(text) if period else ():
        said = (match[3] or _PERIODS[match[4].lower()]).lower()
        if said == period:
            told = (match[1] or match[2] or "once").lower()
            yield Bid(2.8, slot, _COUNTS.get(told) or int(told), match.span())
    for match in _EVERY.finditer(text) if period == "day" else ():
        gap = int(match[1]) if match[1].isdigit() else {**_COUNTS, "twelve": 12}[match[1].lower()]
        if 0 < gap <= 24 and not 24 % gap:
            yield Bid(2.8, slot, 24 // gap, match.span())
