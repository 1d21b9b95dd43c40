"""Lists of objects in a request: one object for each part that names all an object needs, "2 of A-1 and 1 of B-7".

Splits a text into parts and lets each be assigned by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from emulator.brain.tools import schemas, slots
from emulator.brain.tools.slots import Slot

_JOINT = re.compile(r"\s*(?:,\s*(?:and\s+)?|;|\n|\s+and\s+|\s+plus\s+|\s+&\s+|(?<=[^\W\d][.!?])\s+)\s*")
_ONE = re.compile(r"\b(?:an?|one|another)\b", re.I)
_MOST = 50
_PORTION = re.compile(
    r"\b(?:portion|piece|serving|order|plate|bowl|slice|bottle|glass|cup|can|pack|packet|box|bag|jar|loaf|pot|bar|tin|roll)"
    r"(?:s|es)? of (?:the )?",
    re.I,
)
_MEASURES = frozenset("unit units size package packaging container".split())


def is_one(slot: Slot) -> bool:
    """Whether a slot is a list of objects."""
    return slot.item is not None and bool(schemas.mapping(slot.item.get("properties")))


def rows(
    text: str, slot: Slot, used: Sequence[tuple[int, int]], today: date, dull: frozenset[str], within: int
) -> list[dict[str, Any]]:
    """The objects that a text has for a list, from what nothing else has used; `within` counts the lists that it stands in."""
    from emulator.brain.tools import assigning

    left = list(text)
    for start, end in used:
        left[start:end] = "\x00" * (end - start)
    inner = slots.of(slot.item or {}, slot.subject)
    needed = [one for one in inner if one.needed] or inner[:1]
    found: list[dict[str, Any]] = []
    parts, announced = _parts("".join(left))
    for part in parts:
        said = part.replace("\x00", " ").strip()
        if not any(set(one.parts) & _MEASURES for one in inner):
            said = _PORTION.sub("", said)
        if len(said) < 2:
            continue
        made = assigning.assign(said, inner, today, dull | slot.stems, within=within)
        for one in needed:
            if one.path not in made.values and one.kind in ("integer", "number") and _ONE.search(said):
                made.values[one.path] = 1
                made.scores[one.path] = 2.0
        whole = all(one.path in made.values for one in needed)
        if whole and (
            (len(needed) > 1 or any(made.scores[path] > 1.25 for path in made.values))
            or ((found or announced) and len(said.split()) <= 4)
        ):
            found.append(nested(made.values))
        elif found and not whole and made.sure:
            found[-1] = {**nested(made.values), **found[-1]}
    return found


def _parts(text: str) -> tuple[list[str], bool]:
    """The parts of a list and whether a colon announced it: apart at commas, 'and' and the ends of sentences."""
    _, colon, tail = text.partition(": ")
    if colon and len(_JOINT.split(tail)) > 1:
        return _JOINT.split(tail)[:_MOST], True
    return _JOINT.split(text)[:_MOST], False


def nested(values: dict[tuple[str, ...], Any]) -> dict[str, Any]:
    """Values by path as an object."""
    made: dict[str, Any] = {}
    for path, value in values.items():
        inner = made
        for name in path[:-1]:
            inner = inner.setdefault(name, {})
        inner[path[-1]] = value
    return made
