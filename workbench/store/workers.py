"""Which process runs which turn, so that turns of a dead one can be told from those of a living one."""

from __future__ import annotations

import os
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from sqlalchemy import delete, select, update

from workbench.records import ENDED, Turn
from workbench.store.errors import StoreError
from workbench.store.schema import turns, workers
from workbench.store.transfer import Transfer

BEAT_S = 15.0
DEAD_AFTER_S = 60.0


class Workers(Transfer):
    """The part of the store that knows processes."""

    def worker(self) -> str:
        """Register this process, once; from now on it is named on turns in flight and a heartbeat keeps it alive."""
        with self._writing:
            if self.worker_id is not None:
                return self.worker_id
            found = uuid4().hex
            row = {"id": found, "place": _place(), "process": _process(os.getpid()), "beat": time.time()}
            with self._write() as connection:
                connection.execute(workers.insert().values(row))
            self._here.worker_id, self._here.stop = found, threading.Event()
        keeper = self.everyone()
        threading.Thread(target=keeper._keep_beating, args=(self._here.stop,), daemon=True, name="stepwise-heartbeat").start()
        return found

    def beat(self) -> None:
        """Say that this process still lives."""
        with self._write() as connection:
            connection.execute(update(workers).where(workers.c.id == self.worker_id).values(beat=time.time()))

    def close(self) -> None:
        """Lets go of every connection; turns still in flight count as orphans from now on."""
        if self._here.stop is not None:
            self._here.stop.set()
            with self._write() as connection:
                connection.execute(delete(workers).where(workers.c.id == self.worker_id))
            self._here.worker_id = self._here.stop = None
        super().close()

    def orphans(self) -> list[Turn]:
        """Turns in flight whose process is dead, oldest first. Those of a living process are left alone."""
        living = self._living()
        flying = turns.c.state.not_in(sorted(ENDED))
        with self._read() as connection:
            query = select(turns.c.id, turns.c.worker).where(flying, self._mine(turns)).order_by(turns.c.created)
            ids = [turn_id for turn_id, worker in connection.execute(query) if worker not in living]
        return self.turns(ids)

    def claim(self, turn_id: str) -> bool:
        """Take a turn over from a dead process, or from none; False when a living one has it, or was quicker."""
        me, living = self.worker(), self._living()
        here = (turns.c.id == turn_id) & self._mine(turns)
        with self._write() as connection:
            before = connection.execute(select(turns.c.worker).where(here)).scalar()
            if before is not None and before != me and before in living:
                return False
            same = turns.c.worker.is_(None) if before is None else turns.c.worker == before
            return bool(connection.execute(update(turns).where(here & same).values(worker=me)).rowcount)

    def _living(self) -> set[str]:
        with self._read() as connection:
            rows = [Process(*row) for row in connection.execute(select(workers))]
        return {row.id for row in rows if row.id == self.worker_id or row.lives(time.time())}

    def _keep_beating(self, stop: threading.Event) -> None:
        while not stop.wait(BEAT_S):
            try:
                self.beat()
            except StoreError:
                continue  # a full or locked disk now may be a working one at the next beat


@dataclass(frozen=True)
class Process:
    """A row of `workers`."""

    id: str
    place: str
    process: str
    beat: float

    def lives(self, now: float) -> bool:
        """On this machine the process itself tells; elsewhere only its heartbeat does."""
        if self.place == _place() and self.process:
            return _process(int(self.process.split(":")[0])) == self.process
        return now - self.beat < DEAD_AFTER_S


def _place() -> str:
    boot = Path("/proc/sys/kernel/random/boot_id")
    return f"{socket.gethostname()}/{boot.read_text().strip() if boot.exists() else ''}"


def _process(pid: int) -> str:
    """The process id with its start time; empty where the system doesn't tell, or when there is no such process."""
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return ""
    return f"{pid}:{after_name[19]}"
