"""Runs: answers in the making. A run is a task on the server's loop; it outlives the request that started it.

Readers follow a run by event number, so that any number of streams see the same events. It knows nothing of HTTP.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from emulator import mishaps, sse
from emulator.brain.contract import Ask, Move
from emulator.caching import ImplicitCache, grow
from emulator.clock import Clock
from emulator.continuing import Checkpoint
from emulator.job import Job
from emulator.play import Beat, Player
from emulator.record import Record
from emulator.store import Packed, Store
from emulator.usage import usage_of

Think = Callable[[Ask], Iterator[Move]]
logger = logging.getLogger("emulator")
_BURST = 16
"""Events sent without a pause before other tasks get their turn."""
_LOOK_S = 0.1


class Run:
    """One answer in the making; its events can be read from any number on."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.record = job.record
        self.player = Player(job.style, job.seed)
        self.events: list[Packed] = []
        self.saved = 0
        self.ending = False
        """True from when its end is being written: what is saved beside that would take the end away again."""
        self.done = False
        self.task: asyncio.Task[None] | None = None
        self._waiting: list[asyncio.Future[None]] = []

    def emit(self, event: dict[str, object]) -> None:
        """Add an event and wake the readers."""
        self.events.append(sse.pack(event))
        self.wake()

    def wake(self) -> None:
        """Let the readers look again."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def follow(self, first: int = 0) -> AsyncGenerator[tuple[int, Packed], None]:
        """Events from number `first` on, as they come, until the run is done."""
        while True:
            while first < len(self.events):
                yield first, self.events[first]
                first += 1
            if self.done:
                return
            await self._changed()

    async def finished(self) -> None:
        """Wait for the end."""
        while not self.done:
            await self._changed()

    def abandon(self) -> None:
        """End it without waiting: nobody can come back for it."""
        if self.task is not None:
            self.task.cancel()

    def _changed(self) -> asyncio.Future[None]:
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return future


class Runs:
    """All runs of this server."""

    def __init__(self, store: Store, clock: Clock, cache: ImplicitCache, think: Think) -> None:
        self._store = store
        self._clock = clock
        self._cache = cache
        self._think = think
        self._runs: dict[str, Run] = {}
        self._unsaved: list[tuple[Record, int, list[Packed]]] = []
        """Endings that the database refused; tried again with the next progress."""
        self._brain = ThreadPoolExecutor(1, thread_name_prefix="emulator-brain")
        self._tools = ThreadPoolExecutor(8, thread_name_prefix="emulator-tools")
        """For answers that may wait for a process or a server, so that the others needn't."""

    def warm(self, ask: Ask) -> None:
        """Let the model load what it needs, beside the event loop, before the first question comes."""
        self._brain.submit(lambda: next(self._think(ask), None))

    def get(self, identifier: str) -> Run | None:
        """A run in flight, by the id of its interaction."""
        return self._runs.get(identifier)

    async def start(self, job: Job) -> Run:
        """Write the interaction down, then begin to answer."""
        run = Run(job)
        shown = run.record.stub()
        run.emit({"interaction": shown, "event_type": "interaction.created"})
        run.emit({"interaction_id": shown["id"], "status": "in_progress", "event_type": "interaction.status_update"})
        if run.record.stored:
            run.saved = len(run.events)
            await self._store.call(self._store.insert, run.record, run.events[:])
        self._runs[run.record.id] = run
        run.task = asyncio.create_task(self._answer(run), name=f"run {run.record.id}")
        return run

    async def cancel(self, run: Run) -> None:
        """End a run early; it keeps what it has said so far."""
        run.abandon()
        await run.finished()

    async def drain(self, longest_s: float, quiet_s: float) -> None:
        """Wait for the runs that somebody can come back for, while they go on; at most so long, and so long without news."""
        loop = asyncio.get_running_loop()
        end, heard, since = loop.time() + longest_s, -1, loop.time()
        while (waiting := [run for run in self._runs.values() if run.record.stored]) and loop.time() < end:
            said = sum(len(run.events) for run in waiting)
            if said != heard:
                heard, since = said, loop.time()
            if loop.time() - since > quiet_s:
                return
            await asyncio.sleep(min(_LOOK_S, longest_s))

    async def stop(self) -> None:
        """End all runs because the server goes."""
        for run in list(self._runs.values()):
            run.record.status = "failed"
            await self.cancel(run)
        for pool in (self._brain, self._tools):
            pool.shutdown(wait=False, cancel_futures=True)

    async def save_progress(self) -> None:
        """Write what runs in flight have said since the last time."""
        while self._unsaved:
            await self._store.call(self._store.finish, *self._unsaved[0])
            self._unsaved.pop(0)
        for run in list(self._runs.values()):
            if run.record.stored and run.saved < len(run.events) and not run.ending:
                first, packed = run.saved, run.events[run.saved :]
                await self._store.call(self._store.add_events, run.record.id, first, packed)
                run.saved = first + len(packed)

    async def _answer(self, run: Run) -> None:
        status, errors = "cancelled", []
        try:
            async for move in self._moves(run.job.ask):
                await self._play(run, run.player.play(move))
                if run.player.ended:
                    break
            status = run.player.status
        except asyncio.CancelledError:
            if run.record.status == "failed":
                status, errors = "failed", [{"code": "service_unavailable", "message": "The server was stopped."}]
        except mishaps.Failed as failure:
            status, errors = "failed", [failure.error]
        except Exception as problem:
            logger.exception("The offline model failed on %s", run.record.id)
            status, errors = "failed", [{"code": "api_error", "message": f"The offline model failed: {type(problem).__name__}."}]
        await asyncio.shield(self._finish(run, status, errors))

    async def _moves(self, ask: Ask) -> AsyncIterator[Move]:
        loop = asyncio.get_running_loop()
        pool = self._tools if ask.tools else self._brain
        moves = await loop.run_in_executor(pool, lambda: iter(self._think(ask)))
        while (move := await loop.run_in_executor(pool, lambda: next(moves, None))) is not None:
            yield move

    async def _play(self, run: Run, beats: Iterator[Beat]) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        for number, beat in enumerate(beats):
            due += beat.delay
            early = due - loop.time()
            if early > 0 or number % _BURST == _BURST - 1:
                await asyncio.sleep(max(0.0, early))
            if run.job.mishap is not None:
                await mishaps.strike(run.job.mishap, len(run.events))
            run.emit(beat.event)

    async def _finish(self, run: Run, status: str, errors: list[dict[str, str]]) -> None:
        record, job, run.ending = run.record, run.job, True
        record.status, record.updated, record.steps = status, self._clock.timestamp(), run.player.steps
        record.usage = usage_of(job.read, job.cached, run.player)
        if errors:
            record.extra["errors"] = errors
        if status == "requires_continuation":
            spoken = job.style.skip_tokens + (job.style.hop_tokens or 0)
            record.extra["continuation_token"] = Checkpoint(spoken, job.seed, job.ask.now.timestamp()).token()
        self._note_prefixes(job)
        ending = [sse.pack(_last_event(record))]
        to_save = (record, run.saved, [*run.events[run.saved :], *ending])
        try:
            if record.stored:
                await self._store.call(self._store.finish, *to_save)
        except sqlite3.Error:
            logger.exception("Could not save %s yet", record.id)
            self._unsaved.append(to_save)
        finally:
            run.events += ending
            run.done = True
            self._runs.pop(record.id, None)
            run.wake()

    def _note_prefixes(self, job: Job) -> None:
        record = job.record
        prefixes = [job.context, *grow(job.context, record.steps, job.style.model)]
        self._cache.remember(job.scope, prefixes, record.updated)
        record.context_hash, record.context_tokens = prefixes[-1].hash, prefixes[-1].tokens


def _last_event(record: Record) -> dict[str, Any]:
    if record.status == "requires_continuation":
        shown: dict[str, Any] = {"interaction_id": record.stub()["id"], "status": record.status, "usage": record.usage}
        token = record.extra["continuation_token"]
        return {**shown, "continuation_token": token, "event_type": "interaction.status_update"}
    shown = record.resource(None) if record.stored else {"id": "", **record.resource(None)}
    if "agent" in record.subject:
        shown.pop("usage", None)  # as live: an agent's bill comes with GET only
    return {"interaction": shown, "event_type": "interaction.completed"}
