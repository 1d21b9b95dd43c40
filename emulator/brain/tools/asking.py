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
    told = [
        f"I can do that with `{lack.function.name}`, but I still need"
        f" {join([_described(lack.function, name) for name in lack.missing])}."
        for lack in lacks[:3]
    ]
    one = sum(len(lack.missing) for lack in lacks) == 1
    return " ".join(dict.fromkeys(told)) + (" What should it be?" if one else " Could you tell me?")


def _described(function: Function, name: str) -> str:
    schema = function.properties.get(name)
    about = str(schema.get("description") or "") if isinstance(schema, Mapping) else ""
    return f"the **{name.replace('_', ' ')}**" + (f" ({cut(about.rstrip('.'), 80)})" if about else "")
