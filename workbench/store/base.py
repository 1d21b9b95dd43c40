"""One database, opened: connections, transactions, the version check. No knowledge of turns."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, select
from sqlalchemy.engine import URL, make_url

from workbench.store.errors import StoreError, typed_errors
from workbench.store.schema import DATABASE_VERSION, meta, metadata

BUSY_MS = 10_000


class Base:
    """Reading and writing under one roof; the other parts of the store build on it."""

    def __init__(self, url: str) -> None:
        with typed_errors():
            self.url = make_url(url)
            self._engine = _sqlite_engine(self.url) if _is_sqlite(self.url) else create_engine(self.url, pool_pre_ping=True)
            self._writing = threading.RLock()
            self._prepare()

    def close(self) -> None:
        """Lets go of every connection."""
        self._engine.dispose()

    def _prepare(self) -> None:
        with self._write() as connection:
            metadata.create_all(connection)
            found = connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar()
            if found is None:
                connection.execute(meta.insert().values(key="schema_version", value=str(DATABASE_VERSION)))
            elif int(found) > DATABASE_VERSION:
                raise StoreError(
                    f"The history was written by a newer Stepwise (version {found}, this one reads {DATABASE_VERSION}).",
                    "Update Stepwise, or choose another file with STEPWISE_DATABASE_URL.",
                )

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with typed_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """One transaction. Writers of this process queue here, those of others at the database's own lock."""
        with self._writing, typed_errors(), self._engine.connect() as plain:
            connection = plain.execution_options(stepwise_write=True)
            with connection.begin():
                yield connection


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _sqlite_engine(url: URL) -> Engine:
    if not url.database or url.database == ":memory:":
        raise StoreError("A history in memory would be lost at once.", "Give a file: sqlite:///data/stepwise.db")
    path = Path(url.database)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)  # what people say to a model is nobody else's business
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # BEGIN is ours: see _on_begin
    cursor = dbapi.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    # A deferred transaction that reads and then writes fails at once, without waiting, when another writer was first.
    writing = connection.get_execution_options().get("stepwise_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
