"""Numbers at the two ends of a range: "from 100 A.D. to 1500 A.D.", "between 1990 and 2005", and years that are said to be ones.

Says how a number's lead suits an argument that is a start or an end; other numbers are rated elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.tools import quantities, values, words
from emulator.brain.tools.slots import Bid, Slot
from emulator.brain.tools.values import Found

_FROM = re.compile(r"\b(?:from|between|since|starting (?:in|at|from)|after)\s+(?:the )?(?:year )?$", re.I)
_TO = re.compile(r"(?:\b(?:to|until|till|through|and|up to|before)|[-–])\s*(?:the )?(?:year )?$", re.I)
_YEAR = re.compile(r"(?<![\w.,:/$€£-])(?:(?:1[5-9]|20)\d\d(?![\w:/-]|[.,]\d)|\d{1,4}(?=\s?(?:A\.?D\b|C\.?E\b)))")
_OF_YEARS = ("", "years")


def leans(slot: Slot, text: str, start: int) -> float:
    """How much better a number suits an end that the words before it name, and how much worse the other."""
    if not slot.way or not slot.needed:
        return 0.0
    before = text[max(0, start - 24) : start]
    here = "from" if _FROM.search(before) else "to" if _TO.search(before) else ""
    return 0.0 if not here else 0.6 if here == slot.way else -0.9


def years(slot: Slot, text: str) -> Iterator[Bid]:
    """The years that a text names."""
    told = slot.role == "date" and "year" in words.parts(slot.about[:200])
    if ("year" in slot.parts or told) and slot.unit in _OF_YEARS:
        for match in _YEAR.finditer(text[: values.LONGEST]):
            yield Bid(2.4 + leans(slot, text, match.start()), slot, int(match[0]), match.span())


_SPAN = re.compile(r"\b(?:next|coming|following|past|last|previous|upcoming) (hour|day|week|month|year)\b(?! \d)", re.I)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def one(slot: Slot, text: str) -> Iterator[Bid]:
    """'The next month' for an argument that counts months, or days."""
    if slot.item is not None or slot.unit not in ("hours", "days", "weeks", "months", "years"):
        return
    for match in _SPAN.finditer(text[: values.LONGEST]):
        said = match[1].lower()
        count: float | int | None = 1 if slot.unit == f"{said}s" else _DAYS.get(said) if slot.unit == "days" else None
        count = quantities.converted(Found(1, 0, 0, f"{said}s"), slot.unit) if count is None else count
        if isinstance(count, (int, float)) and (slot.kind == "number" or count == int(count)) and count >= 1:
            yield Bid(2.2, slot, int(count), match.span(), shares=not slot.needed)
