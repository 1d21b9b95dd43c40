"""How pressing a text is, for a choice between degrees: low, normal, high, critical.

Looks for what people say when they can't wait; what says nothing of it is as usual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from emulator.brain.tools import words

_NAMES = frozenset("urgency priority severity importance impact".split())
_PRESSING = re.compile(
    r"\b(?:asap|urgent(?:ly)?|immediately|right away|right now|as soon as possible|deadline|emergency|outage|third time"
    r"|production|can(?:'t|not) (?:work|log|access|pay)|(?:is|are|went) down|lost (?:all|data|money)"
    r"|need (?:it|this|them|an answer) (?:before|by|today|now|tomorrow)|still (?:isn't|not|hasn't|haven't|no))\b",
    re.I,
)
_CALM = re.compile(
    r"\b(?:no (?:rush|hurry)|whenever|some ?day|nice to have|minor|typo|cosmetic|would be nice|low priority)\b", re.I
)
_DEGREES = ("critical urgent p0 blocker", "high p1 major important", "medium normal moderate p2 standard", "low minor p3 trivial")


def of(text: str, name: str, allowed: Sequence[Any]) -> Iterator[Any]:
    """The degrees that suit a text, the likeliest first; nothing for any other choice."""
    if not _NAMES & set(words.parts(name)):
        return
    order = (3, 2, 1, 0) if _CALM.search(text) else (1, 0, 2, 3) if _PRESSING.search(text) else (2, 3, 1, 0)
    for at in order:
        yield from (one for one in allowed if set(words.parts(str(one))) & set(_DEGREES[at].split()))
