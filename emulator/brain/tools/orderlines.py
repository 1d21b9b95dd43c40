"""Two lists that belong together: things and how many of each, names and their numbers.

Reads "five 'burgers' and a pizza"; lists of objects, and things without a count of their own, are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emulator.brain.tools import phrases, values
from emulator.brain.tools.slots import Bid, Slot

_COUNTS = frozenset("quantity quantities counts count amounts numbers".split())
_MANY = {word: at for at, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)} | {
    "a": 1,
    "an": 1,
}
_STOP = r"(?!(?:and|or|from|at|to|for|with|on|in|by|via|please|of)\b)"
_LINE = re.compile(
    rf"\b(\d{{1,4}}|{'|'.join(_MANY)})\s+(?:x\s+)?(?:'([^'\n]{{1,60}})'|\"([^\"\n]{{1,60}})\"|‘([^’\n]{{1,60}})’"
    rf"|({_STOP}[a-zà-ÿ][\w-]*(?: {_STOP}[a-zà-ÿ][\w-]*){{0,3}}))",
    re.I,
)


def bids(slot: Slot, text: str, slots: Sequence[Slot]) -> Iterator[Bid]:
    """The things for the one list, the numbers for the other."""
    counts = _counts(slots)
    things = next((one for one in slots if one.item is not None and one.kind == "string" and one.needed), None)
    if counts is None or things is None or slot not in (counts, things):
        return
    for match in _LINE.finditer(text[: values.LONGEST]):
        thing = next(group for group in match.groups()[1:] if group)
        yield Bid(3.4, slot, _number(match[1]) if slot is counts else thing.strip(), match.span(), shares=True)


def _counts(slots: Sequence[Slot]) -> Slot | None:
    whole = (one for one in slots if one.item is not None and one.kind in ("integer", "number") and one.needed)
    return next((one for one in whole if _COUNTS & set(one.parts)), None)


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _MANY[said.lower()]


def paired(slot: Slot, text: str) -> Iterator[Bid]:
    """The names or the numbers of 'Q1: 50, Q2: 75' for two lists that belong together."""
    pairs = phrases.pairs(text)
    own = slot.parts[-1:]
    if len(pairs) > 1 and own and own[0] in _LABELS | _VALUES:
        yield from (Bid(3.4, slot, pair[own[0] in _VALUES], (0, 0), shares=True) for pair in pairs)


_LABELS = frozenset("labels categories names x keys".split())
_VALUES = frozenset("values y numbers data".split())


_EXTRAS = frozenset("modifiers modifier extras toppings additions options customizations".split())
_WITH = re.compile(
    rf"\b(?:an?|one|the|some)\s+(?P<thing>(?:{_STOP}[\w'’-]+ ?){{1,4}}?)\s*\bwith\s+(?P<extras>[^.;!?\n]{{2,120}}?)"
    r"(?=\s*(?:[.;!?\n]|$)|,?\s+please\b)",
    re.I,
)
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")


def dressed(slot: Slot, text: str, slots: Sequence[Slot]) -> Iterator[Bid]:
    """'A burger with cheese and onions': the thing, and what it is to come with."""
    extras = next((one for one in slots if one.item is not None and one.kind == "string" and _EXTRAS & set(one.parts)), None)
    things = [one for one in slots if one.item is None and one.needed and one.kind == "string" and "enum" not in one.schema]
    if extras is None or not things or slot not in (extras, things[0]):
        return
    for match in _WITH.finditer(text[: values.LONGEST]):
        if slot is not extras:
            yield Bid(3.4, slot, match["thing"].strip(), match.span("thing"))
            continue
        for part in _AND.split(match["extras"]):
            said = re.sub(r"^(?:some|an?|the) ", "", part.strip())
            yield from [Bid(3.4, slot, said, (0, 0), shares=True)] if said else []


def lists(slot: Slot, text: str, slots: Sequence[Slot]) -> Iterator[Bid]:
    """All of it, for an argument that is a list."""
    yield from (*paired(slot, text), *bids(slot, text, slots), *dressed(slot, text, slots))
