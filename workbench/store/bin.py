"""Deleting on this machine: first into a bin, from where it can be brought back; then for good.

What the server keeps stays there; `workbench.history.forget` sees to that.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Table, and_, delete, exists, func, select, update

from workbench.store import fulltext, migrate, spelling
from workbench.store import texts as reading
from workbench.store.base import BUSY_MS, portions
from workbench.store.conversations import Conversations
from workbench.store.errors import typed_errors
from workbench.store.preferences import now
from workbench.store.schema import LOCAL, PLACES, conversations, spellings, texts, turns

logger = logging.getLogger(__name__)

PATIENCE_MS = 300
"""How long a log that somebody reads is waited for; the upkeep empties it later."""
KEPT_DAYS = 7
"""How long a deletion can be taken back before it is made final at a start of the app."""


@dataclass(frozen=True)
class Deletion:
    """One act of deleting, as it can be taken back."""

    name: str
    at: str
    """ISO 8601, UTC."""
    turns: int
    conversations: int
    title: str
    """Of one of the conversations that were deleted, or of which turns were."""


class Bin(Conversations):
    """The part of the store that deletes."""

    def delete_conversation(self, conversation_id: str) -> str:
        """Put the conversation with all its turns into the bin; the name of the deletion, for `restore`."""
        return self.throw_away(conversation_ids=[conversation_id])

    def throw_away(self, turn_ids: Iterable[str] = (), conversation_ids: Iterable[str] = ()) -> str:
        """Put turns and whole conversations into the bin as one deletion. An emptied conversation goes along."""
        name = f"{now()} {uuid4().hex[:12]}"
        with self._write() as connection:
            for some in portions(conversation_ids):
                self._mark(connection, conversations, conversations.c.id.in_(some), name)
                self._mark(connection, turns, turns.c.conversation_id.in_(some), name)
            for some in portions(turn_ids):
                self._mark(connection, turns, turns.c.id.in_(some), name)
            touched = select(turns.c.conversation_id).where(turns.c.deleted == name)
            living = (turns.c.conversation_id == conversations.c.id) & turns.c.deleted.is_(None)
            self._mark(connection, conversations, and_(conversations.c.id.in_(touched), ~exists().where(living)), name)
            _move_heads(connection, name)
        return name

    def restore(self, deletion: str) -> int:
        """Take a deletion back; the number of turns that are there again."""
        with self._write() as connection:
            counts = []
            for table in (conversations, turns):
                mine = (table.c.deleted == deletion) & self._owned(table)
                counts.append(connection.execute(update(table).where(mine).values(deleted=None)).rowcount)
        return counts[1]

    def bin(self) -> list[Deletion]:
        """What can be taken back, the latest deletion first."""
        found: dict[str, list[int]] = {}
        titles: dict[str, str] = {}
        of_turns = turns.outerjoin(conversations, conversations.c.id == turns.c.conversation_id)
        with self._read() as connection:
            for place, (table, source) in enumerate(((turns, of_turns), (conversations, conversations))):
                query = select(table.c.deleted, func.count(), func.min(conversations.c.title)).select_from(source)
                chosen = query.where(table.c.deleted.is_not(None), self._owned(table)).group_by(table.c.deleted)
                for name, count, title in connection.execute(chosen):
                    found.setdefault(name, [0, 0])[place] = count
                    titles[name] = title or ""
        latest_first = sorted(found.items(), reverse=True)
        return [Deletion(name, name.split()[0], of_these, whole, titles[name]) for name, (of_these, whole) in latest_first]

    def purge(self, deletion: str | None = None) -> int:
        """Make one deletion final, or all of them; the number of turns that are gone for good, words and all."""
        with self._write() as connection:
            gone = [*_binned(turns, deletion), self._owned(turns)]
            words = _words_of(connection, gone)
            count = connection.execute(delete(turns).where(*gone)).rowcount
            whole = [*_binned(conversations, deletion), self._owned(conversations)]
            emptied = connection.execute(delete(conversations).where(*whole)).rowcount
            _unlearn(connection, words)
            self._spelled.clear()
            if count:
                fulltext.compact(connection)
        if count or emptied:
            self._empty_log()
        return count

    def purge_old(self, days: float = KEPT_DAYS) -> int:
        """Make deletions final that are older than these days."""
        limit = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        count = sum(self.purge(one.name) for one in self.bin() if one.at < limit)
        self._empty_log()  # again: somebody may have been reading when something was made final
        return count

    def copies(self) -> list[Path]:
        """What upgrades have copied beside the file. With sign-in they belong to whoever runs the app, so nobody sees them."""
        file = self.url.database if self._engine.dialect.name == "sqlite" and self.owner == LOCAL else None
        return migrate.copies(file) if file else []

    def drop_copies(self) -> int:
        """Delete these copies, in which everything forgotten since still stands; how many there were."""
        found = self.copies()
        with typed_errors():
            for path in found:
                path.unlink(missing_ok=True)
        return len(found)

    def _mark(self, connection: Connection, table: Table, where: Any, name: str) -> None:
        connection.execute(update(table).where(where, self._mine(table)).values(deleted=name))

    def _empty_log(self) -> None:
        """SQLite's log of recent writes still holds what was deleted; empty it, if no one is reading."""
        if self._engine.dialect.name == "sqlite":
            raw = self._engine.raw_connection()
            cursor = raw.cursor()
            try:
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except sqlite3.Error:  # a full disk, say; what was to be deleted is deleted
                logger.warning("The log of recent writes could not be emptied yet; the upkeep tries again", exc_info=True)
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
                raw.close()


def _binned(table: Table, deletion: str | None) -> list[Any]:
    return [table.c.deleted.is_not(None) if deletion is None else table.c.deleted == deletion]


def _move_heads(connection: Connection, name: str) -> None:
    """A conversation whose current turn was deleted opens at the newest one that is left."""
    newest = select(turns.c.id).where(turns.c.conversation_id == conversations.c.id, turns.c.deleted.is_(None))
    newest = newest.order_by(turns.c.created.desc(), turns.c.id.desc()).limit(1)
    lost = conversations.c.head.in_(select(turns.c.id).where(turns.c.deleted == name)) & conversations.c.deleted.is_(None)
    connection.execute(update(conversations).where(lost).values(head=newest.scalar_subquery()))


def _words_of(connection: Connection, gone: Sequence[Any]) -> set[str]:
    query = select(*(texts.c[place] for place in PLACES)).join(turns, turns.c.doc == texts.c.doc)
    rows = connection.execute(query.where(*gone))
    return {word for row in rows for text in row for word in spelling.learnable(reading.words(text))}


def _unlearn(connection: Connection, words: set[str]) -> None:
    """Forget the words that only the deleted turns had."""
    if connection.execute(select(texts.c.doc).limit(1)).first() is None:
        connection.execute(delete(spellings))
        return
    dialect = connection.dialect.name
    used = (word for word in words if connection.execute(fulltext.docs(dialect, [fulltext.Term((word,), True)]).limit(1)).first())
    spelling.unlearn(connection, words.difference(set(used)))
