"""Answers questions about people and animals the user spoke of: how old, who they are, which others there are.

From the user's own sentences only; what was not said is said to be unknown.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import facts, people
from emulator.brain.dialogue import Talk
from emulator.brain.people import Person
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.telling import second_person
from emulator.brain.text import capitalise, join, number, number_pattern, spelled

_ASKS = re.compile(
    r"^\W*(?:and |so |then |but )*(?:who|what|how|where|when|which|is|does|do|are|tell me|remind me|remember)\b", re.I
)
_AGE = re.compile(r"\bhow old\b|\bage\b|\byears old\b", re.I)
_LATER = re.compile(rf"\bin (?P<later>{number_pattern()}) years?\b|\b(?P<ago>{number_pattern()}) years ago\b", re.I)
_IN_YEAR = re.compile(r"\bin (?P<year>(?:19|20)\d\d)\b")
_MINE = re.compile(r"\bhow old (?:will|would|was|were|am|shall) i (?:be|turn|been)? ?in (?P<year>(?:19|20)\d\d)\b", re.I)
_GAP = re.compile(r"\bage (?:difference|gap)\b|\bhow many years (?:apart|older|younger|between)\b|\bdifference in age\b", re.I)
_OTHER = re.compile(rf"\b(?:her|his|their|my|our) ({people.RELATIONS}|kids|children)\b(?!\w)", re.I)
_GROUPS = {"kids": {"child", "son", "daughter", "kid", "baby"}, "children": {"child", "son", "daughter", "kid", "baby"}}
_SIBLINGS = {"brother", "sister"}
_OLDEST = re.compile(r"\b(old|young)(?:er|est)\b", re.I)


@skill("people")
def offer(talk: Talk) -> Offer | None:
    """Fits a question that names, or points to, somebody the user spoke of."""
    text = talk.gist
    if len(text) > 200 or not (text.strip().endswith("?") or _ASKS.match(text)):
        return None
    if (mine := _MINE.search(text)) and (told := facts.of(facts.known(talk.said[:-1]), "age")):
        return Offer(0.955, partial(_my_age, told[-1], int(mine["year"]) - talk.ask.now.year))
    known = people.known(talk.said[:-1])
    if not known:
        return None
    named = [person for name, person in known.items() if re.search(rf"\b{re.escape(name)}\b", text, re.I)]
    if named:
        return Offer(0.94, partial(_about, named, text, talk.ask.now.year))
    if _GAP.search(text) and len(aged := [one for one in known.values() if one.age is not None]) >= 2:
        return Offer(0.92, partial(_apart, aged))
    if _OLDEST.search(text) and len(aged := [person for person in known.values() if person.age is not None]) >= 2:
        return Offer(0.9, partial(_ranked, aged, text))
    return _pointed(talk, known)


def _pointed(talk: Talk, known: dict[str, Person]) -> Offer | None:
    match = _OTHER.search(talk.gist)
    if match is None:
        return None
    word = match[1].lower()
    before = _last_named(talk, known)
    if word in _SIBLINGS and not match[0].lower().startswith(("my", "our")) and before is not None:
        group = [one for one in known.values() if one.relation == before.relation and one is not before]
    else:
        group = [one for one in known.values() if one.relation in _GROUPS.get(word, {word})]
    previous = talk.past[-1].said if talk.past and re.match(r"\W*(?:and|what about|how about)\b", talk.gist, re.I) else ""
    return Offer(0.93, partial(_about, group, f"{talk.gist} {previous}", talk.ask.now.year)) if group else None


def _last_named(talk: Talk, known: dict[str, Person]) -> Person | None:
    for pair in reversed(talk.past):
        for name, person in known.items():
            if re.search(rf"\b{re.escape(name)}\b", pair.said, re.I) and len(pair.said) < 200:
                return person
    return None


def _my_age(told: str, years: int) -> Reply:
    age = (number(re.sub(r"\D.*", "", told)) or 0) + years
    span = _as_span(years)
    text = (
        f"You will be **{age}** then, {span}."
        if years > 0
        else f"You were **{age}** then, {span}."
        if span
        else f"You are {age}."
    )
    note = Note("Counting from the age that was told", f"You are {told} now.")
    return Reply(text, f"{age}.", str(age), notes=(note,), data={"age": age})


def _as_span(years: int) -> str:
    return f"in {years} years" if years > 0 else f"{-years} years ago" if years else ""


def _apart(aged: list[Person]) -> Reply:
    """How many years are between the oldest and the youngest."""
    ordered = sorted(aged, key=lambda person: -(person.age or 0))
    first, last = ordered[0], ordered[-1]
    years = (first.age or 0) - (last.age or 0)
    text = f"**{years} year{'s' * (years != 1)}**: {first.name} is {first.age} and {last.name} is {last.age}."
    return Reply(
        text, f"{years} years.", str(years), notes=(Note("Comparing the ages", f"I know {spelled(len(aged))} of them."),)
    )


def _about(found: list[Person], text: str, this_year: int) -> Reply:
    noted = Note("Finding the people", f"The user spoke of {join([person.name for person in found])} earlier.")
    if _AGE.search(text):
        text = _IN_YEAR.sub(lambda match: _as_span(int(match["year"]) - this_year), text)
        told = [
            _aged(person.name, person.age, _LATER.search(text))
            if person.age is not None
            else f"you haven't told me {person.name}'s age"
            for person in found
        ]
    else:
        told = [_described(person) for person in found]
    ages = ", ".join(str(person.age) for person in found if person.age is not None)
    words = f"{capitalise(join(told))}."
    return Reply(words, words.replace("**", ""), ages if _AGE.search(text) and ages else found[0].name, notes=(noted,))


def _aged(name: str, age: int, then: re.Match[str] | None) -> str:
    """An age now, or in so many years, or so many years ago."""
    if then is None:
        return f"**{name}** is {age} years old"
    years = number(then["later"] or then["ago"]) or 0
    if then["later"]:
        return f"**{name}** will be {age + years} years old in {years} years"
    if age < years:
        return f"**{name}** wasn't born {years} years ago"
    return f"**{name}** was {age - years} years old {years} years ago"


def _described(person: Person) -> str:
    if person.relation:
        age = f", {person.age} years old" if person.age is not None else ""
        return f"**{person.name}** is your {person.relation}{age}"
    if person.age is not None:
        return f"**{person.name}** is {person.age} years old"
    return f"about **{person.name}** you said: “{second_person(person.said)}”"


def _ranked(aged: list[Person], text: str) -> Reply:
    match = _OLDEST.search(text)
    ordered = sorted(aged, key=lambda person: -(person.age or 0))
    chosen = ordered[0] if match and match[1].lower() == "old" else ordered[-1]
    listed = join([f"{person.name} is {person.age}" for person in ordered])
    return Reply(
        f"**{chosen.name}**: {listed}.",
        f"{chosen.name}.",
        chosen.name,
        notes=(Note("Comparing the ages", f"I know {spelled(len(aged))}: {listed}."),),
    )
