"""Checks on `input`: its shapes, and that there is something in it."""

from __future__ import annotations

from typing import Any

from emulator.errors import invalid
from emulator.validate.content import CONTENTS, STEPS, content, step
from emulator.validate.shapes import mapping, wrong_type

_TURNS = (
    "Role-based turns are not supported. Send 'input' as a string, a list of content or a list of steps:"
    ' {"type":"user_input","content":[...]} and {"type":"model_output","content":[...]}.'
)


def check_input(body: dict[str, Any]) -> None:
    """Refuse an input that is missing, empty or of an unknown shape."""
    given = body.get("input")
    if given is None or given == []:
        if given is None and body.get("continuation_token"):
            return
        raise invalid("Missing input.")
    if isinstance(given, str):
        if not given.strip():
            raise invalid("Request has empty input.")
        return
    if isinstance(given, dict):
        _check_items([given], "input", single=True)
    elif isinstance(given, list):
        _check_items(given, "input", single=False)
    else:
        raise wrong_type("input", "string or array", given)
    _check_not_empty(given if isinstance(given, list) else [given])


def _check_items(items: list[Any], path: str, single: bool) -> None:
    for at, item in enumerate(items):
        where = path if single else f"{path}[{at}]"
        mapping(item, where)
        if "role" in item and "type" not in item:
            raise invalid(_TURNS)
    as_steps = any(item.get("type") in STEPS for item in items)
    for at, item in enumerate(items):
        where = path if single else f"{path}[{at}]"
        if as_steps and item.get("type") in CONTENTS:
            raise invalid(f"'input' must be either a list of content or a list of steps; found content at '{where}'.")
        if not as_steps and (item.get("type") in CONTENTS or "text" in item):
            content({"type": "text", **item}, where)
        else:
            step(item, where)


def _check_not_empty(items: list[dict[str, Any]]) -> None:
    """A turn must hold at least one user input that isn't blank, or any other step."""
    for item in items:
        parts = item.get("content", []) if item.get("type") == "user_input" else [item]
        if item.get("type") == "user_input" and _blank(parts):
            raise invalid("Request has empty input.")
        if "text" in item and len(items) == 1 and not str(item["text"]).strip():
            raise invalid("Request has empty input.")


def _blank(parts: Any) -> bool:
    if isinstance(parts, str):
        return not parts.strip()
    contents = [parts] if isinstance(parts, dict) else parts or []
    return all(part.get("type") == "text" and not str(part.get("text", "")).strip() for part in contents)
