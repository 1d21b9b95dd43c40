"""Trips and cities: which cities to visit, when to go, what to see and eat, what makes a place special.

Every recommendation comes from the library's city articles; populations and the rest are geography's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from emulator.brain import facts, library, references, world
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern

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
                r"\b(?:landmarks?|sights?|monuments?|attractions?|sightseeing|see there|must[- ]see|places to see|"
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


@dataclass(frozen=True)
class Place:
    """The city a question is about, with what the library has on it."""

    name: str
    entry: Entry | None
    how: str


def city_of(talk: Talk, bare: bool) -> Place | None:
    """The city a request names or points to."""
    named = references.entities(talk.gist, "city")
    if named:
        return Place(named[0], library.get(named[0]), f"The question names {named[0]}.")
    pointed = references.resolve(talk, "city", bare=bare)
    if pointed is None:
        return None
    return Place(pointed.name, library.get(pointed.name), pointed.how)


@skill("travel")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on when to go, what to see and what to eat, and requests for cities to visit."""
    text = talk.gist
    if _TRIP.search(text) and not _NOT_TRIP.search(text) and (nation := _country_of(talk)) is not None:
        if not references.entities(text, "city"):
            return Offer(0.86, lambda: _trip(talk, nation))
    aspect = next((name for name, pattern in _ASPECTS if pattern.search(text)), "")
    if not aspect:
        return None
    place = city_of(talk, bare=len(text.split()) < 14)
    if place is None or (place.entry is None and world.city(place.name) is None) or _other_subject(text, place):
        return _country_offer(talk, aspect)
    return Offer(0.84, lambda: _aspect(place, aspect))


def _other_subject(text: str, place: Place) -> bool:
    others = [entry for entry in library.named(text) if not entry.is_city]
    return bool(others) and library.fold(place.name) not in library.fold(text)


def _country_of(talk: Talk) -> world.Country | None:
    if here := world.countries_in(talk.gist) or world.countries_in(talk.whole[:6_000]):
        return here[0]
    for plan in reversed(facts.of(facts.known(talk.said), "plan")):
        if planned := world.countries_in(capitalise(plan)):
            return planned[0]
    pointed = references.focus(talk.past, "country")
    return world.country(pointed.name) if pointed else None


def _country_offer(talk: Talk, aspect: str) -> Offer | None:
    nations = world.countries_in(talk.gist)
    guided = _guide(nations[0]) if nations else []
    if not guided:
        return None
    return Offer(0.7, lambda: _country_aspect(nations[0], guided, aspect))


def _guide(nation: world.Country) -> list[Entry]:
    return [entry for entry in library.entries() if entry.is_city and world.country(entry.fields["country"]) == nation]


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


def _trip(talk: Talk, nation: world.Country) -> Reply:
    match = _TRIP.search(talk.gist)
    asked = re.search(rf"\b({number_pattern()})\b", talk.gist, re.I)
    count = min(max((number(match["n"]) if match and match["n"] else number(asked[1]) if asked else 3) or 3, 1), 10)
    guided = _guide(nation)[:count]
    spare = [city for city in world.largest(nation.code, count + len(guided) + 3) if library.get(city.name) not in guided][
        : count - len(guided)
    ]
    names = [entry.title for entry in guided] + [city.name for city in spare]
    reasons = [entry.fields["brief"] for entry in guided] + ["a taste of everyday life" for _ in spare]
    points = [
        (f"**{entry.title}** for {entry.fields['brief']}: see {entry.head('landmark')} and try {entry.head('dish')}.")
        for entry in guided
    ]
    points += [
        (f"**{city.name}:** one of the largest cities of {nation.name}, with about {world.rounded(city.population)} people.")
        for city in spare
    ]
    brief = f"Visit {join([f'{name} for {reason}' for name, reason in zip(names, reasons, strict=True)])}."
    single = "city" if len(names) == 1 else "cities"
    text = (
        f"For a trip to {nation.name} I suggest {'this' if len(names) == 1 else 'these ' + str(len(names))} {single}:\n\n"
    ) + "\n".join(f"{i}. {p}" for i, p in enumerate(points, 1))
    if guided:
        text += (
            f"\n\nFor {guided[0].title}, the best time is {guided[0].head('time')}. Tell me which one appeals "
            f"to you, and I'll go into detail."
        )
    notes = (
        Note(
            "Understanding the trip",
            f"The destination is {nation.name}"
            + (
                ", named in this message"
                if world.countries_in(talk.whole[:6_000])
                else ", known from earlier in the conversation"
            )
            + f", and {count} {single} are wanted.",
        ),
        Note(
            "Choosing the cities",
            (
                f"The library has {len(_guide(nation))} city articles for {nation.name}; I take {join(names)} in "
                f"the order of its recommendations."
            )
            + (f" {join([city.name for city in spare])} come from the list of largest cities." if spare else ""),
        ),
        Note(
            "Giving a reason for each", "; ".join(f"{name}: {reason}" for name, reason in zip(names, reasons, strict=True)) + "."
        ),
    )
    rows = (("City", "Known for"), *((name, capitalise(reason)) for name, reason in zip(names, reasons, strict=True)))
    return Reply(
        text,
        brief,
        names[0],
        tuple(points),
        rows,
        notes,
        {"country": nation.name, "cities": [{"name": n, "known_for": r} for n, r in zip(names, reasons, strict=True)]},
    )


def _aspect(place: Place, aspect: str) -> Reply:
    if place.entry is None:
        return _unguided(place)
    entry = place.entry
    briefs = {
        "time": (
            f"{capitalise(entry.head('time'))} "
            f"{'is' if ' and ' not in entry.head('time') and ' or ' not in entry.head('time') else 'are'} "
            f"best for {entry.title}."
        ),
        "dish": f"In {entry.title}, try {entry.head('dish')}.",
        "landmark": f"It's {entry.head('landmark')} in {entry.title}.",
        "special": f"{entry.title} is known for {entry.fields['brief']}.",
    }
    texts = {
        "time": entry.tail("time").replace("to visit", f"to visit **{entry.title}**", 1)
        if "to visit" in entry.tail("time")
        else f"For **{entry.title}**: {entry.tail('time')}",
        "dish": f"In **{entry.title}**: {_bolded(entry.tail('dish'), entry.head('dish'))}",
        "landmark": f"The most famous landmark in **{entry.title}** is **{entry.head('landmark')}**.\n\n{_landmark_story(entry)}",
        "special": (
            f"**{entry.title}** stands out for {entry.fields['brief']}. {entry.tail('special')}\n\n{entry.tail('landmark')}"
        ),
    }
    labels = {
        "time": "the best time to visit",
        "dish": "the local dish",
        "landmark": "the landmark",
        "special": "what is special",
    }
    notes = (
        Note("Finding the city", place.how),
        Note(
            f"Looking up {entry.title}",
            f"The library's article on {entry.title} has an entry for {labels[aspect]}: {entry.head(aspect)}.",
        ),
        Note(
            "Deciding how much to say",
            "One fact was asked for, so I name it first and add a little background from the same article.",
        ),
    )
    return Reply(
        texts[aspect], briefs[aspect], entry.head(aspect), notes=notes, data={"city": entry.title, aspect: entry.head(aspect)}
    )


def _landmark_story(entry: Entry) -> str:
    name = re.sub(r"^the ", "", entry.head("landmark"))
    article = library.get(name)
    if article is not None and not article.is_city:
        return article.body
    return re.sub(rf"^.{{1,60}}? is {re.escape(entry.head('landmark'))}, ", "It is ", entry.tail("landmark"))


def _bolded(sentence: str, words: str) -> str:
    return sentence.replace(words, f"**{words}**", 1)


def _unguided(place: Place) -> Reply:
    city = world.city(place.name)
    nation = world.countries().get(city.country) if city else None
    known = (
        f"it is a city in {nation.name} with about {world.rounded(city.population)} people"
        if city and nation
        else "I know little about it"
    )
    text = (
        f"I have no travel notes on **{place.name}**; {known}. I do have notes on "
        f"{join([e.title for e in _guide(nation)[:3]]) if nation and _guide(nation) else 'Kyoto, Barcelona, Cape Town and many other cities'}."
    )
    return Reply(
        text,
        f"I have no travel notes on {place.name}.",
        "unknown",
        notes=(
            Note("Finding the city", place.how),
            Note(f"Looking up {place.name}", "The library has no article on this city, only its population is known."),
        ),
    )
