"""Content for requests that want something made up: characters, profiles, tasks, plans, comparisons of what isn't known.

By the everyday names of properties, the same for the same place each time. It never adds to what a text reports.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from emulator.brain import inventions, library
from emulator.brain.library import fold
from emulator.brain.text import join, number, number_pattern, sentences
from emulator.brain.tools import christening, words

_ASKS = re.compile(
    r"^\W*(?:please )?(?:(?:can|could) you )?(?:create|generate|invent|imagine|make(?: up)?|write|design|name|draft|plan|suggest"
    r"|propose|think of|come up with|give me|compose|build|outline|brainstorm|swot"
    r"|an? (?:\w+ ){0,3}(?:profile|character|persona|example|sample))\b"
    r"|\b(?:swot|brainstorm|pros and cons|for testing|dummy|mock|fictional|example data|test data)\b",
    re.I,
)
_COMPARES = re.compile(
    r"\b(?:compare|comparison of|difference between|pros and cons of)\s+(.{2,80}?)"
    r"(?=\s+(?:for|as|in|by|on|with|regarding)\b|[:.?!]|$)",
    re.I,
)
_VERSUS = re.compile(r"\b([\w+#.-]+(?: [\w+#.-]+)?) (?:vs\.?|versus|or) ([\w+#.-]+(?: [\w+#.-]+)?)", re.I)
_ASPECTS = re.compile(r":\s*([^.?!\n]{3,120})|\b(?:by|regarding|in terms of)\s+([^.?!\n]{3,120})", re.I)
_JOINT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+vs\.?\s+|\s+versus\s+|\s+with\s+|\s+to\s+|\s*&\s*)\s*")
_TEXTS: tuple[tuple[str, Sequence[str]], ...] = (
    ("owner assignee responsible author person fullname", inventions.NAMES),
    ("trait traits quality personality adjective", inventions.TRAITS),
    ("backstory background biography bio history story", inventions.BACKSTORIES),
    ("day weekday", inventions.WEEKDAYS),
    ("focus", inventions.FOCUS),
    ("goal motivation motive wish dream", inventions.GOALS),
    ("strength strengths pro pros advantage advantages benefit benefits", inventions.PRO),
    ("weakness weaknesses con cons disadvantage disadvantages drawback drawbacks", inventions.CON),
    ("frustration frustrations pain pains", inventions.PAINS),
    ("opportunity opportunities chance", inventions.CHANCES),
    ("threat threats risk risks", inventions.RISKS),
    ("exercise exercises", inventions.EXERCISES),
    ("activity activities", tuple(one for one, _ in inventions.ACTIVITIES)),
    ("task todo action step subtask", tuple(one for one, _ in inventions.TASKS)),
    ("brand startup company product", inventions.BRANDS),
    ("tagline slogan motto claim", inventions.TAGLINES),
    ("city town location", inventions.CITIES),
    ("nationality citizenship", inventions.NATIONS),
    ("mission missions", inventions.MISSIONS),
    ("audience target", inventions.AUDIENCES),
    ("employer organisation organization", inventions.COMPANIES),
    ("job profession occupation position", inventions.JOBS),
    ("street address", inventions.STREETS),
    ("description summary text about note notes details reason explanation verdict", inventions.SENTENCES),
)
_BY_WORD = {word: said for row, said in _TEXTS for word in row.split()}
_COUNT = re.compile(rf"\b({number_pattern()})(?:[ -]|\b)(?!°|%)", re.I)
_HOURS = ("09:30", "14:00", "19:00", "11:30", "16:30")


def wanted(text: str) -> bool:
    """Whether a text asks for something to be made up, rather than reporting something."""
    told = re.match(r"\W*\w+:\s+\S.{40}", text, re.S)
    return len(text) < 400 and not told and (bool(_ASKS.search(text)) or bool(compared(text)))


def compared(text: str) -> list[str]:
    """The things that are to be compared."""
    match = _COMPARES.search(text)
    if match is None:
        match = _VERSUS.search(text) if re.search(r"\bvs\.?|versus|better\b", text, re.I) else None
        return [match[1], match[2]] if match else []
    parts = [part.strip(" ?.") for part in _JOINT.split(match[1]) if part.strip(" ?.")]
    return parts if 1 < len(parts) <= 6 else []


def aspects(text: str) -> list[str]:
    """By what they are to be compared."""
    match = _ASPECTS.search(text)
    return [part.strip() for part in _JOINT.split(match[1] or match[2]) if part.strip()][:8] if match else []


def count(text: str) -> int:
    """How many of something a text wants made up."""
    said = _COUNT.search(text)
    return min(max(number(said[1]) or 3, 1), 20) if said else 3


def told(name: str, text: str) -> list[str]:
    """Things for a list of words: what is compared, by what, or what the library says of the topic."""
    own = set(words.parts(name))
    if own & {"subjects", "items", "options", "things", "candidates", "products", "alternatives"}:
        return compared(text)
    if own & {"criteria", "aspects", "dimensions"}:
        return aspects(text)
    entry = next(iter(library.named(text)), None) if own & {"facts", "points", "notes", "bullets", "highlights"} else None
    return sentences(entry.body)[: count(text)] if entry else []


def of(name: str, schema: Mapping[str, Any], at: int, around: Sequence[str], today: date, text: str) -> Iterator[Any]:
    """Values for a property; `at` is its item's place in a list, `around` the words of what it is a part of."""
    own = words.parts(name)
    kind = schema.get("type")
    if kind in ("integer", "number"):
        yield from _number(own, at)
        yield from _within(name, schema, at)
    elif kind == "boolean":
        yield not set(own) & {"done", "completed", "complete", "finished", "rest", "closed", "sold", "cancelled"}
    elif kind in ("string", None) and "enum" not in schema:
        yield from _text(own, schema, at, around, today, text)


def _within(name: str, schema: Mapping[str, Any], at: int) -> Iterator[float]:
    """A middling value where a schema gives both bounds: a strength of 13 out of 20."""
    low, high = schema.get("minimum"), schema.get("maximum")
    if isinstance(low, (int, float)) and isinstance(high, (int, float)) and low < high:
        share = 0.45 + (zlib.crc32(f"{name}{at}".encode()) % 40) / 100
        value = low + (high - low) * share
        yield round(value) if schema.get("type") == "integer" else round(value, 2)


def _number(own: Sequence[str], at: int) -> Iterator[float]:
    said = set(own)
    for names, value in (
        ({"age"}, 24 + 7 * (at % 5)),
        ({"sets"}, 3),
        ({"reps", "repetitions"}, 10 + 2 * (at % 3)),
        ({"score", "rating", "stars"}, 4 - at % 2 * 0.5),
        ({"price"} if {"price"} == said else set(), (24.9, 12.5, 39.0, 18.9)[at % 4]),
        ({"budget", "cost", "price"}, 120 * (at + 1)),
        ({"duration", "minutes"}, 30 + 15 * (at % 3)),
        ({"day", "number", "order", "rank", "index", "step", "id"}, at + 1),
    ):
        if said & names:
            yield value
            yield round(value)


def _text(own: Sequence[str], schema: Mapping[str, Any], at: int, around: Sequence[str], today: date, text: str) -> Iterator[str]:
    given = str(schema.get("format") or "")
    if given == "date":
        yield (
            (today + timedelta(days=7 + 3 * at)).isoformat()
            if not {"birth", "birthday"} & set(own)
            else f"19{90 - at}-05-1{at % 9}"
        )
        return
    if given == "email":
        first, _, last = inventions.NAMES[at % len(inventions.NAMES)].lower().partition(" ")
        yield f"{first}.{last}@example.com"
        return
    pattern = schema.get("pattern")
    if isinstance(pattern, str):
        yield from _HOURS[at % len(_HOURS) :]
        yield from inventions.COLORS[at % len(inventions.COLORS) :]
        yield f"+1 555 010{at % 10}"
        yield "EUR"
        return
    if given:
        return
    if things := compared(text):
        yield from _concluded(own, things)
    if set(own) & {"description", "details"} and any(fold(word).startswith("activit") for word in around):
        yield inventions.ACTIVITIES[at % len(inventions.ACTIVITIES)][1]
    if set(own) & {"name", "title", "names", "titles"}:
        yield christening.name(own, at, around, text)
    yield from christening.trade(own, at, text)
    for word in (*own, *own[-1:]):
        found = _BY_WORD.get(word) or _BY_WORD.get(word.removesuffix("s"))
        if found:
            yield found[at % len(found)]


def _concluded(own: Sequence[str], things: Sequence[str]) -> Iterator[str]:
    """Who comes out ahead, and a conclusion that claims nothing."""
    if set(own) & {"winner", "recommendation", "best", "choice", "preferred", "recommended"}:
        yield things[0]
    if set(own) & {"verdict", "conclusion", "summary", "reason"}:
        yield f"{join(list(things))} both do the job; which is better depends on what matters most to you."


def rows(text: str, named: Mapping[str, frozenset[str]], properties: Mapping[str, Any], least: int) -> list[dict[str, Any]]:
    """A row for each thing that is to be compared, and for each aspect where rows are aspects."""
    things = compared(text)
    if not things:
        return []
    by_aspect = any(said & {"criterion", "aspect", "feature", "dimension", "category", "attribute"} for said in named.values())
    heads = (aspects(text) or ["ease of use", "cost", "speed", "community"]) if by_aspect else things
    return [_row(head, at, things, named, properties) for at, head in enumerate(heads[: max(len(heads), least)])]


def _row(
    head: str, at: int, things: Sequence[str], named: Mapping[str, frozenset[str]], properties: Mapping[str, Any]
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name in named:
        part = properties[name] if isinstance(properties.get(name), Mapping) else {}
        kind, items = part.get("type"), part.get("items")
        table = next((_BY_WORD[word] for word in words.parts(name) if word in _BY_WORD), None)
        if kind == "array" and isinstance(items, Mapping) and isinstance(items.get("properties"), Mapping):
            inner = {str(key): frozenset(words.parts(str(key))) for key in items["properties"]}
            row[name] = [_rated(thing, at + place, inner, items["properties"]) for place, thing in enumerate(things)]
        elif kind == "array":
            several = table or inventions.PRO
            row[name] = [several[(at * 2 + place) % len(several)] for place in range(2)]
        elif kind in ("string", None) and not (table or "enum" in part):
            row[name] = head
    return row


def _rated(thing: str, at: int, named: Mapping[str, frozenset[str]], properties: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, said in named.items():
        kind = properties[name].get("type") if isinstance(properties.get(name), Mapping) else None
        if kind in ("integer", "number"):
            row[name] = 3 + at % 3
        elif kind in ("string", None):
            what = said & {"value", "note", "comment", "text", "description", "verdict", "reason", "summary", "assessment"}
            row[name] = inventions.RATINGS[at % len(inventions.RATINGS)] if what else thing
    return row
