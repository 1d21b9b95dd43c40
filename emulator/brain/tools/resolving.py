"""Values made whole by what came back before: an address for a first name, a new day at the hour that something was at.

Changes values of one call by rows of earlier results; which rows are meant is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.library import fold
from emulator.brain.tools import mentions, pointing
from emulator.brain.tools.slots import Slot

Given = Mapping[tuple[str, ...], Any]
Row = Mapping[str, Any]

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d.*)")
_REPLY = re.compile(r"^\W*(?:please )?(?:reply|respond|answer|write back)\b", re.I)


def whole(given: Given, slots: Sequence[Slot], text: str, earlier: Sequence[WireStep]) -> Given:
    """The values of a call, those that only name something put in full."""
    if not earlier:
        return given
    rows = [row for one in pointing.lists(earlier) for row in one.rows[:40]][:200]
    made = dict(given)
    for slot in slots:
        said = given.get(slot.path)
        if isinstance(said, str) and (full := _begun(said, slot.name, rows)):
            made[slot.path] = full
        mails = slot.role == "email" or slot.name in ("to", "recipient")
        if mails and isinstance(said, str) and "@" not in said and (row := _of_name(said, rows)):
            made |= {slot.path: _addresses(row)[0], **_subject(row, slots, given, text)}
    return made


def moved(row: Row, needed: Sequence[Slot], text: str, today: date) -> dict[tuple[str, ...], Any]:
    """A day or an hour said anew for something that has both: 'to Thursday, same time', 'to 3 pm'."""
    made: dict[tuple[str, ...], Any] = {}
    kinds = {one.kind: str(one.value) for one in mentions.mentions(text, today) if one.kind in ("date", "time")}
    for slot in needed:
        was = next((match for value in row.values() if isinstance(value, str) and (match := _MOMENT.fullmatch(value))), None)
        if slot.role == "datetime" and was is not None and len(kinds) == 1:
            day, hour = kinds.get("date", was[1]), was[2]
            hour = f"{kinds['time']}{was[2][5:]}" if "time" in kinds else hour
            made[slot.path] = f"{day}T{hour}"
    return made


def _begun(said: str, name: str, rows: Sequence[Row]) -> str:
    """The one value of the same name that begins with what was said: "nas" for "nas.local"."""
    known = {
        value for row in rows if isinstance(value := row.get(name), str) and re.match(rf"{re.escape(said)}[.@:_-]\w", value, re.I)
    }
    return known.pop() if len(known) == 1 and len(said) > 1 and said not in {row.get(name) for row in rows} else ""


def _addresses(row: Row) -> list[str]:
    return [value for value in row.values() if isinstance(value, str) and _ADDRESS.fullmatch(value)]


def _of_name(said: str, rows: Sequence[Row]) -> Row | None:
    """The one row that has an address and the name that was said."""
    name = fold(said).split()[0] if said.split() else ""
    found = [
        row
        for row in rows
        if (own := _addresses(row))
        and (any(name in re.split(r"[._+-]", fold(one).partition("@")[0]) for one in own) or _names(row, name))
    ]
    return found[0] if name and len({_addresses(row)[0] for row in found}) == 1 else None


def _names(row: Row, name: str) -> bool:
    return any(isinstance(value, str) and name in fold(value).split() for key, value in row.items() if "name" in str(key))


def _subject(row: Row, slots: Sequence[Slot], given: Given, text: str) -> Given:
    """A reply has the subject of what it replies to."""
    before = row.get("subject")
    slot = next((one for one in slots if one.path == ("subject",)), None)
    if slot is None or not isinstance(before, str) or not _REPLY.match(text):
        return {}
    return {slot.path: before if before.lower().startswith("re:") else f"Re: {before}"}
