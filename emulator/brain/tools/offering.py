"""What a row of a result says for arguments: those of its own names, its id, a place, a person, its day and hour.

Fits one row to the arguments of one function; which row is meant is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from emulator.brain.tools import words
from emulator.brain.tools.slots import Slot

Path = tuple[str, ...]
Row = Mapping[str, Any]

_CLOCK = re.compile(r"\d{1,2}:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")


def values(row: Row, slots: Sequence[Slot]) -> dict[Path, Any]:
    """What a row says for arguments: those of its own names, its id, its day and hour."""
    found: dict[Path, Any] = {}
    for slot in slots:
        value = _value(row, slot)
        if value is not None and len(slot.path) == 1 and slot.item is None:
            found[slot.path] = value
    return found


def _value(row: Row, slot: Slot) -> Any:
    for key, value in row.items():
        if words.parts(str(key)) == slot.parts and isinstance(value, (str, int, float)):
            return value
    if slot.role == "id" and "enum" not in slot.schema:
        keys = [key for key in row if key in ("id", "sku", "number", "code")] or [key for key in row if key.endswith("_id")]
        return row[keys[0]] if len(keys) == 1 or "id" in keys else None
    if slot.role == "person" and "id" not in slot.parts and slot.item is None and _of_person(row):
        kin = (key for key in row if set(words.parts(str(key))) & {"contact", "customer", "client", "person", "employee"})
        return next((row[key] for key in ("name", "full_name", *kin) if isinstance(row.get(key), str)), None)
    if slot.role == "place" and not set(slot.parts) & {"city", "country"}:
        return next((row[key] for key in ("address", "location", "name") if isinstance(row.get(key), str)), None)
    if slot.role in ("date", "datetime", "time") and slot.way != "to":
        return when(row, slot.role)
    return None


def _of_person(row: Row) -> bool:
    own = {word for key in row for word in words.parts(str(key))}
    return bool(own & {"email", "phone", "company", "department", "contact", "customer", "client", "employee", "role"})


def when(row: Row, role: str) -> str | None:
    said = [one for one in row.values() if isinstance(one, str)]
    moment = next((one for one in said if _MOMENT.fullmatch(one)), "")
    day = next((one for one in said if _DAY.fullmatch(one)), moment[:10])
    hour = next((one for one in said if _CLOCK.fullmatch(one)), moment[11:16])
    if role == "datetime":
        return moment or (f"{day}T{hour:0>5}:00Z" if day and hour else None)
    return (day if role == "date" else hour) or None
