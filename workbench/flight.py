"""A turn in flight: what a screen may watch and stop, from any thread, at any time, in any number.

The work itself is a task on the background loop (workbench.worker). Watching never influences it; a screen that goes
away loses nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import secrets
import threading
from collections.abc import Callable
from contextlib import suppress

from workbench import steps
from workbench.records import Turn

Listener = Callable[[], None]
logger = logging.getLogger(__name__)


class Run:
    """One turn in flight. Everything but `update`, `followed_by` and `end` (the worker's) may be called from any thread."""

    def __init__(self, turn: Turn) -> None:
        self.turn_id = turn["id"]
        self.bell = secrets.token_urlsafe(24)
        """An unguessable name under which a browser may ask for news of this run."""
        self.stopping = False
        self.detaching = False
        """True when `stop` shall end the watching only: the run on the server goes on."""
        self.next_id: str | None = None
        """The turn that took this one's function results on, once there is one."""
        self._turn = turn
        self._version = 0
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._left = threading.Event()
        self._listeners: dict[int, Listener] = {}
        self._numbers = itertools.count()
        self._cancel: Callable[[], object] = lambda: None

    @property
    def version(self) -> int:
        """Grows with every change; equal versions mean equal snapshots."""
        return self._version

    @property
    def steps(self) -> int:
        """How many steps have begun."""
        return len(self._turn["steps"])

    @property
    def about_to_speak(self) -> bool:
        """True while the newest thing in the answer is none of its words: no step, an empty one, or a thought."""
        return steps.about_to_speak(self._turn["steps"])

    @property
    def finished(self) -> bool:
        """True when nothing will change any more and the store has the turn (or has refused it)."""
        return self._ended.is_set()

    def snapshot(self) -> Turn:
        """The turn as of now: closed steps shared (they never change again), everything else copied."""
        with self._lock:
            return _copy(self._turn)

    def wait_until_sent(self, timeout: float) -> bool:
        """Block until the request has left, or for `timeout` seconds; whether it has (or the run is over).

        A screen that draws at once competes with the sending for the interpreter; waiting these milliseconds is quicker.
        """
        return self._left.wait(timeout)

    def sent(self) -> None:
        """The request has left; the worker's."""
        self._left.set()

    def wait(self, timeout: float | None = None) -> bool:
        """Block until the run is finished; False when the time is over first."""
        return self._ended.wait(timeout)

    def stop(self) -> None:
        """End the run, keeping what came. Returns at once; a background interaction is cancelled on the server too."""
        if self.stopping or self.finished:
            return
        self.stopping = True
        self._cancel()

    def listen(self, callback: Listener) -> Listener:
        """Call `callback` on the loop's thread at each change; it must be quick. Returns a function that ends that."""
        number = next(self._numbers)
        self._listeners[number] = callback
        return lambda: _forget(self._listeners, number)

    def cancelled_by(self, cancel: Callable[[], object]) -> None:
        """Set what `stop` calls; a stop that came earlier takes effect now."""
        self._cancel = cancel
        if self.stopping:
            cancel()

    def update(self, change: Callable[[Turn], None]) -> None:
        """Change the turn and tell the listeners; the worker's."""
        with self._lock:
            change(self._turn)
            self._version += 1
        self._ring()

    def followed_by(self, turn_id: str) -> None:
        """This turn's function results went out with another turn; the worker's."""
        self.next_id = turn_id
        self.update(lambda turn: None)

    def end(self) -> None:
        """Nothing more will change; the worker's last word."""
        self._ended.set()
        self._left.set()
        self._version += 1
        self._ring()

    def _ring(self) -> None:
        for number, callback in list(self._listeners.items()):
            try:
                callback()
            except Exception:
                logger.exception("A listener of turn %s failed and is not called again", self.turn_id)
                _forget(self._listeners, number)


async def wait_newer(run: Run, version: int, timeout: float) -> int:  # noqa: ASYNC109 - the wait is the point here
    """Wait, on whatever event loop this is, for a version above `version` or the run's end; the version then.

    After `timeout` seconds the unchanged version comes back.
    """
    loop = asyncio.get_running_loop()
    news = asyncio.Event()

    def ring() -> None:
        with suppress(RuntimeError):  # that loop is closed: nobody waits any more
            loop.call_soon_threadsafe(news.set)

    unlisten = run.listen(ring)
    try:
        if run.version <= version and not run.finished:
            await asyncio.wait_for(news.wait(), timeout)
    except TimeoutError:
        pass  # no news is the answer then
    finally:
        unlisten()
    return run.version


def _forget(listeners: dict[int, Listener], number: int) -> None:
    listeners.pop(number, None)


def _copy(turn: Turn) -> Turn:
    copied = Turn(
        **{
            **turn,
            "steps": [steps.copy_record(record) for record in turn["steps"]],
            "timings": {**turn["timings"]},
            "sent": [dict(record) for record in turn["sent"]],
            "notes": list(turn["notes"]),
            "usage": dict(turn["usage"]) if turn["usage"] is not None else None,
        }
    )
    if "calls" in turn:
        copied["calls"] = {call_id: {**call} for call_id, call in turn["calls"].items()}
    return copied
