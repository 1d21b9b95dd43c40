"""A conversation's tree as a list of lines to draw: each node with its state, long straight runs folded. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench import expiry
from workbench.conversation import Node, Tree

NodeState = Literal["running", "needs_action", "failed", "stopped", "deleted", "expired", "expiring", "stored", "local"]
"""expiring: stored, with less than a fifth of its time left; deleted: on the server; local: kept nowhere but here."""
EDGE = 2
"""Turns shown at each end of a folded run."""
SHORTEST_FOLD = 3


@dataclass(frozen=True)
class Standing:
    """What has become of a node's turn and of its interaction on the server."""

    state: NodeState
    words: str
    """In plain words: "expires in 23 h", "kept here only"."""
    until: datetime | None = None
    """When the server forgets it, while it still has it."""
    chainable: bool = False
    """True when the server can be asked to go on from here."""


@dataclass(frozen=True)
class Line:
    """One line of the drawn tree: a turn, or a folded run of turns that follow each other."""

    ids: tuple[str, ...]
    """One turn, or those of a folded run, in order."""
    depth: int
    """How many forks lie above: what to indent by."""
    used: bool
    """True on the path that is in use."""
    children: int
    """How many turns continue the (last) turn; more than one is a fork."""
    folded: bool = False
    follows: str | None = None
    """The turn that this one continues."""


def standing(node: Node, now: datetime) -> Standing:
    """The state of a node at this moment."""
    until = expiry.parse_time(node.expires) if node.expires else None
    held = node.stored and node.interaction_id is not None
    if node.state in ("waiting", "streaming"):
        return Standing("running", "running", until)
    if held and node.gone:
        return Standing("deleted", "deleted on the server")
    if held and until is not None and until <= now:
        return Standing("expired", "expired")
    if node.state in ("failed", "stopped"):
        return Standing("failed" if node.state == "failed" else "stopped", node.state, until if held else None)
    if not held or until is None:
        return Standing("local", "kept here only")
    left = expiry.countdown(until, now)
    if node.state == "needs_action":
        return Standing("needs_action", f"waits for results, {left}", until, True)
    return Standing("expiring" if _nearly_over(node, until, now) else "stored", left, until, True)


def outline(tree: Tree, leaf: str | None, opened: Collection[str] = (), keep: Collection[str] = ()) -> list[Line]:
    """The tree from top to bottom, the oldest branch first.

    `leaf` ends the path in use. Of a straight run the middle is folded, unless one of its turns is in `opened` (any turn of
    a run opens it); turns in `keep` are never folded.
    """
    used = set(tree.path(leaf))
    lines: list[Line] = []
    waiting = [(root, 0) for root in reversed(tree.children(None))]
    several = len(waiting) > 1
    waiting = [(root, int(several)) for root, _ in waiting]
    while waiting:
        start, depth = waiting.pop()
        run = list(_run(tree, start))
        lines += _lines(tree, run, depth, used, set(opened), set(keep))
        waiting += [(child, depth + 1) for child in reversed(tree.children(run[-1]))]
    return lines


def _run(tree: Tree, start: str) -> Iterator[str]:
    """The turns from here on up to a fork or an end."""
    current = start
    yield current
    while len(children := tree.children(current)) == 1:
        current = children[0]
        yield current


def _lines(tree: Tree, run: list[str], depth: int, used: set[str], opened: set[str], keep: set[str]) -> list[Line]:
    lines: list[Line] = []
    for ids in _groups(run, opened, keep, used):
        parent = tree.node(ids[0]).parent_id
        follows = parent if parent in tree else None
        lines.append(Line(tuple(ids), depth, ids[-1] in used, len(tree.children(ids[-1])), len(ids) > 1, follows))
    return lines


def _groups(run: list[str], opened: set[str], keep: set[str], used: set[str]) -> Iterator[list[str]]:
    """The run's turns one by one, but those of its middle that nobody asked for together, split where use ends."""
    middle = range(EDGE, len(run) - EDGE)
    foldable = len(middle) >= SHORTEST_FOLD and opened.isdisjoint(run)
    together: list[str] = []
    for place, turn_id in enumerate(run):
        inside = foldable and place in middle and turn_id not in keep
        if together and (not inside or (together[-1] in used) != (turn_id in used)):
            yield from _folded(together)
            together = []
        if inside:
            together.append(turn_id)
        else:
            yield [turn_id]


def _folded(together: list[str]) -> Iterator[list[str]]:
    if len(together) >= SHORTEST_FOLD:
        yield together
    else:
        yield from ([turn_id] for turn_id in together)


def _nearly_over(node: Node, until: datetime, now: datetime) -> bool:
    whole = until - expiry.parse_time(node.created)
    return (until - now) < expiry.WARN_SHARE * whole
