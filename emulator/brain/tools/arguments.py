"""Arguments as a source of values for an instance: what was assigned, then what earlier calls returned, then nothing.

It says what is known at each place of a schema; what fits is judged where the instance is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from emulator.brain.tools import filling, phrases, roles, slots, words

_SETTING = re.compile(r"([\w.-]{1,60})=([\w.-]{1,200})")
_NUMBERED = (("number",), ("code",), ("reference",), ("key",), ("token",))
"""What names of ids end in."""


@dataclass
class ArgumentSource:
    """Values by path, at one place of the arguments."""

    values: Mapping[tuple[str, ...], Any]
    results: tuple[Mapping[str, Any], ...] = ()
    """Objects that earlier calls returned, newest first."""
    earlier: tuple[Mapping[str, Any], ...] = ()
    """Objects from before the user last spoke; an id may still be that of what is spoken of."""
    hard: bool = False
    """Whether it must come up with something for what it has nothing for."""
    text: str = ""
    """The request's own words, for what a forced call has nothing else for."""
    said: str = ""
    """The clause, by which alternatives are told apart."""
    path: tuple[str, ...] = ()
    one: tuple[Any, ...] = ()
    """For an item of a list: its value."""
    lists: Mapping[tuple[str, ...], Sequence[Any]] = field(default_factory=dict)
    """For arguments that take several values, what the results list."""
    pairs: Mapping[str, Any] = field(default_factory=dict)
    """Names and values for an object whose schema names no properties."""

    def scalar(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """Values for a property, the likeliest first."""
        yield from self.one
        value = self.values.get((*self.path, name))
        if value is not None:
            yield value
        yield from self._told(name, schema)
        if self.hard:
            yield from phrases.examples(schema)
            if schema.get("type") in ("string", None) and "enum" not in schema and self.text:
                yield self.text

    def _told(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """What earlier calls returned under this name, or one that ends alike."""
        wanted = words.parts(name)
        role = roles.of(name, schema)
        options = isinstance(schema.get("enum"), list)
        for result in self.results:
            yield from (value for key, value in result.items() if words.parts(str(key)) == wanted and _is_plain(value))
        for result in self.results:
            alike = [
                value
                for key, value in result.items()
                if words.parts(str(key))[-1:] == wanted[-1:] or (role == "id" and not options and str(key) == "id")
            ]
            yield from (value for value in alike if _is_plain(value))
        if (role == "id" or wanted[-1:] in _NUMBERED) and not options:
            yield from (
                value
                for result in self.earlier
                for key, value in result.items()
                if words.parts(str(key)) == wanted and isinstance(value, (str, int))
            )
        if role == "amount" and not {"quantity", "count"} & set(wanted):
            for result in self.results:
                yield from (value for value in result.values() if isinstance(value, (int, float)) and not isinstance(value, bool))

    def rows(self, name: str, schema: Mapping[str, Any]) -> Sequence[ArgumentSource] | None:
        """One source for each item a list should have."""
        found = self.values.get((*self.path, name))
        if isinstance(found, list) and found:
            return [self._row(one) for one in found]
        if found is not None and not isinstance(found, (list, Mapping)):
            return [self._row(found)]
        if gathered := self.lists.get((*self.path, name)):
            return [self._row(one) for one in gathered]
        return None if self.hard else []

    def spare(self, number: int) -> filling.Numbered:
        """For an item beyond what is known."""
        return filling.Numbered(number)

    def _row(self, value: Any) -> ArgumentSource:
        if isinstance(value, Mapping):
            return replace(self, values=dict(flat(value)), path=(), one=())
        return replace(self, values={}, path=(), one=(value,))

    def scope(self, name: str, schema: Mapping[str, Any]) -> ArgumentSource:
        """For a nested object its own part of the values."""
        return replace(self, path=(*self.path, name), one=())

    def wants(self, name: str, schema: Mapping[str, Any]) -> bool:
        """An optional property is there when something was assigned to it."""
        here = (*self.path, name)
        if "=" in self.said and not self.path and schema.get("type") == "object" and not schema.get("properties"):
            return True
        return any(path[: len(here)] == here for path in self.values)

    def liking(self, schema: Mapping[str, Any]) -> int:
        """Alternatives that the text speaks of come first."""
        return -slots.affinity(schema, self.said)

    def extras(self) -> Mapping[str, Any]:
        """Properties for an object that names none of its own."""
        return dict(_SETTING.findall(self.said[:2_000])) or self.pairs


def _is_plain(value: Any) -> bool:
    return isinstance(value, (str, int, float))


def flat(value: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """An object's leaves by path."""
    for name, inner in value.items():
        if isinstance(inner, Mapping):
            yield from flat(inner, (*path, str(name)))
        else:
            yield (*path, str(name)), inner


def of_row(rows: Sequence[Any], at: int) -> Mapping[tuple[str, ...], Any]:
    """One of some objects by its leaves; nothing when there are none."""
    return dict(flat(rows[at])) if rows and isinstance(rows[at], Mapping) else {}


def first(value: Any) -> Any:
    """A finding in short: of an object its first value."""
    return next(iter(value.values()), "") if isinstance(value, Mapping) else value
