"""JSON Schema taken apart: references resolved within the document, combinators flattened, instances judged.

Remote references are never fetched. Patterns that could run for ever are taken out before anything is matched.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from emulator.brain.tools.patterns import is_safe

_MOST_ALTERNATIVES = 24
_DEEPEST = 60
_LARGEST = 20_000
_ALL_KINDS = ("string", "object", "array", "number", "boolean", "null")
_STRING = frozenset({"minLength", "maxLength", "pattern", "format"})
_NUMBER = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"})
_ARRAY = frozenset({"items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"})


def mapping(value: Any) -> Mapping[str, Any]:
    """A value if it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def strings(value: Any) -> list[str]:
    """The strings of a list."""
    return [one for one in value if isinstance(one, str)] if isinstance(value, (list, tuple)) else []


def least(schema: Mapping[str, Any], key: str, default: int = 0) -> int:
    """A lower bound on a size."""
    value = schema.get(key)
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 10_000 else default


def most(schema: Mapping[str, Any], key: str) -> int:
    """An upper bound on a size."""
    value = schema.get(key)
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= 1e9 else 1_000_000_000


def same(first: Any, second: Any) -> bool:
    """Equality as JSON has it: 1 is not true."""
    return json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)


def kinds(schema: Mapping[str, Any]) -> list[str]:
    """The types a flat schema allows, the telling ones first."""
    given = schema.get("type")
    if isinstance(given, str):
        return [given]
    if isinstance(given, list) and given:
        return sorted((kind for kind in given if isinstance(kind, str)), key=lambda kind: kind == "null")
    keys = set(schema)
    if keys & {"properties", "required", "additionalProperties", "minProperties", "patternProperties"}:
        return ["object"]
    guessed = "array" if keys & _ARRAY else "string" if keys & _STRING else "number" if keys & _NUMBER else ""
    return [guessed, *(kind for kind in _ALL_KINDS if kind != guessed)] if guessed else list(_ALL_KINDS)


def beyond(schema: Mapping[str, Any], name: str) -> Any:
    """The schema of a property that isn't listed."""
    import re

    for pattern, part in mapping(schema.get("patternProperties")).items():
        if re.search(pattern, name):
            return part
    return schema.get("additionalProperties", True)


def demanded(schema: Mapping[str, Any], made: Mapping[str, Any]) -> list[str]:
    """The properties that those present require."""
    found: list[str] = []
    for key in ("dependentRequired", "dependencies"):
        for name, others in mapping(schema.get(key)).items():
            if name in made:
                found += strings(others)
    return found


def spare_names(schema: Mapping[str, Any], made: Mapping[str, Any]) -> Iterator[str]:
    """Names that could be added to an object."""
    from emulator.brain.tools.patterns import example

    yield from (name for name in mapping(schema.get("properties")) if name not in made)
    for pattern in mapping(schema.get("patternProperties")):
        yield from filter(None, [example(pattern)])
    if schema.get("additionalProperties", True) is not False:
        yield from (f"field_{number}" for number in range(1, 60))


class Root:
    """A whole schema document."""

    def __init__(self, schema: Any) -> None:
        self.schema = _cleaned(schema, [0]) if isinstance(schema, (Mapping, bool)) else {}

    @cached_property
    def _validator(self) -> Any:
        from jsonschema import Draft202012Validator, FormatChecker
        from referencing import Registry

        checker = FormatChecker(formats=["date", "email", "ipv4", "ipv6", "uuid", "idn-email"])
        return Draft202012Validator(self.schema, registry=Registry(), format_checker=checker)

    def accepts(self, value: Any, schema: Any) -> bool:
        """Whether a value is valid; a schema that can't be applied accepts everything."""
        from jsonschema.exceptions import UnknownType
        from referencing.exceptions import Unresolvable

        try:
            return bool(self._validator.evolve(schema=schema).is_valid(value))
        except (
            UnknownType,
            RecursionError,
            Unresolvable,
            TypeError,
            ValueError,
            ArithmeticError,
            AttributeError,
            KeyError,
        ):
            return True

    def pointed(self, reference: str) -> Any:
        """What a reference within the document points to; anything at all if it leads nowhere."""
        if not reference.startswith("#"):
            return {}
        target: Any = self.schema
        for part in filter(None, reference[1:].split("/")):
            key = part.replace("~1", "/").replace("~0", "~")
            if isinstance(target, list) and key.isdigit() and int(key) < len(target):
                target = target[int(key)]
            elif isinstance(target, Mapping) and key in target:
                target = target[key]
            else:
                return {}
        return target

    def alternatives(self, schema: Any, shortest: bool) -> list[Mapping[str, Any]]:
        """Flat schemas, each of which implies the given one as far as merging can tell."""
        found = [one for one in itertools.islice(self._flattened(schema, 0), _MOST_ALTERNATIVES) if one is not None]
        return sorted(found, key=_weight) if shortest else sorted(found, key=lambda one: one.get("type") == "null")

    def _flattened(self, schema: Any, depth: int) -> Iterator[Mapping[str, Any] | None]:
        if schema is False or depth > _DEEPEST:
            return
        if not isinstance(schema, Mapping):
            yield {}
            return
        own = {
            key: value
            for key, value in schema.items()
            if key not in ("$ref", "allOf", "anyOf", "oneOf", "$defs", "definitions", "if", "then", "else")
        }
        conditions: list[list[Any]] = [[self.pointed(schema["$ref"])]] if isinstance(schema.get("$ref"), str) else []
        conditions += [[part] for part in schema.get("allOf") or () if isinstance(schema.get("allOf"), list)]
        conditions += [schema[key] for key in ("anyOf", "oneOf") if isinstance(schema.get(key), list) and schema[key]]
        if "if" in schema:
            conditions.append([{"allOf": [schema["if"], schema.get("then", True)]}, schema.get("else", True)])
        for combination in itertools.product(*conditions):
            lists = [list(itertools.islice(self._flattened(part, depth + 1), 8)) for part in combination]
            for parts in itertools.product(*lists):
                merged: Mapping[str, Any] | None = own
                for part in parts:
                    merged = merge(merged, part)
                yield merged


def _weight(schema: Mapping[str, Any]) -> tuple[int, int]:
    kind = kinds(schema)[0]
    heavy = {"object": 2, "array": 1}.get(kind, 0)
    return (0 if kind == "null" else heavy, len(strings(schema.get("required"))))


def merge(first: Mapping[str, Any] | None, second: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """A schema that demands what both demand; None when they exclude each other."""
    if first is None or second is None:
        return None
    merged = dict(first)
    for key, value in second.items():
        if key not in merged:
            merged[key] = value
            continue
        combined = _combined(key, merged[key], value)
        if combined is None:
            return None
        merged[key] = combined
    return merged


def _combined(key: str, first: Any, second: Any) -> Any:
    if key == "type":
        return _kinds_in_both(first, second)
    if key == "enum":
        both = [one for one in first if any(same(one, other) for other in second)]
        return both or None
    if key == "const":
        return first if same(first, second) else None
    if key == "required":
        return [*first, *(name for name in second if name not in first)]
    if key in ("properties", "patternProperties"):
        shared = {name: {"allOf": [first[name], second[name]]} for name in first if name in second}
        return {**first, **second, **shared}
    if key in ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"):
        return max(first, second)
    if key in ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"):
        return min(first, second)
    if key == "multipleOf" and isinstance(first, int) and isinstance(second, int):
        return math.lcm(first, second)
    if key in ("items", "additionalProperties"):
        return {"allOf": [first, second]} if isinstance(first, Mapping) and isinstance(second, Mapping) else first and second
    return first


def _kinds_in_both(first: Any, second: Any) -> Any:
    one = [first] if isinstance(first, str) else first
    two = [second] if isinstance(second, str) else second
    both = [kind for kind in one if kind in two or (kind == "integer" and "number" in two)]
    both += [kind for kind in two if kind == "integer" and "number" in one and kind not in both]
    return both or None


def _cleaned(schema: Any, count: list[int]) -> Any:
    """The schema without what would be dangerous to apply, and bounded in size."""
    count[0] += 1
    if count[0] > _LARGEST:
        return {}
    if isinstance(schema, Mapping):
        kept = {str(key): value for key, value in schema.items() if not _harmful(str(key), value)}
        if isinstance(kept.get("patternProperties"), Mapping):
            kept["patternProperties"] = {key: value for key, value in kept["patternProperties"].items() if is_safe(str(key))}
        return {key: _cleaned(value, count) for key, value in kept.items()}
    if isinstance(schema, (list, tuple)):
        return [_cleaned(one, count) for one in schema]
    return schema


def _harmful(key: str, value: Any) -> bool:
    if key == "$ref":
        return isinstance(value, str) and not value.startswith("#")
    if key == "pattern":
        return isinstance(value, str) and not is_safe(value)
    return key in ("$id", "$schema", "$dynamicRef") and isinstance(value, str)
