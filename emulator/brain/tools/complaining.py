"""A complaint in its own words, for the account that a ticket or a hand-over must have.

Gives the whole of a request to one argument; what else it says is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulator.brain.tools import wordings, words
from emulator.brain.tools.slots import Bid, Slot


def reported(text: str, slots: Sequence[Slot], values: Mapping[tuple[str, ...], Any]) -> Iterator[Bid]:
    """A complaint in its own words for the account that a ticket or a hand-over must have: "I want to talk to a human, ..."."""
    for slot in slots:
        tells = slot.needed and slot.path not in values and _ACCOUNT & set(slot.parts) and wordings.holds_words(slot)
        if tells and _REPORTS & slot.subject and len(text.split()) > 4:
            yield Bid(1.2, slot, text.strip(), (0, 0), shares=True)


_ACCOUNT = frozenset({"summary", "description", "reason", "details", "issue", "problem", "complaint"})
_REPORTS = frozenset(
    words.stem(word)
    for word in ("ticket issue incident escalate escalation report complaint case feedback human handoff").split()
)
