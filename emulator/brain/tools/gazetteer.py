"""Countries and cities as articles that a search can find: what the geographic data says of the places a query names.

Made when they are asked for; says nothing that the data doesn't.
"""

from __future__ import annotations

from emulator.brain import world
from emulator.brain.library import Entry
from emulator.brain.text import join

TOPIC = "gazetteer"


def entries(text: str) -> list[Entry]:
    """An article for each country and city that a text names."""
    nations = [_country(nation) for nation in world.countries_in(text)[:3]]
    return [*nations, *(_city(city) for city in world.cities_in(text)[:3])]


def _country(nation: world.Country) -> Entry:
    name = world.spoken(nation)
    start = name[0].upper() + name[1:]
    neighbours = [world.spoken(world.countries()[code]) for code in nation.neighbours if code in world.countries()]
    largest = [city.name for city in world.largest(nation.code, 5)]
    said = [
        f"{start} is a country in {nation.continent}." if nation.continent else "",
        f"The capital of {name} is {nation.capital}." if nation.capital else "",
        f"{start} has a population of about {world.rounded(nation.population)} people, who live on {nation.area_km2:,.0f} "
        f"square kilometres of area.",
        f"The currency of {name}, its money, is the {nation.currency}." if nation.currency else "",
        f"The languages that people speak in {name} are above all {join(nation.languages)}." if nation.languages else "",
        f"{start} borders on its neighbours {join(neighbours)}." if neighbours else f"{start} has no neighbours on land.",
        f"The largest cities of {name} are {join(largest)}." if len(largest) > 1 else "",
    ]
    return Entry(nation.name, " ".join(filter(None, said)), topic=TOPIC)


def _city(city: world.City) -> Entry:
    nation = world.countries()[city.country]
    capital = nation.capital == city.name
    body = (
        f"{city.name} is {'the capital' if capital else 'a city'} of {world.spoken(nation)}. "
        f"About {world.rounded(city.population)} people live in {city.name}, its population within the city limits. "
        f"Its time zone is {city.timezone}."
    )
    return Entry(city.name, body, topic=TOPIC)
