"""What one running emulator holds, in one place: config, clock, store, runs, cache."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from emulator import sse
from emulator.brain import think
from emulator.brain.contract import Ask
from emulator.caching import ImplicitCache
from emulator.clock import Clock
from emulator.config import EmulatorConfig
from emulator.faults import Faults
from emulator.inputs import steps_of
from emulator.lock import ServerLock
from emulator.record import Record
from emulator.runs import Runs, Think
from emulator.shelf import Shelf
from emulator.store import Packed, Store

logger = logging.getLogger("emulator")
_DAY_S = 86_400.0
_RETENTION_DAYS = {"free": 1, "paid": 55}
_SAVE_EVERY_S = 0.5
_LOOK_AGAIN_S = 0.2
_QUIET_S = 60.0
"""A run that says nothing for so long, while the server waits for it to end, is stuck."""
_WARM_UP = ((0.0, "Hello"), (5.0, "Which landmarks are in Madrid?"))
"""Seconds to wait, then a question that makes the model load what it needs: the small things at once, the data later."""
_UNWRITTEN = 1_000_000
"""A dead server may have sent events it had not written down: the ending comes after all of them."""


@dataclass
class Emulator:
    """The parts of one emulator; made by `living`, which also ends them."""

    config: EmulatorConfig
    clock: Clock
    store: Store
    lock: ServerLock
    shelf: Shelf
    think: Think = think
    cache: ImplicitCache = field(default_factory=ImplicitCache)

    def __post_init__(self) -> None:
        self.runs = Runs(self.store, self.clock, self.cache, self.think)
        self.faults = Faults(self.config.faults)

    @property
    def owner(self) -> str:
        """This server's name in the database."""
        return self.lock.owner

    @property
    def retention_s(self) -> float:
        """How long an interaction is kept."""
        return _RETENTION_DAYS[self.config.tier] * _DAY_S

    async def next_event(self, record: Record) -> int:
        """The number of the event that an interaction has not come to yet."""
        run = self.runs.get(record.id)
        return len(run.events) if run is not None else await self.store.call(self.store.next_event, record.id)

    async def tail(self, record: Record, first: int) -> AsyncIterator[tuple[int, Packed]]:
        """Events of a run that is over or that another server on this database is playing."""
        while True:
            now = await self.store.call(self.store.find, record.project, record.id, record.created)
            for number, packed in await self.store.call(self.store.events, record.id, first):
                yield number, packed
                first = number + 1
            if now is None or not now.running:
                return
            await asyncio.sleep(_LOOK_AGAIN_S)


@contextlib.asynccontextmanager
async def living(config: EmulatorConfig, clock: Clock, model: Think = think) -> AsyncIterator[Emulator]:
    """An emulator from its start to its end; runs that a dead server left behind are closed first."""
    with contextlib.ExitStack() as stack:
        db = config.db or stack.enter_context(tempfile.TemporaryDirectory(prefix="emulator-")) + "/emulator.db"
        store, lock, shelf = Store(db), ServerLock(db), Shelf(db)
        emulator = Emulator(config, clock, store, lock, shelf, model)
        _bury(emulator)
        store.purge(clock.timestamp())
        lock.sweep()
        beside = [asyncio.create_task(_save_often(emulator))]
        if model is think:
            beside.append(asyncio.create_task(_warm(emulator)))
        try:
            yield emulator
        finally:
            await emulator.runs.drain(config.linger_s, _QUIET_S)
            for task in beside:
                task.cancel()
            await emulator.runs.stop()
            store.close()
            shelf.close()
            lock.release()


def _bury(emulator: Emulator) -> None:
    """Close what servers that have died meanwhile left in flight."""
    for owner in emulator.store.owners():
        if emulator.lock.is_dead(owner):
            _fail(emulator, owner)


def _fail(emulator: Emulator, owner: str) -> None:
    """Runs of a dead server end as failed; the events it had written down stay readable."""
    for record in emulator.store.in_flight(owner):
        record.status, record.updated = "failed", emulator.clock.timestamp()
        record.extra["errors"] = [{"code": "service_unavailable", "message": "The server stopped while this was running."}]
        number = emulator.store.next_event(record.id) + _UNWRITTEN
        ending = sse.pack({"interaction": record.resource(None), "event_type": "interaction.completed"})
        emulator.store.finish(record, number, [ending])


async def _warm(emulator: Emulator) -> None:
    for wait, text in _WARM_UP:
        await asyncio.sleep(wait)
        emulator.runs.warm(Ask("", (), tuple(steps_of(text)), emulator.clock.now()))


async def _save_often(emulator: Emulator) -> None:
    while True:
        await asyncio.sleep(_SAVE_EVERY_S)
        try:
            await emulator.runs.save_progress()
            await _cancel_asked(emulator)
            await emulator.store.call(_bury, emulator)
        except sqlite3.Error:
            # A full or locked disk may recover; what a run has said is still in memory until its end.
            logger.exception("Could not save the progress of runs")


async def _cancel_asked(emulator: Emulator) -> None:
    """End runs that were cancelled through another server."""
    for identifier in await emulator.store.call(emulator.store.cancelled, emulator.owner):
        run = emulator.runs.get(identifier)
        if run is not None:
            await emulator.runs.cancel(run)
