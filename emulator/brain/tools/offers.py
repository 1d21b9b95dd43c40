"""What a description of something for sale says in running text: its name, what kind of thing it is, what it has.

Reads products, homes and events alike; prices and numbers are read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from emulator.brain.tools import values, words

_NAME = r"[A-Z][\w'’+-]*(?: (?:[A-Z0-9][\w'’+-]*|of|and|&)){0,5}(?<! of)(?<! and)(?<! &)"
_IS_A = re.compile(
    rf"(?:^|[.!?:\n]\s+)(?:(?:Meet|Introducing) )?(?:(?:The|Our|This|My) )?(?P<name>{_NAME})(?:,| is| –| -|:)"
    rf" (?:an?|the|our|one of the) "
    r"(?P<kind>[a-z][\w -]{2,60}?)(?=\s+(?:with|that|which|who|for|from|made|by|in|on|of|built|designed|featuring"
    r"|and|has)\b|[,.;!(]|$)"
)
_THING = re.compile(
    rf"(?:^|[.!?:\n]\s+)(?:The|Our|This) (?P<name>{_NAME})\s+(?:comes|offers|features|costs|has|weighs|is|includes)\b"
)
_AHEAD = re.compile(
    rf"(?:^|[.!?:\n]\s+)(?:Our|The|My|Introducing|Meet|New|Selling)(?: [a-z][\w-]*){{0,4}} (?P<name>{_NAME})\s?(?=[:,–-])"
)
_LISTED = re.compile(r":\s+(?P<said>[^.;:!?\n]*(?:\.(?=\d)[^.;:!?\n]*)*)(?=[.;!\n]|$)")
"""A list behind a colon."""
_MODEST = re.compile(
    r"^(?:(?:very|super|ultra|brand|new|compact|light|lightweight|portable|small|large|big|modern|classic|handmade|premium|elegant"
    r"|simple|powerful|affordable|cosy|cozy|beautiful|stylish|quiet|fast|slim|sturdy|professional|popular|high-quality|versatile"
    r"|rugged|durable|adjustable|foldable|smart|all-new|best-selling)(?:,| and)? )+",
)
_HAS = re.compile(
    r"\b(?:with|features?|featuring|includes?|including|offers?|offering|comes with|equipped with|has|boasts"
    r"|Features?:|Amenities:"
    r"|Highlights?:)\s+(?P<said>[^.;:!?\n]{4,240})"
)
_BARE = re.compile(
    r"(?:^|[,.;]\s+)(?P<said>(?:[a-z][a-z'’-]{2,20}(?: [a-z'’-]{2,20}){0,2}, ){1,8}"
    r"[a-z][a-z'’-]{2,20}(?: [a-z'’-]{2,20}){0,2},? and [a-z][a-z'’-]{2,20}(?: [a-z'’-]{2,20}){0,2})(?=[.,;!]|$)",
    re.M,
)
_SPLIT = re.compile(r",\s*(?:and\s+|as well as\s+)?|\s+(?:and|as well as|plus|&)\s+(?=(?:an?|the|its?)\s|[a-z])")
_STOPS = re.compile(
    r"\s+(?:and|but|for only|for just)\s+(?:it |you |we |they |costs?|weighs?|measures?|comes?|is|are|was|runs"
    r"|lasts|brews|ships)\b.*"
    r"|\s+(?:for|at|from|costs?) (?:only |just )?[$€£]?\d.*|\s+(?:located|close to|near|in) (?-i:[A-Z]).*",
    re.I,
)
_KINDS = frozenset("category type kind".split())
_FEATURES = frozenset("features feature amenities amenity highlights facilities equipment specs extras".split())
_SOLD = frozenset("price cost features colors colours brand sku warranty weight stock amenities rent".split())


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What such a text says for some properties, by folded name."""
    text = text[: values.LONGEST]
    everybody = {word for name in named for word in words.parts(name)}
    found: dict[str, Any] = dict(_sizes(text, named))
    for name, schema in named.items():
        own = set(words.parts(name))
        if schema.get("type") == "array" and own & _FEATURES:
            listed = features(text)
            found |= {words.key(name): listed} if listed else {}
        elif "enum" not in schema and schema.get("type") in ("string", None) and everybody & _SOLD:
            said = next(_said(own, text), "")
            found |= {words.key(name): said} if said else {}
    return found


def _said(own: Set[str], text: str) -> Iterator[str]:
    """The name of a thing, or its kind."""
    match = _IS_A.search(text)
    if own & _KINDS and not own - _KINDS - {"product", "item"} and match:
        yield _MODEST.sub("", match["kind"]).strip()
    if own & {"product", "item", "model", "name"} and own <= {"product", "item", "name", "title", "model"}:
        named = match or _THING.search(text) or _AHEAD.search(text)
        yield from [named["name"].strip()] if named else []


_SIZES = re.compile(
    r"(\d+(?:[.,]\d+)?)\s?(?:cm|mm|m|in)?\s?[x×]\s?(\d+(?:[.,]\d+)?)(?:\s?(?:cm|mm|m|in)?\s?[x×]\s?(\d+(?:[.,]\d+)?))?\s?(?:cm|mm|m\b|in)"
)
_SIDES = ({"width", "w", "breadth"}, {"depth", "d"}, {"height", "h"})


def _sizes(text: str, named: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, float]]:
    """The sides of "120 x 60 x 76 cm": width, depth, height; length first where a schema speaks of length."""
    match = _SIZES.search(text)
    own = {name: set(words.parts(name)) for name in named}
    long = any("length" in one for one in own.values())
    sides = (
        ({"length"}, {"width"}, {"height", "depth"})
        if long
        else _SIDES
        if match and match[3]
        else ({"width"}, {"height", "depth"})
    )
    for said, side in zip(match.groups() if match else (), sides, strict=False):
        value = float(said.replace(",", ".")) if said else None
        yield from ((words.key(name), int(value) if value == int(value) else value) for name in own if value and own[name] & side)


def features(text: str) -> list[str]:
    """What a thing has, one by one, without its numbers' sentences."""
    found: list[str] = []
    for match in _HAS.finditer(text):
        said = _STOPS.sub("", match["said"])
        parts = [_bare(part) for part in _SPLIT.split(said)]
        if match[0].lower().startswith(("with ", "has ")) and len(parts) < 2 and re.match(r"\d|one|two|three", said):
            continue
        found += [
            part for part in parts if 0 < len(part.split()) <= 7 and not re.match(r"(?:i|you|we|they|it|he|she)\b", part, re.I)
        ]
    for match in _LISTED.finditer(text) if not found else ():
        parts = [_bare(part) for part in re.split(r",\s+(?:and\s+)?|\s+and\s+", match["said"])]
        found += parts if len(parts) > 2 and not re.search(r"[$€£]|\b(?:EUR|USD)\b", match["said"]) else []
    for match in _BARE.finditer(text) if not found else ():
        found += [_bare(part) for part in _SPLIT.split(match["said"])]
    return list(dict.fromkeys(found))[:20]


def _bare(part: str) -> str:
    return re.sub(r"^(?:an?|the|its|both|and|also|plus|some)\s+", "", part.strip(" '\"")).strip()
