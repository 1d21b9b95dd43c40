"""From a Python function to the JSON Schema of its parameters and of its result: type hints and docstring, nothing else. Pure."""

from __future__ import annotations

import inspect
import re
import types
from collections.abc import Callable, Mapping
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

SIMPLE: Mapping[Any, str] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
_ARGUMENT = re.compile(r"^\s+(\w+):\s+(.*)$")


def description_of(function: Callable[..., Any]) -> str:
    """What the function does: its docstring up to the arguments, on one line."""
    text = inspect.getdoc(function) or ""
    return " ".join(re.split(r"\n(?:Args|Returns|Raises):", text)[0].split())


def parameters_of(function: Callable[..., Any], hidden: type | None = None) -> dict[str, Any]:
    """The schema of the parameters; one annotated with `hidden` is ours to give and is left out."""
    hints, told = get_type_hints(function), _arguments(inspect.getdoc(function) or "")
    properties: dict[str, Any] = {}
    required: list[str] = []
    for name, parameter in inspect.signature(function).parameters.items():
        if hints[name] is hidden:
            continue
        schema = schema_of(hints[name])
        if name in told:
            schema["description"] = told[name]
        if parameter.default is inspect.Parameter.empty:
            required.append(name)
        elif parameter.default is not None:
            schema["default"] = parameter.default
        properties[name] = schema
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def returns_of(function: Callable[..., Any]) -> dict[str, Any]:
    """The schema of what the function returns."""
    return schema_of(get_type_hints(function).get("return", Any))


def schema_of(hint: Any) -> dict[str, Any]:
    """The schema of one type. An optional one is the plain one: leaving it out says the same, and every model knows that."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return schema_of(inner[0])
    if hint in SIMPLE:
        return {"type": SIMPLE[hint]}
    if origin is Literal:
        return {"type": SIMPLE[type(inner[0])], "enum": list(inner)}
    if origin in (Union, types.UnionType):
        kinds = [kind for kind in inner if kind is not type(None)]
        return schema_of(kinds[0]) if len(kinds) == 1 else {"anyOf": [schema_of(kind) for kind in kinds]}
    if origin in (list, tuple):
        return {"type": "array", "items": schema_of(inner[0])}
    if is_typeddict(hint):
        return _object_of(hint)
    if hint is Any:
        return {}
    if origin is dict or hint is dict:
        return {"type": "object"}
    raise TypeError(f"A function of the toolbox can't take or return {hint!r}.")


def _object_of(hint: Any) -> dict[str, Any]:
    properties = {name: schema_of(kind) for name, kind in get_type_hints(hint).items()}
    required = sorted(hint.__required_keys__, key=list(properties).index)
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def _arguments(docstring: str) -> dict[str, str]:
    """The lines under Args:, by parameter."""
    section = re.search(r"^Args:\n((?:[ \t]+.*\n?)+)", docstring, re.M)
    lines = section.group(1).splitlines() if section else []
    return {found.group(1): found.group(2).strip() for line in lines if (found := _ARGUMENT.match(line))}
