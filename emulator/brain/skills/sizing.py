"""Puts given things in order by a measure: animals by size, cities by population, planets by diameter.

Orders only what it has a measure of for each thing; sorting by letters or figures is others' business.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, partial

from emulator.brain import lexicon, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.kinds import tables
from emulator.brain.skills.planets import planets
from emulator.brain.text import capitalise, numbered

_LONGEST = 500
_ORDER = re.compile(
    r"\b(?:sort|order|rank|arrange|put|list)\b.{0,80}?\b(?:(?:from|by) (?:the )?|in (?:ascending |descending )?order of )"
    r"(?P<by>\w+)(?: (?:to|first|order)\b.{0,20}?)?",
    re.I,
)
_WHICH = re.compile(
    r"^\W*(?:which|what|who)(?: one)? is (?P<by>bigger|larger|smaller),? ?:? (?:an? |the )?(?P<a>[\w ]{2,25}?),? or "
    r"(?:an? |the )?(?P<b>[\w ]{2,25})\W*$",
    re.I,
)
_UP = frozenset("smallest lightest shortest slowest lowest least youngest tiniest".split())
_COLUMNS = {
    "speed": frozenset("fastest slowest speed quickest".split()),
    "weight": frozenset("heaviest lightest weight mass".split()),
    "height": frozenset("tallest highest height lowest".split()),
    "lifespan": frozenset("lifespan age".split()),
    "population": frozenset("population inhabitants populous people".split()),
    "area": frozenset(["area"]),
    "size": frozenset("biggest largest smallest size shortest longest tiniest big small large greatest".split()),
}
Measure = Callable[[str], float | None]


@skill("sizing")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish to put listed things in order by a measure that is on file for each of them."""
    text = talk.whole
    if len(text) <= _LONGEST and (pair := _WHICH.match(text)):
        return _one_of(pair)
    match = _ORDER.search(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    by = match["by"].lower()
    column = next((name for name, words in _COLUMNS.items() if by in words), "")
    items = listed(text)
    if not column or not 2 <= len(items) <= 15:
        return None
    down = by not in _UP and not re.search(r"\bascending\b", text, re.I)
    ordered = in_order(items, column, down)
    return Offer(0.975, partial(_told, ordered, by, column), whole=True) if ordered else None


def _one_of(pair: re.Match[str]) -> Offer | None:
    """The bigger or smaller of two everyday things."""
    one, other = lexicon.size(pair["a"]), lexicon.size(pair["b"])
    if one is None or other is None or one == other:
        return None
    small = pair["by"].lower() == "smaller"
    name = pair["a"] if (one < other) == small else pair["b"]
    times = max(one, other) / min(one, other)
    note = Note("Comparing typical sizes", f"{pair['a']}: about {one:g} m; {pair['b']}: about {other:g} m.")
    said = f"**{capitalise(name)}** is {pair['by'].lower()}: the larger one is about {times:,.0f} times as long or wide."
    said = said if times >= 2 else f"**{capitalise(name)}** is {pair['by'].lower()}, going by typical sizes."
    return Offer(0.965, lambda: Reply(said, f"{capitalise(name)}.", name, notes=(note,)), whole=True)


def listed(text: str) -> list[str]:
    """The things that stand after a colon or on a line of their own."""
    tail = re.split(r":|\n", text.strip().rstrip("."), maxsplit=1)[-1] if re.search(r"[:\n]", text) else ""
    return [part.strip(" \n.-*?") for part in re.split(r",|;|\n|\band\b", tail) if part.strip(" \n.-*?")]


def in_order(items: Sequence[str], column: str, down: bool) -> list[str]:
    """The things in order, or nothing where one of them is unknown."""
    for measure in _measures(column):
        values = {item: measure(item) for item in items}
        if all(value is not None for value in values.values()):
            return sorted(items, key=lambda item: values[item] or 0.0, reverse=down)
    return []


def _measures(column: str) -> list[Measure]:
    if column == "population":
        return [_people]
    if column == "area":
        return [_area]
    if column == "size":
        return [_planet, partial(lexicon.measured, column="weight"), lexicon.size, _area, _people, _height]
    return [partial(lexicon.measured, column=column)]


def _height(name: str) -> float | None:
    return lexicon.measured(name, "height")


def _area(name: str) -> float | None:
    nation = world.country(name)
    return nation.area_km2 if nation else _cell("continents", name) or _cell("oceans", name)


def _people(name: str) -> float | None:
    if nation := world.country(name):
        return float(nation.population)
    city = world.city(name)
    return float(city.population) if city else None


@cache
def _diameters() -> dict[str, float]:
    return {planet.name.lower(): float(planet.diameter_km) for planet in planets()}


def _planet(name: str) -> float | None:
    return _diameters().get(name.lower())


def _cell(kind: str, name: str) -> float | None:
    wanted = name.lower().removesuffix(" ocean")
    row = next((row for row in tables()[kind].rows if row[0].lower().removesuffix(" ocean") == wanted), None)
    return float(row[1]) if row else None


def _told(ordered: list[str], by: str, column: str) -> Reply:
    names = tuple(capitalise(item) for item in ordered)
    text = f"In order, the {by if by.endswith('st') else 'largest'} first:\n\n{numbered(names)}"
    if column == "size":
        text += "\n\nThat goes by typical sizes; single ones can differ."
    note = Note("Comparing measures", f"I compare the {column} on file for each of the {len(names)} things.")
    return Reply(text, f"{' > '.join(names)}.", names[0], names, notes=(note,), data={"order": list(names)})
