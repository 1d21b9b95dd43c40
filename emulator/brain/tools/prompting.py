"""The conversation as a source of arguments: what a clause names is matched with properties by role, name and neighbours.

It suggests values; whether they are valid is judged where the instance is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import filling, listing, phrases, roles, roletables, values, words
from emulator.brain.tools.values import Found

_OFF = re.compile(r"\b(?:off|disable[ds]?|without|don't|do not|no|not|never|stop|quiet|false|inactive)\b", re.I)
_ON = re.compile(r"\b(?:on|enable[ds]?|with|include|including|yes|true|active|loud|only)\b", re.I)


@dataclass
class PromptSource:
    """Values from a clause, from the whole request when the clause lacks them, and from results of earlier calls."""

    text: str
    today: date
    wider: str = ""
    """What was said around the clause, for values that it leaves out."""
    results: tuple[Mapping[str, Any], ...] = ()
    """Objects that earlier calls returned, newest first."""
    names: tuple[str, ...] = ()
    """The properties beside one another at this place, in order."""
    dull: frozenset[str] = frozenset()
    """Words that chose the function and are no value."""
    fixed: Mapping[str, Any] = field(default_factory=dict)
    """Values already decided, by property."""
    hard: bool = False
    """Whether it must come up with something for strings it has nothing for."""
    given: set[str] = field(default_factory=set)
    """The properties for which something was found, for the caller to see."""

    def scalar(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """Values for a property, the likeliest first."""
        for value in self._all(name, schema):
            self.given.add(name)
            yield value

    def _all(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        if name in self.fixed:
            yield self.fixed[name]
        if isinstance(schema.get("enum"), list):
            yield from self._option(name, schema)
            return
        role = roles.of(name, schema)
        if role == "id":
            yield from self._told(name, role)
        for text in filter(None, (self.text, self.wider)):
            yield from self._in(text, name, schema, role)
        yield from self._told(name, role)
        yield from self._phrase(role, schema)
        yield from phrases.examples(schema) if self.hard else ()

    def _phrase(self, role: str, schema: Mapping[str, Any]) -> Iterator[str]:
        priced = any(roles.is_number(other) for other in self.names)
        return phrases.last(self.text, role, self.dull, priced) if schema.get("type") in ("string", None) else iter(())

    def _told(self, name: str, role: str) -> Iterator[Any]:
        """What earlier calls returned under this name, or a name that ends alike."""
        wanted = words.parts(name)
        for result in self.results:
            exact = [value for key, value in result.items() if words.parts(str(key)) == wanted]
            alike = [
                value
                for key, value in result.items()
                if words.parts(str(key))[-1:] == wanted[-1:] or (role == "id" and str(key) == "id")
            ]
            yield from (value for value in (*exact, *alike) if isinstance(value, (str, int, float)))
        if role == "amount" and not {"quantity", "count"} & set(wanted):
            for result in self.results:
                yield from (value for value in result.values() if isinstance(value, (int, float)) and not isinstance(value, bool))

    def _in(self, text: str, name: str, schema: Mapping[str, Any], role: str) -> Iterator[Any]:
        kind = schema.get("type")
        if kind in ("integer", "number"):
            yield from self._number(text, name, role)
        elif kind == "boolean":
            yield from self._flag(text, name)
        elif kind in ("string", None):
            yield from roles.strings(role, text, name, self._place(name, role), self.today)

    def _place(self, name: str, role: str) -> int:
        """Which of the values of one role belongs to this property: the first, the second ..."""
        alike = [other for other in self.names if roles.of(other, {"type": "string"}) == role]
        return alike.index(name) if name in alike else 0

    def _number(self, text: str, name: str, role: str) -> Iterator[Any]:
        found = values.numbers(text)
        beside = sorted(found, key=lambda one: _distance(text, one, name)) if found else []
        if beside and _distance(text, beside[0], name) < 30:
            yield beside[0].value
        alike = [other for other in self.names if roles.is_number(other)]
        at = alike.index(name) if name in alike else 0
        yield from (one.value for one in found[at : at + 1])
        if len(alike) <= 1:
            yield from (one.value for one in found)
        if not found:
            yield from (one.value for one in roles.levels(text))

    def _flag(self, text: str, name: str) -> Iterator[bool]:
        own = [
            words.stem(word)
            for word in words.parts(name)
            if word not in words.STOP | {"is", "include", "enable", "enabled", "use", "with"}
        ]
        pieces = [
            piece
            for piece in re.split(r"[,.;]|\band\b|\bbut\b", text)
            if any(words.near(one, word) for one in own for word in words.content(piece))
        ]
        for piece in pieces:
            yield not _OFF.search(piece)
        if (
            not pieces
            and re.search(r"\b(?:on|off)\b", text, re.I)
            and set(words.parts(name)) & {"on", "power", "state", "enabled", "active", "status", "turn"}
        ):
            yield not re.search(r"\boff\b", text, re.I)

    def _option(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        for text in filter(None, (self.text, self.wider)):
            yield from roles.options(text, name, schema["enum"], self._place(name, roles.of(name, schema)))
        wanted = words.parts(name)
        for result in self.results:
            yield from (value for key, value in result.items() if words.parts(str(key))[-1:] == wanted[-1:])

    def rows(self, name: str, schema: Mapping[str, Any]) -> Sequence[PromptSource] | None:
        """One source for each item a list should have."""
        found = listing.items(self.text, name, schema, self.today) or (
            listing.items(self.wider, name, schema, self.today) if self.wider else []
        )
        if found:
            self.given.add(name)
            return [self._row(name, one) for one in found]
        return [] if not self.hard else None

    def spare(self, number: int) -> filling.Numbered:
        """For an item beyond what is known."""
        return filling.Numbered(number)

    def _row(self, name: str, item: Any) -> PromptSource:
        if isinstance(item, Found):
            return replace(self, text=str(item.value), wider="", names=(), given=set())
        return replace(self, fixed={name: item}, wider="", given=set())

    def scope(self, name: str, schema: Mapping[str, Any]) -> PromptSource:
        """For a nested object the same text, with its own properties side by side."""
        properties = schema.get("properties")
        return replace(self, names=tuple(properties) if isinstance(properties, Mapping) else (), given=set())

    def liking(self, schema: Mapping[str, Any]) -> int:
        """Alternatives that the text speaks of come first."""
        return 0

    def extras(self) -> Mapping[str, Any]:
        """No properties beyond those that are named."""
        return {}

    def wants(self, name: str, schema: Mapping[str, Any]) -> bool:
        """An optional property is there when the text speaks of it."""
        if name in self.fixed:
            return True
        narrow = replace(self, wider="", hard=False, given=set())
        if schema.get("type") == "array":
            items = schema.get("items")
            return bool(narrow.rows(name, items if isinstance(items, Mapping) else {}))
        if isinstance(schema.get("properties"), Mapping):
            inner = self.scope(name, schema)
            return any(inner.wants(part, sub) for part, sub in schema["properties"].items() if isinstance(sub, Mapping))
        if schema.get("type") == "string" and "enum" not in schema and roles.of(name, schema) in roletables.LOOSE:
            return listing.is_named(self.text, name)
        if schema.get("type") in ("integer", "number"):
            return self._wants_number(name)
        return any(True for _ in narrow.scalar(name, schema))

    def _wants_number(self, name: str) -> bool:
        found = values.numbers(self.text)
        alike = [other for other in self.names if roles.is_number(other)]
        return any(_distance(self.text, one, name) < 30 for one in found) or (len(alike) == 1 and bool(found))


def _distance(text: str, one: Found, name: str) -> int:
    """How far the next word that belongs to a property stands from a number; a unit that belongs to it counts as none."""
    if one.unit and any(words.near(words.stem(fold(one.unit)), word) == 1 for word in _own(name)):
        return 0
    gaps = (start - one.end if start >= one.end else max(one.start - end, 0) + 1 for start, end in _spots(text, name))
    return min(gaps, default=1_000)


def _own(name: str) -> list[str]:
    return [words.stem(word) for word in words.parts(name) if word not in words.STOP | words.GENERIC]


@lru_cache(maxsize=64)
def _spots(text: str, name: str) -> tuple[tuple[int, int], ...]:
    """Where a text has words that belong to a property."""
    own = _own(name)
    return tuple(
        match.span()
        for match in re.finditer(r"[^\W\d_]+", text)
        if (said := words.stem(fold(match[0]))) in own or any(words.near(said, word) == 0.7 for word in own)
    )
