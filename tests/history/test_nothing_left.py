"""An audit of forgetting: every byte and every row that a history leaves, looked through for what was forgotten."""

from __future__ import annotations

import base64
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.compare import made
from tests.history.made import call, result, save
from tests.history.test_database import SECOND
from workbench import compare
from workbench.history import forget, jobs, reach, rescue
from workbench.settings import Connection, Prompt
from workbench.store import LedgerFilter, Store, open_store
from workbench.store.schema import metadata

SECRET = "Quetzalcoatl"
PICTURE = base64.b64encode(f"a picture of {SECRET}".encode()).decode()
BESIDE = {"meta", "alembic_version", "workers", "preferences"}
"""Tables that hold nothing of what was said."""


def traces(store: Store, folder: Path) -> list[str]:
    """Where the secret still is: tables of the database, and files in the folder."""
    found = []
    with store._read() as connection:
        for table in metadata.sorted_tables:
            rows = [str(tuple(row)).lower() for row in connection.execute(select(table))]
            found += [f"{table.name}: {row[:200]}" for row in rows if table.name not in BESIDE or SECRET.lower() in row]
        if connection.dialect.name == "sqlite":
            shadows = "select name from sqlite_schema where name like 'texts_index_%'"
            for name in connection.exec_driver_sql(shadows).scalars().all():
                rows = [str(tuple(row)).lower() for row in connection.exec_driver_sql(f"select * from {name}")]
                found += [name for row in rows if "quetz" in row]
    for path in folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        found += [path.name for word in (b"quetzalcoat", b"uetzalcoatl", PICTURE.lower().encode()) if word in content.lower()]
    return found


def fill(store: Store, connection: Connection, say) -> None:
    """The secret at every place a history has: prompt, picture, answer, tools, events, timeline, tag, title, comparison, bin."""
    image = {"type": "image", "mime_type": "image/png", "data": PICTURE}
    first = say(store, f"My cat is called {SECRET}.")
    say(store, "What is my cat called?", first)
    looked = save(store, "Look", call("look", {"for": SECRET}), result(f"a {SECRET}"))
    store.save_turn({**looked, "prompt": Prompt("Look", (image,)).content()})
    assert rescue.save(store, reach.by(connection), [first["id"]]).wait(30)
    store.tag([first["conversation_id"]], [SECRET])
    store.new_conversation(f"Nothing was ever said about {SECRET}")
    store.throw_away([save(store, f"Deleted before: {SECRET}")["id"]])
    running = compare.start(store, connection, made.plan("stateful", "generate_content", script=made.texts(f"Who is {SECRET}?")))
    assert running.wait(60)


def forget_everything(store: Store, connection: Connection, where: forget.Where) -> jobs.Job:
    job = forget.start(store, reach.by(connection), forget.plan(store, where, filters=LedgerFilter()), for_good=True)
    assert job.wait(60)
    assert all(one.state == "done" for one in job.results())
    return job


@pytest.fixture
def kept_emulator(serve_emulator, tmp_path):
    """The offline demo's own server, with its file beside the history's."""
    return serve_emulator(db=str(tmp_path / "emulator.db"))


def test_forgetting_everything_leaves_nothing_here_nor_there(store, kept_emulator, say, connection, tmp_path):
    connection = type(connection)(mode="demo", base_url=kept_emulator.base_url, api_key="test-key")
    fill(store, connection, lambda *given: say(*given, to=connection))
    assert len(traces(store, tmp_path)) > 10
    forget_everything(store, connection, "both")
    assert traces(store, tmp_path) == []
    assert (store.bin(), store.conversations(), store.comparisons(), store.leftovers()) == ([], [], [], [])


def test_the_copy_that_an_upgrade_left_goes_with_everything(tmp_path, connection):
    store = open_store(f"sqlite:///{tmp_path / 'one.db'}")
    save(store, f"Before the upgrade: {SECRET}")
    store.close()
    with closing(sqlite3.connect(tmp_path / "one.db")) as raw:
        raw.executescript(SECOND)
    store = open_store(f"sqlite:///{tmp_path / 'one.db'}")
    assert len(store.copies()) == 1
    assert store.for_user("somebody").copies() == []
    forget_everything(store.for_user("somebody"), connection, "local")
    assert len(store.copies()) == 1
    forget_everything(store, connection, "local")
    assert traces(store, tmp_path) == []
    store.close()


def test_the_log_is_emptied_later_when_somebody_was_reading(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'one.db'}")
    gone = save(store, f"Said while somebody reads: {SECRET}")
    with closing(sqlite3.connect(tmp_path / "one.db")) as reader:
        reader.execute("begin")
        reader.execute("select count(*) from turns").fetchone()
        store.purge(store.throw_away([gone["id"]]))
        assert traces(store, tmp_path)
    store.purge_old()
    assert traces(store, tmp_path) == []
    store.close()
