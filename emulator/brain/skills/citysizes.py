"""Whether one city is larger than another: "is it bigger than Sydney?" after a question on Canberra."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from emulator.brain import references, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join

_THAN = re.compile(r"\b(bigger|larger|smaller|more populous) than ([\w' .-]{2,40})", re.I)


_WHICH = re.compile(
    r"^\W*(?:and |so )?which (?:one |city |town |of (?:them|the two|both) )*(?:is|has)(?: the)? (bigger|larger|smaller|"
    r"biggest|largest|smallest|more people|"
    r"more inhabitants|most people)\W*$",
    re.I,
)


@skill("city sizes")
def offer(talk: Talk) -> Offer | None:
    """Fits when two cities are set against each other by size."""
    if len(talk.gist) < 80 and (match := _WHICH.match(talk.gist)) and (named := _two(talk)):
        return Offer(0.895, partial(ranking, named, match[1].lower()))
    than = _THAN.search(talk.gist) if len(talk.gist) < 200 else None
    two = _cities(talk, than[2]) if than else None
    return Offer(0.9, partial(_populous, two, than[1].lower())) if than and two else None


def _cities(talk: Talk, other: str) -> tuple[world.City, world.City] | None:
    """The city spoken of and the one that it is set against."""
    named, second = world.cities_in(talk.gist), world.city(other.strip(" ?."))
    pointed = references.resolve(talk, "city", bare=True) if second else None
    first = next((city for city in named if city != second), None) or (world.city(pointed.name) if pointed else None)
    if first == second and talk.past:
        earlier = references.entities(talk.past[-1].told[:2_000], "city")
        first = next((city for name in earlier if (city := world.city(name)) and city != second), None)
    return (first, second) if first and second and first != second else None


def _two(talk: Talk) -> tuple[world.City, world.City] | None:
    """The two cities that were asked about last, in one turn or in two; else the two that were answered."""
    for texts in ([pair.said for pair in talk.past[-3:]], [pair.told[:400] for pair in talk.past[-2:]]):
        found = list(dict.fromkeys(city for text in texts for city in world.cities_in(text)))
        if len(found) >= 2:
            return found[-2], found[-1]
    return None


def ranking(cities: Sequence[world.City], wish: str) -> Reply:
    """The cities by inhabitants, the largest first, or the smallest where that is the wish."""
    ranked = sorted(cities, key=lambda city: city.population, reverse=not wish.startswith("small"))
    rows = [("City", "Inhabitants within the city limits"), *((city.name, world.rounded(city.population)) for city in ranked)]
    names = join([city.name for city in cities])
    text = f"**{ranked[0].name}**, with about {world.rounded(ranked[0].population)} people within the city limits"
    others = join([f"{city.name} about {world.rounded(city.population)}" for city in ranked[1:]])
    return Reply(
        f"{text}; {others}.",
        f"{ranked[0].name}.",
        ranked[0].name,
        tuple(f"**{name}:** {people}" for name, people in rows[1:]),
        tuple(rows),
        (Note("Finding the cities", f"We spoke of {names}."), Note("Comparing them", "I sorted them by GeoNames' numbers.")),
    )


def _populous(two: tuple[world.City, world.City], wish: str) -> Reply:
    first, second = two
    larger = first.population >= second.population
    yes = larger != wish.startswith("small")
    told = (
        f"{'Yes' if yes else 'No'}: **{first.name}** has about {world.rounded(first.population)} inhabitants, "
        f"**{second.name}** about {world.rounded(second.population)}."
    )
    return Reply(
        told, word="Yes" if yes else "No", notes=(Note("Comparing the two cities", "By inhabitants within the city limits."),)
    )
