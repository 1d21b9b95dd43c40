"""What lies between two cities, and in which direction one lies of the other. Geometry on the bundled data only."""

from __future__ import annotations

from collections.abc import Sequence
from math import atan2, cos, degrees, radians, sin

from emulator.brain import library, world
from emulator.brain.world import City

_SLACK = 1.06
"""How much longer the way over a place may be than the straight one."""
_MOST = 6
_TOWN = 20_000
_WINDS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def between(start: City, end: City) -> list[tuple[City, float]]:
    """Both ends and the larger cities near the line between them, in the order of the way, with the distance from the start."""
    whole = world.distance(start, end)
    low, high = sorted((start.latitude, end.latitude))
    lying = []
    for city in world.all_cities():
        if not low - 2 < city.latitude < high + 2 or city in (start, end) or city.population < _TOWN:
            continue
        first, second = world.distance(start, city), world.distance(city, end)
        if first + second < whole * _SLACK and min(first, second) > max(15.0, whole * 0.08):
            lying.append((city, first))
    largest = sorted(lying, key=lambda pair: -pair[0].population)[:_MOST]
    return [(start, 0.0), *sorted(largest, key=lambda pair: pair[1]), (end, whole)]


def halfway(start: City, end: City) -> list[tuple[City, float]]:
    """The larger place nearest to the middle of the way."""
    whole = world.distance(start, end)
    low, high = sorted((start.latitude, end.latitude))
    rated = [
        (abs(first - second) + 2 * max(0.0, first + second - whole), city, first)
        for city in world.all_cities()
        if low - 2 < city.latitude < high + 2 and city.population >= _TOWN
        for first, second in [(world.distance(start, city), world.distance(city, end))]
        if first + second < whole * 1.15
    ]
    best = min(rated, default=None, key=lambda one: one[0])
    return [(start, 0.0), *([(best[1], best[2])] if best else []), (end, whole)]


def capitals(start: City) -> list[tuple[City, float]]:
    """A city and the capitals of other countries nearest to it."""
    found = [
        city for nation in world.countries().values() if (city := world.city(nation.capital)) and city.country == nation.code
    ]
    rated = [(world.distance(start, city), city) for city in found if city.country != start.country]
    return [(start, 0.0), *((city, km) for km, city in sorted(rated, key=lambda pair: pair[0])[:3])]


def named(names: Sequence[str]) -> list[City]:
    """The cities of some names; of several with one name the one in the country of the first, if it has one."""
    found: list[City] = []
    for name in names:
        city = world.city(name)
        if city and found and city.country != found[0].country:
            alike = [one for one in world.all_cities() if one.name == city.name and one.country == found[0].country]
            city = max((one for one in alike if one.population > _TOWN), key=lambda one: one.population, default=city)
        found += [city] if city else []
    return found


def of_sight(text: str) -> City | None:
    """The city of a sight that the library has an article on."""
    sights = [entry for entry in library.named(text) if "landmark" in entry.tags]
    return next((city for entry in sights for tag in entry.tags if (city := world.city(tag))), None)


def heading(start: City, end: City) -> str:
    """The direction in which one sets out."""
    here, there = radians(start.latitude), radians(end.latitude)
    across = radians(end.longitude - start.longitude)
    east = sin(across) * cos(there)
    north = cos(here) * sin(there) - sin(here) * cos(there) * cos(across)
    return _WINDS[round(degrees(atan2(east, north)) / 45) % 8]
