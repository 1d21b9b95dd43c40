"""Figures of a report by what a property's name says of them: revenue in millions, growth in percent, the profit of a year ago.

Takes the number of the right kind that stands nearest to the property's own words; without such words it takes none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from emulator.brain.tools import values, words

_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)(?P<money>[$€£¥]\s?)?(?P<value>\d[\d,]*(?:\.\d+)?)\s?(?P<percent>%|percent\b|per cent\b)?"
    r"(?P<scale>(?:thousand|million|billion|mn|bn|k|m)\b)?\s?(?P<unit>(?:euros?|dollars|pounds|francs|EUR|USD|GBP|CHF)\b)?",
    re.I,
)
_SCALES = {"thousand": 1e3, "k": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9}
_NAMED_SCALES = {"millions": 1e6, "million": 1e6, "mio": 1e6, "mln": 1e6, "billions": 1e9, "billion": 1e9, "thousands": 1e3}
_SHARES = frozenset("percent pct percentage growth margin".split())
_BEFORE = re.compile(
    r"\b(?:compared (?:with|to)|up from|down from|from|versus|vs\.?|against|after|previously|a year (?:ago"
    r"|earlier)|last year)\s*$",
    re.I,
)
_EARLIER = frozenset("previous prior last before earlier".split())
_MODIFIERS = (
    _EARLIER
    | _SHARES
    | frozenset(_NAMED_SCALES)
    | frozenset("usd eur gbp in total net gross change rate year amount value".split())
)


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """The figures by folded name, for properties that say both what they are of and of which kind."""
    found: dict[str, float] = {}
    text = text[: values.LONGEST]
    for name, schema in named.items():
        own = set(words.parts(name))
        kinds = own & (_SHARES | _EARLIER | frozenset(_NAMED_SCALES))
        if not kinds or "enum" in schema or not re.search(r"number|integer", str(schema.get("type"))):
            continue
        told = next(_near(text, own), None)
        if told is not None:
            found[words.key(name)] = int(told) if told == int(told) else told
    return found


def _near(text: str, own: Set[str]) -> Iterator[float]:
    """The numbers of the kind that is wanted, the nearest to the property's own words first."""
    share, earlier = bool(own & _SHARES), bool(own & _EARLIER)
    divisor = next((_NAMED_SCALES[word] for word in own if word in _NAMED_SCALES), 1.0)
    cues = [
        match.span() for word in own - _MODIFIERS for match in re.finditer(rf"\b{re.escape(words.stem(word))}\w*", text, re.I)
    ]
    rated = []
    for match in _NUMBER.finditer(text):
        if bool(match["percent"]) != share or (divisor > 1 and not (match["money"] or match["scale"] or match["unit"])):
            continue
        if bool(_BEFORE.search(text[max(0, match.start() - 24) : match.start()])) != earlier:
            continue
        gaps = [match.start() - end if match.start() >= end else 40 + start - match.end() for start, end in cues]
        if gaps and min(gaps) < 90:
            scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
            value = float(match["value"].replace(",", "").rstrip(".")) * (scale / divisor if divisor > 1 else scale)
            rated.append((min(gaps), -value if match["sign"] in "-−" and match["sign"] else value))
    yield from (round(value, 6) for _, value in sorted(rated))
