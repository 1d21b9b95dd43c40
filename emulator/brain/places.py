"""Which city or country a travel question is about, and which cities of a country the library knows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from emulator.brain import facts, library, references, world
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Reply
from emulator.brain.text import capitalise, join


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


def country_of(talk: Talk) -> world.Country | None:
    """The country a request is about: named now, planned before, or the one spoken of."""
    if here := world.countries_in(talk.gist) or world.countries_in(talk.whole[:6_000]):
        return here[0]
    for plan in reversed(facts.of(facts.known(talk.said), "plan")):
        if planned := world.countries_in(capitalise(plan)):
            return planned[0]
    pointed = references.focus(talk.past, "country")
    return world.country(pointed.name) if pointed else None


def guide(nation: world.Country) -> list[Entry]:
    """A country's cities that have an article, in the library's order."""
    return [entry for entry in library.entries() if entry.is_city and world.country(entry.fields["country"]) == nation]


def unguided(place: Place) -> Reply:
    """What little is known of a city without an article."""
    city = world.city(place.name)
    nation = world.countries().get(city.country) if city else None
    known = (
        f"it is a city in {nation.name} with about {world.rounded(city.population)} people"
        if city and nation
        else "I know little about it"
    )
    others = join([entry.title for entry in guide(nation)[:3]]) if nation else ""
    text = (
        f"I have no travel notes on **{place.name}**; {known}. I do have notes on "
        f"{others or 'Kyoto, Barcelona, Cape Town and many other cities'}."
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


def minding(talk: Talk, aspect: str, reply: Reply) -> Reply:
    """An answer with a word on what the user doesn't eat, where it is about food."""
    told = [fact.told() for fact in facts.known(talk.said) if fact.kind in {"diet", "allergy"}] if aspect == "dish" else []
    if not told:
        return reply
    return replace(reply, text=f"{reply.text}\n\nSince {join(told)}, ask there for what suits you: I can't see the menus.")
