"""Structured output: the response format a schema makes, the schema in a format, and whether an answer follows it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench import partial_json, schemas
from workbench.inputs import FieldError
from workbench.schemas import SchemaError

SCHEMA_KEYS = ("properties", "items", "enum", "anyOf", "oneOf", "allOf", "$ref")
WRAPPERS = ("response_format", "json_schema", "schema", "parameters", "input_schema", "text", "format")
"""Keys under which requests and declarations carry a schema."""
DataState = Literal["writing", "valid", "invalid", "not_json"]


@dataclass(frozen=True)
class Checked:
    """An answer against its schema. `value` is what was read of it so far; None also when nothing was."""

    value: Any
    state: DataState
    errors: tuple[SchemaError, ...] = ()


def format_for(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The response_format that asks for this schema."""
    return {"type": "text", "mime_type": "application/json", "schema": dict(schema)}


def schema_in(response_format: Any) -> dict[str, Any] | None:
    """The JSON Schema of a response_format in any of its forms (object, list, bare schema); None when there is none."""
    items = response_format if isinstance(response_format, list | tuple) else [response_format]
    for item in items:
        if not isinstance(item, Mapping):
            continue
        if isinstance(item.get("schema"), Mapping):
            return dict(item["schema"])
        if item.get("type") not in ("text", "image", "audio", "video") and any(key in item for key in SCHEMA_KEYS):
            return dict(item)
    return None


def schema_of(text: str) -> dict[str, Any]:
    """The JSON Schema in a file: bare, or within a response_format of ours, of OpenAI's or of a whole request."""
    try:
        found = _inner(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FieldError(f"This is not JSON: {error}.") from error
    if found is None:
        raise FieldError("There is no JSON Schema in this file.")
    return found


def _inner(value: Any, depth: int = 0) -> dict[str, Any] | None:
    """A schema, looked for where the ways of asking for one put it."""
    if not isinstance(value, Mapping) or depth > len(WRAPPERS):
        return schema_in(value) if isinstance(value, list) else None
    wrapped = next((value[key] for key in WRAPPERS if isinstance(value.get(key), Mapping | list)), None)
    if wrapped is not None and not any(key in value for key in SCHEMA_KEYS):
        return _inner(wrapped, depth + 1)
    return dict(value) if "type" in value or any(key in value for key in SCHEMA_KEYS) else None


def check(text: str, schema: Mapping[str, Any], *, complete: bool = True) -> Checked:
    """Read an answer. While it is written (`complete` False) what stands there so far is read as far as it makes sense."""
    if not complete:
        return Checked(partial_json.parse(text), "writing")
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return Checked(partial_json.parse(text), "not_json", (SchemaError("$", f"The answer is not JSON: {error}."),))
    errors = schemas.errors_in(value, schema)
    return Checked(value, "invalid" if errors else "valid", errors)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")
