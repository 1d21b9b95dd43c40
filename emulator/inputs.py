"""The shapes `input` may come in, made into one list of steps. Checks belong to `emulator.validate`."""

from __future__ import annotations

from typing import Any

Step = dict[str, Any]
_CONTENT = ("text", "image", "audio", "video", "document")
_MADE_BY_CLIENT = ("user_input", "function_result")


def steps_of(given: Any) -> list[Step]:
    """A string, one content, a list of contents, one step or a list of steps: always a list of steps."""
    if given is None:
        return []
    if isinstance(given, str):
        return [_user([{"text": given, "type": "text"}])]
    items = given if isinstance(given, list) else [given]
    if items and all(isinstance(item, dict) and item.get("type", "text") in _CONTENT for item in items):
        return [_user([{"type": "text", **item} if "type" not in item else item for item in items])]
    return [step for item in items for step in _step(item)]


def _step(item: Step) -> list[Step]:
    if item.get("type") != "user_input":
        return [item]
    content = item.get("content")
    if isinstance(content, str):
        return [_user([{"text": content, "type": "text"}])]
    contents = content if isinstance(content, list) else [content] if isinstance(content, dict) else []
    results = [part for part in contents if part.get("type") == "function_result"]
    others = [part for part in contents if part.get("type") != "function_result"]
    return [*results, *([_user(others)] if others or not results else [])]


def _user(content: list[Any]) -> Step:
    return {"content": content, "type": "user_input"}


def split(steps: list[Step]) -> tuple[list[Step], list[Step]]:
    """History that the client sent along, and what is new: the trailing inputs and function results."""
    at = len(steps)
    while at and steps[at - 1].get("type") in _MADE_BY_CLIENT:
        at -= 1
    return steps[:at], steps[at:]
