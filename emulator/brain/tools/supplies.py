"""Single values for structured output that an answer implies: a phrase in each language, a recipe's parts, years of a life.

By the folded names of properties; only what is known is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.brain import phrasebook, recipes
from emulator.brain.recipes import Recipe
from emulator.brain.registry import Reply
from emulator.brain.text import plain
from emulator.brain.tools import words

_YEAR = r"\b(1\d{3}|20\d{2})\b"
_LIVED = {
    "born": re.compile(rf"\bborn\b[^.]{{0,60}}?{_YEAR}|\({_YEAR}\s*[-–]", re.I),
    "died": re.compile(rf"\bdied\b[^.]{{0,60}}?{_YEAR}|[-–]\s*{_YEAR}\)", re.I),
}
_PARTS = re.compile(r"^(\d[\d./,]*\s*(?:g|kg|ml|l|tsp|tbsp|cups?|cloves?|pinch|handful)?)\s+(.+)$")
_QUOTED = re.compile(r"(?<!\w)['\"“‘](.{1,300}?)['\"”’](?!\w)")
_REWRITTEN = frozenset({"corrected", "rewritten", "improved"})
_UNKNOWN = "(not in the offline phrasebook)"


def of(text: str, reply: Reply, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The values by folded name, for the properties that a schema has anywhere."""
    names = set(_names(schema))
    made = {**_lived(reply, names), **_translations(text, names)}
    said = {word for name in names for word in words.parts(name)}
    if {"ingredients", "steps", "instructions", "directions"} & said:
        known = recipes.found(text)
        made |= of_recipe(known[0], names) if known else {}
    if reply.text:
        made |= {words.key(name): plain(reply.text) for name in names if _REWRITTEN & set(words.parts(name))}
    return made


def of_recipe(one: Recipe, names: set[str]) -> dict[str, Any]:
    """What a recipe says for each of some names."""
    row: dict[str, Any] = {}
    for name in names:
        said = set(words.parts(name))
        if said & {"ingredients"}:
            row[words.key(name)] = list(one.ingredients)
        elif said & {"steps", "instructions", "directions", "method"}:
            row[words.key(name)] = list(one.steps)
        elif said & {"servings", "serves", "portions"}:
            row[words.key(name)] = one.servings
        elif said & {"minutes", "mins", "time"}:
            row[words.key(name)] = one.minutes
        elif said & {"tags", "keywords"}:
            row[words.key(name)] = sorted(one.kinds)
        elif said <= {"recipe", "name", "title", "dish"}:
            row[words.key(name)] = one.name
    return row


def portion(ingredient: str) -> tuple[str, str]:
    """How much of what: '200 g flour' is 200 g of flour."""
    match = _PARTS.match(ingredient)
    return (match[1].strip(), match[2]) if match else ("", ingredient)


def _names(schema: Any, depth: int = 0) -> Iterator[str]:
    if not isinstance(schema, Mapping) or depth > 6:
        return
    inner = schema.get("properties")
    for name, part in inner.items() if isinstance(inner, Mapping) else ():
        yield str(name)
        yield from _names(part, depth + 1)
    yield from _names(schema.get("items"), depth + 1)


def _lived(reply: Reply, names: set[str]) -> dict[str, Any]:
    """The years of a life, where the answer tells one."""
    told: dict[str, Any] = {}
    for name in names:
        said = set(words.parts(name))
        event = "born" if said & {"born", "birth"} else "died" if said & {"died", "death"} else ""
        match = _LIVED[event].search(plain(reply.text)) if event and not said & {"place", "city", "country"} else None
        if match:
            told[words.key(name)] = int(next(group for group in match.groups() if group))
    return told


def _translations(text: str, names: set[str]) -> dict[str, Any]:
    """A quoted phrase in each language that a property is named after, or in the one that the request names."""
    match = _QUOTED.search(text)
    if match is None or not re.search(r"\b[Tt]ranslat|\bin(?:to)? [A-Z]|\b[Hh]ow (?:do|would) (?:you|i) say\b", text):
        return {}
    known = {language.lower(): language for language in phrasebook.languages()}
    quoted = match[1]
    made: dict[str, Any] = {}
    for name in names:
        if language := known.get(words.key(name)):
            made[words.key(name)] = phrasebook.translated(quoted, language) or _UNKNOWN
    wanted = next((language for language in known.values() if re.search(rf"\b{language}\b", text, re.I)), "")
    if wanted:
        made |= {"translation": phrasebook.translated(quoted, wanted) or _UNKNOWN, "targetlanguage": wanted}
        made |= {"sourcelanguage": "English", "translatedtext": made["translation"], "original": quoted, "originaltext": quoted}
    return made


def phrases(text: str) -> list[tuple[str, str, str]]:
    """A quoted phrase in each language that a request names: language, translation, phrase."""
    match = _QUOTED.search(text)
    named = [one for one in phrasebook.languages() if re.search(rf"\b{one}\b", text)] if match else []
    named.sort(key=text.find)
    return [(one, phrasebook.translated(match[1], one) or _UNKNOWN, match[1]) for one in named if match is not None]
