"""What a property is for, told by its name, format and description, and what a text offers for each such role.

Roles are few and everyday (place, date, currency, unit, query ...); no function's own arguments are known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from emulator.brain import world
from emulator.brain.languages import LANGUAGES
from emulator.brain.library import fold
from emulator.brain.tools import measures, moments, phrases, roletables, values, words
from emulator.brain.tools.values import Found

_NO_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday the".split())


def of(name: str, schema: Mapping[str, Any]) -> str:
    """The role of a property, or an empty string."""
    given = {"date": "date", "date-time": "datetime", "time": "time", "email": "email", "uri": "url", "url": "url"}.get(
        str(schema.get("format"))
    )
    if given:
        return given
    parts = words.parts(name)
    if (
        "datetime" in parts
        or {"date", "time"} <= set(parts)
        or parts[-1:] == ("timestamp",)
        or (len(parts) > 1 and parts[-1] == "at")
    ):
        return "datetime"
    for word in (*reversed(parts), "".join(parts)):
        if word in roletables.WORDS:
            return "currency" if roletables.WORDS[word] == "unit" and "currency" in parts else roletables.WORDS[word]
    about = " ".join(words.parts(str(schema.get("description") or "")[:200]))
    if re.search(r"\b(?:currency|iso 4217)\b", about):
        return "currency"
    if set(parts) & set(roletables.DIRECTION) and re.search(r"\bunits?\b", about):
        return "unit"
    if "region" in parts and re.search(r"\bgeographic|\barea\b", about):
        return "place"
    found = re.search(
        r"\b(city|location|place|country|date|email|url|expression|query|unit|language|person|message|text)\b", about
    )
    return roletables.WORDS.get(found[1], "") if found else ""


def is_number(name: str) -> bool:
    """Whether a property's name is that of a quantity rather than of a place, a date or a word."""
    return of(name, {}) in ("", "amount", "time", "date") and "unit" not in words.parts(name)


def strings(role: str, text: str, name: str, at: int, today: date) -> Iterator[str]:
    """The strings that a text offers for a role; `at` is the property's place among those of the same role."""
    yield from labelled(text, name)
    if role in ("email", "url", "phone", "id"):
        found = values.matches(role, text)
    elif role == "date":
        found = moments.dates(text, today) or values.dates(text, today)
    elif role == "time":
        found = values.times(text)
    elif role == "datetime":
        yield from _moments(text, today)
        return
    else:
        found = _part_of_place(name, text, named(role, text)) if role == "place" else named(role, text)
    if role in ("currency", "unit"):
        yield from _beside_number(name, text, found)
    yield from _turned(name, text, found, at)
    if set(words.parts(name)) & {"subject", "topic", "title", "purpose"}:
        yield from phrases.topics(text)
    if role in roletables.FREE or role == "":
        quoted = values.matches("quoted", text)
        yield from (one.value for one in quoted[at:] or quoted)


def _beside_number(name: str, text: str, found: list[Found]) -> Iterator[str]:
    """What is converted stands beside the number, whichever way the question is put; the other is what is wanted."""
    way = next((roletables.DIRECTION[word] for word in words.parts(name) if word in roletables.DIRECTION), "")
    held = [one.unit for one in values.numbers(text) if one.unit in {other.value for other in found}]
    if way and held:
        yield from held[:1] if way == "from" else [other.value for other in found if other.value != held[0]]


def named(role: str, text: str) -> list[Found]:
    """The values of a role that a text names."""
    if role == "place":
        return list(values.places(text))
    if role == "currency":
        return values.currencies(text)
    if role == "unit":
        return values.units(text) or [Found(one.value.lower(), one.start, one.end) for one in values.currencies(text)]
    if role == "language":
        return [
            Found(one, match.start(), match.end())
            for one in sorted(LANGUAGES | {"English"})
            for match in re.finditer(rf"\b{one}\b", text, re.I)
        ]
    return people(text) if role == "person" else []


def _part_of_place(name: str, text: str, found: list[Found]) -> list[Found]:
    """For a country the country, for a city the city without it."""
    parts = set(words.parts(name))
    if "country" in parts:
        return [Found(country.name, 0, 0) for country in world.countries_in(text)]
    if "city" in parts:
        halves = [(one, str(one.value).rpartition(", ")) for one in found]
        return [Found(city, one.start, one.end) if comma and world.country(rest) else one for one, (city, comma, rest) in halves]
    return found


def _turned(name: str, text: str, found: list[Found], at: int) -> Iterator[str]:
    """Values in the order that suits the property: 'from X' first for an origin, the second one for a second property."""
    way = next((roletables.DIRECTION[word] for word in words.parts(name) if word in roletables.DIRECTION), "")
    if way == "from":
        found = [
            one for one in found if not re.search(r"\b(?:to|into)\s+(?:the )?$", text[max(0, one.start - 12) : one.start], re.I)
        ] or (found[:1] if len(found) > 1 else [])
    if way:
        marked = rf"\b(?:{'from|of' if way == 'from' else 'to|into|in|as'})\s+(?:the |us |degrees? |°)?$"
        yield from (one.value for one in found if re.search(marked, text[max(0, one.start - 20) : one.start], re.I))
        if len(found) > 1:
            yield (found[0] if way == "from" else found[-1]).value
            return
        at = 0 if way == "from" else at
        if way == "to" and not re.search(r"\b(?:to|into|in)\b", text, re.I):
            return
    yield from (one.value for one in found[at : at + 1] if one.value)
    if at == 0:
        yield from (one.value for one in found[1:])


def _moments(text: str, today: date) -> Iterator[str]:
    days, hours = values.dates(text, today), values.times(text)
    if days or hours:
        yield f"{days[0].value if days else today.isoformat()}T{hours[0].value if hours else '00:00'}:00Z"


def labelled(text: str, name: str) -> Iterator[str]:
    """What follows the property's own name: 'topic: X', 'titled X', 'order id is X'."""
    label = r"[ _-]".join(re.escape(word) for word in words.parts(name))
    if not label:
        return
    beside = rf"(?<!\w){label}s?\s+[\"'“]?((?=[\w./-]*\d)[\w./-]{{1,60}}|(?-i:[A-ZÀ-Þ])[\w'-]{{1,40}})"
    for match in re.finditer(beside, text[: values.LONGEST], re.I):
        yield match[1].strip(".")
    for match in re.finditer(
        rf"(?<!\w){label}\s*(?::|=| is | to be | of )\s*[\"'“]?([^\n,;\"”]{{1,300}})", text[: values.LONGEST], re.I
    ):
        yield match[1].strip().rstrip(".!?'")


def people(text: str) -> list[Found]:
    """The names of people after with, to, for, invite and the like."""
    found: list[Found] = []
    lead = r"\b(?:with|to|for|invite|email|message|call|tell|notify|attendees?|by|from|remind|assign)\s*:?\s+"
    name = r"[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)?"
    for match in re.finditer(rf"(?i:{lead})({name}(?:(?:,? and |, |& ){name}){{0,12}})", text[: values.LONGEST]):
        at = match.start(1)
        people = [one for one in re.finditer(name, match[1]) if fold(one[0].split()[0]) not in _NO_NAMES]
        found += [Found(one[0], at + one.start(), at + one.end()) for one in people]
    return found


def levels(text: str) -> Iterator[Found]:
    """Numbers that words stand for: half, full, a romantic level."""
    lowered = fold(text)
    found = [(word, value, match) for word, value in roletables.LEVELS.items() if (match := re.search(rf"\b{word}\b", lowered))]
    for word, value, match in found:
        if word != "dim" or len(found) == 1:  # dimmed to half: the half says how much
            yield Found(value, *match.span())


def options(text: str, name: str, allowed: Sequence[Any], at: int) -> Iterator[Any]:
    """The allowed values that a text names, those of the property's direction first."""
    hits: list[Found] = []
    lowered = fold(text)
    for option in allowed[:400]:
        said = fold(str(option)).replace("_", " ").replace("-", " ")
        alike = {said, fold(str(option)), *roletables.SAME_OPTION.get(said, "").split(), *_aliases(said)}
        spots = [
            match
            for one in alike
            if one
            for match in re.finditer(rf"(?<![\w]){re.escape(one)}(?:s|ed)?(?![\w])", lowered)
            if not (len(one) == 1 and one.isalpha() and not re.search(r"[\d°]\s?$", lowered[: match.start()]) and len(said) > 1)
        ]
        hits += [Found(option, spots[0].start(), spots[0].end())] if spots else []
    hits.sort(key=lambda one: (one.start, -one.end))
    yield from _turned(name, text, [Found(one.value, one.start, one.end) for one in hits], min(at, max(len(hits) - 1, 0)))


def _aliases(said: str) -> tuple[str, ...]:
    """Other words for the same unit or currency."""
    for group in measures.UNITS.values():
        if said in group:
            return tuple(word for word in group if len(word) > 1 or said == word)
    return tuple(measures.CURRENCIES.get(said.upper(), "").split())
