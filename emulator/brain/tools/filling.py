"""Scalars for a flat JSON Schema: told values bent until they fit, and values made up within the bounds.

Deterministic; knows neither conversations nor property names beyond a few that everybody uses alike.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from emulator.brain.library import fold
from emulator.brain.text import cut
from emulator.brain.tools import patterns

if TYPE_CHECKING:
    from emulator.brain.tools.schemas import Root

_VARIATIONS = 60
_FORMATS = {
    "date": "2026-01-01",
    "date-time": "2026-01-01T12:00:00Z",
    "time": "12:00:00Z",
    "duration": "P1D",
    "email": "user@example.com",
    "idn-email": "user@example.com",
    "uri": "https://example.com",
    "url": "https://example.com",
    "uri-reference": "https://example.com",
    "iri": "https://example.com",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "json-pointer": "/a",
    "regex": "a",
    "byte": "YQ==",
    "phone": "+1 555 0100",
}


@dataclass(frozen=True)
class Numbered:
    """A source that knows nothing but a number, so that items of a list differ."""

    number: int

    def scalar(self, name: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        """A value that carries the number."""
        options = schema.get("enum")
        if isinstance(options, list) and options:
            yield options[self.number % len(options)]
        kind = schema.get("type")
        if self.number and kind in ("integer", "number"):
            low, step = schema.get("minimum", schema.get("exclusiveMinimum", 0)), schema.get("multipleOf", 1)
            first = (
                math.ceil(low / step) * step if isinstance(low, (int, float)) and isinstance(step, (int, float)) and step else 0
            )
            yield first + self.number * (step if isinstance(step, (int, float)) else 1)
        if kind == "boolean":
            yield self.number % 2 == 0
        if self.number and kind == "string" and not schema.get("format"):
            yield f"{re.sub(r's$', '', name) or 'item'} {self.number + 1}"
            yield str(self.number)
            yield chr(ord("a") + self.number % 26)

    def rows(self, name: str, schema: Mapping[str, Any]) -> Sequence[Numbered] | None:
        """It can't tell."""
        return None

    def spare(self, number: int) -> Numbered:
        """For an item beyond what is known."""
        return Numbered(number)

    def scope(self, name: str, schema: Mapping[str, Any]) -> Numbered:
        """It is the same everywhere."""
        return self

    def liking(self, schema: Mapping[str, Any]) -> int:
        """Alternatives that the text speaks of come first."""
        return 0

    def extras(self) -> Mapping[str, Any]:
        """No properties beyond those that are named."""
        return {}

    def wants(self, name: str, schema: Mapping[str, Any]) -> bool:
        """Optional properties are left out."""
        return False


def options(schema: Mapping[str, Any]) -> Iterator[Any]:
    """The values of an enumeration when nothing speaks for any: null, or what says that nothing does, before the others."""
    yield from sorted(schema["enum"], key=lambda one: (one is not None, not _is_vague(one)))


_VAGUE = frozenset(
    "other others unknown none unspecified undefined unclear general misc miscellaneous neutral normal medium moderate na n/a any"
    " undecided default regular standard unrated".split()
)


def _is_vague(one: Any) -> bool:
    return isinstance(one, str) and bool(_VAGUE & set(re.split(r"[\s_-]+", one.lower())))


def scalars(schema: Mapping[str, Any], kind: str, name: str) -> Iterator[Any]:
    """Values of a type within the schema's bounds, made up."""
    if kind == "boolean":
        yield from (True, False)
    elif kind in ("integer", "number"):
        yield from _numbers(schema, kind == "integer")
    elif kind == "string":
        yield from _texts(schema, name)
    elif kind == "null":
        yield None


def _numbers(schema: Mapping[str, Any], whole: bool) -> Iterator[int | float]:
    low, high = bound(schema, "minimum", "exclusiveMinimum"), bound(schema, "maximum", "exclusiveMaximum")
    step = schema.get("multipleOf")
    for start in (0, 1, 2, 3, 5, low, high, None if low is None or high is None else (low + high) / 2):
        if start is None:
            continue
        yield from stepped(start, step, whole)
    if low is not None:
        yield from (low + 1, math.floor(low) + 1, low + 1e-6, low + (abs(low) or 1) * 1e-6)
    if high is not None:
        yield from (high - 1, math.ceil(high) - 1, high - 1e-6, high - (abs(high) or 1) * 1e-6)


def bound(schema: Mapping[str, Any], *keys: str) -> float | int | None:
    """The tightest of some bounds of a number."""
    found = [schema[key] for key in keys if isinstance(schema.get(key), (int, float)) and not isinstance(schema[key], bool)]
    found = [value for value in found if math.isfinite(value)]
    return (max(found) if keys[0].startswith("min") else min(found)) if found else None


def stepped(start: int | float, step: Any, whole: bool) -> Iterator[int | float]:
    """A number, or the multiples of a step beside it."""
    if isinstance(step, (int, float)) and not isinstance(step, bool) and step > 0:
        count = math.floor(start / step)
        for times in (count, count + 1, count + 2, count - 1):
            value = times * step
            yield int(value) if value == int(value) else value
            yield round(value, 9)
        if whole and isinstance(step, float):
            yield from (times * int(step * 10**6) for times in (0, 1))
        return
    if whole or start == int(start):
        yield from (math.ceil(start), math.floor(start), math.ceil(start) + 1, math.floor(start) - 1)
    if not whole:
        yield start


def _texts(schema: Mapping[str, Any], name: str) -> Iterator[str]:
    given = schema.get("format")
    if isinstance(given, str) and given in _FORMATS:
        yield _FORMATS[given]
    if isinstance(schema.get("pattern"), str):
        made = patterns.example(schema["pattern"])
        yield made
        yield sized(made, schema)
    yield sized("unknown", schema)
    word = re.sub(r"[_\W]+", " ", name).strip()[:60] or "text"
    yield sized(word, schema)
    yield sized("", schema)


def sized(text: str, schema: Mapping[str, Any]) -> str:
    """A text within the lengths a schema allows."""
    low, high = schema.get("minLength"), schema.get("maxLength")
    if isinstance(high, (int, float)) and len(text) > high:
        text = cut(text, int(high)) if high > 3 else text[: int(high)]
        text = text[: int(high)]
    return text.ljust(min(int(low), 100_000), ".") if isinstance(low, (int, float)) else text


def fitted(told: Any, schema: Mapping[str, Any]) -> Iterator[Any]:
    """A told value, and what it can be bent to without becoming another."""
    if schema.get("format") == "time" and isinstance(told, str) and re.fullmatch(r"\d\d:\d\d", told):
        told = f"{told}:00Z"
    yield told
    if isinstance(schema.get("enum"), list):
        yield from (one for one in schema["enum"] if one is not None and fold(str(one)) == fold(str(told)))
        return
    kind = schema.get("type")
    if kind == "string":
        yield from _as_text(told, schema)
    elif kind in ("integer", "number"):
        yield from _as_number(told, schema, kind == "integer")
    elif kind == "boolean" and isinstance(told, str) and told.lower() in ("yes", "no", "true", "false", "on", "off"):
        yield told.lower() in ("yes", "true", "on")


def _as_text(told: Any, schema: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(told, (Mapping, list)) or told is None or isinstance(told, bool):
        return
    text = str(told)
    yield text
    if isinstance(schema.get("pattern"), str):
        yield from (text.upper(), text.lower(), re.sub(r"\D", "", text), re.sub(r"\W", "", text))
        return
    yield sized(text, schema)


def _as_number(told: Any, schema: Mapping[str, Any], whole: bool) -> Iterator[int | float]:
    if isinstance(told, str):
        match = re.fullmatch(r"\s*[$€£]?\s*(-?\d{1,15}(?:,\d{3})*(?:\.\d{1,9})?)\s*%?\s*", told)
        if not match:
            return
        told = float(match[1].replace(",", ""))
    if isinstance(told, bool) or not isinstance(told, (int, float)) or not math.isfinite(told):
        return
    low, high = bound(schema, "minimum", "exclusiveMinimum"), bound(schema, "maximum", "exclusiveMaximum")
    if whole or told == int(told):
        yield round(told)
    if not whole:
        yield told
    held = max(told, low) if low is not None else told
    held = min(held, high) if high is not None else held
    yield from stepped(held, schema.get("multipleOf"), whole)


def plain(root: Root) -> Any:
    """The plainest value of the outermost type, for schemas that nothing fits."""
    kinds = root.schema.get("type") if isinstance(root.schema, Mapping) else None
    kind = kinds[0] if isinstance(kinds, list) and kinds else kinds
    return {"array": [], "string": "", "integer": 0, "number": 0, "boolean": False, "null": None}.get(str(kind), {})


def varied(value: Any) -> Iterator[Any]:
    """Values like this one, for lists that must not repeat."""
    for step in range(1, _VARIATIONS):
        if isinstance(value, str):
            yield f"{value} {step + 1}"
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield value + step
            yield value - step


def item_at(schema: Mapping[str, Any], at: int) -> Any:
    """The schema of an array's item at a place."""
    before = schema.get("prefixItems")
    return before[at] if isinstance(before, list) and at < len(before) else schema.get("items", True)
