"""The branch on screen: which turns of a conversation are shown, and the one that runs. Reads the store; draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.state import Place
from workbench import answered
from workbench import run as runs
from workbench.conversation import Tree
from workbench.records import Turn
from workbench.run import Run
from workbench.store import Store


@dataclass(frozen=True)
class Branch:
    """A path through a conversation, from its root to the turn last shown."""

    conversation_id: str | None
    tree: Tree
    path: tuple[str, ...]
    turns: tuple[Turn, ...]
    """The turns of the whole path, calls with this branch's results; the next request is built from them."""
    run: Run | None
    """The run of the last turn, while it is in flight in this process."""

    @property
    def leaf(self) -> Turn | None:
        """The turn that the next prompt continues."""
        return self.turns[-1] if self.turns else None

    @property
    def missing(self) -> bool:
        """Whether the address names a chat that has no turns here."""
        return self.conversation_id is not None and not self.path

    @property
    def later(self) -> str | None:
        """The newest turn below the last one shown, when there is one."""
        leaf = self.tree.leaf_under(self.path[-1]) if self.path else None
        return leaf if leaf is not None and leaf != self.path[-1] else None


def load(store: Store, place: Place) -> Branch:
    """Read the branch that a place names; an unknown turn falls back to the newest branch."""
    tree = Tree(store.skeleton(place.conversation_id) if place.conversation_id else ())
    path = tuple(tree.path(_leaf(tree, place)))
    run = in_flight(path[-1]) if path else None
    return Branch(place.conversation_id, tree, path, _turns(store, path, run), run)


def _leaf(tree: Tree, place: Place) -> str | None:
    return _followed(place.turn_id if place.turn_id in tree else tree.default_head())


def _followed(leaf: str | None) -> str | None:
    """The turn that took a turn's function results on, and so forth, as far as this process sent them."""
    run = runs.find(leaf) if leaf else None
    return _followed(run.next_id) if run is not None and run.finished and run.next_id else leaf


def in_flight(turn_id: str) -> Run | None:
    """The run of a turn, while it is in flight in this process."""
    run = runs.find(turn_id)
    return run if run is not None and not run.finished else None


def _turns(store: Store, path: Sequence[str], run: Run | None) -> tuple[Turn, ...]:
    """In path order. A run in this process knows more than the store: its last write may be under way."""
    found = {turn["id"]: turn for turn in store.turns(list(path))}
    known = runs.find(path[-1]) if path else None
    if known is not None:
        found[path[-1]] = (run or known).snapshot()
    return answered.path([found[turn_id] for turn_id in path if turn_id in found])


def following(store: Store, place: Place, turn_id: str) -> Turn | None:
    """The turn that comes after this one in the branch that a place names."""
    tree = Tree(store.skeleton(place.conversation_id) if place.conversation_id else ())
    later = [node for node in tree.path(_leaf(tree, place)) if tree.node(node).parent_id == turn_id]
    return store.turn(later[0]) if later else None


def as_shown(store: Store, place: Place, turn_id: str) -> Turn | None:
    """A turn of the store with its calls as the branch answered them that a place names."""
    turn, later = store.turn(turn_id), following(store, place, turn_id)
    return answered.by(turn, later) if turn and later else turn
