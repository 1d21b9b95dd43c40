"""Lists in a request, each item of which is one call: "Create tasks: draft the offer (Nina, by Friday) and book the hall (Omar)".

Takes a sentence apart into its items with what stands in brackets behind each; it fills no arguments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LIST = re.compile(
    r"^(?P<head>(?:[\w'’]+ ){0,7}?(?:these |the following |some |new |two |three |four |five "
    r"|\d )*(?:[\w-]+ ){0,2}?[a-z-]{3,20}s)"
    r"(?: for me)?\s*:\s*(?P<items>\S.{3,1500})$",
    re.S,
)
_BETWEEN = re.compile(r"\s*(?:;|\n|,(?:\s+and\b)?|\band\b|&)\s*(?:(?:[-*•]|\d{1,2}[.)])\s+)?(?![^()]*\))", re.I)
_ITEM = re.compile(r"^\W*(?P<thing>[^()]{2,160}?)\s*(?:\((?P<more>[^()]{1,160})\))?[\s.!]*$")
_MOST = 12


@dataclass(frozen=True)
class Item:
    """One thing of a list and what is said of it."""

    thing: str
    more: str


def items(text: str) -> list[Item]:
    """The items of a request that is a list with something in brackets behind an item; none for other texts."""
    match = _LIST.match(text.strip()) if "(" in text and len(text) < 2_000 else None
    parts = [part for part in _BETWEEN.split(match["items"]) if part.strip()] if match else []
    found = [item for part in _whole(parts) if (item := _ITEM.match(part))]
    if not 2 <= len(found) <= _MOST or not all(item["more"] for item in found):
        return []
    return [Item(item["thing"].strip(" -*•"), item["more"].strip()) for item in found]


def _whole(parts: list[str]) -> list[str]:
    """Parts joined until each ends in its brackets: "sweep and mop (Ana)" is one item."""
    made: list[str] = []
    for part in parts:
        if made and ")" not in made[-1]:
            made[-1] += f" and {part}"
        else:
            made.append(part)
    return made
