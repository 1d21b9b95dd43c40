"""Stores of both kinds. PostgreSQL is started once for a file of tests, where it is installed; the header says when not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings

from tools import postgres
from workbench.store import Store, open_store

settings.register_profile("untimed", deadline=None, max_examples=60)
settings.load_profile("untimed")

KINDS = ["sqlite", *(["postgresql"] if postgres.find() else [])]


def pytest_report_header() -> str:
    """Which databases the history is tested on."""
    return f"history: {' and '.join(KINDS)}" if "postgresql" in KINDS else f"history: {postgres.ADVICE}"


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[Callable[[], str]]:
    """Makes empty databases on a server of their own."""
    with postgres.server() as address:

        def make() -> str:
            name = f"t{uuid4().hex}"
            admin = address.format(database="postgres").replace("+psycopg", "")
            with psycopg.connect(admin, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"'.encode())
            return address.format(database=name)

        yield make


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database, of each kind in turn."""
    if request.param == "postgresql":
        made: str = request.getfixturevalue("postgres_url")()
        return made
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

    def go(store: Store, text: str, after: Any = None, **options: Any) -> Any:
        chat = after["conversation_id"] if after else None
        run = send.send(store, connection, Settings(**options), Prompt(text), chat, after["id"] if after else None)
        assert run.wait(30)
        return store.turn(run.turn_id)

    return go
