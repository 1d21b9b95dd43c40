"""What is said of several places at once: how far apart they lie, which is larger, closer, or further in a direction."""

from __future__ import annotations

import re

from emulator.brain.tools import mapped
from emulator.brain.tools.outcome import Piece
from emulator.brain.world import City

_FURTHER = re.compile(r"\b(?:furthe(?:r|st)|farthe(?:r|st)|more|most|is) (north|south|east|west)", re.I)
CAPITAL = re.compile(r"\bcapitals?\b.{0,20}\b(?:closest|nearest|close|near)\b|\b(?:closest|nearest)\b.{0,20}\bcapitals?\b", re.I)
CLOSER = re.compile(r"\bclos(?:er|est) to\b|\bnear(?:er|est) to\b|\bnäher\b", re.I)
_ROUTE = re.compile(
    r"\b(?:get|drive|travel|go|walk|cycle|train|bus|flights?|route|directions|way|wie komme ich"
    r"|fahre?n?)\b.{0,40}\b(?:from|to|nach|von)\b"
    r"|\broute\b|\bdirections\b",
    re.I,
)


def direction(found: list[tuple[City, float]], text: str) -> list[Piece]:
    """Which of some places lies furthest in the direction that was asked for."""
    match = _FURTHER.search(text)
    if match is None or len(found) < 2:
        return []
    way = match[1].lower()
    sign = 1 if way in ("north", "east") else -1
    first = max(
        (city for city, _ in found), key=lambda one: sign * (one.latitude if way in ("north", "south") else one.longitude)
    )
    return [Piece(f"**{first.name}** lies {'further' if len(found) == 2 else 'furthest'} {way}.\n\n")]


def closer(found: list[tuple[City, float]], text: str) -> list[Piece]:
    """Which of two or more places is nearer to the first one that is named."""
    if not CLOSER.search(text) or len(found) < 3:
        return []
    first, (best, km) = found[0][0], min(found[1:], key=lambda pair: pair[1])
    return [Piece(f"**{best.name}** is the closest to **{first.name}**: about **{km:,.0f} km** in a straight line.\n\n")]


FAR = re.compile(r"\bhow far\b|\bdistance\b|\bwie weit\b|\bentfern", re.I)
_SIZE = re.compile(r"\b(larger|bigger|smaller|more people|more populous|größer|kleiner)\b", re.I)


def apart(found: list[tuple[City, float]], text: str) -> list[Piece]:
    """How far two places are apart, or which of them is the larger, where that is asked."""
    if len(found) != 2:
        return []
    return _distance(found, text) + _size(found, text) + _side(found, text)


_SIDE = re.compile(r"\bis\b.{2,40}?\b(north|south|east|west)(?:ern)? of\b", re.I)


def _side(found: list[tuple[City, float]], text: str) -> list[Piece]:
    """Whether one place lies where the question supposes it to."""
    (first, _), (second, _) = found
    match = _SIDE.search(text)
    if match is None:
        return []
    way, supposed = mapped.heading(second, first), match[1].lower()
    return [Piece(f"{'Yes' if supposed in way else 'No'}: **{first.name}** lies {way} of **{second.name}**.\n\n")]


def _distance(found: list[tuple[City, float]], text: str) -> list[Piece]:
    (first, _), (second, km) = found
    if _ROUTE.search(text) and not FAR.search(text):
        way = mapped.heading(first, second)
        lead = f"From **{first.name}** to **{second.name}** it is about **{km:,.0f} km** in a straight line, heading {way}."
        return [Piece(f"{lead} The offline map has no roads or timetables, so it gives no route.\n\n")]
    if FAR.search(text):
        return [Piece(f"From **{first.name}** to **{second.name}** it is about **{km:,.0f} km** in a straight line.\n\n")]
    return []


def _size(found: list[tuple[City, float]], text: str) -> list[Piece]:
    (first, _), (second, _) = found
    if size := _SIZE.search(text):
        small = size[1].lower() in ("smaller", "kleiner")
        chosen = (min if small else max)((first, second), key=lambda one: one.population)
        return [Piece(f"**{chosen.name}** is the {'smaller' if small else 'larger'} one by population.\n\n")]
    return []
