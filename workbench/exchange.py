"""An exchange: what one prompt led to, over all its rounds of function calls. Each round is a turn of its own. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench import prices, usages
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


def cost(turns: Sequence[Turn]) -> float | None:
    """What all of them cost together, in US dollars; None when the price of one isn't known."""
    found = [prices.cost(turn) for turn in turns if turn["usage"]]
    known = [price.usd for price in found if price is not None]
    return sum(known) if known and len(known) == len(found) else None
