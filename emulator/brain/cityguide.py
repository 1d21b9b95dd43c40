"""A plan for a stay in a city and the story of its landmark, from the library's city articles."""

from __future__ import annotations

import re

from emulator.brain import library, world
from emulator.brain.library import Entry
from emulator.brain.places import Place
from emulator.brain.registry import Note, Reply
from emulator.brain.text import capitalise, numbered


def guided_city(text: str) -> Entry | None:
    """The city with an article that a request for a plan names."""
    return (
        next((entry for entry in library.named(text) if entry.is_city), None)
        if re.search(r"\bplan|itinerary|trip\b", text, re.I)
        else None
    )


def itinerary(entry: Entry) -> Reply:
    """A plan of themes for a stay in a city."""
    points = (
        f"**Arrive and see the landmark:** {landmark_story(entry)}",
        f"**What makes {entry.title} special:** {entry.tail('special')}",
        f"**Eat well:** {entry.tail('dish')} Leave the rest of the day open for a walk without a plan.",
    )
    text = f"A short plan for **{entry.title}**, one theme a day:\n\n{numbered(points)}\n\n{entry.tail('time')}"
    notes = (
        Note(
            "Planning the stay",
            (f"The library's article on {entry.title} names a landmark, a speciality and a dish; each gets a day."),
        ),
        Note("Keeping it realistic", "I know no opening hours or prices offline, so the plan stays a plan of themes."),
    )
    brief = f"See {entry.head('landmark')} and try {entry.head('dish')}."
    return Reply(text, brief, entry.head("landmark"), points, notes=notes)


def length_of_stay(place: Place) -> Reply:
    """How many days a city deserves, by its size and what its article names."""
    city = world.city(place.name)
    size = city.population if city else 0
    days = "two" if size < 600_000 else "three" if size < 3_000_000 else "four"
    entry = place.entry
    why = f" One belongs to {entry.head('landmark')}, one to {entry.fields['brief']}." if entry and entry.is_city else ""
    return Reply(
        f"**{capitalise(days)} days** are a good measure for **{place.name}**.{why} Add one for an outing into the surroundings.",
        f"{capitalise(days)} days.",
        f"{days} days",
        notes=(
            Note("Finding the city", place.how),
            Note("Estimating the stay", f"{place.name} has about {world.rounded(size)} people; larger cities get a day more."),
        ),
    )


def landmark_story(entry: Entry) -> str:
    """What there is to tell of a city's landmark."""
    name = re.sub(r"^the ", "", entry.head("landmark"))
    article = library.get(name)
    if article is not None and not article.is_city:
        return article.body
    return re.sub(rf"^.{{1,60}}? is {re.escape(entry.head('landmark'))}, ", "It is ", entry.tail("landmark"))


def bolded(sentence: str, words: str) -> str:
    """A sentence with some of its words in bold."""
    return sentence.replace(words, f"**{words}**", 1)
