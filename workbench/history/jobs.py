"""Work on many interactions that goes on while pages come and go: a list of results that fills, a bell for nobody.

Each job runs on the background loop and is found again by its id, by its owner only. Keeps nothing on disk.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal
from uuid import uuid4

from workbench import background, parked
from workbench.errors import problem_of

ResultState = Literal["waiting", "working", "done", "skipped", "failed"]
AT_ONCE = 4
PORTION = 500
"""Keys whose names are looked up at once."""
SHOWN = 100
"""Results kept of the first ones, and of those that failed."""
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
Name = Callable[[Sequence[str]], Mapping[str, str]]
"""How a person recognises these keys. May block."""


class Job:
    """Interactions being worked on. What is said of it may be read from any thread.

    All are counted; results are kept of the first ones, of those under way, and of the first that failed.
    """

    def __init__(self, owner: str | None, title: str, keys: Sequence[str], name: Name) -> None:
        self.id, self.owner, self.title = uuid4().hex, owner, title
        self.outcome = ""
        """What a finished job leaves for the page, such as the name of a deletion that can be taken back."""
        self._keys, self._name = keys, name
        self._results = {result.key: result for result in self._named(keys[:SHOWN])}
        self._first = frozenset(self._results)
        self._counts: Counter[ResultState] = Counter({"waiting": len(keys)})
        self._ended = threading.Event()
        self._stopped = False

    def results(self) -> list[Result]:
        """The results that are kept, as they are now, in their first order."""
        return list(self._results.values())

    def count(self, *states: ResultState) -> int:
        """How many are in these states; in any, if none is named."""
        return sum(self._counts[state] for state in states) if states else len(self._keys)

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
        try:
            for start in range(0, len(self._keys), PORTION):
                waiting = iter(await background.in_thread(self._named, self._keys[start : start + PORTION]))
                await asyncio.gather(*(self._some(waiting, work) for _ in range(AT_ONCE)))
            if last is not None:
                await last(self)
        finally:
            self._ended.set()

    async def _some(self, waiting: Iterator[Result], work: Work) -> None:
        """Take one after the other from what waits."""
        for given in waiting:
            await self._one(given, work)
            await asyncio.sleep(0)  # the loop serves running answers too

    async def _one(self, given: Result, work: Work) -> None:
        if self._stopped:
            self._note("waiting", replace(given, state="skipped", note="Stopped before its turn came."))
            return
        self._note("waiting", replace(given, state="working"))
        try:
            done = await work(given)
        except Exception as error:  # noqa: BLE001 - told in the result; the others go on
            problem = problem_of(error)
            done = replace(given, state="failed", note=f"{problem['message']} {problem['hint']}".strip())
        self._note("working", done)

    def _note(self, before: ResultState, now: Result) -> None:
        self._counts[before] -= 1
        self._counts[now.state] += 1
        told = now.state == "working" or (now.state == "failed" and self._counts["failed"] <= SHOWN)
        if told or now.key in self._first:
            self._results[now.key] = now
        else:
            self._results.pop(now.key, None)

    def _named(self, keys: Sequence[str]) -> list[Result]:
        words = self._name(keys)
        return [Result(key, words.get(key, key)) for key in keys]


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
