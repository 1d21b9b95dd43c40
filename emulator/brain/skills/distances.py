"""How far places are apart and how long the way takes: along the earth's surface, by the coordinates of the geography data.

Knows no roads, railways or timetables; what a flight takes is an estimate and said to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from emulator.brain import facts, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join, plain
from emulator.brain.world import City

_APART = re.compile(
    r"\bhow (?:far|close|distant)\b|\bdistances?\b|\bfar (?:apart|away)\b|"
    r"\bhow many (?:km|kms|kilomet(?:re|er)s|miles)\b.{0,30}\b(?:between|from|to|away|apart)\b",
    re.I,
)
_WAY = re.compile(
    r"\b(?:how long|how many hours|how much time|duration|travel time|flight time)\b.{0,60}"
    r"\b(?P<by>fl(?:y|ying|ight)|plane|drive|driving|car|train)\b|\b(?P<also>flight|driving) time\b",
    re.I,
)
_POINTING = re.compile(r"\b(?:they|them|two|apart|each other|these|those|both|cities|places|there|that|from here)\b", re.I)
_ANEW = re.compile(r"^\W*(?:and|what about|how about|or)\b", re.I)
_CRUISE_KMH = 850
_ON_THE_GROUND_H = 0.6
"""Hours that a flight takes for climbing, landing and taxiing beyond cruising."""
_KM_PER_MILE = 1.609344
_SHORTEST_FLIGHT_KM = 250


@dataclass(frozen=True)
class Leg:
    """The way from one city to another."""

    start: City
    end: City

    @property
    def km(self) -> float:
        """Its length in kilometres, as the crow flies."""
        return world.distance(self.start, self.end)

    @property
    def flight_hours(self) -> float:
        """About what a direct flight takes."""
        return self.km / _CRUISE_KMH + _ON_THE_GROUND_H

    def length(self) -> str:
        """Its length in words: kilometres and miles, rounded as far as the coordinates bear."""
        step = 10 if self.km >= 100 else 1
        return f"{round(self.km / step) * step:,} km ({round(self.km / _KM_PER_MILE / step) * step:,} miles)"

    def flight(self) -> str:
        """The flight's time in words."""
        halves = max(2, round(self.flight_hours * 2))
        hours = f"{halves // 2}{' and a half' if halves % 2 else ''}"
        return f"{hours} hour{'s' if halves > 2 else ''}"


@skill("distances")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on the way between cities or countries."""
    text = talk.gist
    if len(text) > 300:
        return None
    way, again = _WAY.search(text), bool(_ANEW.match(text)) and _asked_before(talk)
    if not (way or _APART.search(text) or again):
        return None
    stops = _stops(talk, spoken_of=bool(way or _POINTING.search(text)))
    if len(stops) < 2:
        return Offer(0.8, partial(_from_where, stops[0])) if stops else None
    legs = [Leg(*pair) for pair in pairwise(stops[:6])]
    return Offer(0.93, partial(_travelled, legs, (way["by"] or "flight") if way else ""))


def _asked_before(talk: Talk) -> bool:
    last = talk.past[-1].said if talk.past else ""
    return bool(_APART.search(last[:2_000]) or _WAY.search(last[:2_000]))


def _stops(talk: Talk, spoken_of: bool) -> list[City]:
    """The cities of the way: those named now, completed by those spoken of before or by where the user lives."""
    named = _cities(talk.gist)
    if len(named) >= 2 or not (named or spoken_of):
        return named
    for earlier in _earlier(talk):
        missing = [city for city in earlier if city not in named]
        if not named and len(missing) >= 2:
            return missing[:2]
        if named and missing:
            return [*named, missing[0]] if re.search(r"\bfrom\b", talk.gist, re.I) else [missing[0], *named]
    return named


def _earlier(talk: Talk) -> Iterator[list[City]]:
    known = facts.known(talk.said)
    if re.search(r"\b(?:me|i|here|home|my place|us|we)\b", talk.gist, re.I):
        yield [city for home in facts.of(known, "home", "origin") for city in _cities(home)]
    for pair in reversed(talk.past[-6:]):
        yield _cities(pair.said)
        yield _cities(pair.told)


def _cities(text: str) -> list[City]:
    text = text[:6_000]
    capitals = {city.name: city for nation in world.countries_in(text) if (city := world.city(nation.capital))}
    cities = list(world.cities_in(text))
    found = cities if len(cities) >= 2 or not capitals else [*cities, *capitals.values()]
    return list(dict.fromkeys(found))


def _from_where(city: City) -> Reply:
    return Reply(
        f"How far **{city.name}** is depends on where you start: name a second place, and I'll measure the way.",
        "From where?",
        "From where?",
        notes=(Note("Finding the places", f"Only {city.name} is named, and nothing before says where the way begins."),),
    )


def _travelled(legs: list[Leg], by: str) -> Reply:
    if len(legs) > 1:
        return _several(legs)
    leg = legs[0]
    ends = f"**{leg.start.name}** and **{leg.end.name}**"
    apart = f"{ends} are about **{leg.length()}** apart in a straight line."
    text, brief, word = apart, f"About {leg.length()}.", f"{round(leg.km):,} km"
    if by and leg.km >= _SHORTEST_FLIGHT_KM and by.lower().startswith(("fl", "plane")):
        text = f"A direct flight from **{leg.start.name}** to **{leg.end.name}** takes about **{leg.flight()}**: {plain(apart)}"
        brief, word = f"About {leg.flight()}.", leg.flight()
    elif by and not by.lower().startswith(("fl", "plane")):
        text += " I know no roads or timetables offline; on land the way is usually a fifth to two fifths longer than that."
    elif leg.km >= _SHORTEST_FLIGHT_KM:
        text += f" A direct flight takes about {leg.flight()}."
    else:
        text += " That is a short trip by train or car; on land the way is somewhat longer."
    return Reply(text, brief, word, notes=_notes(legs), data=_data(leg))


def _several(legs: list[Leg]) -> Reply:
    total = sum(leg.km for leg in legs)
    rows = (("From", "To", "Distance"), *((leg.start.name, leg.end.name, leg.length()) for leg in legs))
    points = tuple(f"**{leg.start.name} to {leg.end.name}**: {leg.length()}" for leg in legs)
    text = "In a straight line, from one to the next:\n\n" + "\n".join(f"- {point}" for point in points)
    return Reply(
        f"{text}\n\nTogether that is about **{round(total, -1):,.0f} km**.",
        f"About {round(total, -1):,.0f} km altogether.",
        f"{round(total, -1):,.0f} km",
        points,
        rows,
        notes=_notes(legs),
        data={"legs": [_data(leg) for leg in legs], "kilometres": round(total)},
    )


def _data(leg: Leg) -> dict[str, object]:
    return {
        "from": leg.start.name,
        "to": leg.end.name,
        "kilometres": round(leg.km),
        "miles": round(leg.km / _KM_PER_MILE),
        "flight_hours": round(leg.flight_hours, 1),
    }


def _notes(legs: list[Leg]) -> tuple[Note, ...]:
    stops = [legs[0].start, *(leg.end for leg in legs)]
    where = join([f"{city.name} at {city.latitude:.2f}°, {city.longitude:.2f}°" for city in stops])
    return (
        Note("Finding the places", f"The geography data has {where}."),
        Note("Measuring the way", "The shortest way along the earth's surface follows a great circle; I compute its length."),
        Note("Estimating the flight", f"I reckon with {_CRUISE_KMH} km/h and about half an hour for climbing and landing."),
    )
