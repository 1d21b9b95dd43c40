"""Which mention of a request belongs to which argument: every pairing is rated, the best are taken, nothing is used twice.

Pairs what is named with where it could go; it judges no schema and makes nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from emulator.brain.tools import bidding, complaining, ends, enumerating, mentions, rows, spans, wordings
from emulator.brain.tools.slots import Bid, Slot
from emulator.brain.tools.values import Found

_LEAST = 1.0
_SURE = 1.9
_TELLING = 2.55
_MANY = 40
_DEEPEST = 3
"""So many lists of objects within each other are read."""
_MENTIONS = 150
"""Mentions of a text that an argument of one value is looked for among; lists take all."""


@dataclass
class Assigned:
    """What the arguments are, as far as the text says."""

    values: dict[tuple[str, ...], Any] = field(default_factory=dict)
    scores: dict[tuple[str, ...], float] = field(default_factory=dict)
    spans: list[tuple[int, int]] = field(default_factory=list)
    """The parts of the text that were used up."""
    blanks: list[tuple[int, int]] = field(default_factory=list)
    """The parts that served for something."""
    typed: list[tuple[int, int]] = field(default_factory=list)
    """Those of them that chose none of a few options."""
    spare: dict[tuple[str, ...], list[Bid]] = field(default_factory=dict)
    """For each place, what would have suited it as well."""

    @property
    def sure(self) -> int:
        """How many values the text gives beyond doubt."""
        return sum(score >= _SURE for score in self.scores.values())

    taken: dict[tuple[str, ...], Bid] = field(default_factory=dict)
    """For each place with one value, the bid that won."""
    held: dict[tuple[str, ...], list[tuple[int, int]]] = field(default_factory=dict)
    """For each place, the words that it alone uses."""
    telling: int = 0
    """How many of those say what is wanted by themselves: an option, a unit, a label."""

    def take(self, bid: Bid) -> None:
        """Use a bid."""
        path = bid.slot.path
        self.spans += [] if bid.shares else [bid.span]
        self.blanks += [bid.wide or bid.span]
        self.taken[path] = bid
        self.telling += bid.score >= _TELLING
        self.typed += [] if "enum" in bid.slot.schema else [bid.wide or bid.span]
        self.scores[path] = max(self.scores.get(path, 0.0), bid.score)
        if bid.slot.item is not None:
            kept = self.values.setdefault(path, [])
            spots = self.held.get(path, [])
            at = sum(spot < bid.span for spot in spots) if len(spots) == len(kept) and not bid.shares else len(kept)
            if bid.value not in kept or (bid.slot.kind in ("integer", "number") and not bid.shares):
                kept.insert(at, bid.value)
        else:
            self.values[path] = bid.value
        self.held.setdefault(path, []).extend([] if bid.shares else [bid.span])

    def join(self, other: Assigned, offset: int) -> None:
        """Take over what a part of the text, beginning at an offset, was read as."""
        made = ((self.spans, other.spans), (self.blanks, other.blanks), (self.typed, other.typed))
        for own, more in made:
            own += [(start + offset, end + offset) for start, end in more if (start, end) != (0, 0)]
        self.values |= other.values
        self.scores |= other.scores
        self.telling += other.telling

    def free(self, bid: Bid) -> bool:
        """Whether a bid's place and its words are still free."""
        if bid.slot.item is None and bid.slot.path in self.values:
            return False
        if bid.slot.item is not None and self.scores.get(bid.slot.path, 0) > bid.score + 1.6:
            return False
        return bid.shares or not any(bid.span[0] < end and start < bid.span[1] for start, end in self.spans)


def assign(
    text: str,
    slots: Sequence[Slot],
    today: date,
    dull: frozenset[str] = frozenset(),
    fixed: Mapping[tuple[str, ...], Any] | None = None,
    asked: bool = False,
    within: int = 0,
) -> Assigned:
    """The values that a text has for some slots; of a request (`asked`) what it enumerates is wanted.

    `within`: so many lists of objects it stands in; a schema that contains itself has no end of them.
    """
    made = Assigned()
    for path, value in (fixed or {}).items():
        made.values[path] = value
        made.scores[path] = 3.0
    for inner, offset in ends.assigned(text, slots, today):
        made.join(inner, offset)
    named = spans.moved_to(mentions.mentions(text, today), text, slots)
    if told := wordings.tail(text, slots):
        made.take(_before_the_date(told, slots, named))
    bids = [
        bid
        for slot in slots
        if not rows.is_one(slot)
        for bid in bidding.bids(slot, text, named if slot.item is not None else named[:_MENTIONS], slots, today)
        if bid.score >= _LEAST
    ]
    for bid in sorted(_ranked(bids), key=lambda bid: (-bid.score, bid.slot.at, bid.span))[: _MANY * 20]:
        if made.free(bid):
            made.take(bid)
        elif bid.slot.item is None and bid.score >= 1.5:
            made.spare.setdefault(bid.slot.path, []).append(bid)
    spans.settle(made, slots, named, text, today)
    _left_over(made, slots, named)
    if within < _DEEPEST:
        _rows(made, text, slots, today, dull, within + 1)
    _words(made, text, slots, dull, asked)
    return made


def _rows(made: Assigned, text: str, slots: Sequence[Slot], today: date, dull: frozenset[str], within: int) -> None:
    for slot in slots:
        if not rows.is_one(slot) or slot.path in made.values:
            continue
        if found := rows.rows(text, slot, made.spans, today, dull, within):
            made.values[slot.path] = found
            made.scores[slot.path] = 2.5
            made.blanks += [(0, len(text))]


def _words(made: Assigned, text: str, slots: Sequence[Slot], dull: frozenset[str], asked: bool) -> None:
    """The text's own words for what still has nothing."""
    worded = list(wordings.bids(text, slots, made.values, made.blanks, dull))
    listed = any(rows.is_one(slot) and slot.path in made.values for slot in slots)
    for bid in enumerating.listed(text, slots, made.values, dull, made.blanks) if asked else ():
        made.take(bid)
    for bid in worded or list(wordings.bids(text, slots, made.values, made.typed, dull)):
        apart = not listed or worded or bid.slot.short or bid.slot.long
        if apart and made.free(bid) and (worded or not _only_chosen(str(bid.value), text, made)):
            made.take(bid)
    for bid in complaining.reported(text, slots, made.values) if asked else ():
        made.take(bid)
    _sought(made, slots)


def _only_chosen(said: str, text: str, made: Assigned) -> bool:
    """Whether words have done no more than choose one of a few options."""
    at = text.find(said)
    spans = [bid.span for bid in made.taken.values() if "enum" in bid.slot.schema]
    return any(start <= at and at + len(said) <= end for start, end in spans)


def _sought(made: Assigned, slots: Sequence[Slot]) -> None:
    """What is looked for is the one thing that is named, where a query must be given and nothing else is said."""
    named = [bid for bid in made.taken.values() if isinstance(bid.value, str) and "enum" not in bid.slot.schema]
    for slot in slots:
        if slot.needed and slot.role == "query" and slot.path not in made.values and named:
            made.take(Bid(1.1, slot, min(named, key=lambda bid: bid.span).value, (0, 0), shares=True))


def _before_the_date(told: Bid, slots: Sequence[Slot], named: Sequence[Found]) -> Bid:
    """Words without the day they end in, where an argument needs one and nothing else says it: 'pay the rent by Friday'."""
    when = [one for one in named if one.kind in ("date", "time")]
    inside = [one for one in when if told.span[0] <= one.start and one.end <= told.span[1]]
    whole = inside == when or told.slot.short
    if not inside or not whole or not any(slot.needed and slot.role in ("date", "datetime") for slot in slots):
        return told
    said = str(told.value)
    start = told.span[1] - len(said)
    first = inside[0]
    kept = _BEFORE_A_DATE.sub("", said[: first.start - start]).rstrip(" ,")
    ends = len(said.rstrip(" .!")) - (max(one.end for one in inside) - start) <= 1
    return replace(told, value=kept, span=(told.span[0], start + len(kept))) if ends and len(kept) > 2 else told


_BEFORE_A_DATE = re.compile(r"\s*\b(?:on|by|at|until|till|before|for|from|the)?\s*$", re.I)


def _left_over(made: Assigned, slots: Sequence[Slot], named: Sequence[Found]) -> None:
    """The one number that nothing has used belongs to the one argument that could take it."""
    spare = [
        one
        for one in named
        if one.kind == "number"
        and not one.unit
        and not one.bound
        and not any(a < one.end and one.start < b for a, b in made.blanks)
    ]
    able = [
        slot
        for slot in slots
        if slot.kind in ("integer", "number")
        and slot.path not in made.values
        and not (slot.bound or slot.paging or slot.unit or slot.item)
    ]
    if len(spare) == 1 and len(able) == 1 and bidding.allowed(able[0], spare[0].value):
        made.take(Bid(1.4, able[0], spare[0].value, (spare[0].start, spare[0].end)))


def _ranked(bids: list[Bid]) -> Iterator[Bid]:
    """Of equal mentions the first goes to the first of equal slots: origin before destination, start before end."""
    by_role: dict[str, list[Slot]] = {}
    for bid in bids:
        alike = by_role.setdefault(bid.slot.role or bid.slot.kind, [])
        if bid.slot not in alike:
            alike.append(bid.slot)
    order: dict[str, list[tuple[int, int]]] = {}
    for bid in bids:
        spans = order.setdefault(bid.slot.role or bid.slot.kind, [])
        if bid.span not in spans:
            spans.append(bid.span)
    for spans in order.values():
        spans.sort()
    for bid in bids:
        role = bid.slot.role or bid.slot.kind
        if "enum" in bid.slot.schema:
            yield bid
            continue
        off = abs(by_role[role].index(bid.slot) - order[role].index(bid.span)) if len(by_role[role]) > 1 else 0
        yield bid.worth(bid.score - min(off, 5) * 0.08)
