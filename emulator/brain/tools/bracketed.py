"""Lists that a text writes out as one: "[3, 2, 1]", "['Ada', 'Jon']", and what it enumerates: "such as rice, beans and corn".

Finds the lists and their items; which argument a list is for is told by its place among the lists.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from emulator.brain.tools import values
from emulator.brain.tools.slots import Bid, Slot

_BRACKETS = re.compile(r"\[([^\[\]\n]{1,2000})\]")
_ITEM = re.compile(r"\s*(?:\"([^\"]*)\"|'((?:[^']|(?<=\w)'(?=\w))*)'|([^,\"']+))\s*(?:,|$)")
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?(?:e[+-]?\d{1,3})?")
_NAMELY = re.compile(
    r"\b(?:i am|i['’]m|(?:we|they|you) are|such as|including|namely|for example)\s*:?\s+((?:[^.;:?!\n]|\.(?=\w)){3,400})", re.I
)
_JOINT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+and\s+|\s+or\s+")


def bids(slot: Slot, text: str, slots: Sequence[Slot]) -> Iterator[Bid]:
    """The items of the list that is this argument's turn."""
    kinds = {"integer", "number"} if slot.kind in ("integer", "number") else {slot.kind}
    own = [one for one in slots if one.item is not None and one.kind in kinds]
    lists = [match for match in _BRACKETS.finditer(text[: values.LONGEST]) if _fits(slot, match[1])]
    at = own.index(slot) if slot in own else len(lists)
    if at < len(lists):
        start = lists[at].start(1)
        for match in _ITEM.finditer(lists[at][1]):
            said = next((group for group in match.groups() if group is not None), "").strip()
            if said:
                value = json.loads(said) if _NUMBER.fullmatch(said) and slot.kind != "string" else said
                yield Bid(4.6, slot, value, (start + match.start(), start + match.end()))


def _fits(slot: Slot, said: str) -> bool:
    digits = all(_NUMBER.fullmatch(part.strip()) for part in said.split(","))
    return digits if slot.kind in ("integer", "number") else slot.kind == "string" and not digits


def named(text: str) -> list[str]:
    """What a text enumerates as what something is, or as examples of it; empty where that isn't several things."""
    match = _NAMELY.search(text[: values.LONGEST])
    parts = [part.strip(" '\"") for part in _JOINT.split(match[1])] if match else []
    return parts if len(parts) > 2 and all(0 < len(part.split()) <= 4 for part in parts) else []


def each(text: str, slots: Sequence[Slot]) -> list[tuple[tuple[str, ...], list[object]]]:
    """Several lists for the one argument that takes a list: a call for each."""
    own = [slot for slot in slots if slot.item is not None and slot.needed]
    if len(own) != 1:
        return []
    lists = [match for match in _BRACKETS.finditer(text[: values.LONGEST]) if _fits(own[0], match[1])]
    rows = [[bid.value for bid in bids(own[0], match[0], own)] for match in lists]
    return [(own[0].path, row) for row in rows if row] if len(rows) > 1 else []
