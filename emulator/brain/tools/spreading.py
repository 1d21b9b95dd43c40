"""Several calls of one function in one clause: one for each thing of the same kind that it names.

"In Paris and in London" makes two; "the bedroom to 19 and the kitchen to 21" gives each its own number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from emulator.brain.tools import assigning, bracketed, formed, itemizing, options, querying, words
from emulator.brain.tools.assigning import Assigned
from emulator.brain.tools.choosing import Wish
from emulator.brain.tools.slots import Bid, Slot

Values = dict[tuple[str, ...], Any]
_MOST = 12
_JOINT = re.compile(r"(?:,|\b(?:and|or|&|plus|vs\.?|versus|as well as|then|than)\b|&)")
_WHEN = frozenset({"today", "yesterday", "now", "please", "tonight"})
_ALIKE = 0.95
_ALL = re.compile(r"\b(?:all|every|everything|everywhere|each|both)\b", re.I)
_EXCEPT = re.compile(r"\b(?:except|but not|apart from|other than|excluding)\b", re.I)
_KINDS = frozenset({"place", "id", "item", "person", "email", "currency", "unit", "url", "date", "org", "query", "timezone"})


def spread(wish: Wish, today: date) -> list[Values]:
    """The values of each call that a clause asks for."""
    kinds = {slot.path: slot for slot in wish.function.slots if not (slot.role or slot.long or "enum" in slot.schema)}
    title, slots = frozenset(wish.function.title), {slot.path: slot for slot in wish.function.slots}
    return [
        {
            path: formed.formed(_bare(value, title) if path in kinds else value, slots[path]) if path in slots else value
            for path, value in given.items()
        }
        for given in _given(wish, today)
    ]


def _bare(value: Any, title: frozenset[str]) -> Any:
    """A thing without the function's own noun or a word of time behind it: 'kitchen light' for a lamp's room, 'plates today'."""
    said = value.split() if isinstance(value, str) else []
    while (
        1 < len(said) <= 4
        and not (said[-1][:1].isupper() and said[-2][:1].isupper())
        and (words.stem(said[-1].lower()) in title or said[-1].lower() in _WHEN)
    ):
        said.pop()
        value = " ".join(said)
    return value


def _given(wish: Wish, today: date) -> list[Values]:
    slots = wish.function.slots
    dull = frozenset({*wish.used, *wish.function.title})
    whole = assigning.assign(wish.text, slots, today, dull, asked=True)
    if _lacking(whole, slots):
        bare = frozenset(wish.function.title)
        more = assigning.assign(wish.text, slots, today, bare, asked=True)
        whole, dull = (more, bare) if _lacking(more, slots) < _lacking(whole, slots) else (whole, dull)
    asked = querying.slot_of(wish.function)
    if asked is not None and (written := querying.of_function(wish.function, wish.text)):
        return [{**whole.values, asked.path: written}]
    if several := bracketed.each(wish.text, slots):
        return [{**whole.values, path: row} for path, row in several[:_MOST]]
    if listed := _itemized(wish.text, slots, today, dull):
        return listed
    if parted := _parted(wish.text, slots, today, dull):
        return parted
    for slot in slots:
        if every := _every(slot, whole, wish.text):
            return [{**whole.values, slot.path: value} for value in every]
        bids = _several(slot, whole, wish.text)
        if len(bids) > 1:
            apart = _apart(bids, slots, wish.text, today, dull)
            return apart or [{**whole.values, slot.path: bid.value} for bid in bids]
    return _worded(whole, slots) or [whole.values]


def _itemized(text: str, slots: Sequence[Slot], today: date, dull: frozenset[str]) -> list[Values]:
    """Each item of a list as the one text that must be given, with what stands in brackets behind it."""
    named = next((slot for slot in slots if slot.needed and slot.kind == "string" and slot.item is None and not slot.long), None)
    if named is None or "enum" in named.schema:
        return []
    others = [slot for slot in slots if slot is not named]
    return [
        {**assigning.assign(f"for {one.more}", others, today, dull).values, named.path: one.thing}
        for one in itemizing.items(text)
    ]


def _lacking(made: Assigned, slots: Sequence[Slot]) -> int:
    return sum(slot.needed and slot.path not in made.values for slot in slots)


def _parted(text: str, slots: Sequence[Slot], today: date, dull: frozenset[str]) -> list[Values]:
    """'Scale web to 3 and worker to 5': parts that each have all a call needs, numbers among them."""
    needed = [slot for slot in slots if slot.needed and slot.item is None]
    pieces = [piece for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+", text) if piece.strip()]
    if len(needed) < 2 or not 2 <= len(pieces) <= _MOST or not any(slot.kind in ("integer", "number") for slot in needed):
        return []
    parts = [assigning.assign(piece, slots, today, dull) for piece in pieces]
    if not all(slot.path in part.values for part in parts for slot in needed):
        return []
    shared = {path: value for part in parts for path, value in part.values.items()}
    return [{**shared, **part.values} for part in parts]


def _every(slot: Slot, whole: Assigned, text: str) -> list[Any]:
    """'All the lights', 'everything except the kitchen': each of a few allowed values."""
    allowed = slot.schema.get("enum")
    if not slot.needed or not isinstance(allowed, list) or not 1 < len(allowed) <= _MOST or not _ALL.search(text):
        return []
    left_out = _EXCEPT.search(text)
    if not left_out:
        return list(allowed) if slot.path not in whole.values else []
    spared = {one.value for score, one in options.found(text[left_out.start() :], allowed) if score >= 2}
    return [one for one in allowed if one not in spared]


def _several(slot: Slot, whole: Assigned, text: str) -> list[Bid]:
    """The values of one kind that stand side by side."""
    taken = whole.taken.get(slot.path)
    if taken is None or slot.item is not None or not slot.needed or taken.span == (0, 0):
        return []
    if _titled(taken, text) and (chained := _in_a_row(taken, text)):
        held = [span for path, spans in whole.held.items() if path != slot.path for span in spans]
        if not any(bid.span[0] < end and start < bid.span[1] for bid in chained[1:] for start, end in held):
            return chained
    if (
        not (
            slot.role in _KINDS
            or (slot.role == "amount" and slot.kind == "string")
            or "enum" in slot.schema
            or slot.kind in ("integer", "number")
        )
        or slot.bound
    ):
        return []
    others = [path_spans for path, path_spans in whole.held.items() if path != slot.path]
    rows = [one for one in whole.values.values() if isinstance(one, list)]
    found = [taken]
    for bid in whole.spare.get(slot.path, ()):
        clear = not any(bid.span[0] < end and start < bid.span[1] for spans in (*others, [taken.span]) for start, end in spans)
        clear = clear and not (isinstance(bid.value, str) and any(bid.value in str(one) for one in rows))
        gap = 0.5 if slot.parts == ("name",) else _ALIKE
        if clear and abs(bid.score - taken.score) <= gap and all(bid.value != one.value for one in found):
            found.append(bid)
    found.sort(key=lambda bid: bid.span)
    chain = [found[0]]
    for bid in found[1:]:
        if _JOINT.search(text[chain[-1].span[1] : bid.span[0] + 4]) or _JOINT.match(text[bid.span[0] :]):
            chain.append(bid)
    return chain[:_MOST] if taken in chain else []


def _titled(taken: Bid, text: str) -> bool:
    """Whether a value is a name of several words, and the text says it so."""
    said = str(taken.value)
    return taken.slot.kind == "string" and "enum" not in taken.slot.schema and bool(_FULL.fullmatch(said)) and said in text


def _in_a_row(taken: Bid, text: str) -> list[Bid]:
    """A name with those that follow it: "of Ada Berg, Jon Falk and Mia Lund"."""
    found, at = [taken], text.find(str(taken.value)) + len(str(taken.value))
    while (more := _AND_NAME.match(text, at)) and len(found) < _MOST:
        found.append(Bid(taken.score, taken.slot, more[1], more.span(1)))
        at = more.end()
    return found if len(found) > 1 else []


_FULL = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){1,3}")
_AND_NAME = re.compile(rf"(?:,\s+(?:and\s+)?|\s+and\s+|\s+&\s+)({_FULL.pattern})(?![\w'’])")


def _apart(bids: Sequence[Bid], slots: Sequence[Slot], text: str, today: date, dull: frozenset[str]) -> list[Values]:
    """Each thing with what is said of it alone, when something is said of every one."""
    key = bids[0].slot
    ends = [*(bid.span[0] for bid in bids[1:]), len(text)]
    starts = [0, *ends[:-1]]
    parts = [assigning.assign(text[start:end], slots, today, dull) for start, end in zip(starts, ends, strict=True)]
    own = [
        slot
        for slot in slots
        if slot is not key and slot.kind in ("integer", "number", "boolean") and all(slot.path in part.values for part in parts)
    ]
    own += [] if own else _told_apart(key, parts, slots)
    if not own or any(key.path not in part.values for part in parts):
        return []
    shared = {path: value for part in parts for path, value in part.values.items()}
    return [{**shared, **part.values} for part in parts]


def _told_apart(key: Slot, parts: Sequence[Assigned], slots: Sequence[Slot]) -> list[Slot]:
    """The arguments of words that must be given and that each part says for itself, each another."""
    named = [slot for slot in slots if slot is not key and slot.needed and slot.kind == "string" and slot.item is None]
    sure = [slot for slot in named if all(part.scores.get(slot.path, 0.0) >= 1.9 for part in parts)]
    return [slot for slot in sure if len({part.values[slot.path] for part in parts}) == len(parts)]


def _worded(whole: Assigned, slots: Sequence[Slot]) -> list[Values]:
    """Short things joined by and, in the request's own words: 'the price of apples and oranges'."""
    for slot in slots:
        value = whole.values.get(slot.path)
        things = slot.role == "item" or (not slot.role and slot.needed and not (slot.long or slot.short or "name" in slot.parts))
        if not things or not isinstance(value, str) or whole.scores[slot.path] > 1.3:
            continue
        parts = [re.sub(r"^(?:the|a|an|some) ", "", part.strip()) for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", value)]
        if len(parts) > 1 and all(part and len(part.split()) <= 3 for part in parts):
            return [{**whole.values, slot.path: part} for part in parts[:_MOST]]
    return []
