"""Fixtures of the research tests: a small agent whose run has few events, and ways to wait for a job."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from emulator.brain.contract import Ask, Move
from emulator.config import EmulatorConfig
from emulator.testing import Handle, serve
from workbench.records import Turn
from workbench.research import worker
from workbench.run import Run
from workbench.settings import Connection

BRIEF = "Compare the main makers of EV batteries: chemistry, market share and supply risks. Add a table and a chart."
TEXT = "# Bees\n\nBees matter: über 20,000 species pollinate. They are threatened by mites.\n"


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streams are taken up again at once."""
    monkeypatch.setattr(worker, "RESUME_PAUSES", (0.01,) * 5)
    monkeypatch.setattr(worker, "POLL_PAUSES", (0.05,))


def small_agent(_ask: Ask) -> Iterator[Move]:
    """A run with every kind of event and little of each."""
    yield Move({"type": "thought", "summary": [{"type": "text", "text": "**Setting out**\n\nLooking."}]})
    yield Move({"type": "google_search_call", "arguments": {"queries": ["bees"]}})
    yield Move({"type": "google_search_result", "result": [{"search_suggestions": "<b>bees</b>"}]})
    end = len(TEXT.encode())
    note = {"start_index": 8, "end_index": end, "url": "https://bees.example/a", "title": "Bees", "type": "url_citation"}
    yield Move({"type": "model_output", "content": [{"type": "text", "text": TEXT, "annotations": [note]}]})


@pytest.fixture
def small() -> Iterator[Handle]:
    """An emulator with the small agent."""
    with serve(EmulatorConfig(speed=0), small_agent) as handle:
        yield handle


def connected(handle: Handle) -> Connection:
    """A connection to it, as the demo would have it."""
    return Connection("demo", handle.base_url, "test-key")


def ended(run: Run, store: Any) -> Turn:
    """The turn once its run is over."""
    assert run.wait(30), run.snapshot()
    turn = store.turn(run.turn_id)
    assert turn is not None
    return turn


def until(run: Run, reached: Callable[[Turn], bool], patience: float = 30.0) -> Turn:
    """The turn as soon as it is so far."""
    news = threading.Event()
    unlisten = run.listen(news.set)
    try:
        while not reached(turn := run.snapshot()):
            assert not run.finished, turn
            assert news.wait(patience), turn
            news.clear()
        return turn
    finally:
        unlisten()


def event_ids(store: Any, turn_id: str) -> list[str]:
    """The ids of the events that were kept, in order."""
    return [str(event["event_id"]) for _, event in store.events(turn_id) if event.get("event_id")]
