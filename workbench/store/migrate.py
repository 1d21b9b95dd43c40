"""Bringing a database to the newest schema: made new, upgraded step by step after a copy was taken, or refused.

Several processes may start at once: one works, the others wait at the database's own lock. Knows nothing of turns.
"""

from __future__ import annotations

import glob
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, inspect, select, update

from workbench.store import fulltext
from workbench.store.errors import StoreError
from workbench.store.schema import DATABASE_VERSION, meta, metadata, versions

LOCK = 0x57E9_0157
"""The number of the advisory lock on PostgreSQL."""
SEARCH_SINCE = 2
"""The first schema that has the search index."""


def version(connection: Connection) -> int | None:
    """The schema's number; None in a database that holds no history yet. Refuses what a newer Stepwise wrote."""
    if not inspect(connection).has_table(meta.name):
        return None
    found = connection.execute(select(meta.c.value).where(meta.c.key == "schema_version")).scalar()
    if found is None:
        return None
    if int(found) > DATABASE_VERSION:
        raise StoreError(
            f"The history was written by a newer Stepwise (version {found}, this one reads {DATABASE_VERSION}).",
            "Update Stepwise, or choose another file with STEPWISE_DATABASE_URL.",
        )
    return int(found)


def bring_up(connection: Connection) -> bool:
    """Make or upgrade the schema inside the transaction of `connection`. True when an older one was upgraded."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    found = version(connection)
    if found == DATABASE_VERSION:
        return False
    if found is None:
        _make(connection)
        return False
    _copy(connection, found)
    _upgrade(connection, found)
    if found < SEARCH_SINCE:
        fulltext.create(connection)
    connection.execute(update(meta).where(meta.c.key == "schema_version").values(value=str(DATABASE_VERSION)))
    return True


def copies(file: str) -> list[Path]:
    """The copies of a SQLite file that upgrades have left beside it."""
    here = Path(file)
    return sorted(here.parent.glob(f"{glob.escape(here.name)}.version-*.bak"))


def _make(connection: Connection) -> None:
    metadata.create_all(connection)
    fulltext.create(connection)
    connection.execute(meta.insert().values(key="schema_version", value=str(DATABASE_VERSION)))
    connection.execute(versions.insert().values(version_num=f"{DATABASE_VERSION:04}"))


def _upgrade(connection: Connection, found: int) -> None:
    from alembic import command  # only a database of an older Stepwise pays for loading it
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    if not inspect(connection).has_table(versions.name):
        versions.create(connection)
        connection.execute(versions.insert().values(version_num=f"{found:04}"))
    command.upgrade(config, "head")


def _copy(connection: Connection, found: int) -> None:
    """A copy of a SQLite file beside it. The write lock is ours, so nothing changes while it is taken."""
    name = connection.engine.url.database
    if connection.dialect.name != "sqlite" or not name:
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = Path(f"{name}.version-{found}.{stamp}.bak")
    target.touch(mode=0o600)
    with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
