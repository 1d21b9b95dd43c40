"""Two objects of one kind in a call, a start and an end: "from Lindenstraße 12, Berlin to Via Roma 8, Milan".

Gives each its own part of the text; a call with one address is read as ever.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from emulator.brain.tools import roletables, words
from emulator.brain.tools.slots import Slot

if TYPE_CHECKING:
    from emulator.brain.tools.assigning import Assigned

_ENDS = re.compile(r"\bfrom\s+(?P<from>[^\n]{3,200}?)\s+to\s+(?P<to>[^\n]{3,200})", re.I)
_LONGEST = 2_000


def assigned(text: str, slots: Sequence[Slot], today: date) -> list[tuple[Assigned, int]]:
    """What each end is given, with where its part of the text begins; nothing where a call hasn't two such objects."""
    from emulator.brain.tools import assigning

    groups = _groups(slots)
    match = _ENDS.search(text[:_LONGEST]) if len(groups) == 2 else None
    if match is None:
        return []
    return [(assigning.assign(match[way], own, today), match.start(way)) for way, own in groups.items()]


def _groups(slots: Sequence[Slot]) -> Mapping[str, list[Slot]]:
    """The arguments inside of a start and inside of an end, if there are both and they hold the same."""
    found: dict[str, list[Slot]] = {}
    for slot in slots:
        way = next((roletables.DIRECTION[word] for word in words.parts(slot.path[0]) if word in roletables.DIRECTION), "")
        if way and len(slot.path) > 1:
            found.setdefault(way, []).append(slot)
    tails: list[Any] = [{slot.path[1:] for slot in own} for own in found.values()]
    return found if len(tails) == 2 and tails[0] & tails[1] else {}
