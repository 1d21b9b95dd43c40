"""A JSON Schema as rows of a table, one per property: how a person builds one without writing JSON. Pure.

A schema that says more than rows can hold keeps what they can't: only what the rows are about is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

RowKind = Literal["text", "number", "whole number", "yes or no", "one of", "list of texts", "list of numbers", "date", "other"]
KINDS: tuple[RowKind, ...] = tuple(kind for kind in get_args(RowKind) if kind != "other")
SHAPES: dict[RowKind, dict[str, Any]] = {
    "text": {"type": "string"},
    "number": {"type": "number"},
    "whole number": {"type": "integer"},
    "yes or no": {"type": "boolean"},
    "one of": {"type": "string"},
    "list of texts": {"type": "array", "items": {"type": "string"}},
    "list of numbers": {"type": "array", "items": {"type": "number"}},
    "date": {"type": "string", "format": "date"},
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
    told = {key: schema[key] for key in ("type", "items") if key in schema}
    return next((kind for kind, shape in SHAPES.items() if shape == told and kind != "one of"), "other")


def _property(row: Row) -> Any:
    before = row.kept if isinstance(row.kept, Mapping) else {}
    if row.kind == "other":
        made = dict(before)
    else:
        made = {key: dict(value) if isinstance(value, dict) else value for key, value in SHAPES[row.kind].items()}
        if _kind(before) == row.kind:
            made |= before
        if row.kind == "one of":
            made["enum"] = list(dict.fromkeys(row.choices)) or ["a", "b"]
    about = row.about.strip()
    without = {key: value for key, value in made.items() if key != "description" or about}
    return without | ({"description": about} if about else {})
