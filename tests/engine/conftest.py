"""Fixtures of the engine's tests: faulty emulators, and a server that answers word for word what a test tells it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.raw_server import RawServer
from workbench import send as sending
from workbench.run import Run
from workbench.settings import Connection, Prompt, Settings

Send = Callable[..., Run]


class Faulty:
    """Starts an emulator with faults and gives a connection to it; `set` changes the faults while it runs."""

    def __init__(self, serve_emulator: Callable[..., Any], path: Path) -> None:
        self._serve_emulator = serve_emulator
        self._path = path

    def __call__(self, *faults: dict[str, Any] | str, **options: Any) -> Connection:
        self.set(*faults)
        handle = self._serve_emulator(faults=str(self._path), **options)
        return Connection(mode="custom", base_url=handle.base_url, api_key="test-key")

    def set(self, *faults: dict[str, Any] | str) -> None:
        """These faults from now on."""
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(faults))
        fresh.replace(self._path)


@pytest.fixture
def faulty(serve_emulator: Callable[..., Any], tmp_path: Path) -> Faulty:
    """A faulty emulator, to be started with its faults."""
    return Faulty(serve_emulator, tmp_path / "faults.json")


@pytest.fixture
def raw() -> Iterator[Callable[..., RawServer]]:
    """Starts servers that answer with given bytes."""
    servers: list[RawServer] = []

    def start(*answers: bytes) -> RawServer:
        servers.append(RawServer(answers))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def send(store: Any) -> Send:
    """Sends a prompt over a connection; keyword arguments are settings, `after` is the run to go on from."""

    def go(connection: Connection, text: str = "Tell me a joke.", after: Run | None = None, **settings: Any) -> Run:
        chat = after.snapshot()["conversation_id"] if after else None
        parent = after.turn_id if after else None
        return sending.send(store, connection, Settings(**settings), Prompt(text), chat, parent)

    return go
