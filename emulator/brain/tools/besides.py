"""Arguments told by a word that stands beside them: "project Apollo", "homework for 8a", "my name is Brandt", "I ran".

A table of such words and what they tell; values with a type of their own are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.tools import verbs, words
from emulator.brain.tools.slots import Bid, Slot

_DOING = dict(
    pair.split(":")
    for pair in (
        "ran:running jogged:jogging swam:swimming cycled:cycling biked:cycling walked:walking hiked:hiking rowed:rowing"
    ).split()
)
_DID = re.compile(
    rf"\b(?:i|we)(?:['’]ve)? (?:just |also )?({'|'.join(_DOING)})\b|\b(?<=did )(yoga|pilates|push-?ups|weights)\b", re.I
)
_NAMED = re.compile(
    r"\b([a-z]{3,20}) ([a-z][a-z0-9]*(?:-[a-z0-9]+)+|[A-Z][\w'’-]+(?: [A-Z0-9][\w'’-]*){0,3})(?=[:,.!?]|$| (?:with|for"
    r"|by|and|in|on)\b)"
)
"""A thing and its name: "project Apollo"."""
_IS_NAMED = re.compile(r"\b(?:sur|last )?name(?:['’]s| is) ([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})")
_SKILLED = re.compile(
    r"\b((?:[A-Z][\w+#.]*)(?:(?:, (?:and )?| and |/)[A-Z][\w+#.]*){0,5}) (?:people|devs?|developers?|engineers?|experts?|skills"
    r"|experience)\b"
)
_TRAINED = r"\b(?:train|fine-?tune|finetune) (?:an? |the )?"
_TOLD = (
    (
        frozenset({"product", "item"}),
        re.compile(r"\b(?:out of|low on) ([a-z][\w-]*(?: [\w-]+){0,2}?)(?=\s*(?:[,.!?;\n]|$)|,? (?:and|so|please)\b)", re.I),
    ),
    (frozenset({"ip"}), re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,3}){3}(?:/\d{1,2})?)(?![\w.])")),
    (frozenset({"model"}), re.compile(rf"{_TRAINED}(\S{{2,60}}) on\b", re.I)),
    (frozenset({"dataset", "data"}), re.compile(rf"{_TRAINED}\S{{2,60}} on (?:the )?([\w./-]{{2,60}})", re.I)),
    (
        frozenset({"event"}),
        re.compile(
            r"\b(?:invite|add|ask) .{2,120}? to (?:the|my|our) ([a-z][\w-]*(?: [\w-]+){0,2}?)(?= and\b| on\b| at\b|[,.!?\n]|$)",
            re.I,
        ),
    ),
    (frozenset({"class", "grade"}), re.compile(r"\b(?:class|for|grade|form) (\d{1,2}[a-zA-Z])\b")),
    (frozenset({"coupon", "voucher", "promo", "promotion"}), re.compile(r"\b(?:code|coupon|voucher)\W{0,3}([A-Z0-9]{4,15})\b")),
    (
        frozenset({"table"}),
        re.compile(
            r"\b(?:columns|fields|schema|structure|rows) (?:of|in|does|for"
            r"|are in)(?: the)? (?!the\b)([a-z]\w{1,40})\b"
        ),
    ),
)
"""What stands behind or before a word of its own."""
_ISSUE = re.compile(r"\b(bug|feature|enhancement|documentation|regression)s?\b(?! (?:tracker|list)\b)", re.I)


def bids(slot: Slot, text: str) -> Iterator[Bid]:
    """What stands beside a word of its own: "project Apollo", "homework for 8a", "I ran"."""
    if slot.parts == ("name",) and slot.needed and len(slot.path) == 1:
        for match in _NAMED.finditer(text):
            if words.stem(match[1].lower()) in slot.subject and words.stem(match[1].lower()) not in verbs.KINDS:
                yield Bid(2.4, slot, match[2], match.span(2))
    yield from _people(slot, text)
    for names, pattern in _TOLD:
        yield from (Bid(2.3, slot, match[1], match.span(1)) for match in pattern.finditer(text) if names & set(slot.parts))
    if {"activity", "exercise", "sport"} & set(slot.parts):
        for match in _DID.finditer(text):
            yield Bid(2.3, slot, _DOING.get((match[1] or match[2]).lower(), match[2]), match.span())
    if {"label", "labels"} & set(slot.parts) and not {"text", "name"} & set(slot.parts):
        yield from (Bid(1.9, slot, match[1].lower(), match.span(), shares=True) for match in _ISSUE.finditer(text))


def _people(slot: Slot, text: str) -> Iterator[Bid]:
    """'My name is Brandt' for a part of a name, 'Go and Kubernetes people' for skills."""
    if slot.role == "person" and {"name", "surname"} & set(slot.parts) and (said := _IS_NAMED.search(text)):
        whole = said[1].split()
        part = whole[-1] if {"last", "family", "surname"} & set(slot.parts) else whole[0] if "first" in slot.parts else said[1]
        yield Bid(2.6, slot, part, said.span(1), shares=True)
    if slot.item is not None and {"skills", "skill", "technologies"} & set(slot.parts) and (skilled := _SKILLED.search(text)):
        for one in re.finditer(r"\b(?!and\b)[A-Za-z][\w+#.]*", skilled[1]):
            yield Bid(2.7, slot, one[0], (skilled.start() + one.start(), skilled.start() + one.end()))
