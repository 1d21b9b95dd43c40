"""A comparison in flight: lanes at once or in turn, each turn an ordinary turn in the store. Watching it never influences it.

A turn that fails is kept, and the lane goes on from its last good turn. One lane's trouble never ends another lane.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench import background
from workbench import run as runs
from workbench.answer import answer_text
from workbench.compare import checks, journey
from workbench.compare.keeping import Keeper
from workbench.compare.measure import measure
from workbench.compare.model import Lane
from workbench.compare.results import SETTLED, Comparison, Outcome, OutcomeState, Progress
from workbench.errors import StepwiseError, problem_of
from workbench.flight import Run
from workbench.records import Turn
from workbench.settings import Connection

if TYPE_CHECKING:
    from workbench.store import Store

STATES: dict[str, OutcomeState] = {"done": "done", "needs_action": "failed", "failed": "failed", "stopped": "stopped"}
"""What a turn's final state makes of its outcome."""
WAITS = "A function call waits for a person, and a comparison goes on without one. Let it run by itself, or leave it out."

logger = logging.getLogger(__name__)


class Comparing:
    """A comparison while it runs, and for a while after. Everything public may be called from any thread.

    `version`, `finished` and `listen` are like those of a Run, for changes of its outcomes; each turn in flight has a Run of
    its own.
    """

    def __init__(self, comparison: Comparison, store: Store, connection: Connection) -> None:
        self.id = comparison.id
        self._now = comparison
        self._store, self._connection = store, connection
        self._keeper = Keeper(store)
        self._lock = threading.Lock()
        self._version = 0
        self._ended = threading.Event()
        self._stopped: set[str] = set()
        self._runs: dict[str, Run] = {}
        self._listeners: dict[int, Callable[[], None]] = {}
        self._numbers = itertools.count()
        self._began = time.monotonic()

    @property
    def version(self) -> int:
        """Grows whenever an outcome changes."""
        return self._version

    @property
    def finished(self) -> bool:
        """True when nothing will change any more and the store has it."""
        return self._ended.is_set()

    def snapshot(self) -> Comparison:
        """The comparison as of now."""
        return self._now

    def run_of(self, lane_id: str) -> Run | None:
        """The lane's turn in flight, or its last one; None before its first."""
        return self._runs.get(lane_id)

    def stop(self, lane_id: str | None = None) -> None:
        """Stop one lane, or all. What came is kept; what is left is skipped. Returns at once."""
        lanes = {lane_id} if lane_id else {lane.id for lane in self._now.lanes}
        self._stopped |= lanes
        for found in lanes:
            if (run := self._runs.get(found)) is not None:
                run.stop()

    def is_stopped(self, lane_id: str) -> bool:
        """True when somebody has stopped this lane."""
        return lane_id in self._stopped

    def hold_against(self, lane_id: str) -> None:
        """Make another lane the baseline."""
        with self._lock:
            self._now = replace(self._now, plan=self._now.plan.with_baseline(lane_id))
        self._tell()

    def progress(self) -> Progress:
        """How far it is, and how long the rest should take at the pace so far."""
        now = self._now
        done = sum(outcome.state in SETTLED for outcome in now.outcomes)
        elapsed = time.monotonic() - self._began
        left = elapsed / done * (len(now.outcomes) - done) if done else None
        return Progress(done, len(now.outcomes), elapsed, 0.0 if self.finished else left)

    def listen(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` at each change, on the loop's thread; it must be quick. Returns a function that ends that."""
        number = next(self._numbers)
        self._listeners[number] = callback
        return lambda: _forget(self._listeners, number)

    def wait(self, timeout: float | None = None) -> bool:
        """Block until it is finished; False when the time is over first."""
        return self._ended.wait(timeout)

    async def carry_out(self) -> None:
        """All of it, on the background loop; ends with the comparison saved and finished, whatever happens."""
        try:
            for repeat in range(self._now.plan.repeats):
                await self._repeat(repeat)
        finally:
            everything = all(self.is_stopped(lane.id) for lane in self._now.lanes)
            self._now = replace(self._now, state="stopped" if everything else "done")
            await self._keeper.close(self._now)
            self._ended.set()
            self._tell()

    async def _repeat(self, repeat: int) -> None:
        lanes = ordered(self._now.lanes, repeat)
        if self._now.plan.order == "parallel":
            await asyncio.gather(*(self._lane(lane, repeat) for lane in lanes))
            return
        for lane in lanes:
            await self._lane(lane, repeat)

    async def _lane(self, lane: Lane, repeat: int) -> None:
        """One lane's conversation. Nothing that goes wrong in it leaves it: what it could not answer has failed."""
        try:
            await self._conversation(lane, repeat)
        except StepwiseError as error:
            self._give_up(lane, repeat, error)
        except Exception as error:
            logger.exception("A lane of comparison %s could not be carried out", self.id)
            self._give_up(lane, repeat, error)

    def _give_up(self, lane: Lane, repeat: int, error: Exception) -> None:
        for outcome in self._now.of(lane.id, repeat):
            if outcome.state not in SETTLED:
                self._put(replace(outcome, state="failed", problem=_words(error)))

    async def _conversation(self, lane: Lane, repeat: int) -> None:
        good: Outcome | None = None
        async with journey.opened(self._store, self._connection, self._now, lane) as way:
            for index in range(len(self._now.plan.script.prompts)):
                here = Outcome(lane.id, repeat, index)
                if self.is_stopped(lane.id):
                    self._put(replace(here, state="skipped"))
                    continue
                outcome = await self._outcome(way, here, good)
                good = outcome if outcome.state == "done" else good
                self._put(outcome)

    async def _outcome(self, way: journey.Way, here: Outcome, good: Outcome | None) -> Outcome:
        try:
            run: Run | None = await way.send(here.index, good.turn_id if good else None)
            turns: list[Turn] = []
            while run is not None:
                self._runs[here.lane_id] = run
                here = replace(here, state="running", turn_id=run.turn_id, earlier=tuple(turn["id"] for turn in turns))
                self._put(here)
                if self.is_stopped(here.lane_id):
                    run.stop()
                await _ended(run)
                turns.append(run.snapshot())
                run = runs.find(run.next_id) if run.next_id else None
            return await self._settled(here, turns, good)
        except StepwiseError as error:
            return replace(here, state="failed", problem=_words(error))
        except Exception as error:
            logger.exception("A turn of comparison %s could not be carried out", self.id)
            return replace(here, state="failed", problem=_words(error))

    async def _settled(self, here: Outcome, turns: list[Turn], good: Outcome | None) -> Outcome:
        turn, answer = turns[-1], "".join(answer_text(turn) for turn in turns)
        state = STATES.get(turn["state"], "failed")
        expected = self._now.plan.script.prompts[here.index].check
        judged = await background.in_thread(checks.run, expected, answer) if expected and state == "done" else None
        figures = measure(*turns, before=good.measure if good else None)
        problem = turn["problem"]["message"] if turn["problem"] else WAITS if turn["state"] == "needs_action" else ""
        return replace(here, state=state, measure=figures, answer=answer, problem=problem, check=judged)

    def _put(self, outcome: Outcome) -> None:
        with self._lock:
            self._now = self._now.with_outcome(outcome)
        self._keeper.save_soon(self._now)
        self._tell()

    def _tell(self) -> None:
        self._version += 1
        for number, callback in list(self._listeners.items()):
            try:
                callback()
            except Exception:
                logger.exception("A listener of comparison %s failed and is not called again", self.id)
                _forget(self._listeners, number)


def ordered(lanes: Sequence[Lane], repeat: int) -> list[Lane]:
    """The lanes in the order of this repeat: every other one backwards, so that no lane is always the first."""
    return list(lanes) if repeat % 2 == 0 else list(reversed(lanes))


async def _ended(run: Run) -> None:
    """Wait for a run's end, without waking at each of its changes."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def ring() -> None:
        if run.finished:
            loop.call_soon_threadsafe(over.set)

    unlisten = run.listen(ring)
    try:
        if not run.finished:
            await over.wait()
    finally:
        unlisten()


def _forget(listeners: dict[int, Callable[[], None]], number: int) -> None:
    listeners.pop(number, None)


def _words(error: Exception) -> str:
    what = problem_of(error)
    return f"{what['message']} {what['hint']}".strip()
