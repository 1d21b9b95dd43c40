"""A form for a value of a JSON Schema: fields out of the schema, and the value back out of what was filled in. Pure.

Objects nest; what no field can hold (unions, lists of objects, schemas that go round in a circle) is a piece of JSON.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from workbench.inputs import ChoiceField, Field, FieldError, JsonField, ListField, NumberField, Option, TextField, ToggleField

DEEPEST = 3
MOST_FIELDS = 40
MOST_NUMBER = float(2**53 - 1)
LONG_TEXT = 60
YES, NO = "true", "false"

Schema = Mapping[str, Any]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Slot:
    """One place in the value: where it is, what it may hold, whether it must be there."""

    path: Path
    schema: Schema
    required: bool

    @property
    def name(self) -> str:
        """The slot's name in a form: its path, with dots."""
        return ".".join(self.path)


def slots(schema: Any) -> tuple[Slot, ...]:
    """The places that a form for this schema asks for; none when the schema isn't an object's."""
    root = schema if isinstance(schema, Mapping) else {}
    found: list[Slot] = []
    for slot in _walk(root, root, (), 0):
        found.append(slot)
        if len(found) >= MOST_FIELDS:
            break
    return tuple(found)


def form_fields(schema: Any, value: Any, prefix: str) -> tuple[Field, ...]:
    """A field for each slot, showing `value`; keys begin with `prefix`."""
    return tuple(_field(slot, _read(value, slot.path), f"{prefix}.{slot.name}") for slot in slots(schema))


def with_slot(schema: Any, value: Any, name: str, given: Any) -> dict[str, Any]:
    """The value with one slot filled in, or emptied. FieldError says what is wrong with what was given."""
    slot = next((slot for slot in slots(schema) if slot.name == name), None)
    if slot is None:
        raise KeyError(f"The schema has no place {name!r}.")
    return _written(value, slot.path, _taken(slot, given), slot.required)


def first_value(schema: Any) -> dict[str, Any]:
    """What a new form begins with: the defaults that the schema names."""
    made: dict[str, Any] = {}
    for slot in slots(schema):
        if "default" in slot.schema:
            made = _written(made, slot.path, slot.schema["default"], slot.required)
    return made


def _walk(schema: Schema, root: Schema, path: Path, depth: int) -> Iterator[Slot]:
    required = schema.get("required")
    must = required if isinstance(required, list | tuple) else ()
    properties = schema.get("properties")
    for name, given in (properties.items() if isinstance(properties, Mapping) else ()):
        inner = _plain_schema(given, root)
        nests = _type_of(inner) == "object" and bool(inner.get("properties")) and depth + 1 < DEEPEST
        if nests:
            yield from _walk(inner, root, (*path, str(name)), depth + 1)
        else:
            yield Slot((*path, str(name)), inner, name in must)


def _plain_schema(given: Any, root: Schema) -> Schema:
    """References followed, "or null" left out."""
    schema: Schema = given if isinstance(given, Mapping) else {}
    for _ in range(DEEPEST):
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            break
        schema = {**_target(reference, root), **{key: held for key, held in schema.items() if key != "$ref"}}
    choices = schema.get("anyOf")
    if isinstance(choices, list | tuple):
        real = [choice for choice in choices if isinstance(choice, Mapping) and choice.get("type") != "null"]
        if len(real) == 1:
            return {**schema, **real[0]}
    return schema


def _target(reference: str, root: Schema) -> Schema:
    here: Any = root
    for part in filter(None, reference.removeprefix("#").split("/")):
        here = here.get(part) if isinstance(here, Mapping) else None
    return here if isinstance(here, Mapping) else {}


def _type_of(schema: Schema) -> str:
    kind = schema.get("type")
    if isinstance(kind, list | tuple):
        kind = next((name for name in kind if name != "null"), "")
    return kind.lower() if isinstance(kind, str) else ""


def _field(slot: Slot, value: Any, key: str) -> Field:
    label, about = _label(slot), _about(slot)
    kind = _type_of(slot.schema)
    if _choices(slot):
        return _choice(slot, value, key, label, about)
    if kind in ("number", "integer") and (value is None or _is_number(value)):
        return _number(slot, value, key, label, about)
    if kind == "string" and (value is None or isinstance(value, str)):
        long = "\n" in (value or "") or len(value or "") > LONG_TEXT
        return TextField(key, label, about, "", value or "", "", long, _example(slot))
    if _is_texts(slot.schema) and (value is None or _all_texts(value)):
        return ListField(key, label, about, "", tuple(value or ()), (), "Add a text")
    if kind == "boolean" and slot.required:
        return ToggleField(key, label, about, "", value is True, False)
    shown = "" if value is None else json.dumps(value, ensure_ascii=False, indent=2)
    return JsonField(key, label, about, "", shown, "", _shape(kind))


def _label(slot: Slot) -> str:
    return " › ".join(slot.path) + (" *" if slot.required else "")


def _about(slot: Slot) -> str:
    about = slot.schema.get("description")
    return about if isinstance(about, str) else ""


def _choices(slot: Slot) -> dict[str, Any]:
    """What may be chosen, by the text that a widget holds."""
    given = slot.schema.get("enum")
    if isinstance(given, list | tuple) and given:
        return {item if isinstance(item, str) else json.dumps(item): item for item in given}
    return {YES: True, NO: False} if _type_of(slot.schema) == "boolean" and not slot.required else {}


def _choice(slot: Slot, value: Any, key: str, label: str, about: str) -> Field:
    choices = _choices(slot)
    chosen = next((text for text, item in choices.items() if item == value and type(item) is type(value)), None)
    names = {YES: "Yes", NO: "No"} if _type_of(slot.schema) == "boolean" else {}
    options = tuple(Option(text, names.get(text, text)) for text in choices)
    return ChoiceField(key, label, about, "", chosen, None, (Option(None, "Not given"), *options))


def _number(slot: Slot, value: Any, key: str, label: str, about: str) -> Field:
    whole = _type_of(slot.schema) == "integer"
    low = _bound(slot.schema, "minimum", -MOST_NUMBER)
    high = _bound(slot.schema, "maximum", MOST_NUMBER)
    if low > high or (value is not None and not low <= value <= high):
        low, high = -MOST_NUMBER, MOST_NUMBER
    return NumberField(key, label, about, "", value, None, low, high, 1.0, whole, _example(slot) or "Not given")


def _bound(schema: Schema, name: str, otherwise: float) -> float:
    found = schema.get(name)
    return float(found) if _is_number(found) and abs(found) <= MOST_NUMBER else otherwise


def _example(slot: Slot) -> str:
    examples = slot.schema.get("examples")
    first = examples[0] if isinstance(examples, list | tuple) and examples else slot.schema.get("example")
    return str(first) if isinstance(first, str | int | float) else ""


def _shape(kind: str) -> str:
    return {"array": "[ ]", "object": "{ }"}.get(kind, "JSON")


def _is_texts(schema: Schema) -> bool:
    items = schema.get("items")
    return _type_of(schema) == "array" and isinstance(items, Mapping) and _type_of(items) == "string"


def _all_texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _taken(slot: Slot, given: Any) -> Any:
    """What a widget holds, as the schema wants it; None for: not given."""
    choices = _choices(slot)
    if choices:
        return choices.get(given) if isinstance(given, str) else None
    kind = _type_of(slot.schema)
    if _is_number(given):
        return int(given) if kind == "integer" else given
    if isinstance(given, bool):
        return given
    if isinstance(given, list | tuple):
        return list(given) if given or slot.required else None
    if not isinstance(given, str) or not given:
        return None
    return given if kind == "string" else parsed(given)


def parsed(text: str) -> Any:
    """The value that a JSON text means. FieldError says where it isn't JSON."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise FieldError(f"This is not JSON: {error}.") from error
    except RecursionError as error:
        raise FieldError("This is nested too deeply.") from error


def _read(value: Any, path: Path) -> Any:
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _written(value: Any, path: Path, given: Any, required: bool) -> dict[str, Any]:
    """A copy with one place set; a place that isn't given goes, and objects that it leaves empty with it."""
    made = dict(value) if isinstance(value, Mapping) else {}
    first, rest = path[0], path[1:]
    if rest:
        given = _written(made.get(first), rest, given, required) or None
    if given is None:
        made.pop(first, None)
    else:
        made[first] = given
    return made
