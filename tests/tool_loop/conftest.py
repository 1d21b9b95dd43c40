"""Fixtures of the tool loop's tests: a model that calls what it is told to, behind a real emulator."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from emulator.config import EmulatorConfig
from emulator.testing import serve
from tests.engine.watching import ended
from tests.tool_loop.model import Caller
from workbench import functions, run, send
from workbench.records import Turn
from workbench.run import Run
from workbench.settings import Connection, Prompt, Settings


@pytest.fixture
def calling() -> Iterator[Callable[..., tuple[Connection, Caller]]]:
    """Starts an emulator whose model makes these rounds of calls; a connection to it, and the model."""
    with ExitStack() as servers:

        def start(*rounds: Any, **options: Any) -> tuple[Connection, Caller]:
            model = Caller(*rounds)
            config = EmulatorConfig(speed=0, strict_signatures=True, **options)
            handle = servers.enter_context(serve(config, model))
            return Connection(mode="demo", base_url=handle.base_url, api_key="test-key"), model

        yield start


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hostile functions in the toolbox, by way of a folder of one's own."""
    folder = tmp_path / "functions"
    folder.mkdir()
    shutil.copy(Path(__file__).with_name("hostile.py"), folder)
    (folder / "broken.py").write_text("this is not Python")
    monkeypatch.setenv("STEPWISE_TOOLBOX_DIR", str(folder))


def last(first: Run) -> Turn:
    """The last turn of an exchange, once nothing goes on by itself."""
    turn = ended(first)
    while first.next_id:
        found = run.find(first.next_id)
        assert found is not None
        first, turn = found, ended(found)
    return turn


def ask(store: Any, connection: Connection, settings: Settings) -> Run:
    """Send a prompt that makes the model call what the test says."""
    return send.send(store, connection, settings, Prompt("Please."), None, None)


def with_functions(*names: str, settings: Settings | None = None, **modes: Any) -> Settings:
    """Settings with these functions of the toolbox switched on; keywords are modes."""
    found = settings or Settings()
    for name in names:
        found = functions.switch(found, name, True)
    for name, mode in modes.items():
        found = functions.with_mode(functions.switch(found, name, True), name, mode)
    return found
