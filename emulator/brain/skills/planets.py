"""Sizes, distances, years, days and moons of the planets, of one or of all of them.

Rankings ("the second largest planet") are the records' business, what a planet is like the library's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain import library
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, join, table

_FILE = Path(__file__).parents[1] / "planets.tsv"
_LONGEST = 160


@dataclass(frozen=True)
class Planet:
    """A planet with its measures; `day` is one turn on its axis."""

    name: str
    diameter_km: int
    distance_million_km: float
    year: str
    day: str
    moons: str
    kind: str
    remark: str


@dataclass(frozen=True)
class _Measure:
    """What can be asked of a planet: its column, the words that ask for it, its value and its sentence."""

    column: str
    asked: re.Pattern[str]
    value: Callable[[Planet], str]
    sentence: str


def _measure(column: str, asked: str, value: Callable[[Planet], str], sentence: str) -> _Measure:
    return _Measure(column, re.compile(rf"\b(?:{asked})\b", re.I), value, sentence)


_MEASURES = (
    _measure("Diameter", r"sizes?|diameters?|how (?:big|large|wide)", lambda p: f"{p.diameter_km:,} km", "{} is {} across."),
    _measure(
        "Distance from the Sun", r"distances?|how far|away from the sun", lambda p: f"{p.distance_million_km:,} million km",
        "{} is on average {} from the Sun.",
    ),
    _measure("Year", r"years?|orbital periods?|orbit\w*", lambda p: p.year, "A year on {} lasts {}."),
    _measure("Day", r"days?|rotation\w*|rotates?|turns?", lambda p: p.day, "{} turns once on its axis in {}."),
    _measure("Moons", r"moons?|satellites", lambda p: p.moons, "{} has {} known moons."),
)  # fmt: skip
_MEMBERS = re.compile(r"\bplanets\b", re.I)
_EVERYTHING = re.compile(r"\btable\b|\bcompare\b|\boverview\b", re.I)
_BETWEEN = re.compile(r"\b(?:how far|distances?|far apart)\b", re.I)
_PORTRAIT = re.compile(r"\b(?:tell me about|what is|what's|explain|describe|facts (?:about|on))\b", re.I)
_GOES_ON = re.compile(r"^\W*(?:and|what about|how about)\b.{0,20}\W*$", re.I)
_IT = re.compile(r"\b(?:it|its|that planet)\b", re.I)
_OTHER_THINGS = re.compile(
    r"\btravel|\bfly\b|\bdays? (?:of|until)\b"
    r"|\b(?:largest|biggest|smallest|closest|nearest|farthest|furthest|hottest|longest|shortest|most|fewest)\b",
    re.I,
)
"""What is for other skills: journeys, the calendar, rankings."""


@cache
def planets() -> tuple[Planet, ...]:
    """The planets from the Sun outwards."""
    rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines())
    return tuple(
        Planet(name, int(wide), float(far), year, day, moons, kind, remark)
        for name, wide, far, year, day, moons, kind, remark in rows
    )


@skill("planets")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on measures of planets that are named, or of all of them."""
    text = talk.gist
    if len(text) > _LONGEST or _OTHER_THINGS.search(text):
        return None
    measures, named = _asked(text), [planet for planet in planets() if re.search(rf"\b{planet.name}\b", text)]
    if not named and measures and talk.past and _IT.search(text):
        told = talk.past[-1].told[:300]
        meant = [planet for planet in planets() if f"**{planet.name}**" in told or told.startswith(planet.name)]
        if meant and meant[0].name != "Earth":
            return Offer(0.98, partial(_one, meant[0], measures[0]))
    if len(named) == 1 and not measures and talk.past and _GOES_ON.match(text):
        measures = _asked(talk.past[-1].said[:_LONGEST])
    if len(named) == 2 and _BETWEEN.search(text):
        return Offer(0.9, partial(_apart, *named))
    if named and measures and [planet.name for planet in named] != ["Earth"]:
        single = len(named) == 1 and len(measures) == 1
        return Offer(0.9, partial(_one, named[0], measures[0]) if single else partial(_side_by_side, named, measures))
    if len(named) == 1 and _PORTRAIT.search(text) and library.get(named[0].name) is None:
        return Offer(0.7, partial(_portrait, named[0]))
    if _MEMBERS.search(text) and (measures or _EVERYTHING.search(text)):
        return Offer(0.9, partial(_side_by_side, list(planets()), measures or list(_MEASURES)))
    return None


def _asked(text: str) -> list[_Measure]:
    return [measure for measure in _MEASURES if measure.asked.search(text)]


def _portrait(planet: Planet) -> Reply:
    place = ORDINALS[planets().index(planet)]
    facts = [measure.sentence.format("It", measure.value(planet)) for measure in (_MEASURES[0], _MEASURES[1], _MEASURES[4])]
    year = f"A year there lasts {planet.year}, a turn on its axis {planet.day}."
    lead = f"{planet.name} is the {place} planet from the Sun, {planet.kind}."
    moonless = "no known moons" if planet.moons == "0" else f"{planet.moons} known moons"
    said = [lead, facts[0], facts[1], year, f"It has {moonless}.", planet.remark]
    return Reply(
        " ".join(said), lead, planet.name, tuple(said), notes=(Note("Looking the planet up", f"{planet.name} is on file."),)
    )


def _apart(one: Planet, other: Planet) -> Reply:
    near, far = abs(one.distance_million_km - other.distance_million_km), one.distance_million_km + other.distance_million_km
    text = (
        f"That changes all the time: **{one.name}** and **{other.name}** come as near as about {near:,.0f} million km when they "
        f"stand on the same side of the Sun, and are up to {far:,.0f} million km apart when it stands between them."
    )
    told = f"Between about {near:,.0f} and {far:,.0f} million km."
    how = f"{one.distance_million_km:,} and {other.distance_million_km:,} million km from the Sun on average: difference and sum."
    return Reply(text, told, told, notes=(Note("Comparing their distances from the Sun", how),))


def _one(planet: Planet, measure: _Measure) -> Reply:
    value = measure.value(planet)
    text = measure.sentence.format(f"**{planet.name}**", "no" if value == "0" else value)
    text = text.replace("has 1 known moons", "has one moon").replace("no known moons", "no moons")
    return Reply(text, text, value, notes=(Note("Looking the planet up", f"{planet.name} is on file."),))


def _side_by_side(chosen: list[Planet], measures: list[_Measure]) -> Reply:
    head = ("Planet", *(measure.column for measure in measures))
    rows = [head, *((planet.name, *(measure.value(planet) for measure in measures)) for planet in chosen)]
    told = [", ".join(f"{name.lower()} {value}" for name, value in zip(head[1:], row[1:], strict=True)) for row in rows[1:]]
    points = tuple(f"**{planet.name}:** {facts}" for planet, facts in zip(chosen, told, strict=True))
    return Reply(
        table(rows),
        "; ".join(point.replace("**", "") for point in points),
        chosen[0].name,
        points,
        tuple(rows),
        (Note("Looking the planets up", f"{join([planet.name for planet in chosen])} are on file."),),
        {planet.name: dict(zip(head[1:], row[1:], strict=True)) for planet, row in zip(chosen, rows[1:], strict=True)},
    )
