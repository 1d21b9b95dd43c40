"""The app under AppTest: driven as a person would, with a store of its own and a real emulator as a custom base URL."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components import figures
from workbench import run as runs
from workbench.send import send
from workbench.settings import Connection, Prompt, Settings
from workbench.store import Store

APP = str(Path(__file__).resolve().parents[2] / "app.py")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, data_dir: Path, empty_file: Path) -> Iterator[Store]:
    """The store that the app opens by itself in this test."""
    data_dir.mkdir()
    shutil.copy(empty_file, data_dir / "stepwise.db")
    monkeypatch.setenv("STEPWISE_EMULATOR_SPEED", "0")
    from components import state

    st.cache_resource.clear()
    opened = state.store()
    yield opened
    for run in runs.active():
        run.stop()
        run.wait(10)
    st.cache_resource.clear()
    opened.close()


@pytest.fixture
def app(store: Store) -> AppTest:
    """The app before its first run."""
    return AppTest.from_file(APP, default_timeout=60)


@pytest.fixture
def say(store: Store, connection: Connection) -> Callable[..., Any]:
    """Send a prompt through the engine and wait for the answer; returns the settled turn."""

    def ask(text: str, settings: Settings | None = None, conversation_id: str | None = None, parent_id: str | None = None) -> Any:
        run = send(store, connection, settings or Settings(), Prompt(text), conversation_id, parent_id)
        assert run.wait(60)
        turn = store.turn(run.turn_id)
        assert turn is not None
        return turn

    return ask


def shown(app: AppTest) -> str:
    """Every text on the screen that a person could read, in one string."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "text", "code", "error", "warning", "info", "success")
    text = "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))
    return re.sub(r"\\([^\w\s])", r"\1", text.replace(figures.NOTHING, "")).replace("\u00a0", " ")


def opened(app: AppTest, *boxes: str) -> AppTest:
    """The app after these boxes of the sidebar were opened."""
    app.run()
    for box in boxes:
        app.session_state[box] = True
    return app.run()
