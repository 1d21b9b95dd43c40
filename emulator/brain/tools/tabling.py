"""Rows for a list of objects that a request doesn't spell out: quiz questions, countries, planets, steps of a plan, corrections.

Says what is known for each property by its everyday name; what isn't known is left to whoever makes the instance.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from emulator.brain import inventions, library, recipes, world
from emulator.brain.recipes import Recipe
from emulator.brain.registry import Reply
from emulator.brain.text import number, number_pattern, plain, sentences
from emulator.brain.tools import inventing, knowing, quizzing, records, supplies, values, words, works
from emulator.brain.tools.quizzing import Question
from emulator.brain.world import Country

Row = dict[str, Any]
_MOST = 20
_QUESTION = frozenset({"question", "prompt", "front", "cloze"})
_ANSWER = frozenset({"answer", "correct", "solution", "back", "definition", "term"})
_ORDER = frozenset({"order", "rank", "position", "number", "index", "day", "step", "id", "no"})
_WRONG, _RIGHT = frozenset({"original", "error", "mistake", "wrong"}), frozenset({"correction", "corrected", "suggestion", "fix"})
_SPOKEN = frozenset({"original", "source", "word", "phrase", "term", "english", "expression"})
_NATION: dict[str, Callable[[Country], Any]] = {
    "country": lambda one: one.name,
    "nam": lambda one: one.name,
    "nation": lambda one: one.name,
    "capit": lambda one: one.capital,
    "populat": lambda one: one.population,
    "area": lambda one: one.area_km2,
    "continent": lambda one: one.continent,
    "currenc": lambda one: one.currency,
    "languag": lambda one: list(one.languages),
    "code": lambda one: one.code,
}
_CONTINENT = re.compile(
    r"\b(?:(europe)(?:an)?|(asia)n?|(africa)n?|(north america)n?|(south america)n?|(oceania)n?)\b|\b(?:in|of) the (world)\b", re.I
)
_OTHERS = frozenset(
    "owner assignee responsible author person due deadline priority status unit day focus goal time duration level cost".split()
)
"""What the head of a point says nothing of."""
_HEAD = re.compile(r"\s*\*\*(.+?):?\*\*\s*:?\s*(.*)", re.S)
_COUNT = re.compile(rf"\b({number_pattern()})\b(?!\s*(?:day|%|°))", re.I)


def rows(text: str, reply: Reply, item: Mapping[str, Any], least: int = 0, title: str = "") -> list[Row]:
    """The rows of a list of such objects; none when nothing is known."""
    properties = {str(name): part for name, part in (item.get("properties") or {}).items() if isinstance(part, Mapping)}
    named = {name: frozenset(words.parts(name)) for name in properties}
    said = frozenset().union(*named.values()) if named else frozenset()
    if known := works.rows(text, named, _count(text, least)):
        return known
    if (said & _QUESTION or "text" in said) and said & _ANSWER and (said & _QUESTION or "options" in said):
        return [_asked(one, at, properties, named) for at, one in enumerate(quizzing.questions(text, _count(text, least)))]
    if (said | set(words.parts(title))) & {"ingredients", "ingredient", "item"} and (dishes := recipes.found(text)):
        return _of_recipes(dishes, text, least, named)
    if said & _WRONG and said & _RIGHT:
        return _corrections(text, reply, named)
    if said & {"language"} and (phrases := supplies.phrases(text)):
        return [_spoken(one, named) for one in phrases]
    if compared := inventing.rows(text, named, properties, least):
        told = knowing.rows(inventing.compared(text), properties)
        return [{**one, **known} for one, known in zip(compared, told, strict=True)] if len(told) == len(compared) else compared
    if set(words.parts(title)) & {"tasks", "task", "todos"} and said & {"owner", "assignee"} and inventing.wanted(text):
        return [
            _of_point(f"**{head}** {'; '.join(parts)}.", at, properties, named)
            for at, (head, parts) in enumerate(inventions.TASKS)
        ]
    if nations := _nations(text, reply, said, least):
        return [_of_nation(one, at, named) for at, one in enumerate(nations)]
    return _of_points(reply, properties, named)


def _count(text: str, least: int) -> int:
    """How many a request wants, when it says so."""
    said = _COUNT.search(text)
    wanted = number(said[1]) if said else None
    return min(max(wanted or 3, least, 1), _MOST)


def _asked(one: Question, at: int, properties: Mapping[str, Any], named: Mapping[str, frozenset[str]]) -> Row:
    listed: Mapping[str, Any] = next((part for part in properties.values() if part.get("type") == "array"), {})
    options = one.options(int(listed.get("minItems") or min(int(listed.get("maxItems") or 4), 4)))
    row: Row = {}
    for name, said in named.items():
        if properties[name].get("type") == "array":
            row[name] = options
        elif said & _QUESTION or said == {"text"}:
            row[name] = one.text
        elif said & _ANSWER:
            whole = properties[name].get("type") in ("integer", "number")
            row[name] = options.index(one.answer) if whole else one.answer
        elif said & {"explanation", "reason", "rationale", "context", "hint"}:
            row[name] = one.sentence
        elif said & _ORDER:
            row[name] = at + 1
    return row


def _of_recipes(dishes: Sequence[Recipe], text: str, least: int, named: Mapping[str, frozenset[str]]) -> list[Row]:
    """A row for each dish, or for each thing that goes into the one dish."""
    if not any(said & {"quantity", "amount"} for said in named.values()):
        several = dishes[: max(_count(text, least), 3)]
        found = [supplies.of_recipe(one, set(named)) for one in several]
        return [{name: row[words.key(name)] for name in named if words.key(name) in row} for row in found]
    apart = any(said & {"unit", "units", "measure"} for said in named.values())
    portions = [supplies.portion(one) for one in dishes[0].ingredients]
    return [{name: _measure(much, what, said, apart) for name, said in named.items()} for much, what in portions]


def _measure(much: str, what: str, said: frozenset[str], apart: bool) -> str | float:
    """How much, what, or in which unit; the number alone where the unit has a place of its own."""
    count = re.match(r"[\d.]+", much)
    if said & {"unit", "units", "measure"}:
        return much[count.end() :].strip() or "piece" if count else "piece"
    if not said & {"quantity", "amount"}:
        return what
    return (float(count[0]) if count else 1) if apart else much


def _corrections(text: str, reply: Reply, named: Mapping[str, frozenset[str]]) -> list[Row]:
    """What was changed between the quoted text and the corrected one, word by word."""
    quoted = next((str(one.value) for one in values.matches("quoted", text)), text.partition(":")[2].strip())
    before, after = quoted.split(), plain(reply.text).split()
    found: list[Row] = []
    for kind, low, high, start, end in difflib.SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal" or high - low > 6:
            continue
        was, now = " ".join(before[low:high]), " ".join(after[start:end])
        why = f"“{now}” instead of “{was}”." if was and now else f"“{was}” is left out." if was else f"“{now}” was missing."
        row = {name: was if said & _WRONG else now if said & _RIGHT else why for name, said in named.items()}
        found.append(row)
    return found


def _spoken(phrase: tuple[str, str, str], named: Mapping[str, frozenset[str]]) -> Row:
    """A phrase in one language."""
    language, told, original = phrase
    return {
        name: language if said & {"language", "lang"} else original if said & _SPOKEN else told for name, said in named.items()
    }


def _nations(text: str, reply: Reply, said: frozenset[str], least: int) -> list[Country]:
    if not said & {"country", "capital", "population", "nation"}:
        return []
    listed = [world.country(_split(point)[0]) for point in reply.points]
    if listed and all(listed):
        return [one for one in listed if one is not None]
    place = _CONTINENT.search(text)
    if place is None:
        return list(world.countries_in(text)) if len(world.countries_in(text)) > 1 else []
    where = next(group for group in place.groups() if group).lower()
    by_area = re.search(r"\b(?:by|in) area\b", text, re.I)
    there = [one for one in world.countries().values() if where in ("world", one.continent.lower())]
    return sorted(there, key=lambda one: -(one.area_km2 if by_area else one.population))[: _count(text, least)]


def _of_nation(one: Country, at: int, named: Mapping[str, frozenset[str]]) -> Row:
    row: Row = {}
    for name, said in named.items():
        stems = {words.stem(word) for word in said}
        reader = next((read for key, read in _NATION.items() if any(stem.startswith(key) for stem in stems)), None)
        if reader is not None:
            row[name] = reader(one)
        elif said & _ORDER:
            row[name] = at + 1
    return row


def _of_points(reply: Reply, properties: Mapping[str, Any], named: Mapping[str, frozenset[str]]) -> list[Row]:
    """A point of the answer in each row: its head as the name, the rest as what is said of it."""
    points = reply.points[:_MOST] if len(reply.points) > 1 else ()
    return [_of_point(point, at, properties, named) for at, point in enumerate(points)]


def _of_point(point: str, at: int, properties: Mapping[str, Any], named: Mapping[str, frozenset[str]]) -> Row:
    head, rest = _split(point)
    if any(said & _ORDER for said in named.values()):
        head = re.sub(r"^(?:Day|Step|Week) \d+[,:.]? ?(?=\S)", "", head)
    entry = library.get(head)
    entry = entry if entry and library.fold(entry.title) == library.fold(head) else None
    about = rest or (entry.body if entry else "")
    row: Row = {}
    for name, said in named.items():
        kind = properties[name].get("type")
        if said & _ORDER and kind in ("integer", "number"):
            row[name] = at + 1
        elif kind == "array":
            row[name] = sentences(about) or [head]
        elif kind == "boolean" and entry:
            own = [word for word in said if word not in words.STOP | {"has", "is", "have"}]
            row[name] = any(re.search(rf"\b{re.escape(words.stem(word))}", library.fold(entry.body)) for word in own)
        elif kind in ("string", None):
            if said & _OTHERS or {"format", "pattern", "enum"} & set(properties[name]):
                continue
            long = said & {"description", "detail", "details", "explanation", "instruction", "text", "content", "summary", "why"}
            row[name] = (about or head) if long else head
    return row


def _split(point: str) -> tuple[str, str]:
    """The head of a point and what follows it."""
    match = _HEAD.match(point)
    head, _, rest = (match[1], "", match[2]) if match else plain(point).partition(": ")
    return plain(head).strip(" :"), plain(rest).strip()


def lists(schema: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any], int]]:
    """The lists of objects in a schema: the name, what an item looks like, how many there must be."""
    found: list[tuple[str, Mapping[str, Any], int]] = []
    waiting: list[tuple[str, Any, int]] = [("", schema, 0)]
    while waiting:
        name, part, depth = waiting.pop(0)
        if not isinstance(part, Mapping) or depth > 3:
            continue
        items = part.get("items")
        if isinstance(items, Mapping) and isinstance(items.get("properties"), Mapping):
            least = part.get("minItems")
            found.append((name, items, least if isinstance(least, int) else 0))
        inner = part.get("properties")
        waiting += [(str(key), value, depth + 1) for key, value in inner.items()] if isinstance(inner, Mapping) else []
    return found


def supplied(text: str, reply: Reply, schema: Mapping[str, Any]) -> dict[str, Sequence[Row]]:
    """The rows of each list of objects of a schema for which there are any, by the list's name."""
    made = {name: rows(text, reply, item, least, name) for name, item, least in lists(schema) if not records.rows(text, item)}
    return {name: found for name, found in made.items() if found}


def question(text: str, schema: Mapping[str, Any]) -> Row:
    """The one quiz question that a schema asks for at its top, by property; empty when it asks for none."""
    properties = {str(name): part for name, part in (schema.get("properties") or {}).items() if isinstance(part, Mapping)}
    named = {name: frozenset(words.parts(name)) for name in properties}
    choices = any(
        part.get("type") == "array" and named[name] & {"options", "choices", "answers"} for name, part in properties.items()
    )
    if not choices or not any(said & _QUESTION for said in named.values()):
        return {}
    return next((_asked(one, 0, properties, named) for one in quizzing.questions(text, 1)), {})
