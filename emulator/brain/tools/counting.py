"""Numbers that say by their own noun what they count: "350 kcal" for calories, "16 GB" for memory, "4 cores" for processors.

Knows everyday nouns of arguments that are counted; other numbers are rated by their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.tools.slots import Bid, Slot

_NUMBER = r"(\d{1,7}(?:\.\d{1,3})?)"
_NOUNS = tuple(
    (frozenset(names.split()), re.compile(pattern, re.I))
    for names, pattern in (
        ("calories kcal energy", rf"{_NUMBER} ?(?:k?cals?|calories)\b"),
        ("memory ram", rf"{_NUMBER} ?(?:GBs?|gigs?|gigabytes?|GiB)\b(?! (?:of )?(?:disk|storage|ssd|space))"),
        ("disk storage ssd volume", rf"{_NUMBER} ?(?:GBs?|gigs?|gigabytes?|GiB|TB) (?:of )?(?:disk|storage|ssd|space)\b"),
        ("count times repetitions attempts", rf"{_NUMBER} times\b(?! (?:a|per|each) )"),
        ("cpu cpus cores vcpu vcpus", rf"{_NUMBER}[ -]?(?:v?cpus?|cores?)\b"),
        ("passengers guests people persons party seats", rf"\bwe(?:['’]re| are| will be)(?: going to be)? {_NUMBER}\b"),
    )
)
_WORDED = {word: at for at, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_ARE_SO_MANY = re.compile(
    rf"\b(?:we(?:['’]re| are| will be)|party of|there(?:['’]s| are)) ({'|'.join(_WORDED)})(?: of us)?\b(?! \w+s\b)", re.I
)
_LATEST = re.compile(rf"\b(?:last|latest|top|first|newest|most recent) (\d{{1,3}}|{'|'.join(_WORDED)})\b", re.I)
_DICE = re.compile(r"\b(\d{1,2})[dw](\d{1,3})\b", re.I)
_PARTY = _NOUNS[-1][0]


def bids(slot: Slot, text: str) -> Iterator[Bid]:
    """What a text says of how many, by the noun behind the number."""
    own = set(slot.parts)
    for names, pattern in _NOUNS:
        for match in pattern.finditer(text) if names & own else ():
            value = float(match[1])
            if slot.kind == "number" or value.is_integer():
                yield Bid(2.7, slot, int(value) if value.is_integer() else value, match.span())
    if {"sides", "count", "number", "dice"} & own and (dice := _DICE.search(text)):
        yield Bid(2.8, slot, int(dice[2] if "sides" in own else dice[1]), dice.span(2 if "sides" in own else 1))
    if slot.paging and (last := _LATEST.search(text)):
        yield Bid(2.2, slot, _WORDED.get(last[1].lower()) or int(last[1]), last.span(1))
    for match in _ARE_SO_MANY.finditer(text) if own & _PARTY else ():
        yield Bid(2.6, slot, _WORDED[match[1].lower()], match.span())
