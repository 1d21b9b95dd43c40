"""JSON Schemas that people type in, and values against them: what is wrong, in words and with the place. Pure, no network.

A schema may be hostile: references are never fetched, endless ones and patterns that could run for ever are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from workbench import endless

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

LARGEST = 200_000
"""Characters of a schema."""
MOST_ERRORS = 50
DEEPEST = 60
MOST_REASONS = 3
"""So many reasons are told why a value fits none of several alternatives."""


@dataclass(frozen=True)
class SchemaError:
    """One thing that is wrong: `path` is a JSON path such as $.items[2].price."""

    path: str
    message: str


def problems_of_schema(schema: Any) -> tuple[SchemaError, ...]:
    """What is wrong with a schema itself; empty when it can be used."""
    if not isinstance(schema, Mapping):
        return (SchemaError("$", "A JSON Schema is an object."),)
    try:
        if len(json.dumps(schema)) > LARGEST:
            return (SchemaError("$", f"The schema is longer than {LARGEST:,} characters."),)
    except (TypeError, ValueError, RecursionError):
        return (SchemaError("$", "The schema is not plain JSON."),)
    if _depth(schema) > DEEPEST:
        return (SchemaError("$", f"The schema is nested more than {DEEPEST} levels deep."),)
    return (*_against_metaschema(schema), *_dangers(schema, schema, "$")) or _endlessness(schema)


def errors_in(value: Any, schema: Mapping[str, Any]) -> tuple[SchemaError, ...]:
    """Where the value doesn't follow the schema, in the value's order; empty when it does. Never raises."""
    from referencing.exceptions import Unresolvable

    wrong = problems_of_schema(schema)
    if wrong:
        return tuple(SchemaError("$", f"The schema can't be used: {error.message}") for error in wrong[:1])
    try:
        found = _first(_validator(json.dumps(schema)).iter_errors(value), MOST_ERRORS)
    except RecursionError:
        return (SchemaError("$", "The schema refers to itself without an end."),)
    except Unresolvable as error:
        return (SchemaError("$", f"The schema refers to {error.ref!r}, which is not in it."),)
    return tuple(SchemaError(error.json_path, _words(error)) for error in sorted(found, key=lambda error: error.json_path))


def in_words(errors: tuple[SchemaError, ...]) -> str:
    """The errors as one sentence each, for a model or a person."""
    return " ".join(f"{error.path}: {error.message.rstrip('.')}." for error in errors)


def _first(errors: Iterator[ValidationError], most: int) -> list[ValidationError]:
    return [error for _, error in zip(range(most), errors, strict=False)]


def _words(error: ValidationError) -> str:
    text = error.message
    if error.validator in ("anyOf", "oneOf") and error.context:
        why = list(dict.fromkeys(inner.message for inner in error.context))[:MOST_REASONS]
        given = _cut(json.dumps(error.instance, ensure_ascii=False, default=str), 80)
        text = f"{given} fits none of the alternatives: {'; '.join(why)}"
    return text if len(text) <= 300 else f"{text[:200]} … {text[-80:]}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


@lru_cache(maxsize=64)
def _validator(schema: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator
    from referencing import Registry

    # An empty registry: without one, the library would fetch a reference to another address.
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(json.loads(schema), registry=Registry(), format_checker=checker)


def _against_metaschema(schema: Mapping[str, Any]) -> tuple[SchemaError, ...]:
    from jsonschema import Draft202012Validator

    errors = _first(Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema), 10)
    return tuple(SchemaError(error.json_path, _words(error)) for error in errors)


def _dangers(schema: Any, root: Mapping[str, Any], path: str) -> Iterator[SchemaError]:
    """References out of the schema, and patterns that can take for ever."""
    if isinstance(schema, list):
        for place, item in enumerate(schema):
            yield from _dangers(item, root, f"{path}[{place}]")
    if not isinstance(schema, Mapping):
        return
    for key, value in schema.items():
        if key in ("$ref", "$dynamicRef") and isinstance(value, str) and not value.startswith("#"):
            yield SchemaError(f"{path}.{key}", f"A reference must stay within the schema, but this one is {value!r}.")
        elif key == "$ref" and isinstance(value, str) and _endless(value, root):
            yield SchemaError(f"{path}.$ref", "This reference leads only to itself.")
        if key == "pattern" and isinstance(value, str) and risky(value):
            yield SchemaError(f"{path}.pattern", "This pattern can take for ever: a repetition within a repetition.")
        if key == "patternProperties" and isinstance(value, Mapping):
            yield from (SchemaError(f"{path}.{key}", f"The pattern {p!r} can take for ever.") for p in value if risky(p))
        if key not in ("enum", "const", "default", "examples"):
            yield from _dangers(value, root, f"{path}.{key}")


def _endlessness(schema: Mapping[str, Any]) -> tuple[SchemaError, ...]:
    reference = endless.requirement(schema)
    if not reference:
        return ()
    what = "The schema" if reference == "#" else reference
    message = f"{what} requires itself without an end, so nothing can follow it: make the way there optional, or allow null."
    return (SchemaError("$", message),)


def _endless(reference: str, root: Mapping[str, Any]) -> bool:
    """Whether following a reference comes to nothing but references, round and round."""
    seen: set[str] = set()
    while reference.startswith("#") and reference not in seen:
        seen.add(reference)
        found = endless.target(reference, root)
        following = found.get("$ref") if isinstance(found, Mapping) else None
        if not isinstance(following, str):
            return False
        reference = following
    return reference in seen


_REPEATED_GROUP = re.compile(r"[+*}]\??[^()]*\)(?:[+*]|\{\d+,)|\|[^()]*\)(?:[+*]|\{\d+,)")


def risky(pattern: str) -> bool:
    """True for a regular expression that may take exponential time, as far as its look tells; also for a broken one."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return True
    return bool(_REPEATED_GROUP.search(re.sub(r"\\.|\[[^\]]*\]", "x", pattern)))


def _depth(value: Any) -> int:
    deepest, level = 0, [value]
    while level and deepest <= DEEPEST:
        deepest += 1
        level = [inner for item in level for inner in _inner(item)]
    return deepest


def _inner(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return list(value.values())
    return value if isinstance(value, list) else []
