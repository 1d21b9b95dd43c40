"""Turns and their events: written whole, read by id, listed without their content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, update

from workbench.conversation import Node
from workbench.records import ENDED, Turn, WireEvent
from workbench.store import rows
from workbench.store.base import Base
from workbench.store.cache import TurnCache
from workbench.store.schema import bodies, conversations, events, turns

_NODE_COLUMNS = (
    turns.c.id,
    turns.c.parent_id,
    turns.c.created,
    turns.c.state,
    turns.c.status,
    turns.c.interaction_id,
    turns.c.stored,
    turns.c.offline,
    turns.c.expires,
    turns.c.words,
)


class Turns(Base):
    """The part of the store that knows turns."""

    worker_id: str | None = None
    """Named on turns in flight, once this process has registered."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._settled = TurnCache()

    def save_turn(self, turn: Turn) -> None:
        """Insert the turn or replace it. The conversation moves its head here when the turn is new."""
        flat, body = rows.flat(turn, self.worker_id), rows.body(turn)
        with self._write() as connection:
            if _put(connection, turns, turns.c.id == turn["id"], flat):
                _adopt(connection, turn)
            _put(connection, bodies, bodies.c.turn_id == turn["id"], body)
        self._settled.drop([turn["id"]])

    def turn(self, turn_id: str) -> Turn | None:
        """The turn, or None. A settled one is shared: it must not be changed."""
        return next(iter(self.turns([turn_id])), None)

    def turns(self, ids: Sequence[str]) -> list[Turn]:
        """The turns of these ids, in this order; ids that aren't there are left out. Settled ones are shared."""
        found = {turn_id: cached for turn_id in ids if (cached := self._settled.get(turn_id)) is not None}
        missing = [turn_id for turn_id in dict.fromkeys(ids) if turn_id not in found]
        for start in range(0, len(missing), 500):
            found.update(self._load(missing[start : start + 500]))
        return [found[turn_id] for turn_id in ids if turn_id in found]

    def skeleton(self, conversation_id: str) -> list[Node]:
        """All turns of the conversation without their content, oldest first."""
        query = select(*_NODE_COLUMNS).where(turns.c.conversation_id == conversation_id).order_by(turns.c.created, turns.c.id)
        with self._read() as connection:
            found: Sequence[Any] = connection.execute(query).all()
        return [Node(*row) for row in found]

    def conversation_of(self, turn_id: str) -> str | None:
        """The conversation this turn belongs to."""
        with self._read() as connection:
            return connection.execute(select(turns.c.conversation_id).where(turns.c.id == turn_id)).scalar()

    def turn_of(self, interaction_id: str) -> str | None:
        """The turn that made this interaction."""
        with self._read() as connection:
            query = select(turns.c.id).where(turns.c.interaction_id == interaction_id).order_by(turns.c.created.desc())
            return connection.execute(query.limit(1)).scalar()

    def add_events(self, turn_id: str, batch: Iterable[tuple[int, float, WireEvent]]) -> None:
        """Append events. One already written under the same number stays as it was."""
        given = {seq: (at_ms, event) for seq, at_ms, event in batch}
        if not given:
            return
        with self._write() as connection:
            query = select(events.c.seq).where(events.c.turn_id == turn_id, events.c.seq >= min(given))
            known = set(connection.execute(query).scalars())
            fresh = [
                {"turn_id": turn_id, "seq": seq, "at_ms": at_ms, "event": rows.dumps(event)}
                for seq, (at_ms, event) in given.items()
                if seq not in known
            ]
            if fresh:
                connection.execute(events.insert(), fresh)

    def events(self, turn_id: str) -> list[tuple[float, WireEvent]]:
        """The events of a turn, in order, each with its time."""
        query = select(events.c.at_ms, events.c.event).where(events.c.turn_id == turn_id).order_by(events.c.seq)
        with self._read() as connection:
            found: Sequence[Any] = connection.execute(query).all()
        return [(at_ms, json.loads(event)) for at_ms, event in found]

    def _load(self, ids: Sequence[str]) -> dict[str, Turn]:
        with self._read() as connection:
            found = connection.execute(select(bodies.c.turn_id, bodies.c.body).where(bodies.c.turn_id.in_(ids))).all()
        loaded: dict[str, Turn] = {}
        for turn_id, text in found:
            turn: Turn = json.loads(text)
            loaded[turn_id] = turn
            if turn["state"] in ENDED:
                self._settled.put(turn, len(text))
        return loaded


def _put(connection: Connection, table: Table, where: Any, values: Mapping[str, Any]) -> bool:
    """Replace the row, or insert it; True when it is new."""
    if connection.execute(update(table).where(where).values(values)).rowcount:
        return False
    connection.execute(table.insert().values(values))
    return True


def _adopt(connection: Connection, turn: Turn) -> None:
    """A new turn gives its conversation a head, a time, and a title if it has none yet."""
    here = conversations.c.id == turn["conversation_id"]
    connection.execute(update(conversations).where(here).values(head=turn["id"], updated=turn["created"]))
    untitled = here & (conversations.c.title == "")
    connection.execute(update(conversations).where(untitled).values(title=rows.title_from(turn)))
