"""A JSON Schema as rows of a table, one per property: how a person builds one without writing JSON. Pure.

A schema that says more than rows can hold keeps what they can't: only what the rows are about is changed.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

RowKind = Literal[
    "text", "number", "whole number", "yes or no", "one of", "list of texts", "list of numbers", "date",
    "group", "list of groups", "other",
]  # fmt: skip
KINDS: tuple[RowKind, ...] = tuple(kind for kind in get_args(RowKind) if kind != "other")
GROUPS: tuple[RowKind, ...] = ("group", "list of groups")
"""Kinds that have fields of their own."""
_GROUP: dict[str, Any] = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}
SHAPES: dict[RowKind, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "whole number": {"type": "integer"},
    "yes or no": {"type": "boolean"},
    "one of": {"type": "string"},
    "list of texts": {"type": "array", "items": {"type": "string"}},
    "list of numbers": {"type": "array", "items": {"type": "number"}},
    "date": {"type": "string", "format": "date"},
    "group": _GROUP,
    "list of groups": {"type": "array", "items": _GROUP},
}


@dataclass(frozen=True)
class Row:
    """One property."""

    name: str
    kind: RowKind = "text"
    about: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    """For "one of"."""
    kept: Any = None
    """The property's schema as it stands: what it says beside the columns stays while its kind does."""


def fits_rows(schema: Any) -> bool:
    """Whether a schema describes an object, so that a table of its properties says something."""
    return isinstance(schema, Mapping) and schema.get("type", "object") == "object"


def rows_of(schema: Any) -> tuple[Row, ...]:
    """The properties of an object's schema, each as a row."""
    root = schema if isinstance(schema, Mapping) else {}
    properties, required = root.get("properties"), root.get("required")
    must = required if isinstance(required, list | tuple) else ()
    named = properties.items() if isinstance(properties, Mapping) else ()
    return tuple(_row(str(name), inner, name in must) for name, inner in named)


def with_rows(schema: Any, rows: Sequence[Row]) -> dict[str, Any]:
    """The schema with these properties. Rows without a name are left out; of two with one name the later holds."""
    named = {row.name.strip(): row for row in rows if row.name.strip()}
    made: dict[str, Any] = {"type": "object"}
    given = schema if isinstance(schema, Mapping) else {}
    made |= {key: value for key, value in given.items() if key not in ("properties", "required")}
    made["properties"] = {name: _property(row) for name, row in named.items()}
    must = [name for name, row in named.items() if row.required]
    return made | ({"required": must} if must else {})  # the API refuses an empty list


def within(schema: Any, path: Sequence[str]) -> Any:
    """The object at a place of a schema: that of a group's fields, or of the items of a list of groups."""
    for name in path:
        properties = schema.get("properties") if isinstance(schema, Mapping) else None
        inner = properties.get(name) if isinstance(properties, Mapping) else None
        schema = inner.get("items") if isinstance(inner, Mapping) and _kind(inner) == "list of groups" else inner
    return schema


def with_within(schema: Any, path: Sequence[str], inner: Any) -> Any:
    """The schema with another object at a place."""
    if not path:
        return inner
    name, *rest = path
    part = schema["properties"][name]
    if _kind(part) == "list of groups":
        part = {**part, "items": with_within(part["items"], rest, inner)}
    else:
        part = with_within(part, rest, inner)
    return {**schema, "properties": {**schema["properties"], name: part}}


def called(row: Row) -> str:
    """What a row holds, in words; of what the table can't show it names the type."""
    if row.kind != "other":
        return row.kind
    schema = row.kept if isinstance(row.kept, Mapping) else {}
    for key in ("$ref", "anyOf", "oneOf", "allOf", "const", "enum"):
        if key in schema:
            return f"other ({key})"
    kind = schema.get("type")
    told = " or ".join(map(str, kind)) if isinstance(kind, list | tuple) else str(kind or "anything")
    items = schema.get("items")
    inner = items.get("type") if isinstance(items, Mapping) else None
    return f"other ({told} of {inner})" if kind == "array" and inner else f"other ({told})"


def _row(name: str, inner: Any, required: bool) -> Row:
    schema = inner if isinstance(inner, Mapping) else {}
    kind = _kind(schema)
    about = schema.get("description")
    choices = tuple(str(item) for item in schema.get("enum", ())) if kind == "one of" else ()
    return Row(name, kind, about if isinstance(about, str) else "", required, choices, inner)


def _kind(schema: Mapping[str, Any]) -> RowKind:
    choices = schema.get("enum")
    if isinstance(choices, list | tuple):
        return "one of" if schema.get("type") == "string" and all(isinstance(item, str) for item in choices) else "other"
    if schema.get("format") == "date" and schema.get("type") == "string":
        return "date"
    if _is_group(schema):
        return "group"
    if schema.get("type") == "array" and _is_group(schema.get("items")):
        return "list of groups"
    told = {key: schema[key] for key in ("type", "items") if key in schema}
    return next((kind for kind, shape in SHAPES.items() if shape == told and kind != "one of"), "other")


def _is_group(schema: Any) -> bool:
    return isinstance(schema, Mapping) and schema.get("type") == "object" and isinstance(schema.get("properties"), Mapping)


def _property(row: Row) -> Any:
    before = row.kept if isinstance(row.kept, Mapping) else {}
    if row.kind == "other":
        made = dict(before)
    else:
        made = copy.deepcopy(SHAPES[row.kind])
        if _kind(before) == row.kind:
            made |= before
        if row.kind == "one of":
            made["enum"] = list(dict.fromkeys(row.choices)) or ["a", "b"]
    about = row.about.strip()
    without = {key: value for key, value in made.items() if key != "description" or about}
    return without | ({"description": about} if about else {})
