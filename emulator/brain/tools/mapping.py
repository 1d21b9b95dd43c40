"""Google Maps, offline: places from the bundled geographic data, with what that data knows of them and how far apart they lie.

It knows cities and countries only and says so when asked for anything smaller.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from emulator.brain import references, world
from emulator.brain.cityguide import city_of_landmark
from emulator.brain.contract import Ask
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note
from emulator.brain.text import join
from emulator.brain.tools import mapped, mapsaid, translating, values
from emulator.brain.tools.outcome import Outcome, Piece
from emulator.brain.world import City

_ASKED = re.compile(
    r"\b(?:where|near(?:by|est)?|around|close to|map|maps|distance|far|directions|route|located|"
    r"location|city|cities|towns?|restaurants?|hotels?|"
    r"cafes?|coffee|museums?|parks?|shops?|places?|visit|population|between|coordinates?|latitude|longitude|north|south|east|west"
    r"|pharmac(?:y|ies)|hospitals?|airports?|stations?|schools?|bars?|supermarkets?|lakes?|larger|bigger|smaller"
    r"|closer|closest|nearer|within|get (?:from|to|there)|drive from|travel from|train from|flights? from"
    r"|open(?:ing)?|opens|closes|hours"
    r"|biggest|largest|mountains?"
    r"|wie komme ich|wie weit|entfern\w*|in der nähe|städte|stadt|orte|wo liegt|nördlich|südlich)\b",
    re.I,
)
_SMALL = re.compile(
    (
        r"\b(restaurants?|hotels?|caf[eé]s?|coffee shops?|coffee|museums?|parks?|shops?|bars?|pharmac(?:y|"
        r"ies)|hospitals?|schools?|airports?|stations?|supermarkets?)\b"
    ),
    re.I,
)
_DISTRICT = re.compile(r"\d|arrondissement|\bdistrict\b", re.I)
_MINE = re.compile(r"\b(?:near|close to|around|where am) (?:me|here|i)\b", re.I)
_HERE = re.compile(
    r"\b(?:from|around) here\b|\b(?:nearby|nearest|closest|walking distance|"
    r"minute(?:s['’]?|-)? (?:walk|drive)|in the (?:area|neighbou?rhood))\b",
    re.I,
)
_NEAR = re.compile(r"\b(?:in der nähe|near(?:by|est)?|around|close to|within|neighbou?rs?)\b", re.I)


_SOMEWHERE = re.compile(
    r"^\W*(?i:where(?:'s| is| are| can i find)|wo (?:liegt|ist)|how (?:do|can) (?:i|we) get to|show me|directions"
    r" to|find) (?i:the |me )?"
    r"[A-ZÀ-Þ]"
)
"""A place by a name that the data may not have."""
_IN_LAND = re.compile(
    r"^\W*(?:(?:show|list|name|give) (?:me )?|which |what )?(?:the |some |all )?(?:cities|towns|städte)(?: are)? in\b", re.I
)
_WITHIN = re.compile(r"\bwithin (\d{1,4}) ?(km|kilomet\w+|mi|miles)\b|\bim umkreis von (\d{1,4}) ?km", re.I)
_HALFWAY = re.compile(r"\b(?:half-?way|mid-?way|in the middle|auf halbem weg)\b", re.I)
_BETWEEN = re.compile(r"\b(?:between|half-?way|on the way from|along the way|zwischen|en route)\b", re.I)
_HOURS = re.compile(r"\b(?:open|opens|opening|closes|closing|hours|geöffnet|öffnungszeiten)\b", re.I)
_BIGGEST = re.compile(r"\b(?:biggest|largest|most populous|main|major|größten?)\b.{0,20}\b(?:cities|towns|städte)\b", re.I)


def wanted(ask: Ask, talk: Talk, tool: Mapping[str, Any]) -> bool:
    """Whether a request asks for something on the map."""
    asked = bool(_ASKED.search(talk.gist))
    here = _MINE.search(talk.gist) or (_SMALL.search(talk.gist) and _HERE.search(talk.gist))
    return asked and bool(_named(talk) or "latitude" in tool or here or _SOMEWHERE.search(talk.gist))


def act(ask: Ask, talk: Talk, tool: Mapping[str, Any]) -> Outcome:
    """Look places up."""
    cities, here = _named(talk), _here(tool)
    near = bool(_NEAR.search(talk.gist)) or not cities
    centre = cities[0] if cities else next((city for city, _ in nearest(*here, 1)), None) if here else None
    found = [(city, km) for city, km in nearest(*here, 6)] if here and not cities else []
    if cities and near and len(cities) == 1:
        limit = _WITHIN.search(talk.gist)
        far = float(limit[1] or limit[3]) * (1.609 if (limit[2] or "").startswith("mi") else 1) if limit else 1e6
        found = [(city, km) for city, km in nearest(cities[0].latitude, cities[0].longitude, 12 if limit else 6) if km <= far]
    elif cities and len(cities) > 1 and _BETWEEN.search(talk.gist) and not mapsaid.FAR.search(talk.gist):
        found = mapped.halfway(cities[0], cities[1]) if _HALFWAY.search(talk.gist) else mapped.between(cities[0], cities[1])
    elif cities and mapsaid.CAPITAL.search(talk.gist):
        found = mapped.capitals(cities[0])
    elif cities and (_BIGGEST.search(talk.gist) or _IN_LAND.search(talk.gist)) and (nations := world.countries_in(talk.gist)):
        found = [(city, 0.0) for city in world.largest(nations[0].code, 6)]
    elif cities:
        found = [(city, world.distance(cities[0], city) if at else _from(here, city)) for at, city in enumerate(cities[:6])]
    asked = [f"{_what(talk)}{' near ' if near else ' '}{centre.name}".strip() if centre else talk.gist[:80]]
    result: dict[str, Any] = {"places": [place(city) for city, _ in found]}
    if tool.get("enable_widget"):
        result["widget_context_token"] = f"widgetcontent/{zlib.crc32(asked[0].encode('utf-8', 'replace')):08x}"
    steps = ({"type": "google_maps_call", "arguments": {"queries": asked}}, {"type": "google_maps_result", "result": [result]})
    notes = (Note("Looking at the map", f"The geographic data has {join([city.name for city, _ in found]) or 'no such place'}."),)
    return Outcome(steps, tuple(_told(found, talk, near and len(found) > 1)), notes, {"places": [city.name for city, _ in found]})


def _named(talk: Talk) -> list[City]:
    names = [str(one.value).split(",")[0] for one in values.places(talk.gist)]
    if not names and (sight := city_of_landmark(talk.gist)):
        names = [sight[0].title]
    if not names and (pointed := references.resolve(talk, "city", bare=False)):
        names = [pointed.name]
    if len(names) < 2 and (english := translating.english(talk.gist)):
        names = [str(one.value).split(",")[0] for one in values.places(english)] or names
    if mapsaid.CLOSER.search(talk.gist):
        names = [*names, *(city.name for city in world.cities_in(talk.gist) if city.name not in names)]
    found = mapped.named(names) or list(filter(None, [mapped.of_sight(talk.gist)]))
    capitals = [world.city(nation.capital) for nation in world.countries_in(talk.gist)] if not found else []
    return list(dict.fromkeys([*found, *(city for city in capitals if city)]))


def _what(talk: Talk) -> str:
    small = _SMALL.search(talk.gist)
    return small[1].lower() if small else "places" if _NEAR.search(talk.gist) else ""


def _here(tool: Mapping[str, Any]) -> tuple[float, float] | None:
    latitude, longitude = tool.get("latitude"), tool.get("longitude")
    return (
        (float(latitude), float(longitude))
        if isinstance(latitude, (int, float)) and isinstance(longitude, (int, float))
        else None
    )


def _from(here: tuple[float, float] | None, city: City) -> float:
    return world.kilometres(*here, city.latitude, city.longitude) if here else 0.0


def nearest(latitude: float, longitude: float, count: int) -> list[tuple[City, float]]:
    """The cities nearest to a point, the nearest first."""
    rated = [
        (world.kilometres(latitude, longitude, city.latitude, city.longitude), city)
        for city in world.all_cities()
        if abs(city.latitude - latitude) < 4 and not _DISTRICT.search(city.name)
    ]
    return [(city, km) for km, city in sorted(rated, key=lambda pair: pair[0])[:count]]


def place(city: City) -> dict[str, Any]:
    """A place as a result carries it."""
    return {"place_id": identifier(city), "name": city.name, "url": link(city), "review_snippets": []}


def identifier(city: City) -> str:
    """A made-up but stable id."""
    return f"offline-{zlib.crc32(f'{city.name}{city.country}{city.latitude:.3f}'.encode()):08x}"


def link(city: City) -> str:
    """A map at the place's coordinates."""
    return f"https://www.google.com/maps/search/?api=1&query={quote(f'{city.latitude:.5f},{city.longitude:.5f}')}"


def _several(kind: str) -> str:
    """A kind of place in the plural."""
    return kind if kind.endswith("s") else kind[:-1] + "ies" if kind.endswith("y") else f"{kind}s"


def _told(found: list[tuple[City, float]], talk: Talk, near: bool) -> list[Piece]:
    if not found and (_MINE.search(talk.gist) or _HERE.search(talk.gist)):
        return [Piece("I don't know where you are: set latitude and longitude on the tool's card, or name a place.")]
    if not found:
        return [
            Piece(
                "The offline map knows no place of that name; it holds cities and countries only, no lakes, mountains or streets."
            )
        ]
    small = _SMALL.search(talk.gist)
    pieces = (
        [Piece(f"The offline map knows cities only, so I can't list {_several(small[1].lower())}. This is the area:\n\n")]
        if small
        else []
    )
    if _HOURS.search(talk.gist):
        pieces.append(Piece("The offline map knows no opening hours. This is where it lies:\n\n"))
    pieces += mapsaid.closer(found, talk.gist)
    pieces += mapsaid.direction(found, talk.gist) + mapsaid.apart(found, talk.gist)
    if near:
        pieces.append(Piece(f"Near **{found[0][0].name}**:\n\n"))
    for at, (city, km) in enumerate(found):
        nation = world.countries().get(city.country)
        away = f", {km:,.0f} km {'away' if near else f'from {found[0][0].name}'}" if km >= 1 and at else ""
        where = f" in {world.spoken(nation)}" if nation else ""
        said = (
            f"**{city.name}**{where} has about {world.rounded(city.population)} people and lies at "
            f"{city.latitude:.3f}, {city.longitude:.3f}{away}."
        )
        cited = {
            "place_id": identifier(city),
            "name": city.name,
            "url": link(city),
            "review_snippets": [],
            "type": "place_citation",
        }
        pieces += [Piece("- " if len(found) > 1 else ""), Piece(said, (cited,)), Piece("\n" if at < len(found) - 1 else "")]
    return [piece for piece in pieces if piece.text]
