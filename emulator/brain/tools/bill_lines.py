"""The lines of a bill or an order: "4 bags of espresso at 18.50 EUR each", "2 mugs and a teapot", as text and as objects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emulator.brain.text import spelled
from emulator.brain.tools import words

AMOUNT = r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_COIN = r"EUR|USD|GBP|CHF|euros?|dollars?|pounds?|francs?|€|\$|£"
MONEY = rf"(?:(?:[$€£]|\b(?:EUR|USD|GBP|CHF))\s?(?:{AMOUNT})|(?:{AMOUNT})\s?(?:{_COIN})(?!\w))"
_EACH = r"\s?(?:each|apiece|a piece|per [a-z]+|/\s?[a-z]+)"
SMALL = {spelled(number): number for number in range(1, 13)}
_COUNTS = SMALL | {"a": 1, "an": 1, "a pair of": 2, "a dozen": 12}
_COUNT = rf"(?:\d{{1,6}}|(?i:{'|'.join(sorted(_COUNTS, key=len, reverse=True))}))"
_WHAT = r"(?![x×]\b)[^\W\d_][^\n,;:()@$€£.]{0,50}?"
_LINES = (
    rf"(?<![\w.,-])(?P<count>{_COUNT})\s?(?:[x×]\s?|\s)(?P<what>{_WHAT})\s*(?P<link>@|\b(?:at"
    rf"|for|costing|je|zu)\b|à|:|-|–|,|\()\s*"
    rf"(?P<money>{MONEY})(?P<each>{_EACH})?",
    rf"(?<![\w.,-])(?P<count>\d{{1,6}})\s?[x×]\s?(?P<what>{_WHAT})\s*(?P<link>@|\bat\b|:|,)\s*(?P<money>{AMOUNT})(?P<each>{_EACH})?"
    r"(?![\w%]|[.,]\d)",
    rf"(?:^|\n)[ \t]*(?P<what>[^\W\d_][^\n@$€£]{{1,60}}?)(?:[ ]{{2,12}}|\t|[ ]?\|[ ]?)(?:(?i:qty"
    rf"|quantity)\W{{0,2}})?(?P<count>\d{{1,6}})"
    rf"(?:[ ]?[x×])?(?P<link>[ ]{{2,12}}|\t|[ ]?\|[ ]?)(?P<money>{MONEY}|{AMOUNT})(?P<each>)",
    rf"(?:\band|[,;\n])\s+(?P<count>)(?P<what>[a-z][a-z -]{{2,30}}?)\s+(?P<link>of)\s+(?P<money>{MONEY})(?P<each>)",
)
_ORDERED = re.compile(
    r"\b(?:orders?|ordered|like|want|need|bought|buy|buying|purchased?)\b:?\s+(?:to (?:order|buy)\s+)?(?=\w)", re.I
)
_THING = re.compile(
    rf"\s*(?:and\s+|&\s*)?(?P<count>{_COUNT})\s?(?:[x×]\s?|\s)(?P<what>[^\W\d_][^\n,;:()@$€£.]{{1,50}}?)\s*"
    r"(?=,|;|\.|\n|$|\band\b|&|\b(?:to|for|ship|deliver|please|by|total)\b)",
    re.I,
)
_UNITS = re.compile(r"^(?:hours?|hrs?|h|days?|pieces?|pcs\.?|units?|kg|stück|stk\.?)\s+(?:of\s+)?(?=\w)", re.I)
_NO_LINE = re.compile(r"\b(?:vat|tax|total|subtotal|shipping|delivery|discount|gst)\b", re.I)
_PARTS = {
    "what": "description name product item title article",
    "count": "quantity qty count units pieces",
    "price": "price rate cost",
    "sum": "total amount subtotal sum",
}


@dataclass(frozen=True)
class Line:
    """One thing that is billed."""

    what: str
    count: int
    price: float
    """Of one piece."""


def read(text: str) -> list[Line]:
    """The lines of a bill, in order."""
    found: dict[int, Line] = {}
    for pattern in _LINES:
        for match in re.finditer(pattern, text):
            if not _NO_LINE.search(match["what"]) and not any(abs(match.start() - at) < 4 for at in found):
                found[match.start()] = _line(match)
    return [found[at] for at in sorted(found)]


def _line(match: re.Match[str]) -> Line:
    count = _count(match["count"])
    money = amount(match["money"])
    whole = match["link"] == "for" and not match["each"] and count > 1
    return Line(_UNITS.sub("", match["what"]).strip(), count, round(money / count, 4) if whole and count else money)


def _count(said: str) -> int:
    return int(said) if said.isdigit() else _COUNTS.get(said.lower(), 1)


def amount(said: str) -> float:
    """A sum of money as a number, whether it is written 1,250.00 or 1.250,00."""
    digits = re.sub(r"[^\d.,]", "", said)
    cents = re.search(r"[.,](\d{1,2})$", digits)
    whole = re.sub(r"\D", "", digits[: cents.start()] if cents else digits)
    return float(f"{whole}.{cents[1] if cents else 0}")


def ordered(text: str) -> list[Line]:
    """What is ordered without a price: "2 blue mugs and a teapot"."""
    for begun in _ORDERED.finditer(text):
        at, found = begun.end(), list[Line]()
        while match := _THING.match(text, at):
            found.append(Line(match["what"].strip(), _count(match["count"]), 0.0))
            at = match.end() + (text[match.end() : match.end() + 1] == ",")
        if found:
            return found
    return []


def row(line: Line, names: Sequence[str]) -> dict[str, Any]:
    """A line as an object with these properties, as far as they have a meaning."""
    return {name: _part(line, said) for name in names if (said := role(name))}


def worth(rows: Iterable[Mapping[str, Any]]) -> float:
    """What rows cost together: their counts times their prices."""
    found = 0.0
    for one in rows:
        named = {role(name): value for name, value in one.items() if isinstance(value, int | float)}
        found += named.get("count", 1) * named.get("price", 0)
    return round(found, 2)


def role(name: str) -> str:
    """What a property of a line stands for: its sum, price, count or what it is; empty when it is something else."""
    own = set(words.parts(name))
    if own & set(_PARTS["sum"].split()):
        return "sum"
    return next((role for role in ("price", "count", "what") if own & set(_PARTS[role].split())), "")


def _part(line: Line, role: str) -> Any:
    said = {"what": line.what, "count": line.count, "price": line.price, "sum": round(line.price * line.count, 2)}[role]
    return short(said) if isinstance(said, float) else said


def short(figure: float) -> float:
    """A figure without a fraction of nothing: 74.0 is 74."""
    return int(figure) if figure == int(figure) else figure
