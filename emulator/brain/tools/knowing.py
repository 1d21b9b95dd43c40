"""What is known of one named thing, by the names of properties: a person, a city, a country, a work or a concept of the library.

For profiles, and for rows of a comparison; what the library and the geographic data don't say is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulator.brain import library, world
from emulator.brain.library import Entry
from emulator.brain.text import sentences
from emulator.brain.tools import words
from emulator.brain.world import City, Country

_PROFILE = re.compile(
    r"^\W*(?:please )?(?:(?:give|show|tell|get|write|create|make|generate|fetch|fill in)\s+(?:me\s+)?)?(?:an?\s+"
    r"|the\s+)?(?:\w+\s+){0,2}?"
    r"(?:profile|biography|bio|facts?|fact sheet|overview|information|info|details|data|card"
    r"|entry|summary|description|portrait)\s+"
    r"(?:of|about|on|for)\s+(?P<thing>[^.?!:\n]{2,80})\W*$"
    r"|^\W*(?:tell me about|describe|who (?:is|was|are|were)|what (?:is|are)|explain|about)\s+(?P<named>[^.?!:\n]{2,80})\W*$",
    re.I,
)
_PEOPLES = (
    "Polish French English British Scottish Irish German Austrian Swiss Italian Spanish Portuguese Dutch Belgian Danish Swedish"
    " Norwegian Finnish Russian Ukrainian Hungarian Czech Greek Turkish Serbian American Canadian Mexican Brazilian Argentine"
    " Indian Chinese Japanese Korean Egyptian Nigerian Kenyan South-African Australian Croatian"
).split()
_TRADE = re.compile(
    rf"\bwas an? ((?:(?:{'|'.join(_PEOPLES)})(?:[- ]born)?(?:[- ](?:{'|'.join(_PEOPLES)}))?\s+)?)([a-z][a-z"
        rf" -]{{2,40}}?(?: and (?:an? )?[a-z][a-z ]{{2,30}}?)?)"
    r"(?=,|\.|;| who\b| whose\b| and (?:a )?founder| of\b| in\b| from\b| best\b| born\b)"
)  # fmt: skip
_FIELDS = {
    "physicist": "physics", "chemist": "chemistry", "mathematician": "mathematics", "biologist": "biology", "painter": "painting",
    "writer": "literature", "novelist": "literature", "poet": "poetry", "playwright": "drama", "composer": "music",
    "philosopher": "philosophy", "astronomer": "astronomy", "engineer": "engineering", "inventor": "engineering",
    "naturalist": "natural history", "sculptor": "sculpture", "economist": "economics", "programmer": "computing",
    "psychologist": "psychology", "physician": "medicine", "nurse": "nursing", "politician": "politics",
    "architect": "architecture",
}  # fmt: skip
_AWARD = re.compile(
    r"\b((?:the )?(?:Nobel (?:Peace )?Prize|Fields Medal|Turing Award|Pulitzer Prize|Academy"
    r" Award|Oscar|Grammy)(?:s)?(?: in [A-Z][a-z]+| for [A-Z][a-z]+)?)"
)
_BORN = re.compile(r"\b[Bb]orn (?:in|at) ([A-Z][\w-]+(?: [A-Z][\w-]+)?)")
_YEAR_BORN = re.compile(r"\b[Bb]orn\b[^.]{0,60}?\b(1\d{3}|20\d\d)\b|\((1\d{3})\s*(?:to|[-–])\s*\d{4}\)")
_YEAR_DIED = re.compile(r"\bdied\b[^.]{0,60}?\b(1\d{3}|20\d\d)\b|\(1\d{3}\s*(?:to|[-–])\s*(\d{4})\)")
_FOUND = re.compile(
    r"\b(?:discovered|invented|described|developed|painted|wrote|composed|designed|formulated"
    r"|founded|proved|published|proposed)\s+([^.;]{3,120})"
)


def subject(text: str) -> str:
    """The one thing that a request wants a profile of; empty when it wants something else."""
    match = _PROFILE.match(text.strip()[:200])
    said = (match["thing"] or match["named"] or "").strip() if match else ""
    return re.sub(r"^(?:the (?:country|city|person|concept|topic) (?:of )?)", "", said, flags=re.I)


def of(thing: str, names: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What is known of a thing, for some properties, by folded name; empty for a stranger."""
    entry, city, nation = library.get(thing), world.city(thing), world.country(thing)
    if nation and (entry is None or not entry.is_city) and nation.name.lower() == thing.lower():
        city = None
    if not (entry or city or nation):
        return {}
    found: dict[str, Any] = {}
    for name, schema in names.items():
        own = {stem for word in words.parts(name) for stem in (words.stem(word), word[:7])}
        for value in (*_place(own, city, nation, entry), *(_of_entry(own, entry, schema) if entry else ())):
            if value not in (None, "", []):
                found.setdefault(words.key(name), value)
                break
    titled = entry.title if entry else city.name if city else nation.name if nation else thing
    return {**{words.key(name): titled for name in names if _names_it(name)}, **found}


def _names_it(name: str) -> bool:
    return set(words.parts(name)) <= {"name", "title", "full", "topic", "subject", "city", "person", "label", "term", "concept"}


def _place(own: set[str], city: City | None, nation: Country | None, entry: Entry | None) -> Iterator[Any]:
    """What the geographic data know."""
    land = world.countries().get(city.country) if city and not nation else nation
    if land:
        yield from (value for stems, value in _of_land(land) if own & stems)
    if nation:
        yield from (value for stems, value in (({"capital"}, nation.capital), ({"area"}, nation.area_km2)) if own & stems)
    if city or nation:
        yield from [(nation or city).population] * bool(own & {"populat", "inhabit"})  # type: ignore[union-attr]
    if city:
        spot = (({"latitud", "lat"}, city.latitude), ({"longitu", "lng", "lon"}, city.longitude), ({"timezon"}, city.timezone))
        yield from (value for stems, value in spot if own & stems)
    if entry and entry.is_city:
        yield from _visited(own, entry)


def _of_land(land: Country) -> tuple[tuple[set[str], Any], ...]:
    return (
        ({"country", "nation"}, world.spoken(land).removeprefix("the ")),
        ({"currency"}, land.currency),
        ({"languag"}, list(land.languages)),
        ({"languag"}, next(iter(land.languages), "")),
        ({"continent", "contine"}, land.continent),
    )


def _visited(own: set[str], entry: Entry) -> Iterator[Any]:
    """What there is to see and to eat."""
    if own & {"highlight", "attraction", "sight", "strength", "pro", "activity", "reason", "landmark"}:
        parts = [entry.head("landmark"), entry.head("special"), entry.head("dish")]
        yield [part for part in parts if part]
        yield entry.head("landmark")
    if own & {"dish", "food", "cuisin", "special"}:
        yield entry.head("dish")
        yield [entry.head("dish")]
    if own & {"season", "visit", "month"} or own >= {"best", "tim"}:
        yield entry.head("time")
    if own & {"brief", "known", "famou", "tagline", "character"}:
        yield entry.head("special")


def _of_entry(own: set[str], entry: Entry, schema: Mapping[str, Any]) -> Iterator[Any]:
    """What an article says."""
    body, kind = entry.body, schema.get("type")
    yield from _life(own, body, str(kind))
    yield from _trade(own, sentences(body)[0] + " ", str(kind))
    if own & {"award", "prize", "honor", "honour"}:
        yield _awards(body) if kind == "array" else ", ".join(_awards(body))
    if own & {"achieve", "known", "contrib", "work", "discove", "accompl"}:
        told = [match[0].strip() for match in _FOUND.finditer(body)]
        yield told[:5] if kind == "array" else (told or [""])[0]
    if own & {"fact", "point", "highlight", "note", "bullet"} and kind == "array":
        yield sentences(body)[:6]
    if own & {"summary", "descrip", "overvie", "bio", "biograp", "about", "definit", "explana", "text", "intro", "abstrac"}:
        yield body if not schema.get("maxLength") else sentences(body)[0]


def _life(own: set[str], body: str, kind: str) -> Iterator[Any]:
    """When and where somebody was born, and died."""
    born, died = _YEAR_BORN.search(body), _YEAR_DIED.search(body)
    placed = bool(own & {"plac", "place", "city", "country", "birthpl"})
    if own & {"born", "birth"} and not placed and born and kind != "string":
        yield int(born[1] or born[2])
    if own & {"died", "death"} and not placed and died and kind != "string":
        yield int(died[1] or died[2])
    if placed and own & {"birth", "born", "birthpl"}:
        yield from (match[1] for match in _BORN.finditer(body))
    if own & {"aliv", "alive", "living"} and kind == "boolean":
        yield not (died or (born and int(born[1] or born[2]) < 1920))


def _trade(own: set[str], lead: str, kind: str) -> Iterator[Any]:
    """Of which people and of what trade somebody was."""
    trade = _TRADE.search(lead)
    if trade is None:
        return
    if own & {"nationa", "citizen"} and trade[1].strip():
        yield trade[1].strip()
    if own & {"occupat", "profess", "rol", "job"}:
        yield [part.strip() for part in re.split(r" and (?:an? )?|, ", trade[2])] if kind == "array" else trade[2].strip()
    if own & {"field", "discipl", "domain", "subject"}:
        fields = [field for word, field in _FIELDS.items() if word in trade[2]]
        yield fields if kind == "array" else ", ".join(fields)


def _awards(body: str) -> list[str]:
    """The prizes an article names, each once."""
    found = list(dict.fromkeys(match[1].removeprefix("the ").replace(" for ", " ") for match in _AWARD.finditer(body)))
    return [
        one
        for one in found
        if not (one.endswith("Prizes") and any(other.startswith(one[:-1]) and other != one for other in found))
    ]


def rows(things: Sequence[str], properties: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is known of several things, a row each; nothing when one of them is a stranger."""
    named = {str(name): part for name, part in properties.items() if isinstance(part, Mapping)}
    found = [of(thing, named) for thing in things]
    return [{name: row[words.key(name)] for name in named if words.key(name) in row} for row in found] if all(found) else []
