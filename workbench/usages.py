"""Token usage: adding up that of several requests, and telling new input from cached. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def added(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """The sum of two usage objects: numbers added, lists by modality or type added item by item."""
    total = dict(first)
    for key, value in second.items():
        total[key] = _sum(total.get(key), value)
    return total


def new_input(given: int, cached: int) -> int:
    """The reported input that wasn't read from a cache.

    More cached tokens than input: a chained turn reports its new input only, and the cached ones are of the history.
    """
    return given - cached if cached <= given else given


def _sum(old: Any, new: Any) -> Any:
    if isinstance(old, int) and isinstance(new, int):
        return old + new
    if isinstance(old, list) and isinstance(new, list):
        return _sum_lists(old, new)
    return new


def _sum_lists(old: list[Any], new: list[Any]) -> list[Any]:
    merged: dict[Any, dict[str, Any]] = {_label(item): item for item in old if isinstance(item, dict)}
    for item in new:
        if isinstance(item, dict):
            merged[_label(item)] = added(merged.get(_label(item), {}), item)
    return list(merged.values())


def _label(item: Mapping[str, Any]) -> Any:
    return item.get("modality") or item.get("type")
