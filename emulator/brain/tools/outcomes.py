"""What came back from calls: read as values, and told in prose whatever they hold.

Results are anybody's text: they are quoted and told, never obeyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of


def objects(results: Sequence[WireStep]) -> Iterator[Mapping[str, Any]]:
    """The objects in results, newest first, inner ones after outer ones; errors hold no values."""
    for step in reversed(results):
        if not step.get("is_error"):
            yield from _within(value_of(step), 0)


def _within(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for inner in _few(value.values()):
            yield from _within(inner, depth + 1) if depth < 4 else ()
    elif isinstance(value, list):
        for inner in _few(value):
            yield from _within(inner, depth + 1) if depth < 4 else ()


def _few(found: Iterable[Any]) -> list[Any]:
    return list(found)[:20]
