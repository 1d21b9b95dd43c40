"""What one running emulator holds, in one place: config, clock, store, runs, cache."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from emulator import sse
from emulator.brain import think
from emulator.caching import ImplicitCache
from emulator.clock import Clock
from emulator.config import EmulatorConfig
from emulator.faults import Faults
from emulator.lock import ServerLock
from emulator.record import Record
from emulator.runs import Runs, Think
from emulator.store import Packed, Store

_DAY_S = 86_400.0
_RETENTION_DAYS = {"free": 1, "paid": 55}
_SAVE_EVERY_S = 0.5
_LOOK_AGAIN_S = 0.2
_UNWRITTEN = 1_000_000
"""A dead server may have sent events it had not written down: the ending comes after all of them."""


@dataclass
class Emulator:
    """The parts of one emulator; made by `living`, which also ends them."""

    config: EmulatorConfig
    clock: Clock
    store: Store
    lock: ServerLock
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
        store, lock = Store(db), ServerLock(db)
        emulator = Emulator(config, clock, store, lock, model)
        for owner in store.owners():
            if lock.is_dead(owner):
                _fail(emulator, owner)
        store.purge(clock.timestamp())
        lock.sweep()
        saver = asyncio.create_task(_save_often(emulator))
        try:
            yield emulator
        finally:
            saver.cancel()
            await emulator.runs.stop()
            store.close()
            lock.release()


def _fail(emulator: Emulator, owner: str) -> None:
    """Runs of a dead server end as failed, with what they had said so far."""
    for record in emulator.store.in_flight(owner):
        record.status, record.updated = "failed", emulator.clock.timestamp()
        record.extra["errors"] = [{"code": "service_unavailable", "message": "The server stopped while this was running."}]
        number = emulator.store.next_event(record.id) + _UNWRITTEN
        ending = sse.pack({"interaction": record.resource(None), "event_type": "interaction.completed"})
        emulator.store.save(record, number, [ending])


async def _save_often(emulator: Emulator) -> None:
    while True:
        await asyncio.sleep(_SAVE_EVERY_S)
        await emulator.runs.save_progress()
        for identifier in await emulator.store.call(emulator.store.cancelled, emulator.owner):
            run = emulator.runs.get(identifier)
            if run is not None:
                await emulator.runs.cancel(run)
