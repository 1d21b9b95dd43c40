"""Waiting for a run to reach something, without polling: the run itself says when it changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from workbench.records import Problem, Turn
from workbench.run import Run

T = TypeVar("T")

PATIENCE_S = 30.0


def until(run: Run, reached: Callable[[Turn], bool]) -> Turn:
    """The first snapshot for which `reached` holds; fails when the run ends before, or after half a minute."""
    news = threading.Event()
    unlisten = run.listen(news.set)
    deadline = time.monotonic() + PATIENCE_S
    try:
        while True:
            news.clear()
            finished, turn = run.finished, run.snapshot()
            if reached(turn):
                return turn
            assert not finished, f"ended as {turn['state']}: {turn['problem']} {turn['notes']}"
            assert news.wait(deadline - time.monotonic()), f"nothing happened any more: {turn}"
    finally:
        unlisten()


def in_time(look: Callable[[], T], reached: Callable[[T], bool]) -> T:
    """What is seen once `reached` holds, of something that tells nobody of its changes."""
    deadline = time.monotonic() + PATIENCE_S
    while not reached(seen := look()):
        assert time.monotonic() < deadline, f"it was not reached: {seen}"
    return seen


def ended(run: Run) -> Turn:
    """The turn once the run is finished and saved."""
    assert run.wait(PATIENCE_S), run.snapshot()
    return run.snapshot()


def problem_in(turn: Turn) -> Problem:
    """The problem that the turn ended with."""
    assert turn["problem"] is not None, turn
    return turn["problem"]
