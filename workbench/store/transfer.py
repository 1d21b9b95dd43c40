"""Whole conversations put into the store at once: all of it or nothing, and never over anything that is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from workbench.records import Turn, WireEvent
from workbench.store import fulltext, rows, spelling
from workbench.store.base import portions
from workbench.store.conversations import clean_tag
from workbench.store.schema import LOCAL, bodies, conversations, events, tags, texts, timelines, turns
from workbench.store.upkeep import Upkeep


class Transfer(Upkeep):
    """The part of the store that takes conversations in."""

    def taken(self, conversation_ids: Iterable[str], turn_ids: Iterable[str]) -> bool:
        """True when any of these ids is in use, by anybody, the bin included."""
        with self._read() as connection:
            for table, ids in ((conversations, conversation_ids), (turns, turn_ids)):
                for some in portions(ids):
                    query = select(table.c.id).where(table.c.id.in_(some)).limit(1)
                    if connection.execute(query).first() is not None:
                        return True
        return False

    def take_in(
        self,
        conversation: Mapping[str, Any],
        given: Sequence[Turn],
        known_events: Mapping[str, Sequence[tuple[float, WireEvent]]],
        known_timelines: Mapping[str, Mapping[str, Any]],
    ) -> None:
        """Insert a conversation with its turns and what is kept beside them, in one transaction; StoreError if an id is taken."""
        searchable = [self._searchable(turn) for turn in given]
        names = ("id", "title", "created", "updated", "head", "pinned", "archived")
        row = {name: conversation[name] for name in names if name in conversation}
        row["title"] = rows.storable(str(row["title"]))
        labels = {clean_tag(tag) for tag in conversation.get("tags", ())} - {""}
        with self._write() as connection:
            connection.execute(conversations.insert().values(**row, owner=self.owner or LOCAL))
            self._insert(connection, row["id"], given)
            fulltext.add(connection, {turn["id"]: found for turn, (found, _) in zip(given, searchable, strict=True)})
            numbers = select(texts.c.doc).where(texts.c.turn_id == turns.c.id).scalar_subquery()
            connection.execute(update(turns).where(turns.c.conversation_id == row["id"]).values(doc=numbers))
            spelling.learn(connection, set().union(*(words for _, words in searchable)))
            several = [
                (tags, [{"conversation_id": row["id"], "tag": tag} for tag in sorted(labels)]),
                (events, list(_events(known_events))),
                (timelines, [_timeline(turn_id, kept) for turn_id, kept in known_timelines.items()]),
            ]
            for table, found_rows in several:
                if found_rows:
                    connection.execute(table.insert(), found_rows)
        for _, words in searchable:
            self._spelled |= words


    def _insert(self, connection: Connection, conversation_id: str, given: Sequence[Turn]) -> None:
        owner = self._keeper(connection, conversation_id)
        retention = self._retention(connection, owner)
        if given:
            flats = [{**rows.flat(turn, self.worker_id, retention), "owner": owner} for turn in given]
            connection.execute(turns.insert(), flats)
            connection.execute(bodies.insert(), [rows.body(turn) for turn in given])


def _events(known: Mapping[str, Sequence[tuple[float, WireEvent]]]) -> Iterator[dict[str, Any]]:
    for turn_id, found in known.items():
        for seq, (at_ms, event) in enumerate(found):
            yield {"turn_id": turn_id, "seq": seq, "at_ms": at_ms, "event": rows.dumps(event)}


def _timeline(turn_id: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    return {"turn_id": turn_id, "saved": kept["saved"], "interaction": rows.dumps(kept["interaction"])}
