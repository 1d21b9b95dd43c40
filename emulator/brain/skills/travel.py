"""Trips and cities: which cities to visit, when to go, what to see and eat, what makes a place special.

Every recommendation comes from the library's city articles; populations and the rest are geography's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from emulator.brain import almanac, library, references, world
from emulator.brain.cityguide import bolded, landmark_story, length_of_stay
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.places import Place, city_of, country_of, guide, minding, unguided
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern, numbered

_ASPECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        (
            "time",
            (
                r"\b(?:best|good|right|ideal) (?:time|season|month|months|period)|when (?:should|is it best|would|"
                r"to|is the best|do)\b.{0,30}\b(?:visit|go|travel)|\bwhen to (?:visit|go)"
            ),
        ),
        ("dish", r"\b(?:dish|dishes|food|foods|eat|cuisine|meal|speciality|specialty|taste|snack|restaurant)\b"),
        (
            "landmark",
            (
                r"\b(?:landmarks?|sights?|monuments?|attractions?|sightseeing|see there|must[- ]sees?|places to see|"
                r"tourist)\b|\bwhat (?:can|should|could) (?:i|we) (?:see|visit|do)\b|\bthings to (?:see|do)\b"
            ),
        ),
        (
            "special",
            r"\b(?:special|famous for|known for|unique|interesting|worth|why visit|remarkable|renowned)\b|\bwhat makes\b",
        ),
    )
)
_TRIP = re.compile(
    (
        rf"\b(?:suggest|recommend|list|name|give|which|what|some|any|visit|plan|top|"
        rf"best)\b.{{0,60}}?\b(?:(?P<n>{number_pattern()}) )?(?:[a-z]+ )?(?:cit(?:y|ies)|towns?|places?|"
        rf"destinations?|stops?)\b(?!.{{0,40}}\bpopulation)|\bwhere (?:should|can|could) (?:i|we) (?:go|"
        rf"travel)|\b(?:plan|itinerary|trip)\b.{{0,40}}\b(?:to|in|for|through)\b|\b(?:places|cities) to "
        rf"visit\b|\bwhat (?:should|can|could) (?:i|we) (?:visit|see) in\b"
    ),
    re.I,
)
_NOT_TRIP = re.compile(
    (
        r"\b(?:largest|biggest|most populous|smallest|capital|population|hik(?:e|ing)|first city|second "
        r"city|third city|live|(?:that|this|the) city|dish|dishes|food|eat|season|time of (?:the "
        r")?year)\b"
    ),
    re.I,
)


_DAYS = re.compile(
    r"\bhow (?:many days|many nights|long)\b.{0,50}\b(?:stay|spend|need|enough|visit|plan|there)\b|\bdays (?:are|is) enough\b",
    re.I,
)
_GENERAL = re.compile(r"\b(?:plants?|animals?|people|who|how (?:do|does|did)|why|healthy|history)\b", re.I)
_SEVERAL = re.compile(r"\b(?:landmarks|sights|monuments|attractions|things|places|see|sightseeing|visit)\b", re.I)
_LABELS = {"time": "the best time to visit", "dish": "the local dish", "landmark": "the landmark", "special": "what is special"}


@dataclass(frozen=True)
class Choice:
    """A city recommended for a trip, the reason, and a tip."""

    name: str
    reason: str
    tip: str


@skill("travel")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on when to go, what to see and what to eat, and requests for cities to visit."""
    text = talk.gist
    trip = _TRIP.search(text) and not _NOT_TRIP.search(text) and not references.entities(text, "city")
    if trip and (nation := country_of(talk)) is not None:
        return Offer(0.86, lambda: _trip(talk, nation))
    if _DAYS.search(text) and (stay := city_of(talk, bare=True)) is not None and world.city(stay.name) is not None:
        return Offer(0.87, lambda: length_of_stay(stay))
    aspect = next((name for name, pattern in _ASPECTS if pattern.search(text)), "")
    if not aspect:
        return None
    place = city_of(talk, bare=len(text.split()) < 14 and not _GENERAL.search(text))
    if place is None or (place.entry is None and world.city(place.name) is None) or _other_subject(text, place):
        return _country_offer(talk, aspect)
    return Offer(0.84, lambda: minding(talk, aspect, _aspect(place, aspect, several=bool(_SEVERAL.search(text)))))


def _other_subject(text: str, place: Place) -> bool:
    others = [entry for entry in library.named(text) if not entry.is_city]
    return bool(others) and library.fold(place.name) not in library.fold(text)


def _country_offer(talk: Talk, aspect: str) -> Offer | None:
    nations = world.countries_in(talk.gist)
    guided = guide(nations[0]) if nations else []
    if not guided:
        return None
    return Offer(0.7, lambda: _country_aspect(nations[0], guided, aspect))


def _country_aspect(nation: world.Country, guided: list[Entry], aspect: str) -> Reply:
    points = tuple(f"**{entry.title}:** {capitalise(entry.head(aspect))}." for entry in guided[:4])
    what = {
        "time": "the best time to visit",
        "dish": "a dish to try",
        "landmark": "the landmark to see",
        "special": "what is special",
    }[aspect]
    text = f"That depends on where in {nation.name} you go; here is {what} in some of its cities:\n\n" + "\n".join(
        f"- {point}" for point in points
    )
    first = guided[0]
    brief = f"In {nation.name}: {first.head(aspect)} in {first.title}."
    return Reply(
        text,
        brief,
        first.head(aspect),
        points,
        notes=(
            Note(
                f"Looking up {nation.name}",
                (f"The question is about a country, so I compare the articles on {join([entry.title for entry in guided[:4]])}."),
            ),
        ),
    )


def _wanted(text: str) -> int:
    match = _TRIP.search(text)
    asked = re.search(rf"\b({number_pattern()})\b", text, re.I)
    count = number(match["n"]) if match and match["n"] else number(asked[1]) if asked else 3
    return min(max(count or 3, 1), 10) if (count or 0) <= 20 else 3


def _choices(nation: world.Country, count: int) -> list[Choice]:
    guided = [
        Choice(entry.title, entry.fields["brief"], f"see {entry.head('landmark')} and try {entry.head('dish')}")
        for entry in guide(nation)[:count]
    ]
    known = {choice.name for choice in guided}
    return guided + [
        Choice(city.name, "a taste of everyday life", f"about {world.rounded(city.population)} people live there")
        for city in [city for city in world.largest(nation.code, count + 8) if city.name not in known][: count - len(guided)]
    ]


def _trip(talk: Talk, nation: world.Country) -> Reply:
    count = _wanted(talk.gist)
    chosen = _choices(nation, count)
    if not chosen:
        return Reply(f"I know no cities in {world.spoken(nation)}.", notes=(Note("Looking for cities", "The data lists none."),))
    names = [choice.name for choice in chosen]
    these = f"these {len(names)} cities" if len(names) > 1 else "this city"
    points = tuple(f"**{choice.name}** for {choice.reason}: {choice.tip}." for choice in chosen)
    text = f"For a trip to {world.spoken(nation)} I suggest {these}:\n\n{numbered(points)}"
    first = library.get(names[0])
    if first is not None and first.is_city:
        text += (
            f"\n\nFor {first.title}, the best time is {first.head('time')}. Tell me which one appeals to you, "
            f"and I'll go into detail."
        )
    return Reply(
        text,
        f"Visit {join([f'{choice.name} for {choice.reason}' for choice in chosen])}.",
        names[0],
        points,
        (("City", "Known for"), *((choice.name, capitalise(choice.reason)) for choice in chosen)),
        _trip_notes(talk, nation, chosen),
        {"country": nation.name, "cities": [{"name": choice.name, "known_for": choice.reason} for choice in chosen]},
    )


def _trip_notes(talk: Talk, nation: world.Country, chosen: list[Choice]) -> tuple[Note, ...]:
    here = "named in this message" if world.countries_in(talk.whole[:6_000]) else "known from earlier in the conversation"
    return (
        Note("Understanding the trip", f"The destination is {nation.name}, {here}, and {len(chosen)} places are wanted."),
        Note(
            "Choosing the cities",
            f"The library has {len(guide(nation))} city articles for {nation.name}; I take "
            f"{join([choice.name for choice in chosen])}, in the order of its recommendations, then by size.",
        ),
        Note("Giving a reason for each", "; ".join(f"{choice.name}: {choice.reason}" for choice in chosen) + "."),
    )


def _aspect(place: Place, aspect: str, several: bool) -> Reply:
    if place.entry is None:
        return unguided(place)
    entry = place.entry
    notes = (
        Note("Finding the city", place.how),
        Note(
            f"Looking up {entry.title}",
            f"The library's article on {entry.title} has an entry for {_LABELS[aspect]}: {entry.head(aspect)}.",
        ),
        Note(
            "Deciding how much to say",
            "One fact was asked for, so I name it first and add a little background from the same article.",
        ),
    )
    data = {"city": entry.title, aspect: entry.head(aspect)}
    if several and aspect == "landmark" and len(sights := _sights(entry.title)) >= 3:
        points = tuple(f"**{sight.title}:** {sight.cells['about']}." for sight in sights[:5])
        return Reply(
            f"In **{entry.title}** I would see:\n\n{numbered(points)}",
            _in_brief(entry, aspect),
            entry.head(aspect),
            points,
            notes=notes,
            data=data,
        )
    return Reply(_at_length(entry, aspect), _in_brief(entry, aspect), entry.head(aspect), notes=notes, data=data)


def _sights(city: str) -> list[almanac.Thing]:
    return [thing for thing in almanac.kinds()["landmark"].things if thing.cells["city"] == city.removesuffix(" City")]


def _in_brief(entry: Entry, aspect: str) -> str:
    season = entry.head("time")
    several = " and " in season or " or " in season or " to " in season
    return {
        "time": f"{capitalise(season)} {'are' if several else 'is'} best for {entry.title}.",
        "dish": f"In {entry.title}, try {entry.head('dish')}.",
        "landmark": f"It's {entry.head('landmark')} in {entry.title}.",
        "special": f"{entry.title} is known for {entry.fields['brief']}.",
    }[aspect]


def _at_length(entry: Entry, aspect: str) -> str:
    if aspect == "time":
        season = entry.tail("time")
        named = season.replace("to visit", f"to visit **{entry.title}**", 1)
        return named if named != season else f"For **{entry.title}**: {season}"
    if aspect == "dish":
        return f"In **{entry.title}**: {bolded(entry.tail('dish'), entry.head('dish'))}"
    if aspect == "landmark":
        return f"The most famous landmark in **{entry.title}** is **{entry.head('landmark')}**.\n\n{landmark_story(entry)}"
    return f"**{entry.title}** stands out for {entry.fields['brief']}. {entry.tail('special')}\n\n{entry.tail('landmark')}"
