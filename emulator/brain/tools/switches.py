"""Switches: whether a text wants something on or off, with or without.

Rates one argument of a function against one text, as for the other types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.library import fold
from emulator.brain.tools import options, words
from emulator.brain.tools.slots import Bid, Slot

_OFF = re.compile(r"\b(?:without|no|not|don't|do not|doesn't|isn't|never|skip|disable\w*|off|un|except|stop)\b", re.I)
_ONE_WAY = {
    "on": r"\b(?:turn(?:ed)?|switch(?:ed)?|put)\s+(?:\w+ ){0,5}?(on|off)\b|\b(?:turn|switch) (on|off)\b|\b(on|off)\b\s*[.!]?$",
}
_CONTRARY = {
    "public": "private|secret",
    "visible": "hidden|invisible",
    "indoor": "outdoors?|outside",
    **dict.fromkeys(("color", "colour"), "black and white|b/w|monochrome|gr[ae]yscale"),
    "open": "closed|close|shut",
    "closed": "open|opened|release",
    "approved": "reject|decline|deny|refuse|turn down",
    "accepted": "reject|decline|deny|refuse|turn down",
}
_TELLS = frozenset("notify notification inform email".split())
_TOLD = re.compile(
    r"\b(?:(?:e-?mail|message|text|tell|notify|inform) (?:him|her|them|the \w+|every\w+)|let (?:him|her|them) know)\b", re.I
)
_BOTH_SIDES = re.compile(r"\b(?:double|two)[- ]sided\b|\bboth sides\b", re.I)
STATE = frozenset("on power state enabled active running turned".split())
_DULL_FLAG = frozenset("is has include enable enabled use with only allow should make flag".split())


def bids(slot: Slot, text: str) -> Iterator[Bid]:
    """What a text says of a switch."""
    own = {words.stem(word) for word in slot.parts if word not in words.STOP | _DULL_FLAG}
    own |= {words.stem(other) for word in slot.parts for other in options.alike(word)}
    for word, contrary in _CONTRARY.items():
        if word in slot.parts and (match := re.search(rf"\b(?:{contrary})\b", text, re.I)):
            yield Bid(2.4, slot, False, match.span(), shares=True)
    if set(slot.parts) & {"edit", "write"} and (match := re.search(r"\b(?:view|read)[- ]only\b", text, re.I)):
        yield Bid(2.4, slot, False, match.span(), shares=True)
    yield from _stated(slot, text)
    for piece in re.finditer(r"[^,.;!?]+", text):
        for match in re.finditer(r"[^\W\d_]+", piece[0]):
            said = words.stem(fold(match[0]))
            undone = re.sub(r"^(?:un|de|dis|in)-?", "", said)
            if undone in own and undone != said:
                yield Bid(2.5, slot, False, (piece.start() + match.start(), piece.start() + match.end()), shares=True)
            elif said in own or (said + "l") in own or said.removesuffix("ly") in own:
                before = piece[0][max(0, match.start() - 18) : match.start()]
                against = slot.parts[:1] in (("avoid",), ("exclude",), ("skip",), ("no",))
                denied = (not against and _OFF.search(before)) or re.match(
                    r"\s*(?:[:=]|is)\s*(?:no|false|off|0|none)\b", piece[0][match.end() :], re.I
                )
                yield Bid(2.0, slot, not denied, (piece.start() + match.start(), piece.start() + match.end()), shares=True)


def _stated(slot: Slot, text: str) -> Iterator[Bid]:
    """'Email him' for whether to notify somebody, 'turn it off' for a state."""
    if set(slot.parts) & _TELLS and (match := _TOLD.search(text)):
        yield Bid(2.4, slot, not _OFF.search(text[max(0, match.start() - 12) : match.start()]), match.span(), shares=True)
    if {"duplex", "sided"} & set(slot.parts) and (match := _BOTH_SIDES.search(text)):
        yield Bid(2.5, slot, True, match.span())
    if set(slot.parts) & STATE:
        for match in re.finditer(_ONE_WAY["on"], text, re.I):
            said = next(group for group in match.groups() if group)
            yield Bid(2.4, slot, said.lower() == "on", match.span(), shares=True)
