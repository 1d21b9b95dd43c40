"""What a request enumerates, for an argument that is a list of words: "we need milk, eggs and bread".

Splits what nothing else has used; it rates no argument against another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulator.brain.tools import bracketed, trimming, verbs, wordings
from emulator.brain.tools.slots import Bid, Slot

_TAKEN_OFF = re.compile(r"\W*(?:take|get|strike|cross)\s+(.{1,200}?)\s+(?:off|out)\b", re.I)
_JOINT = re.compile(r"\s*(?:,\s*(?:and\s+)?|;|\n|\x00+|\s+and\s+|\s+plus\s+|\s+&\s+|\s+[-–]\s+)\s*")
_LONGEST = 5
_ROLES = ("", "item", "query", "text", "place")


def listed(
    text: str,
    slots: Sequence[Slot],
    values: Mapping[tuple[str, ...], Any],
    dull: frozenset[str],
    blanks: Sequence[tuple[int, int]] = (),
) -> Iterator[Bid]:
    """The items for the first list that has none; for an optional one only where nothing else holds words."""
    lists = [slot for slot in slots if slot.item is not None and slot.path not in values]
    worded = any(slot.item is None and wordings.holds_words(slot) for slot in slots)
    asks = bool(verbs.kinds(text) & {"read", "compute"})
    told = worded or asks or any(slot.needed for slot in slots)
    open_ones = [slot for slot in lists if slot.needed] or ([] if told else lists)
    for slot in open_ones[:1]:
        if slot.kind == "string" and slot.role in _ROLES and "enum" not in (slot.item or {}):
            yield from (Bid(1.6, slot, said, (0, 0), shares=True) for said in _parts(text, slot, dull, blanks))


def _parts(text: str, slot: Slot, dull: frozenset[str], blanks: Sequence[tuple[int, int]]) -> Iterator[str]:
    if (named := bracketed.named(text)) and not blanks:
        yield from named
        return
    lead = trimming.blanked(text, blanks)[len(text) - len(verbs.lead(text)) :][:1_000]
    taken = _TAKEN_OFF.match(lead)
    for at, part in enumerate(_JOINT.split(taken[1] if taken else lead)):
        said = trimming.core(part, dull, slot.stems, first=at == 0)
        if said and len(said.split()) <= _LONGEST and not trimming.is_empty(said):
            yield said
