"""The conversation as a tree of turns: paths, siblings, where a click leads. Pure; it never sees a turn's content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A turn without its content: enough to draw the tree and to find one's way."""

    id: str
    parent_id: str | None
    created: str
    state: str = "done"
    status: str | None = None
    interaction_id: str | None = None
    stored: bool = True
    offline: bool = False
    expires: str | None = None
    words: str = ""
    """The first words of the prompt."""
    gone: str | None = None
    """When we learned that the server no longer has it."""
    model: str | None = None


class Tree:
    """Nodes in the order they were made. A node whose parent is missing counts as a root, so nothing is ever hidden."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        ordered = sorted(nodes, key=lambda node: (node.created, node.id))
        self._nodes = {node.id: node for node in ordered}
        self._rank = {node_id: rank for rank, node_id in enumerate(self._nodes)}
        self._parents = _parents(self._nodes)
        self._children: dict[str | None, list[str]] = {}
        for node_id, parent in self._parents.items():
            self._children.setdefault(parent, []).append(node_id)

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, turn_id: object) -> bool:
        return turn_id in self._nodes

    def node(self, turn_id: str) -> Node:
        """The node of this turn; KeyError when it isn't in the conversation."""
        return self._nodes[turn_id]

    def children(self, turn_id: str | None) -> list[str]:
        """The turns that continue this one, oldest first; None gives the roots."""
        return list(self._children.get(turn_id, []))

    def path(self, leaf: str | None) -> list[str]:
        """From the root down to `leaf`, inclusive. Unknown or None gives an empty path."""
        found: list[str] = []
        current = leaf if leaf in self._nodes else None
        while current is not None:
            found.append(current)
            current = self._parents[current]
        return found[::-1]

    def siblings(self, turn_id: str) -> list[str]:
        """All turns with the same parent, this one included, oldest first: what the switcher "2/3" steps through."""
        return self.children(self._parents[turn_id]) if turn_id in self._nodes else []

    def leaf_under(self, turn_id: str) -> str:
        """The newest leaf below this turn: where switching to it leads. The turn itself when nothing continues it."""
        below = [turn_id]
        for node_id in below:
            below.extend(self._children.get(node_id, []))
        leaves = [node_id for node_id in below if node_id not in self._children]
        return max(leaves, key=lambda node_id: self._rank.get(node_id, -1), default=turn_id)

    def default_head(self) -> str | None:
        """The newest turn: where a conversation opens when nothing else was chosen."""
        return next(reversed(self._nodes), None)


def _parents(nodes: dict[str, Node]) -> dict[str, str | None]:
    """Each node's parent; None where it is missing, and where a damaged record would close a circle."""
    parents = {node.id: node.parent_id if node.parent_id in nodes else None for node in nodes.values()}
    rooted: set[str] = set()
    for start in nodes:
        trail: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in rooted and current not in trail:
            trail[current] = None
            current = parents[current]
        if current in trail:
            parents[next(reversed(trail))] = None
        rooted.update(trail)
    return parents
