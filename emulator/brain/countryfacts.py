"""Single facts on a country or a city, as answers: population, currency, languages, neighbours, area, continent."""

from __future__ import annotations

from emulator.brain import library, world
from emulator.brain.registry import Note, Reply
from emulator.brain.text import bullets, capitalise, join, table


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


def _values(nation: world.Country) -> dict[str, str]:
    """What is known of a country, each fact as a phrase."""
    neighbours = _neighbours(nation)
    return {
        "capital": nation.capital or "none in my data",
        "population": f"about {world.rounded(nation.population)} people",
        "currency": nation.currency,
        "language": join(nation.languages) or "no language in my data",
        "neighbours": join(neighbours) if neighbours else "no land neighbours",
        "area": f"{nation.area_km2:,.0f} km²",
        "continent": nation.continent,
        "flag": "".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in nation.code),
        "calling code": f"+{nation.phone.lstrip('+')}",
    }


def _neighbours(nation: world.Country) -> list[str]:
    return [world.countries()[code].name for code in nation.neighbours if code in world.countries()]


def portrait(nation: world.Country) -> Reply:
    """What the data and the library have on a country: where it is, how large, its cities, what they are special for."""
    values, name = _values(nation), capitalise(world.spoken(nation))
    cities = [city for city in world.largest(nation.code, 4) if city.name != nation.capital][:3]
    known = [entry for entry in library.entries() if entry.fields.get("country") == nation.name and "special" in entry.fields][:2]
    lead = f"{name} is a country in {nation.continent} with {values['population']}"
    lead += f"; its capital is {nation.capital}." if nation.capital else "."
    said = [lead, f"It covers {values['area']}; people pay with the {values['currency']} and speak mainly {values['language']}."]
    said += [f"Its neighbours are {values['neighbours']}."] if len(_neighbours(nation)) > 1 else []
    said += [f"Further large cities are {join([city.name for city in cities])}."] if len(cities) > 1 else []
    said += [entry.tail("special") for entry in known]
    return Reply(
        " ".join(said),
        lead,
        nation.name,
        tuple(said),
        notes=(
            Note("Identifying the country", f"The question is about {nation.name}."),
            Note("Collecting what I have", f"The country data and {len(known) or 'no'} articles on its cities."),
        ),
        data={"country": nation.name, **{key: values[key] for key in ("capital", "population", "area", "currency", "language")}},
    )


def profile(nations: list[world.Country], aspects: list[str]) -> Reply:
    """Several facts on one country, or the same facts on several."""
    rows = [("", *(nation.name for nation in nations))]
    rows += [(capitalise(aspect), *(_values(nation)[aspect] for nation in nations)) for aspect in aspects]
    names = join([nation.name for nation in nations])
    points = tuple(f"**{row[0]}:** {row[1]}" for row in rows[1:]) if len(nations) == 1 else ()
    data = {nation.name: {aspect: _values(nation)[aspect] for aspect in aspects} for nation in nations}
    return Reply(
        f"**{names}**\n\n{bullets(points)}" if points else table(rows),
        f"{names}: {join([f'{row[0].lower()} {join(row[1:])}' for row in rows[1:]])}.",
        rows[1][1],
        points,
        tuple(rows) if len(nations) > 1 else (("Fact", nations[0].name), *rows[1:]),
        (
            Note("Identifying the country" if points else "Identifying the countries", f"The question is about {names}."),
            Note("Looking it up", f"The country data has {join(aspects)}."),
        ),
        {"country": nations[0].name, **data[nations[0].name]} if points else data,
    )


def country_fact(nation: world.Country, aspect: str) -> Reply:
    """One fact on a country."""
    neighbours, values = _neighbours(nation), _values(nation)
    sentences = {
        "population": f"**{nation.name}** has {values['population']}.",
        "currency": f"The currency of **{nation.name}** is the {values['currency']}.",
        "language": f"In **{nation.name}** people speak mainly {values['language']}.",
        "neighbours": f"**{nation.name}** has {'borders with ' if neighbours else ''}{values['neighbours']}.",
        "area": f"**{nation.name}** covers {values['area']}.",
        "continent": f"**{nation.name}** is in {values['continent']}; its capital is {nation.capital}.",
        "flag": f"The flag of **{nation.name}** is {values['flag']}",
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
