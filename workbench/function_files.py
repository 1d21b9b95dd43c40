"""Functions typed in, as a file and out of one: our own format, and the declarations that other APIs write. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from workbench import functions
from workbench.inputs import FieldError
from workbench.settings import Settings

EXPORT_FORMAT = "stepwise-functions/1"
LISTS = ("functions", "tools", "functionDeclarations")
SCHEMAS = ("parameters", "parametersJsonSchema", "input_schema", "inputSchema")
FOREIGN = ("strict", "title", "annotations", "outputSchema", "response")
"""What other APIs' declarations say that this one has no place for."""


def export_json(settings: Settings) -> str:
    """The functions typed in, as a file."""
    return json.dumps({"format": EXPORT_FORMAT, "functions": functions.typed(settings)}, indent=2, ensure_ascii=False)


def import_json(settings: Settings, text: str) -> tuple[Settings, tuple[str, ...]]:
    """The settings with the functions of a file, and a sentence for each that could not be taken.

    Takes our own export, a list of declarations, a single one, and the shapes of other APIs (see `_own`).
    """
    try:
        found = _declarations_in(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FieldError(f"This is not JSON: {error}.") from error
    if not found:
        raise FieldError("There is no function declaration in this file.")
    refused: list[str] = []
    for place, declaration in enumerate(found):
        try:
            name = str(declaration.get("name")) if isinstance(declaration, Mapping) else ""
            settings = functions.define(settings, declaration, name if functions.declared(settings, name) else "")
        except FieldError as error:
            refused.append(f"{name or f'Number {place + 1}'}: {error}")
    return settings, tuple(refused)


def _declarations_in(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        value = next((value[key] for key in LISTS if isinstance(value.get(key), list)), value)
    items = value if isinstance(value, list) else [value]
    return [inner for item in items for inner in _own(item)]


def _own(item: Any) -> list[Any]:
    """Declarations of other APIs as ours: OpenAI's nested one, generateContent's list, other names of the schema."""
    if not isinstance(item, Mapping):
        return [item]
    if isinstance(item.get("functionDeclarations"), list):
        return _declarations_in(item["functionDeclarations"])
    inner = item["function"] if isinstance(item.get("function"), Mapping) else item
    schema = next((inner[key] for key in SCHEMAS if key in inner), None)
    kept = {key: value for key, value in inner.items() if key not in (*SCHEMAS, *FOREIGN)}
    return [kept if schema is None else {**kept, "parameters": schema}]
