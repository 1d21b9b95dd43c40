"""An exchange: what one prompt led to, over all its rounds of function calls. Each round is a turn of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench import usages
from workbench.conversation import Tree
from workbench.records import Turn


def continues(turn: Turn) -> bool:
    """True for a turn that only brings function results: it belongs to the answer before it."""
    return not turn["prompt"] and turn.get("round", 0) > 0


def exchanges(path: Sequence[Turn]) -> list[list[Turn]]:
    """The turns of a path, each prompt together with the rounds that followed it."""
    found: list[list[Turn]] = []
    for turn in path:
        if found and continues(turn):
            found[-1].append(turn)
        else:
            found.append([turn])
    return found


def usage(turns: Sequence[Turn]) -> dict[str, Any] | None:
    """What all of them used together; None when none of them tells."""
    total: dict[str, Any] = {}
    for turn in turns:
        total = usages.added(total, turn["usage"] or {})
    return total or None


def continuation(tree: Tree, turn_id: str) -> str:
    """Where the exchange of a turn has got to: its newest descendant that brings function results only."""
    below = [child for child in tree.children(turn_id) if not tree.node(child).words]
    return continuation(tree, below[-1]) if below else turn_id
