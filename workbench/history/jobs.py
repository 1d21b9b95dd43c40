"""Work on many interactions that goes on while pages come and go: a list of results that fills, a bell for nobody.

Each job runs on the background loop and is found again by its id, by its owner only. Keeps nothing on disk.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import uuid4

from workbench import background, parked
from workbench.errors import problem_of

ResultState = Literal["waiting", "working", "done", "skipped", "failed"]
AT_ONCE = 4
KEPT = 32
"""Jobs that stay findable."""


@dataclass(frozen=True)
class Result:
    """What became of one interaction."""

    key: str
    """The turn's id, or the interaction's when no turn is left."""
    words: str
    """How a person recognises it."""
    state: ResultState = "waiting"
    note: str = ""
    """What was done, or why it could not be."""


Work = Callable[[Result], Awaitable[Result]]


class Job:
    """A list of interactions being worked on. `results` may be read from any thread."""

    def __init__(self, owner: str | None, title: str, results: Sequence[Result]) -> None:
        self.id, self.owner, self.title = uuid4().hex, owner, title
        self.outcome = ""
        """What a finished job leaves for the page, such as the name of a deletion that can be taken back."""
        self._results = {result.key: result for result in results}
        self._ended = threading.Event()
        self._stopped = False

    def results(self) -> list[Result]:
        """The results as they are now, in their first order."""
        return list(self._results.values())

    def count(self, *states: ResultState) -> int:
        """How many are in these states."""
        return sum(result.state in states for result in self.results())

    @property
    def finished(self) -> bool:
        """True when nothing more will change."""
        return self._ended.is_set()

    def stop(self) -> None:
        """Begin no further one; what was begun is finished."""
        self._stopped = True

    def wait(self, timeout: float | None = None) -> bool:
        """Block until the job has ended; False when the time is over first."""
        return self._ended.wait(timeout)

    async def carry_out(self, work: Work, last: Callable[[Job], Awaitable[None]] | None = None) -> None:
        """Work on all of them, a few at once; `last` runs after the last one."""
        gate = asyncio.Semaphore(AT_ONCE)
        try:
            await asyncio.gather(*(self._one(key, work, gate) for key in list(self._results)))
            if last is not None:
                await last(self)
        finally:
            self._ended.set()

    async def _one(self, key: str, work: Work, gate: asyncio.Semaphore) -> None:
        async with gate:
            given = self._results[key]
            if self._stopped:
                self._results[key] = replace(given, state="skipped", note="Stopped before its turn came.")
                return
            self._results[key] = replace(given, state="working")
            try:
                self._results[key] = await work(given)
            except Exception as error:  # noqa: BLE001 - told in the result; the others go on
                problem = problem_of(error)
                self._results[key] = replace(given, state="failed", note=f"{problem['message']} {problem['hint']}".strip())


def start(job: Job, work: Work, last: Callable[[Job], Awaitable[None]] | None = None) -> Job:
    """Carry the job out on the background loop; returns at once."""
    jobs = _jobs()
    jobs[job.id] = job
    while len(jobs) > KEPT:
        jobs.popitem(last=False)
    background.submit(job.carry_out(work, last))
    return job


def find(job_id: str, owner: str | None) -> Job | None:
    """A job by its id, for its owner only."""
    found = _jobs().get(job_id)
    return found if found is not None and found.owner == owner else None


def _jobs() -> OrderedDict[str, Job]:
    jobs: OrderedDict[str, Job] = parked.value("history_jobs", OrderedDict)
    return jobs
