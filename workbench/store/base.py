"""One database, opened: connections, transactions, the schema, whose rows are seen. No knowledge of turns."""

from __future__ import annotations

import copy
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from sqlalchemy import ColumnElement, Connection, Engine, Table, create_engine, event, literal_column, true
from sqlalchemy.engine import URL, make_url

from workbench.store import migrate
from workbench.store.errors import StoreError, typed_errors
from workbench.store.schema import DATABASE_VERSION, LOCAL

BUSY_MS = 10_000
CACHE_KB = 16_000
"""Memory for pages of the file, for each connection."""
MIGRATION_BUSY_MS = 600_000
"""How long a starting process waits for another one that upgrades the database."""
POSTGRES = "postgresql+psycopg"
PORTION = 500
"""Ids in one statement."""


@dataclass
class Here:
    """This process as it registered; shared by the store as every owner sees it."""

    worker_id: str | None = None
    stop: threading.Event | None = None
    changes: int = 0


class Base:
    """Reading and writing under one roof; the other parts of the store build on it."""

    owner: str | None = LOCAL
    """Whose rows are seen and written; None sees everybody's and writes to whom the conversation belongs."""

    def __init__(self, url: str) -> None:
        with typed_errors():
            self.url = _address(url)
            self._engine = _sqlite_engine(self.url) if _is_sqlite(self.url) else create_engine(self.url, pool_pre_ping=True)
            self._writing = threading.RLock()
            self._here = Here()
            try:
                self._prepare()
            except BaseException:
                self._engine.dispose()
                raise

    @property
    def worker_id(self) -> str | None:
        """This process's name on turns in flight, once it has registered."""
        return self._here.worker_id

    @property
    def changes(self) -> int:
        """How often this process has written; the same number means that it has changed nothing since."""
        return self._here.changes

    def for_user(self, owner: str) -> Self:
        """The same store as this owner sees it. Nobody else's rows can be read or changed through it, by no id."""
        return self._seen_by(owner)

    def everyone(self) -> Self:
        """The same store without an owner, for the upkeep of the app. Never hand it to a page."""
        return self._seen_by(None)

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()

    def _seen_by(self, owner: str | None) -> Self:
        seen = copy.copy(self)
        seen.owner = owner
        return seen

    def _mine(self, table: Table) -> ColumnElement[bool]:
        """The rows of this owner that are not in the bin, among those that something else in the query picks out."""
        return self._owned(table) & table.c.deleted.is_(None)

    def _all_mine(self, table: Table) -> ColumnElement[bool]:
        """The same where all rows of the owner are gone through, in the order of an index that begins with the owner."""
        mine = true() if self.owner is None else table.c.owner == self.owner
        return mine & table.c.deleted.is_(None)

    def _owned(self, table: Table) -> ColumnElement[bool]:
        if self.owner is None:
            return true()
        # The plus tells SQLite's planner not to walk everything the owner has when an id would lead straight there.
        plain: ColumnElement[str] = literal_column(f"+{table.name}.owner") if _is_sqlite(self.url) else table.c.owner
        return plain == self.owner

    def _prepare(self) -> None:
        with self._read() as connection:
            if migrate.version(connection) == DATABASE_VERSION:
                return
        with self._write(MIGRATION_BUSY_MS) as connection:
            if migrate.bring_up(connection):
                self._refill(connection)

    def _refill(self, connection: Connection) -> None:
        """After an upgrade: fill columns and indexes that are made from the records."""

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with typed_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self, busy_ms: int = 0) -> Iterator[Connection]:
        """One transaction. Writers of this process queue here, those of others at the database's own lock."""
        with self._writing, typed_errors(), self._engine.connect() as plain:
            connection = plain.execution_options(stepwise_write=True, stepwise_busy_ms=busy_ms)
            with connection.begin():
                yield connection
            self._here.changes += 1


def portions(ids: Iterable[str]) -> Iterator[Sequence[str]]:
    """Each id once, so many at a time as a statement takes."""
    unique = list(dict.fromkeys(ids))
    for start in range(0, len(unique), PORTION):
        yield unique[start : start + PORTION]


def _address(url: str) -> URL:
    found = make_url(url)
    return found.set(drivername=POSTGRES) if found.drivername in ("postgres", "postgresql") else found


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _sqlite_engine(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreError("A history in memory would be lost at once.", "Give a file: sqlite:///data/stepwise.db")
    if not url.database.startswith("file:"):
        path = Path(url.database)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.touch(mode=0o600)  # what people say to a model is nobody else's business
        if _is_fixed(path):
            url = url.set(database=f"file:{quote(str(path.resolve()))}", query={"mode": "ro", "immutable": "1", "uri": "true"})
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _is_fixed(path: Path) -> bool:
    """True on a read-only disk, where SQLite can't share a log with others: the file is read as it is, if no log is open."""
    log = Path(f"{path}-wal")
    return not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)


def _on_connect(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # BEGIN is ours: see _on_begin
    cursor = dbapi.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten, not only unlinked
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once, without waiting, when another writer was first.
    options = connection.get_execution_options()
    if options.get("stepwise_busy_ms"):
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {options['stepwise_busy_ms']}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("stepwise_write") else "BEGIN")
    if options.get("stepwise_busy_ms"):
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_MS}")
