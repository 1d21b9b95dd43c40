"""What is asked of many turns at once, in portions: a hundred thousand take no more memory than their ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from workbench.records import ENDED
from workbench.store.base import portions
from workbench.store.ledger import Ledger
from workbench.store.schema import conversations, tags, turns


@dataclass(frozen=True)
class Chosen:
    """Turns that were picked out, as far as they are there."""

    turn_ids: tuple[str, ...]
    conversation_ids: frozenset[str]
    on_server: int
    """How many a server can be expected to hold still."""
    running: int


class Choosing(Ledger):
    """The part of the store that knows many turns by their ids."""

    def chosen(self, turn_ids: Iterable[str], now: str) -> Chosen:
        """These turns, in this order; ids that aren't there are left out."""
        t, present, chats, held, running = turns.c, set[str](), set[str](), 0, 0
        unique = list(dict.fromkeys(turn_ids))
        for turn_id, chat, state, stored, expires, gone in self._several(
            select(t.id, t.conversation_id, t.state, t.stored, t.expires, t.gone), t.id, unique
        ):
            present.add(turn_id)
            chats.add(chat)
            held += bool(stored and expires and expires > now and not gone)
            running += state not in ENDED
        return Chosen(tuple(one for one in unique if one in present), frozenset(chats), held, running)

    def words(self, turn_ids: Sequence[str]) -> dict[str, str]:
        """How a person recognises each of these turns."""
        query = select(turns.c.id, turns.c.words, turns.c.interaction_id)
        return {one: words or interaction or one for one, words, interaction in self._several(query, turns.c.id, turn_ids)}

    def relations(self, conversation_ids: Iterable[str]) -> Iterator[dict[str, str | None]]:
        """Of each of these conversations, its turns, the oldest first, each with its parent."""
        t = turns.c
        query = select(t.conversation_id, t.id, t.parent_id).order_by(t.conversation_id, t.created, t.id)
        for _, found in groupby(self._several(query, t.conversation_id, conversation_ids), key=lambda row: row[0]):
            yield {turn_id: parent for _, turn_id, parent in found}

    def shared_tags(self, conversation_ids: Iterable[str]) -> tuple[list[str], list[str]]:
        """Those of these conversations that are there, and the tags that all of them have."""
        c = conversations.c
        mine = self._mine(conversations)
        with self._read() as connection:
            there: list[str] = []
            counts: dict[str, int] = {}
            for some in portions(conversation_ids):
                there += connection.execute(select(c.id).where(c.id.in_(some), mine)).scalars()
                carried = select(tags.c.tag, func.count()).join(conversations, c.id == tags.c.conversation_id)
                for tag, count in connection.execute(carried.where(c.id.in_(some), mine).group_by(tags.c.tag)):
                    counts[tag] = counts.get(tag, 0) + count
        return there, sorted(tag for tag, count in counts.items() if count == len(there))

    def _several(self, query: Select[Any], by: ColumnElement[str], ids: Iterable[str]) -> Iterator[Sequence[Any]]:
        """The rows of turns in the portions of ids."""
        with self._read() as connection:
            for some in portions(ids):
                yield from connection.execute(query.where(by.in_(some), self._mine(turns))).all()
