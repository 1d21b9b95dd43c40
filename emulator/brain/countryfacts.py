"""Single facts on a country or a city, as answers: population, currency, languages, neighbours, area, continent."""

from __future__ import annotations

from emulator.brain import world
from emulator.brain.registry import Note, Reply
from emulator.brain.text import join


def city_fact(city: world.City) -> Reply:
    """Where a city is and how many people live there."""
    nation = world.countries()[city.country]
    text = (
        f"**{city.name}** is in **{nation.name}** and has about **{world.rounded(city.population)}** "
        f"inhabitants within the city limits."
    )
    return Reply(
        text,
        f"{city.name}, {nation.name}: about {world.rounded(city.population)} people.",
        nation.name,
        notes=(
            Note(
                f"Looking up {city.name}",
                (
                    f"GeoNames lists {city.name} in {nation.name} with {city.population:,} inhabitants, in the time "
                    f"zone {city.timezone}."
                ),
            ),
        ),
        data={"city": city.name, "country": nation.name, "population": city.population},
    )


def country_fact(nation: world.Country, aspect: str) -> Reply:
    """One fact on a country."""
    neighbours = [world.countries()[code].name for code in nation.neighbours if code in world.countries()]
    values = {
        "population": f"about {world.rounded(nation.population)} people",
        "currency": nation.currency,
        "language": join(nation.languages) or "no language in my data",
        "neighbours": join(neighbours) if neighbours else "no land neighbours",
        "area": f"{nation.area_km2:,.0f} km²",
        "continent": nation.continent,
        "calling code": f"+{nation.phone.lstrip('+')}",
    }
    sentences = {
        "population": f"**{nation.name}** has {values['population']}.",
        "currency": f"The currency of **{nation.name}** is the {values['currency']}.",
        "language": f"In **{nation.name}** people speak mainly {values['language']}.",
        "neighbours": f"**{nation.name}** has {'borders with ' if neighbours else ''}{values['neighbours']}.",
        "area": f"**{nation.name}** covers {values['area']}.",
        "continent": f"**{nation.name}** is in {values['continent']}; its capital is {nation.capital}.",
        "calling code": f"The calling code of **{nation.name}** is {values['calling code']}.",
    }
    return Reply(
        sentences[aspect],
        word=values[aspect],
        points=tuple(neighbours) if aspect == "neighbours" else (),
        notes=(
            Note("Identifying the country", f"The question is about the {aspect} of {nation.name}."),
            Note("Looking it up", f"The country data says: {values[aspect]}."),
        ),
        data={"country": nation.name, aspect: values[aspect]},
    )
