"""A point on the map told by its degrees: "48.85 N, 2.35 E", "(37.77, -122.42)", "latitude 51.5 and longitude -0.12".

Reads pairs of degrees for arguments that are called latitude and longitude; places with a name are looked up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.tools import values
from emulator.brain.tools.slots import Bid, Slot

_NAMES = {"latitude": 1, "lat": 1, "longitude": 2, "long": 2, "lng": 2, "lon": 2}
_DEGREES = r"([-−+]?\d{1,3}(?:\.\d{1,10})?)\s?°?\s?"
_PAIR = re.compile(
    rf"(?<![\w.]){_DEGREES}([NS])?\s?(?:,|/|;|\band\b|\s)\s?(?:lon(?:gitude)?\s?(?:of |is )?)?{_DEGREES}([EWO])?(?![\w.]*\d)",
    re.I,
)
_SOUTH_OR_WEST = frozenset("swSWoO")


def bids(slot: Slot, text: str) -> Iterator[Bid]:
    """The degrees that a text gives for a latitude or a longitude."""
    if slot.kind == "string":
        yield from _both(slot, text)
        return
    at = next((_NAMES[word] for word in slot.parts if word in _NAMES), 0)
    for match in _PAIR.finditer(text[: values.LONGEST]) if at else ():
        degrees, side = match[2 * at - 1].replace("−", "-"), match[2 * at] or ""
        precise = "." in match[1] and "." in match[3]
        if precise or (match[2] and match[4]):
            value = float(degrees)
            yield Bid(5.0, slot, -abs(value) if side in _SOUTH_OR_WEST and side else value, match.span(2 * at - 1))


def _both(slot: Slot, text: str) -> Iterator[Bid]:
    """Both degrees as they are said, for one argument that holds them."""
    about = f"{' '.join(slot.parts)} {slot.about[:200]}"
    for match in _PAIR.finditer(text[: values.LONGEST]) if slot.item is None and _HOLDS_BOTH.search(about) else ():
        if "." in match[1] and "." in match[3]:
            yield Bid(5.0, slot, match[0].strip(), match.span())


_HOLDS_BOTH = re.compile(r"\b(?:coordinates|lat(?:itude)?\W+(?:and )?(?:long?|lng|longitude)|geolocation)\b", re.I)
