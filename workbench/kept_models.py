"""Keeps the pydantic models that the SDK would build anew for each request and each answer.

Its serializers make two classes for a POST, from types that never change: about 10 ms of work each, most of what a request
costs before it leaves (google-genai 3.4, `_gaos/utils/serializers.py`). A kept class is the one that would be made
again. Must not import the SDK: `workbench.client` hands its module in.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

BUILDER = "create_model"
"""What the SDK's module calls pydantic's function that makes a class."""
MOST = 256
"""So many classes are kept; the SDK has far fewer types than that."""


def keep(serializers: ModuleType) -> None:
    """Have the SDK's serializers keep the classes they make; a module without them is left as it is."""
    build = getattr(serializers, BUILDER, None)
    if callable(build) and not isinstance(build, _Kept):
        setattr(serializers, BUILDER, _Kept(build))


class _Kept:
    """`create_model`, except that the same name, types and options give the same class. Two threads may both make it: no harm."""

    def __init__(self, build: Callable[..., type]) -> None:
        self._build = build
        self._made: dict[tuple[Any, ...], tuple[type, object]] = {}

    def __call__(self, name: str, **fields: Any) -> type:
        """The class of that name with these fields."""
        key = (name, *((field, _told(value)) for field, value in fields.items()))
        if key in self._made:
            return self._made[key][0]
        made = self._build(name, **fields)
        if len(self._made) < MOST:
            self._made[key] = made, fields  # the fields stay alive, so their ids stay theirs
        return made


def _told(value: Any) -> object:
    """Types by identity: unions that differ only in their order are equal, and pydantic tries them in their order."""
    if isinstance(value, tuple):
        return tuple(id(part) for part in value)
    return tuple(sorted(value.items())) if isinstance(value, dict) else id(value)
