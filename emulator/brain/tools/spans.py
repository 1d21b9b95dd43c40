"""Two ends of a time that a request gives in other words: until Christmas, last month, from 28 December to 3 January, moved to 8.

Settles dates among what was assigned; it reads no other kind of argument.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from emulator.brain.tools import moments
from emulator.brain.tools.slots import Slot
from emulator.brain.tools.values import Found

if TYPE_CHECKING:
    from emulator.brain.tools.assigning import Assigned

_COUNTED = re.compile(r"\b\d+ (?:day|week|month|year)s? (?:before|after)\b", re.I)
_TILL_THEN = re.compile(r"\b(?:until|till|left|away|to go|before)\b", re.I)
_SINCE_THEN = re.compile(r"\b(?:since|ago|old|passed|so far|have i been|has it been)\b", re.I)


def settle(made: Assigned, slots: Sequence[Slot], named: Sequence[Found], text: str, today: date) -> None:
    """Complete the two ends of a time where one is said, or where both are said as one."""
    periods(made, slots, named)
    months(made, slots, text, today)
    in_order(made, slots, text)
    open_ends(made, slots, named, text, today)


def open_ends(made: Assigned, slots: Sequence[Slot], named: Sequence[Found], text: str, today: date) -> None:
    """'How many days until Christmas?' begins today; 'how long since May' ends today."""
    dates = [slot for slot in slots if slot.role == "date" and slot.needed]
    ends = {slot.way: slot for slot in dates}
    days = [one for one in named if one.kind == "date"]
    if len(dates) != 2 or not {"from", "to"} <= set(ends) or len(days) != 1:
        return
    if _COUNTED.search(text):
        return
    way = "to" if _TILL_THEN.search(text) else "from" if _SINCE_THEN.search(text) else ""
    if way:
        here, there = ends[way].path, ends["from" if way == "to" else "to"].path
        made.values |= {here: days[0].value, there: today.isoformat()}
        made.scores |= {here: 2.0, there: 2.0}


def months(made: Assigned, slots: Sequence[Slot], text: str, today: date) -> None:
    """'In November' is a start and an end, of a past month where it is told of as past."""
    ends = {slot.way: slot.path for slot in slots if slot.role == "date" and slot.item is None and slot.way}
    match = _MONTH.search(text[:2_000])
    if match is None or set(ends) != {"from", "to"} or any(path in made.values for path in ends.values()):
        return
    month = next(at for at in range(1, 13) if calendar.month_name[at].lower() == match[1].lower())
    ahead = month > today.month and bool(_PAST.search(text))
    year = int(match[2]) if match[2] else today.year - ahead
    made.values |= {
        ends["from"]: date(year, month, 1).isoformat(),
        ends["to"]: date(year, month, calendar.monthrange(year, month)[1]).isoformat(),
    }
    made.scores |= dict.fromkeys(ends.values(), 2.0)
    made.blanks.append(match.span())


_MONTH = re.compile(rf"\b(?:in|during|for|of|this|last)\s+({'|'.join(calendar.month_name[1:])})(?: (\d{{4}}))?\b(?! \d)", re.I)
_PAST = re.compile(r"\b(?:did|was|were|had|have|has|spent|last|paid|bought|\w+ed)\b", re.I)


def periods(made: Assigned, slots: Sequence[Slot], named: Sequence[Found]) -> None:
    """'Last month' is a start and an end."""
    starts = [slot for slot in slots if slot.role == "date" and slot.way == "from" and slot.path in made.taken]
    ends = [slot for slot in slots if slot.role == "date" and slot.way == "to" and slot.path not in made.values]
    for start, end in zip(starts, ends, strict=False):
        said = next((one for one in named if one.kind == "date" and one.unit and one.value == made.values[start.path]), None)
        if said is not None:
            made.values[end.path] = moments.last_day(date.fromisoformat(str(said.value)), said.unit).isoformat()
            made.scores[end.path] = 2.0


_MOVED = re.compile(r"\b(?:mov|reschedul|shift|push|chang|postpon)\w*\b.*\bfrom\b.*\bto\b", re.I | re.S)


def moved_to(named: Sequence[Found], text: str, slots: Sequence[Slot]) -> Sequence[Found]:
    """Without the hour or the day that something is moved from, where there is a place for one alone."""
    if not _MOVED.search(text):
        return named
    for kind in ("time", "date"):
        both = [one for one in named if one.kind == kind]
        if len(both) == 2 and sum(slot.role == kind for slot in slots) == 1:
            named = [one for one in named if one is not both[0]]
    return named


def in_order(made: Assigned, slots: Sequence[Slot], text: str) -> None:
    """An end without a year lies after its start: from 28 December to 3 January."""
    dates = {slot.way: slot for slot in slots if slot.role == "date" and slot.path in made.taken}
    if not {"from", "to"} <= set(dates):
        return
    start, end = made.values[dates["from"].path], made.values[dates["to"].path]
    said = made.taken[dates["to"].path].span
    if end < start and not re.search(r"\d{4}", text[slice(*said)]) and end[5:] != "02-29":
        made.values[dates["to"].path] = f"{int(start[:4]) + (end[5:] < start[5:])}{end[4:]}"
