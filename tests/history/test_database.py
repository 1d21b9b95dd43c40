"""The database itself: upgrades from the first schema on, several processes, crashes, full and read-only disks."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import create_engine, inspect

from tests.domain.made import says
from tests.history.conftest import KINDS
from tests.history.made import save
from workbench.store import LedgerFilter, StoreError, open_store
from workbench.store.schema import DATABASE_VERSION

ROOT = Path(__file__).parents[2]
FIRST = (Path(__file__).parent / "first_schema.sql").read_text()
"""A history as the first schema's Stepwise left it."""


@pytest.fixture
def old(tmp_path):
    """A file of the first schema, with turns of all sorts."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(FIRST)
    return path


def test_a_history_of_the_first_schema_is_upgraded_with_all_it_holds(old):
    store = open_store(f"sqlite:///{old}")
    assert [(row.title, row.turns) for row in store.conversations()] == [("Something secret", 3), ("Trip to Japan", 3)]
    assert store.ledger().count == 6
    assert [row.words for row in store.ledger(filters=LedgerFilter(query="hakodatte")).rows] == ["And the weather?"]
    assert [event["event_type"] for _, event in store.events(f"{1:032x}")] == ["interaction.created", "interaction.completed"]
    assert [orphan["id"] for orphan in store.orphans()] == [f"{6:032x}"]
    made = save(store, "New after the upgrade", says("and found"))
    assert [row.id for row in store.ledger(filters=LedgerFilter(query="found upgrade")).rows] == [made["id"]]
    store.close()


def test_a_copy_is_kept_before_an_upgrade_and_only_then(old):
    open_store(f"sqlite:///{old}").close()
    open_store(f"sqlite:///{old}").close()
    (copy,) = old.parent.glob("old.db.version-1.*.bak")
    assert not stat.S_IMODE(copy.stat().st_mode) & 0o077
    with closing(sqlite3.connect(copy)) as raw:
        assert raw.execute("select count(*) from turns").fetchone() == (6,)
        assert raw.execute("select value from meta where key = 'schema_version'").fetchone() == ("1",)


def described(url: str) -> dict[str, Any]:
    """Tables, columns, keys and indexes of a database."""
    engine = create_engine(url)
    seen = inspect(engine)
    found = {}
    for table in seen.get_table_names():
        columns: dict[str, tuple] = {c["name"]: (str(c["type"]), c["nullable"]) for c in seen.get_columns(table)}
        columns[""] = tuple(seen.get_pk_constraint(table)["constrained_columns"])
        indexes = {(index["name"], tuple(index["column_names"])) for index in seen.get_indexes(table)}
        foreign = seen.get_foreign_keys(table)
        keys = {(tuple(key["constrained_columns"]), key["referred_table"], key["options"].get("ondelete")) for key in foreign}
        found[table] = (columns, indexes, keys)
    engine.dispose()
    return found


def test_an_upgraded_database_is_like_a_new_one(old, tmp_path):
    open_store(f"sqlite:///{old}").close()
    open_store(f"sqlite:///{tmp_path / 'new.db'}").close()
    assert described(f"sqlite:///{old}") == described(f"sqlite:///{tmp_path / 'new.db'}")


SECOND = """
drop index turns_in_lists; drop index conversations_by_title; drop index turns_by_text; create index turns_by_doc on turns (doc);
create index turns_by_owner on turns (owner, created, id) where deleted is null;
update meta set value = '2' where key = 'schema_version'; update alembic_version set version_num = '0002';
"""


def test_a_history_of_the_second_schema_is_upgraded_and_still_searched(tmp_path):
    second = f"sqlite:///{tmp_path / 'second.db'}"
    store = open_store(second)
    made = save(store, "Lighthouse keepers", says("and their dogs"))
    store.close()
    with closing(sqlite3.connect(tmp_path / "second.db")) as raw:
        raw.executescript(SECOND)
    store = open_store(second)
    assert [row.id for row in store.ledger(filters=LedgerFilter(query="lighthouse dogs")).rows] == [made["id"]]
    store.close()
    open_store(f"sqlite:///{tmp_path / 'new.db'}").close()
    assert described(second) == described(f"sqlite:///{tmp_path / 'new.db'}")


def test_the_newest_migration_is_the_version_of_the_schema():
    files = sorted((ROOT / "workbench/store/migrations/versions").glob("v*.py"))
    assert int(files[-1].name[1:5]) == DATABASE_VERSION
    assert [int(file.name[1:5]) for file in files] == list(range(1, DATABASE_VERSION + 1))


OPENS = """
import sys
from workbench.store import open_store
store = open_store(sys.argv[1])
print(store.ledger().count)
store.close()
"""


def run(code: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT)


def test_several_processes_may_start_at_once_on_an_old_file(old):
    starting = [run(OPENS, f"sqlite:///{old}") for _ in range(3)]
    assert [process.communicate(timeout=120)[0].strip() for process in starting] == ["6"] * 3
    assert len(list(old.parent.glob("*.bak"))) == 1


def test_several_processes_may_start_at_once_on_a_new_file(tmp_path):
    starting = [run(OPENS, f"sqlite:///{tmp_path / 'fresh.db'}") for _ in range(3)]
    assert [process.communicate(timeout=120)[0].strip() for process in starting] == ["0"] * 3


def test_an_upgrade_that_breaks_off_leaves_the_old_history(old):
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("create table tags (x)")
        raw.commit()
    with pytest.raises(StoreError):
        open_store(f"sqlite:///{old}")
    with closing(sqlite3.connect(old)) as raw:
        assert raw.execute("select value from meta where key = 'schema_version'").fetchone() == ("1",)
        assert "owner" not in [row[1] for row in raw.execute("pragma table_info(turns)")]


def test_a_damaged_record_does_not_hinder_an_upgrade(old):
    with closing(sqlite3.connect(old)) as raw:
        raw.execute("update bodies set body = 'no json' where turn_id like '%5'")
        raw.commit()
    store = open_store(f"sqlite:///{old}")
    assert store.ledger().count == 6
    assert store.ledger(filters=LedgerFilter(query="tokyo")).count == 1
    store.close()


WRITES = """
import os, resource, signal, sys
from pathlib import Path
from sqlalchemy import event
from tests.domain.made import a_turn, says
from workbench.store import open_store

store = open_store(sys.argv[1])
chat = store.new_conversation("Killed")

def write():
    made = a_turn("lighthouse", says("word " * 800))
    made["conversation_id"] = chat
    store.save_turn({**made, "state": "streaming"})
    store.add_events(made["id"], [(n, float(n), {"n": n}) for n in range(5)])
    store.save_turn(made)
    print(made["id"], flush=True)

def kill_at_statement(point):
    reached = 0
    def step(*_):
        nonlocal reached
        reached += 1
        if reached == point:
            os.kill(os.getpid(), signal.SIGKILL)
    for moment in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(store._engine, moment, step)
    write()
    print("points", reached, flush=True)

def kill_at_byte(point):
    # The system kills it in the middle of the write with which a file would pass this size.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    log = Path(sys.argv[1].removeprefix("sqlite:///") + "-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (log + point, resource.RLIM_INFINITY))
    write()
    print("points", 0, flush=True)

write()
store.close()  # its children connect anew, and know the statements
for line in sys.stdin:
    how, point = line.split()
    child = os.fork()
    if not child:
        write()
        {"statement": kill_at_statement, "byte": kill_at_byte}[how](int(point))
        os._exit(0)
    os.waitpid(child, 0)
    print("ended", flush=True)
"""


class Killed:
    """Processes that each finish a turn and are killed at a point of writing the next one; and what is there then."""

    def __init__(self, url: str) -> None:
        self.store = open_store(url)
        self.known: list[str] = []
        command = [sys.executable, "-c", WRITES, url]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.communicate()
        self.store.close()

    def at(self, how: str, point: int) -> int:
        """Kill one; how many points there are, when it came to the end."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{how} {point}\n")
        self.process.stdin.flush()
        points = -1
        while (line := self.process.stdout.readline().strip()) != "ended":
            assert line, "the writer ended"
            if line.startswith("points"):
                points = int(line.split()[1])
            else:
                self.known.append(line)
        return points

    def all_is_there(self, of: int = 0) -> bool:
        """Every finished turn (or the last ones) is there with its events and is found; file and index are sound."""
        self.store.close()  # what was killed is met by new connections
        known = self.known[-of:]
        turns = self.store.turns(known)
        found = [turn["id"] for turn in turns] == known and {turn["state"] for turn in turns} == {"done"}
        found &= {len(self.store.events(turn_id)) for turn_id in known} == {5}
        found &= self.store.ledger(limit=1, filters=LedgerFilter(query="lighthouse")).count >= len(self.known)
        if self.store.url.get_backend_name() == "sqlite":
            with self.store._read() as connection:
                found &= connection.exec_driver_sql("pragma integrity_check").scalar() == "ok"
                connection.exec_driver_sql("insert into texts_index (texts_index) values ('integrity-check')")
        return found


def test_a_kill_at_any_statement_of_a_write_leaves_every_finished_turn(url):
    with Killed(url) as killed:
        points = killed.at("statement", 0)
        assert points > 30
        for point in range(1, points + 1, 3):
            assert killed.at("statement", point) == -1, "it was not killed"
            assert killed.all_is_there(2), point
        assert killed.all_is_there()
        assert len(killed.known) > points // 3


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind == "sqlite"])
def test_a_kill_in_the_middle_of_writing_to_the_disk_leaves_every_finished_turn(kind, empty_file, tmp_path):
    with Killed(f"sqlite:///{shutil.copy(empty_file, tmp_path / 'stepwise.db')}") as killed:
        point, ended = 1_000, -1
        while ended == -1:  # each time a little later, until it comes to the end
            ended = killed.at("byte", point)
            assert killed.all_is_there(2), point
            point += 8_000
        assert killed.all_is_there()
        assert len(killed.known) > 10


def test_what_is_purged_is_no_longer_in_the_file(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'one.db'}")
    save(store, "Kept", says("windmill"))
    gone = save(store, "Xylophonist secret", says("Quetzalcoatl " * 50))
    store.add_events(gone["id"], [(0, 0.0, {"text": "Quetzalcoatl"})])
    store.purge(store.throw_away([gone["id"]]))
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir()).lower()
    assert b"windmill" in content
    assert b"quetzalcoatl" not in content
    assert b"xylophonist" not in content
    store.close()


def test_a_full_disk_is_named_so_and_everything_stored_stays(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'small.db'}")
    kept = [save(store, f"Turn {number}", says("word " * 50)) for number in range(5)]
    from sqlalchemy import event

    with store._read() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
    store._engine.dispose()
    event.listen(store._engine, "connect", lambda dbapi, _: dbapi.execute(f"pragma max_page_count = {pages + 3}"))
    with pytest.raises(StoreError, match="disk is full"):
        save(store, "Large", says("x" * 300_000))
    large: Any = {**kept[0], "id": "t1", "conversation_id": "c1", "notes": ["y" * 300_000]}
    with pytest.raises(StoreError, match="disk is full"):
        store.take_in({"id": "c1", "title": "", "created": "x", "updated": "x"}, [large], {}, {})
    assert store.turns([turn["id"] for turn in kept]) == kept
    assert store.conversation("c1") is None
    assert [row.words for row in store.ledger(filters=LedgerFilter(query="turn 3")).rows] == ["Turn 3"]
    store.close()


def test_a_file_that_may_only_be_read_opens_and_says_so_on_writing(tmp_path):
    path = tmp_path / "fixed.db"
    store = open_store(f"sqlite:///{path}")
    made = save(store, "Readable")
    store.close()
    readonly = open_store(f"sqlite:///file:{path}?mode=ro&uri=true")
    assert readonly.turn(made["id"]) == made
    assert readonly.ledger(filters=LedgerFilter(query="readable")).count == 1
    with pytest.raises(StoreError, match="only be read"):
        save(readonly, "More")
    readonly.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind == "postgresql"])
def test_postgresql_is_upgraded_from_the_first_schema_too(kind, postgres_url, tmp_path):
    from alembic import command
    from alembic.config import Config

    from workbench.store.schema import metadata

    address = postgres_url()
    engine = create_engine(address)
    config = Config()
    config.set_main_option("script_location", str(ROOT / "workbench/store/migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql("insert into meta values ('schema_version', '1')")
        connection.exec_driver_sql("drop table alembic_version")
        with closing(sqlite3.connect(":memory:")) as raw:
            raw.executescript(FIRST)
            for table in ("conversations", "turns", "bodies", "events"):
                rows = raw.execute(f"select * from {table}")
                names = [column[0] for column in rows.description]
                flags = [name in ("stored", "offline") for name in names]
                values = [tuple(bool(v) if flag else v for v, flag in zip(row, flags, strict=True)) for row in rows]
                marks = ", ".join(["%s"] * len(names))
                connection.exec_driver_sql(f"insert into {table} ({', '.join(names)}) values ({marks})", values)
    engine.dispose()
    store = open_store(address)
    assert store.ledger().count == 6
    assert [row.words for row in store.ledger(filters=LedgerFilter(query="hakodatte")).rows] == ["And the weather?"]
    fresh = postgres_url()
    open_store(fresh).close()
    assert described(address) == described(fresh)
    assert metadata.tables.keys() <= described(fresh).keys()
    store.close()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind == "postgresql"])
def test_a_server_that_is_not_there_is_named_so(kind):
    with pytest.raises(StoreError, match="can't be reached"):
        open_store("postgresql://nobody@127.0.0.1:1/none")


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind == "postgresql"])
def test_a_lost_server_is_said_and_nothing_is_lost(kind, postgres_url):
    address = postgres_url()
    store = open_store(address)
    made = save(store, "Before")
    with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as admin:
        others = "pid <> pg_backend_pid() and datname = current_database()"
        admin.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where {others}".encode())
    assert store.turn(made["id"]) == made
    store.close()


def test_the_password_of_a_database_stands_in_no_message():
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://someone:hunter2secret@127.0.0.1:1/none")
    assert "hunter2secret" not in f"{caught.value} {caught.value.hint}"
    assert os.environ.get("STEPWISE_DATABASE_URL") is None
