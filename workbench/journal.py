"""Writing a run into the store while it goes on: events in batches, the turn when its id is known and at the end.

A store that fails never harms the run: the answer stays on the screen, a note says that it isn't saved, and it is saved
as soon as the store can be written again.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from workbench import turn as turns
from workbench.background import in_thread
from workbench.errors import problem_of
from workbench.records import Turn, WireEvent

if TYPE_CHECKING:
    from workbench.flight import Run

BATCH_S = 0.25
"""Events wait this long for company before they are written."""
AFTER_FAILURE_S = 3.0
"""A store that failed is left alone this long."""
PAUSES_S = (3.0, 10.0, 30.0, *[60.0] * 60)
"""An answer that ended while the store failed lies in memory only: after each of these it is tried again."""
NOT_SAVED = "This answer could not be saved: "

logger = logging.getLogger(__name__)


class Journal:
    """One run's writing. Use it on the run's event loop."""

    def __init__(self, store: Any, run: Run, first_seq: int = 0) -> None:
        self._store = store
        self._run = run
        self._seq = first_seq
        self._waiting: list[tuple[int, float, WireEvent]] = []
        self._save_due = False
        self._refused = False
        self._later: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()
        self._task = asyncio.create_task(self._write_along())

    def add(self, at_ms: float, event: WireEvent) -> None:
        """Keep an event."""
        self._waiting.append((self._seq, at_ms, event))
        self._seq += 1
        self._wake.set()

    def save_soon(self) -> None:
        """Write the turn itself with the next batch, which is due at once."""
        self._save_due = True
        self._wake.set()

    async def close(self) -> None:
        """Write everything that is left and the turn as it is now."""
        self._closing.set()
        self._wake.set()
        await self._task
        self._save_due = True
        if not await self._flush() and not self._refused:
            self._later = asyncio.create_task(self._save_later())

    async def _save_later(self) -> None:
        for pause in PAUSES_S:
            await asyncio.sleep(pause)
            if await self._flush() or self._refused:
                return

    async def _write_along(self) -> None:
        while not self._closing.is_set():
            await self._wake.wait()
            if not self._save_due:
                await self._pause(BATCH_S)
            self._wake.clear()
            if not self._closing.is_set() and not await self._flush():
                await self._pause(AFTER_FAILURE_S)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._closing.wait(), seconds)
        except TimeoutError:
            pass  # the ordinary end of a pause

    async def _flush(self) -> bool:
        batch, self._waiting = self._waiting, []
        due = self._save_due
        try:
            if batch:
                await in_thread(self._store.add_events, self._run.turn_id, batch)
                batch = []
            if due:
                self._save_due = False
                self._run.update(_untell)
                await in_thread(self._store.save_turn, self._run.snapshot())
        except Exception as error:
            logger.exception("Turn %s could not be saved", self._run.turn_id)
            self._waiting = batch + self._waiting
            self._save_due |= due
            self._tell(error)
            return False
        return True

    def _tell(self, error: Exception) -> None:
        problem = problem_of(error)
        self._refused = not problem["retryable"]
        sentence = f"{NOT_SAVED}{problem['message']} {problem['hint']}".strip()
        self._run.update(lambda turn: turns.note(turn, sentence))


def _untell(turn: Turn) -> None:
    turn["notes"] = [note for note in turn["notes"] if not note.startswith(NOT_SAVED)]
