"""Turns and their events: written whole, read by id, listed without their content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select, update

from workbench.conversation import Node
from workbench.records import ENDED, Turn, WireEvent
from workbench.store import fulltext, rows, spelling, texts
from workbench.store.base import portions
from workbench.store.cache import TurnCache
from workbench.store.errors import conversation_deleted
from workbench.store.preferences import Preferences
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
    turns.c.gone,
    turns.c.model,
)


class Turns(Preferences):
    """The part of the store that knows turns."""

    def __init__(self, url: str) -> None:
        self._settled = TurnCache()
        self._spelled: set[str] = set()
        super().__init__(url)

    def save_turn(self, turn: Turn) -> None:
        """Insert the turn or replace it. The conversation moves its head here when the turn is new."""
        found, words = self._searchable(turn)
        with self._write() as connection:
            if self._save(connection, turn, found, words):
                _adopt(connection, turn)
        self._spelled |= words

    def turn(self, turn_id: str) -> Turn | None:
        """The turn, or None. A settled one is shared: it must not be changed."""
        return next(iter(self.turns([turn_id])), None)

    def turns(self, ids: Sequence[str]) -> list[Turn]:
        """The turns of these ids, in this order; ids that aren't there are left out. Settled ones are shared."""
        found: dict[str, Turn] = {}
        for some in portions(ids):
            found.update(self._load(some))
        return [found[turn_id] for turn_id in ids if turn_id in found]

    def skeleton(self, conversation_id: str) -> list[Node]:
        """All turns of the conversation without their content, oldest first."""
        query = select(*_NODE_COLUMNS).where(turns.c.conversation_id == conversation_id, self._mine(turns))
        query = query.order_by(turns.c.created, turns.c.id)
        with self._read() as connection:
            found: Sequence[Any] = connection.execute(query).all()
        return [Node(*row) for row in found]

    def conversation_of(self, turn_id: str) -> str | None:
        """The conversation this turn belongs to."""
        with self._read() as connection:
            return connection.execute(select(turns.c.conversation_id).where(turns.c.id == turn_id, self._mine(turns))).scalar()

    def turn_of(self, interaction_id: str) -> str | None:
        """The turn that made this interaction."""
        with self._read() as connection:
            query = select(turns.c.id).where(turns.c.interaction_id == interaction_id, self._mine(turns))
            return connection.execute(query.order_by(turns.c.created.desc()).limit(1)).scalar()

    def add_events(self, turn_id: str, batch: Iterable[tuple[int, float, WireEvent]]) -> None:
        """Append events. One already written under the same number stays as it was."""
        given = {seq: (at_ms, event) for seq, at_ms, event in batch}
        if not given:
            return
        with self._write() as connection:
            if not connection.execute(select(turns.c.id).where(turns.c.id == turn_id, self._mine(turns))).scalar():
                raise conversation_deleted()
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
        query = select(events.c.at_ms, events.c.event).join(turns, turns.c.id == events.c.turn_id)
        query = query.where(turns.c.id == turn_id, self._mine(turns)).order_by(events.c.seq)
        with self._read() as connection:
            found: Sequence[Any] = connection.execute(query).all()
        return [(at_ms, json.loads(event)) for at_ms, event in found]

    def _load(self, ids: Sequence[str]) -> dict[str, Turn]:
        """Turns by id. The database is always asked what is there, and how new; a settled record is read only once."""
        with self._read() as connection:
            known = select(turns.c.id, turns.c.touched).where(turns.c.id.in_(ids), self._mine(turns))
            versions: Sequence[Any] = connection.execute(known).all()
            present: dict[str, int] = dict(versions)
            cached = {turn_id: self._settled.get(turn_id, touched) for turn_id, touched in present.items()}
            loaded = {turn_id: turn for turn_id, turn in cached.items() if turn is not None}
            missing = [turn_id for turn_id in present if turn_id not in loaded]
            query = select(bodies.c.turn_id, bodies.c.body).where(bodies.c.turn_id.in_(missing))
            found: Sequence[Any] = connection.execute(query).all() if missing else ()
        for turn_id, text in found:
            read: Turn = json.loads(text)
            loaded[turn_id] = read
            if read["state"] in ENDED:
                self._settled.put(read, len(text), present[turn_id])
        return loaded

    def _searchable(self, turn: Turn) -> tuple[dict[str, str], set[str]]:
        """What a search finds of the turn, and the words that are new."""
        found = texts.of(turn)
        return found, spelling.learnable(word for text in found.values() for word in texts.words(text)) - self._spelled

    def _save(self, connection: Connection, turn: Turn, found: Mapping[str, str], words: set[str]) -> bool:
        """Write a turn with everything that is made from it; True when it is new."""
        owner = self._keeper(connection, turn["conversation_id"])
        flat = {**rows.flat(turn, self.worker_id, self._retention(connection, owner)), "owner": owner}
        fresh = self._put_turn(connection, flat)
        _put(connection, bodies, bodies.c.turn_id == turn["id"], rows.body(turn))
        doc = fulltext.write(connection, turn["id"], found, fresh)
        spelling.learn(connection, words)
        if fresh:
            connection.execute(update(turns).where(turns.c.id == turn["id"]).values(doc=doc))
        return fresh

    def _keeper(self, connection: Connection, conversation_id: str) -> str:
        """Whose the conversation is; refused when it isn't there for this owner."""
        query = select(conversations.c.owner).where(conversations.c.id == conversation_id, self._mine(conversations))
        owner = connection.execute(query).scalar()
        if owner is None:
            raise conversation_deleted()
        return str(owner)

    def _put_turn(self, connection: Connection, flat: dict[str, Any]) -> bool:
        here = (turns.c.id == flat["id"]) & self._mine(turns)
        # Values as parameters: SQLAlchemy would wrap and cache-key each of them one by one, half the time of a write.
        if connection.execute(update(turns).where(here).values(touched=turns.c.touched + 1), flat).rowcount:
            return False
        connection.execute(turns.insert(), flat)
        return True

    def _refill(self, connection: Connection) -> None:
        """After an upgrade: the search index and the columns that older databases lack, from the records."""
        waiting = list(connection.execute(select(turns.c.id).where(turns.c.doc.is_(None)).order_by(turns.c.created)).scalars())
        for turn_id in waiting:
            text = connection.execute(select(bodies.c.body).where(bodies.c.turn_id == turn_id)).scalar()
            try:
                turn: Turn = json.loads(text or "")
                (found, words), later = self._searchable(turn), rows.later(turn)
            except (AttributeError, LookupError, TypeError, ValueError):
                continue  # a damaged record can't be searched, and must not keep the others from being upgraded
            values = {"doc": fulltext.write(connection, turn_id, found, True), **later}
            connection.execute(update(turns).where(turns.c.id == turn_id).values(values))
            spelling.learn(connection, words)
            self._spelled |= words


def _put(connection: Connection, table: Table, where: Any, values: Mapping[str, Any]) -> bool:
    """Replace the row, or insert it; True when it is new."""
    if connection.execute(update(table).where(where), values).rowcount:
        return False
    connection.execute(table.insert(), values)
    return True


def _adopt(connection: Connection, turn: Turn) -> None:
    """A new turn gives its conversation a head, a time, and a title if it has none yet."""
    here = conversations.c.id == turn["conversation_id"]
    connection.execute(update(conversations).where(here).values(head=turn["id"], updated=turn["created"]))
    untitled = here & (conversations.c.title == "")
    connection.execute(update(conversations).where(untitled).values(title=rows.title_from(turn)))
