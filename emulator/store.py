"""Interactions in SQLite (WAL). Synchronous and single-threaded; `Store.call` runs its methods beside the event loop.

A deleted interaction leaves an empty row, so that its descendants keep the rest of their history. An expired
one is hidden by id, but stays part of the history of descendants that live on.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from emulator.record import Record
from emulator.sse import compact

P = ParamSpec("P")
T = TypeVar("T")

SCHEMA_VERSION = 1
_SCHEMA = """
CREATE TABLE IF NOT EXISTS interactions (
  id TEXT PRIMARY KEY, project TEXT NOT NULL, root TEXT NOT NULL, parent TEXT, subject TEXT NOT NULL,
  created REAL NOT NULL, updated REAL NOT NULL, expires REAL NOT NULL, status TEXT NOT NULL,
  background INTEGER NOT NULL, owner TEXT NOT NULL, input TEXT NOT NULL, steps TEXT NOT NULL, usage TEXT,
  extra TEXT NOT NULL, context_hash TEXT NOT NULL, context_tokens INTEGER NOT NULL,
  deleted INTEGER NOT NULL DEFAULT 0, cancel INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_root ON interactions (root);
CREATE INDEX IF NOT EXISTS running ON interactions (owner) WHERE status = 'in_progress';
CREATE TABLE IF NOT EXISTS events (
  id TEXT NOT NULL, first INTEGER NOT NULL, packed TEXT NOT NULL, PRIMARY KEY (id, first)) WITHOUT ROWID;
"""
_COLUMNS = (
    "id, project, root, parent, subject, created, updated, expires, status, background, owner, input, steps, usage,"
    " extra, context_hash, context_tokens"
)
_CHAIN = f"""
WITH RECURSIVE chain(link, above, depth) AS (
  SELECT id, parent, 0 FROM interactions WHERE id = ? AND project = ?
  UNION ALL
  SELECT i.id, i.parent, chain.depth + 1 FROM interactions i JOIN chain ON i.id = chain.above WHERE i.project = ?)
SELECT {_COLUMNS} FROM chain JOIN interactions ON id = chain.link ORDER BY chain.depth DESC
"""
Packed = tuple[str, str]


class Store:
    """The interactions of one database file."""

    def __init__(self, path: str) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=10, isolation_level=None)
        try:
            self._prepare()
        except sqlite3.Error:
            self._db.close()
            raise
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="emulator-store")

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, not only unlinked
        self._db.executescript(_SCHEMA)
        self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run one of the methods below on the store's own thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """End the thread and the connection."""
        self._thread.shutdown(wait=True)
        self._db.close()

    def insert(self, record: Record, packed: list[Packed]) -> None:
        """Write down a new interaction and its first events."""
        row = (
            *(record.id, record.project, record.root, record.parent, compact(record.subject)),
            *(record.created, record.updated, record.expires, record.status, int(record.background), record.owner),
            *(compact(record.input), compact(record.steps), record.usage and compact(record.usage)),
            *(compact(record.extra), record.context_hash, record.context_tokens),
        )
        with self._transaction():
            self._db.execute(f"INSERT INTO interactions ({_COLUMNS}) VALUES ({','.join('?' * len(row))})", row)
            self._add_events(record.id, 0, packed)

    def finish(self, record: Record, first: int, packed: list[Packed]) -> None:
        """Write down how an interaction ended, and the events it got since the last time; a deleted one stays empty."""
        ended = (record.updated, record.status, compact(record.steps), record.usage and compact(record.usage))
        with self._transaction():
            self._db.execute("UPDATE interactions SET status = ? WHERE id = ?", (record.status, record.id))
            self._db.execute(
                "UPDATE interactions SET updated = ?, status = ?, steps = ?, usage = ?, extra = ?, context_hash = ?,"
                " context_tokens = ? WHERE id = ? AND deleted = 0",
                (*ended, compact(record.extra), record.context_hash, record.context_tokens, record.id),
            )
            self._add_events(record.id, first, packed)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            # After a full disk SQLite may have rolled back by itself already.
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def add_events(self, identifier: str, first: int, packed: list[Packed]) -> None:
        """Append events of a run in flight."""
        self._add_events(identifier, first, packed)

    def _add_events(self, identifier: str, first: int, packed: list[Packed]) -> None:
        if packed:
            self._db.execute(
                "INSERT OR REPLACE INTO events SELECT ?, ?, ? WHERE EXISTS"
                " (SELECT 1 FROM interactions WHERE id = ? AND deleted = 0)",
                (identifier, first, compact(packed), identifier),
            )

    def events(self, identifier: str, first: int = 0) -> list[tuple[int, Packed]]:
        """The events of an interaction from number `first` on, each with its number."""
        rows = self._db.execute("SELECT first, packed FROM events WHERE id = ? ORDER BY first", (identifier,))
        found = [(start + at, (kind, body)) for start, text in rows for at, (kind, body) in enumerate(json.loads(text))]
        return [pair for pair in found if pair[0] >= first]

    def find(self, project: str, identifier: str, now: float) -> Record | None:
        """An interaction of this project that is neither deleted nor expired."""
        row = self._db.execute(
            f"SELECT {_COLUMNS} FROM interactions WHERE id = ? AND project = ? AND deleted = 0 AND expires > ?",
            (identifier, project, now),
        ).fetchone()
        return _record(row) if row else None

    def next_event(self, identifier: str) -> int:
        """The number after the last event that is written down."""
        row = self._db.execute(
            "SELECT first, packed FROM events WHERE id = ? ORDER BY first DESC LIMIT 1", (identifier,)
        ).fetchone()
        return row[0] + len(json.loads(row[1])) if row else 0

    def chain(self, project: str, identifier: str, now: float) -> list[Record]:
        """An interaction and all its ancestors, oldest first; empty when it can't be seen itself."""
        if self.find(project, identifier, now) is None:
            return []
        return [_record(row) for row in self._db.execute(_CHAIN, (identifier, project, project))]

    def delete(self, project: str, identifier: str, now: float) -> bool:
        """Erase what an interaction holds; False when there is none to be seen."""
        changed = self._db.execute(
            "UPDATE interactions SET deleted = 1, cancel = 1, input = '[]', steps = '[]', usage = NULL, extra = '{}'"
            " WHERE id = ? AND project = ? AND deleted = 0 AND expires > ?",
            (identifier, project, now),
        ).rowcount
        if changed:
            self._db.execute("DELETE FROM events WHERE id = ?", (identifier,))
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # the log of recent writes still has it
        return changed > 0

    def ask_cancel(self, identifier: str) -> None:
        """Ask the server that plays this run, perhaps another process, to cancel it."""
        self._db.execute("UPDATE interactions SET cancel = 1 WHERE id = ?", (identifier,))

    def cancelled(self, owner: str) -> list[str]:
        """Runs of `owner` that somebody wants cancelled."""
        rows = self._db.execute("SELECT id FROM interactions WHERE status = 'in_progress' AND owner = ? AND cancel = 1", (owner,))
        return [row[0] for row in rows]

    def owners(self) -> list[str]:
        """Servers that have runs in flight."""
        return [row[0] for row in self._db.execute("SELECT DISTINCT owner FROM interactions WHERE status = 'in_progress'")]

    def in_flight(self, owner: str) -> list[Record]:
        """Runs that `owner` has not brought to an end."""
        rows = self._db.execute(f"SELECT {_COLUMNS} FROM interactions WHERE status = 'in_progress' AND owner = ?", (owner,))
        return [_record(row) for row in rows]

    def purge(self, now: float) -> None:
        """Remove chains of which nothing lives any more."""
        dead = "root NOT IN (SELECT root FROM interactions WHERE expires > ? AND deleted = 0)"
        self._db.execute(f"DELETE FROM events WHERE id IN (SELECT id FROM interactions WHERE {dead})", (now,))
        self._db.execute(f"DELETE FROM interactions WHERE {dead}", (now,))


def _record(row: tuple[Any, ...]) -> Record:
    values = dict(zip(_COLUMNS.replace(" ", "").split(","), row, strict=True))
    for name in ("subject", "input", "steps", "extra"):
        values[name] = json.loads(values[name])
    values["usage"] = json.loads(values["usage"]) if values["usage"] else None
    return Record(**{**values, "background": bool(values["background"])})
