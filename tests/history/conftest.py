"""Stores of both kinds. PostgreSQL is started once for a file of tests, where it is installed; the header says when not."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy.engine import make_url

from tools import postgres
from workbench.store import Store, open_store

settings.register_profile("untimed", deadline=None, max_examples=60)
settings.load_profile("untimed")

KINDS = ["sqlite", *(["postgresql"] if postgres.find() else [])]


def pytest_report_header() -> str:
    """Which databases the history is tested on."""
    return f"history: {' and '.join(KINDS)}" if "postgresql" in KINDS else f"history: {postgres.ADVICE}"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[Callable[..., str]]:
    """Makes databases on a server of their own: without any table, or as a copy of another one, which replaces the last copy."""
    with postgres.server() as address:
        copies: list[str] = []

        def make(like: str = "template1") -> str:
            name = f"t{uuid4().hex}"
            admin = address.format(database="postgres").replace("+psycopg", "")
            with psycopg.connect(admin, autocommit=True) as connection:
                if like != "template1":
                    for old in copies:
                        connection.execute(f'DROP DATABASE "{old}" WITH (FORCE)'.encode())
                    copies[:] = [name]
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())
            return address.format(database=name)

        yield make


@pytest.fixture(scope="session")
def empty_postgres(postgres_url: Callable[..., str]) -> str:
    """The name of an empty history in PostgreSQL, to be copied."""
    address = postgres_url()
    open_store(address).close()
    return str(make_url(address).database)


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "postgresql":
        made: str = request.getfixturevalue("postgres_url")(request.getfixturevalue("empty_postgres"))
        return made
    shutil.copy(request.getfixturevalue("empty_file"), tmp_path / "stepwise.db")
    return f"sqlite:///{tmp_path / 'stepwise.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store of each kind in turn."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def say(connection: Any) -> Callable[..., Any]:
    """Sends a prompt to the emulator and waits for the answer; the turn."""
    from workbench import send
    from workbench.settings import Prompt, Settings

    def go(store: Store, text: str, after: Any = None, to: Any = None, **options: Any) -> Any:
        chat = after["conversation_id"] if after else None
        run = send.send(store, to or connection, Settings(**options), Prompt(text), chat, after["id"] if after else None)
        assert run.wait(30)
        return store.turn(run.turn_id)

    return go
