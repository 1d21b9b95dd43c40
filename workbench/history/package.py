"""A conversation with everything that is kept of it, as plain values on their way out of the store or into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from workbench.conversation import Node, Tree
from workbench.records import Turn, WireEvent
from workbench.store import Store

Events = list[tuple[float, WireEvent]]


@dataclass
class Package:
    """One conversation: its row, its turns (oldest first), and what is kept beside each turn."""

    conversation: dict[str, Any]
    """id, title, created, updated, head, pinned, archived, tags."""
    turns: list[Turn]
    events: dict[str, Events] = field(default_factory=dict)
    timelines: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By turn: {"saved": when, "interaction": what the server said}."""

    @property
    def title(self) -> str:
        """The conversation's title, or a word for none."""
        return str(self.conversation.get("title") or "Untitled")

    @property
    def offline(self) -> bool:
        """True when the embedded emulator made any of it."""
        return any(turn["offline"] for turn in self.turns)

    def path(self, leaf: str | None = None) -> list[Turn]:
        """The turns from the first to `leaf`; without one, to where the conversation was left."""
        tree = Tree(Node(turn["id"], turn["parent_id"], turn["created"]) for turn in self.turns)
        wanted = leaf if leaf in tree else self.conversation.get("head")
        ids = tree.path(wanted if wanted in tree else tree.default_head())
        by_id = {turn["id"]: turn for turn in self.turns}
        return [by_id[turn_id] for turn_id in ids]


def packages(store: Store, conversation_ids: Iterable[str], events: bool = True) -> Iterator[Package]:
    """These conversations, one after the other; those that aren't there are left out."""
    for conversation_id in dict.fromkeys(conversation_ids):
        found = package(store, conversation_id, events)
        if found is not None:
            yield found


def package(store: Store, conversation_id: str, events: bool = True) -> Package | None:
    """One conversation, or None."""
    row = store.conversation(conversation_id)
    if row is None:
        return None
    names = ("id", "title", "created", "updated", "head", "pinned", "archived")
    conversation = {name: getattr(row, name) for name in names} | {"tags": list(row.tags)}
    turns = store.turns([node.id for node in store.skeleton(conversation_id)])
    made = Package(conversation, turns)
    for turn in turns:
        if events and (found := store.events(turn["id"])):
            made.events[turn["id"]] = found
        if (kept := store.timeline(turn["id"])) is not None:
            made.timelines[turn["id"]] = {"saved": kept.saved, "interaction": kept.interaction}
    return made
