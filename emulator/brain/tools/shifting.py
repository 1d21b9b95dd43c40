"""What is said in relation to something said before: "a bit louder", "two degrees warmer", "the day after".

Counts from the arguments of a call made before; it knows no conversation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from emulator.brain.tools import bidding, mentions, quantities, words
from emulator.brain.tools.slots import Slot

Path = tuple[str, ...]

_DIRECTIONS = {
    word: (frozenset(stems.split()), sign)
    for stems, up, down in (
        ("volum loudness", "louder", "quieter softer"),
        ("brightness level intensity", "brighter lighter", "darker dimmer"),
        ("temperatur temp degre celsius heat", "warmer hotter", "cooler colder"),
        ("speed rat pac", "faster quicker", "slower"),
        ("length duration minut second hour tim", "longer", "shorter"),
        ("distanc radius km", "further farther", "closer nearer"),
        ("", "more higher up bigger larger increase raise", "less lower down fewer smaller decrease reduce"),
    )
    for said, sign in ((up, 1), (down, -1))
    for word in said.split()
}
_SAID = re.compile(rf"\b({'|'.join(sorted(_DIRECTIONS, key=len, reverse=True))})\b(?! (?:one|ones|of)\b)", re.I)
_TODAY = re.compile(r"\b(?:today|now)\b", re.I)
_COMPARES = re.compile(
    r"^\W*(?:and |so )?(?:which|what|who|is|are)\b|^\W*(?:we|i)(?:['’]re| are|['’]m| am) (?:almost |nearly "
    r"|running )?(?:out of|low on)\b|^\W*turn(?:ing)? down (?:the (?:other|first|second|last|next)|him|her|them)\b",
    re.I,
)
_TURNED = re.compile(r"\b(?:turn|move|bring|go|put|take|crank|push|pull|scroll)\b.{0,30}\b(?:up|down)\b", re.I)
_SMALL = re.compile(r"\b(?:a (?:little )?bit|a little|slightly|a touch|somewhat)\b", re.I)
_ABSOLUTE = re.compile(r"\bto\s+\d", re.I)
_DAY = re.compile(
    r"\b(?:on )?(?:the )?(?:(day|week|month) (after|before)|(?:(?<=the )next|(following|previous)) (day|week|month))\b(?! \w)",
    re.I,
)
_LENGTH = {"day": 1, "week": 7}


def scaled(text: str, base: Mapping[Path, Any], slots: Sequence[Slot]) -> dict[Path, Any]:
    """The number that 'louder' or 'two degrees warmer' makes of the one before; nothing when a text says no such thing."""
    match = _SAID.search(text) if not _COMPARES.match(text) else None
    if match is not None and match[1].lower() in ("up", "down") and not _TURNED.search(text):
        return {}
    if match is None or _ABSOLUTE.search(text):
        return {}
    stems, sign = _DIRECTIONS[match[1].lower()]
    for slot in slots:
        value = base.get(slot.path)
        if slot.kind not in ("integer", "number") or isinstance(value, bool) or not isinstance(value, (int, float)):
            continue
        if not stems or stems & (slot.stems | slot.subject):
            return {slot.path: _within(slot, float(value) + sign * _step(text, slot, float(value)))}
    return {}


def level(text: str, row: Mapping[str, Any], slots: Sequence[Slot]) -> dict[Path, Any]:
    """What a result says of the one number that a function moves: the volume for a level."""
    match = _SAID.search(text)
    stems = _DIRECTIONS[match[1].lower()][0] if match else frozenset()
    numbers = [slot for slot in slots if slot.kind in ("integer", "number") and slot.item is None]
    told = [value for key, value in row.items() if stems & {words.stem(word) for word in words.parts(str(key))}]
    if len(numbers) != 1 or not told or isinstance(told[0], bool) or not isinstance(told[0], (int, float)):
        return {}
    return {numbers[0].path: told[0]} if stems & (numbers[0].stems | numbers[0].subject) else {}


def _step(text: str, slot: Slot, value: float) -> float:
    said = next((one.value for one in quantities.numbers(text) if not one.bound and one.value), None)
    if said is not None:
        return float(said)
    high = slot.schema.get("maximum")
    wide = (isinstance(high, (int, float)) and high >= 50) or {"brightness", "volum"} & slot.stems
    step = 10 if wide or abs(value) >= 50 else 1
    return step if _SMALL.search(text) or step == 1 else step * 2


def _within(slot: Slot, value: float) -> int | float:
    """The value, held within what the argument allows."""
    low, high = slot.schema.get("minimum"), slot.schema.get("maximum")
    value = max(value, low) if isinstance(low, (int, float)) else value
    value = min(value, high) if isinstance(high, (int, float)) else value
    return int(value) if value == int(value) and bidding.allowed(slot, int(value)) else value


def dated(text: str, base: Mapping[Path, Any], slots: Sequence[Slot]) -> str:
    """A text with 'the day after' written out, counted from the date that was given before."""
    given = next((base[slot.path] for slot in slots if slot.role in ("date", "datetime") and slot.path in base), None)
    try:
        start = date.fromisoformat(str(given)[:10])
    except ValueError:
        return text

    def written(match: re.Match[str]) -> str:
        unit = (match[1] or match[4]).lower()
        days = _LENGTH.get(unit, 30) * (-1 if (match[2] or match[3] or "").lower() in ("before", "previous") else 1)
        return f"on {(start + timedelta(days=days)).isoformat()}"

    return _DAY.sub(written, text)


def moment(slot: Slot, before: Any, value: Any, text: str, today: date) -> Any:
    """A new hour on the day that was said, where only the hour is said anew; a new day at the hour that was said."""
    if slot.role != "datetime" or not (isinstance(before, str) and isinstance(value, str) and "T" in before and "T" in value):
        return value
    day, hour = before.split("T", 1)
    new_day, new_hour = value.split("T", 1)
    if not _names(text, "date", today) and not _TODAY.search(text):
        return f"{day}T{new_hour}"
    return value if _names(text, "time", today) else f"{new_day}T{hour}"


def _names(text: str, kind: str, today: date) -> bool:
    return any(one.kind == kind for one in mentions.mentions(text, today))
