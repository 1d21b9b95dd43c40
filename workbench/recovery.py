"""At the app's start: turns that a dead process left in flight are taken up again, or closed with what had come.

Turns of a living process are left alone (the store knows which processes live). Nothing is ever sent again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench import parked, request, run, turn
from workbench.errors import NotSent, StepwiseError, problem
from workbench.records import Turn
from workbench.research import record
from workbench.run import Run
from workbench.settings import Connection

if TYPE_CHECKING:
    from workbench.store import Store

INTERRUPTED = "interrupted"

logger = logging.getLogger(__name__)

Connect = Callable[[Turn], Connection | None]
"""Which connection may ask for a turn's interaction; None when there is none, for want of a key. May block."""


def begin(store: Store, connect: Connect) -> None:
    """Recover in a thread, once per process; returns at once."""
    parked.value("recovery", lambda: _start(store, connect))


def recover(store: Store, connect: Connect, jobs_only: bool = False) -> list[Run]:
    """Take up every orphan, or those that are research jobs; the runs that now follow or fetch theirs."""
    store.worker()
    runs = [_take_up(store, orphan, connect) for orphan in store.orphans() if record.is_job(orphan) or not jobs_only]
    return [one for one in runs if one is not None]


def fetch(store: Store, connection: Connection, turn_id: str) -> Run:
    """Ask the server what has become of a turn's interaction, for a turn that ended here before it did there."""
    old = store.turn(turn_id)
    if old is None or not old["interaction_id"]:
        raise NotSent(problem("nothing_to_fetch", "This turn has no interaction on the server.", "Retry sends it again."))
    again, count = _rebuilt(store, old)
    return run.start(again, connection, store, resume=True, first_seq=count)


def fetchable(old: Turn, connection: Connection) -> bool:
    """Whether this connection leads to the server that keeps the turn's interaction."""
    if not _kept(old) or old.get("gone") or not connection.api_key or old["offline"] != connection.offline:
        return False
    base = connection.base_url.rstrip("/") or request.GOOGLE
    return connection.offline or any(str(sent.get("url", "")).startswith(base) for sent in old["sent"])


def was_interrupted(old: Turn) -> bool:
    """Whether the app ended while this turn was answered, and no key was at hand to fetch the rest at the next start."""
    return old["problem"] is not None and old["problem"]["code"] == INTERRUPTED


def _start(store: Store, connect: Connect) -> threading.Thread:
    def work() -> None:
        try:
            recover(store, connect)
        except Exception:
            logger.exception("Turns of an earlier run of the app could not be recovered")

    thread = threading.Thread(target=work, name="stepwise-recovery", daemon=True)
    thread.start()
    return thread


def _take_up(store: Store, orphan: Turn, connect: Connect) -> Run | None:
    if run.find(orphan["id"]) is not None or _left_alone(orphan) or not store.claim(orphan["id"]):
        return None
    again, count = _rebuilt(store, orphan)
    connection = _connection(again, connect) if _kept(again) else None
    if connection is None:
        _close(store, again)
        return None
    turn.note(again, "The app had ended while this answer came; it was fetched from the server afterwards.")
    store.save_turn(again)
    return run.start(again, connection, store, resume=True, first_seq=count)


def _left_alone(orphan: Turn) -> bool:
    """True for a job that a person has detached from: it goes on unwatched until they come back."""
    job = record.of(orphan)
    return job is not None and job["mode"] == "detached"


def _rebuilt(store: Store, old: Turn) -> tuple[Turn, int]:
    """The turn as its kept events make it, in flight, and how many events there are."""
    events = store.events(old["id"])
    again = turn.as_of(old, events)
    again["interaction_id"] = again["interaction_id"] or old["interaction_id"]
    again["notes"] = list(dict.fromkeys([*old["notes"], *again["notes"]]))
    record.restored(again, events)
    again["state"], again["problem"] = "streaming", None  # what the server says now is what counts
    return again, len(events)


def _kept(again: Turn) -> bool:
    return bool(again["interaction_id"]) and again["request"].get("store") is not False


def _connection(again: Turn, connect: Connect) -> Connection | None:
    try:
        return connect(again)
    except StepwiseError as error:
        turn.note(again, error.problem["message"])
        return None


def _close(store: Store, again: Turn) -> None:
    message = "The app ended while this answer came. What had come is kept."
    again["problem"] = problem(INTERRUPTED, message, "Retry sends the same request again.", retryable=True)
    turn.finish(again, None)
    store.save_turn(again)
