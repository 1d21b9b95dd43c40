"""Starting turns and finding them again: the registry of runs, one per process, that outlives hot reloads.

Finished runs stay findable for a while, then only the store knows them.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from workbench import background, parked
from workbench.client import Client
from workbench.flight import Run, wait_newer
from workbench.records import ENDED, Turn
from workbench.research.record import is_job
from workbench.research.worker import JobWorker
from workbench.rounds import Round, at_work, due
from workbench.settings import Connection
from workbench.worker import ClientOf, Worker

__all__ = ["Run", "active", "by_bell", "find", "newest", "start", "start_round", "stop_conversation", "wait_newer"]

KEPT = 32
"""Finished runs that stay in memory."""

logger = logging.getLogger(__name__)


def start(
    turn: Turn,
    connection: Connection,
    store: Any,
    *,
    resume: bool = False,
    first_seq: int = 0,
    client_of: ClientOf = Client,
) -> Run:
    """Carry a turn out on the background loop, its function calls included; returns at once. The store must have it already.

    `resume`: send nothing, fetch what the turn's interaction has become; `first_seq` numbers its further events;
    `client_of` makes what sends the request, where that isn't the SDK.
    """
    run = Run(turn)
    _register(run)
    worker = partial(JobWorker if is_job(turn) else Worker, run, turn, connection, store, first_seq, client_of)
    calls_run = client_of is Client  # another client keeps a loop of its own
    background.submit(_carry_out(run, lambda: _whole(run, turn, worker(), resume, connection if calls_run else None, store)))
    return run


def start_round(turn: Turn, connection: Connection, store: Any) -> Run:
    """Take up the function calls of a turn that waits for them. Call it on the background loop; the round is at work then."""
    run = Run(turn)
    _register(run)
    taken_up = Round(run, connection, store)
    at_work()[run.turn_id] = taken_up
    background.submit(_carry_out(run, lambda: _cancellable(run, taken_up.carry_out())))
    return run


def find(turn_id: str) -> Run | None:
    """The run of a turn, while it is in flight and for a while after."""
    return _registry()[0].get(turn_id)


def newest(turn: Turn) -> Turn:
    """The turn as it ended, when it did so after it was read from the store."""
    running = find(turn["id"])
    return running.snapshot() if running is not None and running.finished and turn["state"] not in ENDED else turn


def by_bell(bell: str) -> Run | None:
    """The run whose bell this is."""
    runs, lock = _registry()
    with lock:
        return next((run for run in runs.values() if secrets.compare_digest(run.bell.encode(), bell.encode())), None)


def active() -> list[Run]:
    """All runs in flight, oldest first."""
    runs, lock = _registry()
    with lock:
        return [run for run in runs.values() if not run.finished]


def stop_conversation(conversation_id: str, patience_s: float = 5.0) -> bool:
    """Stop what runs in a conversation and wait until it is saved, as before deleting it; False when that took too long."""
    ending = [run for run in active() if run.snapshot()["conversation_id"] == conversation_id]
    for run in ending:
        run.stop()
    deadline = time.monotonic() + patience_s
    return all(run.wait(max(0.0, deadline - time.monotonic())) for run in ending)


async def _carry_out(run: Run, work: Callable[[], Awaitable[None]]) -> None:
    try:
        await work()
    except Exception:
        logger.exception("The work on turn %s ended in an unforeseen way", run.turn_id)
    finally:
        run.end()  # whatever happened: nobody may wait for ever
        _retire(run)


async def _whole(run: Run, turn: Turn, worker: Worker, resume: bool, calls_by: Connection | None, store: Any) -> None:
    """The turn, then the function calls it ended with, whose results go out over `calls_by`."""
    await _cancellable(run, worker.carry_out(resume=resume), lambda: worker.cancellable)
    if calls_by is not None and due(turn):
        await _cancellable(run, Round(run, calls_by, store).carry_out())


async def _cancellable(run: Run, work: Coroutine[Any, Any, None], may: Callable[[], bool] = lambda: True) -> None:
    """Do it, and let the run's stop end it while `may` says so. It must end well by itself when it is cancelled."""
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()

    def cancel() -> None:
        if may():
            task.cancel()

    run.cancelled_by(partial(loop.call_soon_threadsafe, cancel))
    await task


def _register(run: Run) -> None:
    runs, lock = _registry()
    with lock:
        runs[run.turn_id] = run


def _registry() -> tuple[OrderedDict[str, Run], threading.Lock]:
    registry: tuple[OrderedDict[str, Run], threading.Lock] = parked.value("runs", lambda: (OrderedDict(), threading.Lock()))
    return registry


def _retire(run: Run) -> None:
    """Move a finished run behind the others and drop the oldest finished ones over the cap."""
    runs, lock = _registry()
    with lock:
        if run.turn_id in runs:
            runs.move_to_end(run.turn_id)
        done = [turn_id for turn_id, other in runs.items() if other.finished]
        for turn_id in done[: max(0, len(done) - KEPT)]:
            del runs[turn_id]
