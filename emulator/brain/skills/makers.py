"""Who made the thing that is spoken of: "when was she born?" after a book, and what else the same person made.

Where the almanac doesn't have the person it says so; a question on a person is never answered with the work.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import almanac, library
from emulator.brain.almanac import Thing
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.almanac import before
from emulator.brain.text import bullets, join

_LONGEST = 100
_PERSON = re.compile(r"\b(?:he|she|him|her|his)\b|\bthe (?:author|writer|painter|artist|director|inventor)\b", re.I)
_ELSE = re.compile(
    r"\b(?:what|which|anything|any)(?: (?:other|more))? ?(?:\w+ )?(?:else|other|more)?\b.{0,20}"
    r"\b(?:write|wrote|written|paint(?:ed)?|direct(?:ed)?|make|made|create[d]?|invent(?:ed)?)\b|"
    r"\bother (?:books|novels|works|films|movies|paintings)\b",
    re.I,
)
_MAKERS = ("author", "artist", "director", "maker", "founder")


@skill("makers")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on the person behind the work that the last turns were about."""
    text = talk.gist
    if len(text) > _LONGEST or not talk.past or not _PERSON.search(text) or almanac.named(text) or library.named(text):
        return None
    spoken = before(talk)
    thing = next((one for one in spoken if any(one.cells.get(name) for name in _MAKERS)), None)
    person = next((thing.cells[name] for name in _MAKERS if thing.cells.get(name)), "") if thing else _person(spoken)
    if not person or person not in "".join(pair.told for pair in talk.past[-3:]):
        return None
    if _ELSE.search(text):
        return Offer(0.955, partial(_others, talk, person))
    known = next((one for one in almanac.named(person) if one.kind == "person"), None)
    if known is not None:
        asked = next(
            (one for one in almanac.kinds()["person"].columns if known.cells.get(one.name) and one.asks.search(text)), None
        )
        if asked is not None:
            return Offer(0.955, lambda: _of(known, almanac.sentence(known, asked), asked.name))
    return Offer(0.94, partial(_silent, person)) if known is None and library.get(person) is None else None


def _of(person: Thing, told: str, column: str) -> Reply:
    note = Note("Looking into the almanac", f"The talk is about {person.name}; it has the {column}.")
    return Reply(
        told, told.replace("**", ""), person.cells[column], notes=(note,), data={person.name: {column: person.cells[column]}}
    )


def _person(spoken: tuple[Thing, ...]) -> str:
    return next((one.name for one in spoken if one.kind == "person"), "")


def _others(talk: Talk, person: str) -> Reply:
    said = " ".join(pair.said for pair in talk.past[-4:]).lower()
    made = [
        one for kind in almanac.kinds().values() for one in kind.things if person in (one.cells.get(name) for name in _MAKERS)
    ]
    works = [one for one in made if one.name.lower().removeprefix("the ") not in said]
    note = Note("Looking into the almanac", f"{len(works)} more works by {person} are on file.")
    if not works:
        text = f"My small almanac has no other work by **{person}**; there is surely more, but I won't guess."
        return Reply(text, text.replace("**", ""), "Unknown", notes=(note,))
    heads = tuple(f"**{one.title}**" + (f" ({one.shown('year')})" if one.cells.get("year") else "") for one in works)
    text = f"Also by **{person}**, as far as my almanac goes:\n\n{bullets(heads)}"
    return Reply(text, f"{join([one.title for one in works])}.", works[0].title, heads, notes=(note,))


def _silent(person: str) -> Reply:
    text = f"I have no page on **{person}**, so I can't say that offline, and I won't guess."
    return Reply(
        text, text.replace("**", ""), "Unknown", notes=(Note("Looking for the person", f"Nothing on {person} is on file."),)
    )
