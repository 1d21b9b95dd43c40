"""Small checks that compose: each takes a value and its path and raises ApiError in the service's words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from emulator.errors import invalid

Check = Callable[[Any, str], None]
_NAMES: list[tuple[type | tuple[type, ...], str]] = [
    (bool, "boolean"),
    (str, "string"),
    ((int, float), "number"),
    (list, "array"),
    (dict, "object"),
]


def kind_of(value: Any) -> str:
    """The JSON name of a value's type."""
    return next((name for types, name in _NAMES if isinstance(value, types)), "null")


def wrong_type(path: str, expected: str, value: Any) -> Exception:
    """The service's sentence about a value of another type."""
    article = "an" if expected[0] in "aeio" else "a"
    return invalid(f"The value is invalid for '{path}'. Expected {article} {expected}, got {kind_of(value)}.")


def unknown(name: str, path: str) -> Exception:
    """The service's sentence about a parameter it doesn't know."""
    where = f" at '{path}'" if path else ""
    return invalid(f"Unknown parameter '{name}'{where}.")


def join(path: str, name: str) -> str:
    """The path of a field."""
    return f"{path}.{name}" if path else name


def anything(value: Any, path: str) -> None:
    """No demands."""


def text(value: Any, path: str) -> None:
    """A string."""
    if not isinstance(value, str):
        raise wrong_type(path, "string", value)


def flag(value: Any, path: str) -> None:
    """A boolean."""
    if not isinstance(value, bool):
        raise wrong_type(path, "boolean", value)


def mapping(value: Any, path: str) -> None:
    """An object with any keys."""
    if not isinstance(value, dict):
        raise wrong_type(path, "object", value)


def number(low: float | None = None, high: float | None = None) -> Check:
    """A number, perhaps within limits."""

    def check(value: Any, path: str) -> None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise wrong_type(path, "number", value)
        _within(value, path, low, high)

    return check


def integer(low: int | None = None, high: int | None = None, as_text: bool = False) -> Check:
    """A whole number, perhaps within limits; `as_text` admits it as a string, as int64 values are sent."""

    def check(value: Any, path: str) -> None:
        if as_text and isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise wrong_type(path, "integer", value)
        _within(value, path, low, high)

    return check


def _within(value: float, path: str, low: float | None, high: float | None) -> None:
    if (low is not None and value < low) or (high is not None and value > high):
        limits = f"between {low} and {high}" if high is not None else f"at least {low}"
        raise invalid(f"The value {value} is out of range for '{path}'. It must be {limits}.")


def choice(*values: str) -> Check:
    """One of a few strings, refused with the list of them."""

    def check(value: Any, path: str) -> None:
        text(value, path)
        if value not in values:
            supported = ", ".join(f"'{name}'" for name in values)
            raise invalid(f"The value '{value}' is not supported for '{path}'. Supported values: {supported}.")

    return check


def enum(*values: str) -> Check:
    """One of a few strings, refused without the list, as the service does inside `input`."""

    def check(value: Any, path: str) -> None:
        text(value, path)
        if value not in values:
            raise invalid(f"Invalid enum value '{value}' at '{path}'.")

    return check


def array(item: Check, most: int | None = None) -> Check:
    """A list whose items pass a check."""

    def check(value: Any, path: str) -> None:
        if not isinstance(value, list):
            raise wrong_type(path, "array", value)
        if most is not None and len(value) > most:
            raise invalid(f"The value is invalid for '{path}'. Expected at most {most} items, got {len(value)}.")
        for at, entry in enumerate(value):
            item(entry, f"{path}[{at}]")

    return check


def record(fields: Mapping[str, Check], required: Collection[str] = ()) -> Check:
    """An object with these fields only; null counts as absent."""

    def check(value: Any, path: str) -> None:
        mapping(value, path)
        for name, given in value.items():
            if name not in fields:
                raise unknown(name, path)
            if given is not None:
                fields[name](given, join(path, name))
        for name in required:
            if value.get(name) is None:
                raise invalid(f"Missing required parameter '{name}' at '{path}'.")

    return check


def tagged(kinds: Mapping[str, Check], shown: Collection[str] | None = None) -> Check:
    """An object whose `type` says which check it must pass."""

    def check(value: Any, path: str) -> None:
        mapping(value, path)
        tag = value.get("type")
        if tag is None:
            raise invalid(f"Missing required parameter 'type' at '{path}'.")
        text(tag, join(path, "type"))
        if tag not in kinds:
            supported = ", ".join(f"'{name}'" for name in shown or kinds)
            raise invalid(f"The value '{tag}' is not supported for 'type' at '{path}'. Supported values: {supported}.")
        kinds[tag](value, path)

    return check


def either(by_type: Mapping[type, Check], expected: str) -> Check:
    """A value that may be of several JSON types, each with its own check."""

    def check(value: Any, path: str) -> None:
        found = by_type.get(type(value))
        if found is None:
            raise wrong_type(path, expected, value)
        found(value, path)

    return check
