"""Values told by their words alone: colours, cuisines, rooms, months, postcodes, the names that programs have.

Reads one text for one argument; what is told by its place in a sentence is read elsewhere.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from emulator.brain.tools import mentions
from emulator.brain.tools.slots import Bid, Slot

_COLOURS = (
    "red|green|blue|yellow|orange|purple|violet|pink|black|white|gr[ae]y|brown|cyan|magenta|teal|gold|silver"
    "|beige|turquoise|warm white|copper|bronze|navy|cream|ivory|maroon|coral|khaki|lavender|mint|charcoal"
)
_CUISINES = (
    "italian|french|thai|indian|chinese|japanese|mexican|greek|spanish|turkish|korean|vietnamese|lebanese|american"
    "|german|ethiopian|sushi|pizza|ramen|tapas|vegan|vegetarian|seafood|steak|burgers?|bbq|dim sum"
)
_ROOM = re.compile(
    r"\b(?:kitchen|bedroom|living room|bathroom|dining room|office|hallway|hall|garage|garden|balcony|basement|attic|nursery)\b",
    re.I,
)
TECHNICAL = frozenset(
    "service branch repo repository deployment namespace cluster pod container host server app application package image job"
    " pipeline environment bucket queue topic".split()
)
_IDENTIFIER = re.compile(r"(?<![\w./@-])[a-z][a-z0-9]*(?:[-_/][a-z0-9]+)+(?![\w@])")
_IS_A = re.compile(r"\bis an? (?:[\w-]+-old )?([a-z][\w-]*(?: [a-z][\w-]*)?)(?=[,.]|$|\s(?:who|and|from|at|in|with)\b)")
_MONTH = re.compile(rf"\b(?:{'|'.join(calendar.month_name[1:])})\b")
_HEX = frozenset({"hex", "rgb", "hexcode"})
_CODES = dict(
    pair.split("=")
    for pair in (
        "red=#FF0000 green=#008000 blue=#0000FF yellow=#FFFF00 orange=#FFA500 purple=#800080 violet=#EE82EE pink=#FFC0CB"
        " black=#000000 white=#FFFFFF gray=#808080 brown=#A52A2A cyan=#00FFFF magenta=#FF00FF teal=#008080 gold=#FFD700"
        " silver=#C0C0C0 beige=#F5F5DC turquoise=#40E0D0 navy=#000080 ivory=#FFFFF0 maroon=#800000 coral=#FF7F50"
        " khaki=#F0E68C lavender=#E6E6FA mint=#98FF98"
    ).split()
)
"""Colours as pages on the web write them."""


def bids(slot: Slot, text: str) -> Iterator[Bid]:
    """Whatever a text names that is told by its words alone, for an argument that holds such a thing."""
    own = set(slot.parts)
    if own & _HEX:
        yield from _codes(slot, text)
    known = (
        _COLOURS if own & {"color", "colour", "fill", "background", "stroke"} else _CUISINES if own & {"cuisine", "food"} else ""
    )
    for match in re.finditer(rf"#[0-9a-f]{{3,8}}\b|\b(?:{known})\b" if known else r"(?!)", text, re.I):
        yield Bid(2.2, slot, match[0], match.span())
    if own & {"room", "rooms", "speaker", "device", "zone", "lamp", "player"}:
        yield from (Bid(2.2, slot, match[0].lower(), match.span()) for match in _ROOM.finditer(text))
    for names, pattern, score in _TOLD:
        if own & names:
            yield from (Bid(score, slot, match[match.re.groups], match.span(match.re.groups)) for match in pattern.finditer(text))


_TOLD = (
    (frozenset({"species", "breed", "animal", "profession", "occupation"}), _IS_A, 2.0),
    (frozenset({"month"}), _MONTH, 2.2),
    (frozenset({"postcode", "postal", "zip", "zipcode"}), mentions.POSTCODE, 2.9),
    (TECHNICAL, _IDENTIFIER, 2.0),
    (frozenset({"channel"}), re.compile(r"(?<!\w)#[A-Za-z][\w-]{0,80}"), 2.9),
)


def _codes(slot: Slot, text: str) -> Iterator[Bid]:
    """A colour as pages on the web write it."""
    for match in re.finditer(rf"#[0-9a-f]{{6}}\b|\b(?:{_COLOURS})\b", text, re.I):
        if code := match[0] if match[0][0] == "#" else _CODES.get(match[0].lower().replace("grey", "gray")):
            yield Bid(2.4, slot, code, match.span())


def colours(slot: Slot, text: str) -> Iterator[Bid]:
    """The colours that a text names."""
    yield from (Bid(2.2, slot, match[0], match.span()) for match in re.finditer(rf"\b(?:{_COLOURS})\b", text, re.I))
