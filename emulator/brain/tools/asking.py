"""Questions back to the user: what a call lacks, in the words of its declaration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from emulator.brain.text import cut, join
from emulator.brain.tools.declared import Function

if TYPE_CHECKING:
    from emulator.brain.tools.calling import Lack


def question(lacks: Sequence[Lack]) -> str:
    """Ask for what is missing."""
    told = []
    for lack in lacks[:3]:
        wanted = join([_described(lack.function, name) for name in lack.missing])
        told.append(f"To use `{lack.function.name}` I still need {wanted}.")
    return " ".join(dict.fromkeys(told)) + " Could you tell me?"


def _described(function: Function, name: str) -> str:
    schema = function.properties.get(name)
    about = str(schema.get("description") or "") if isinstance(schema, Mapping) else ""
    return f"**{name.replace('_', ' ')}**" + (f" ({cut(about.rstrip('.'), 80)})" if about else "")
