"""Keeping what the server knows of an interaction before it forgets it, and telling how that differs from what was seen.

GET only; nothing is generated and nothing is billed.
"""

from __future__ import annotations

import copy
import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from workbench import key_marks, parked
from workbench.background import in_thread
from workbench.client import Client
from workbench.errors import Rejected, StepwiseError
from workbench.history import jobs, reach, retention, standby
from workbench.history.jobs import Job, Result
from workbench.records import ENDED, Turn, WireStep
from workbench.steps import text_of
from workbench.store import Store, Timeline
from workbench.store.preferences import now

EVERY_S = 600.0
"""How often automatic saving looks for what is about to expire."""
INPUTS = ("user_input", "function_result")

UNKNOWN = (
    "The server doesn't know it under this key, which may not be the one that made it.",
    "Connect with that one, or with a key of the same project, and try again; if you did, the server no longer has it.",
)
"""What a 404 says to a key that is not known to have made the interaction, and what to do."""

logger = logging.getLogger(__name__)


def save(store: Store, connect: reach.Connect, turn_ids: Iterable[str]) -> Job:
    """Save the full timelines of these turns, in the background."""
    there = store.chosen(turn_ids, now()).turn_ids
    job = Job(store.owner, "Save timelines", there, store.words)

    async def one(result: Result) -> Result:
        return await _save_one(store, connect, result)

    return jobs.start(job, one)


def differences(turn: Turn, timeline: Timeline) -> tuple[str, ...]:
    """How what the server says differs from what was seen while the answer came, in sentences; empty when it doesn't."""
    seen = [record["step"] for record in turn["steps"]]
    theirs = [step for step in timeline.steps if step.get("type") not in INPUTS]
    found = [*_counts(seen, theirs), *_texts(seen, theirs)]
    for name, label in (("status", "status"), ("usage", "usage"), ("model", "model")):
        here, there = turn[name], timeline.interaction.get(name)  # type: ignore[literal-required]
        if there is not None and here != there:
            found.append(f"The server tells another {label} than was seen.")
    return tuple(found)


def begin(store: Store, connect: Callable[[Turn], Any]) -> None:
    """Once per process: purge what was thrown away long ago, and save by itself what its owner asked for, in a thread."""
    parked.value("history_upkeep", lambda: _start(store, connect))


def tend(store: Store, connect: Callable[[Turn], Any]) -> int:
    """One round of upkeep for every owner; how many timelines were asked for."""
    store.everyone().purge_old()
    asked = 0
    for owner in store.owners_preferring(retention.AUTOSAVE, retention.ON):
        mine = store.for_user(owner)
        waiting = retention.ending(mine).unsaved
        asked += len(waiting)
        if waiting:
            job = save(mine, _lent_first(owner, connect), waiting)
            _rounds()[owner] = job
            job.wait()
        else:
            _rounds().pop(owner, None)
    return asked


def last_round(owner: str | None) -> Job | None:
    """The latest round of automatic saving that had something to do for this owner."""
    return _rounds().get(owner or "")


def _rounds() -> dict[str, Job]:
    rounds: dict[str, Job] = parked.value("history_rounds", dict)
    return rounds


def _lent_first(owner: str, connect: Callable[[Turn], Any]) -> Callable[[Turn], Any]:
    """The owner's own key where one was lent, else what the app has."""
    return lambda turn: standby.of(owner, turn) or connect(turn)


def _start(store: Store, connect: Callable[[Turn], Any]) -> threading.Event:
    stop = threading.Event()

    def work() -> None:
        while True:
            try:
                tend(store, connect)
            except StepwiseError:
                logger.exception("The upkeep of the history failed; it is tried again")
            if stop.wait(EVERY_S):
                return

    threading.Thread(target=work, name="stepwise-upkeep", daemon=True).start()
    return stop


async def _save_one(store: Store, connect: Callable[[Turn], Any], result: Result) -> Result:
    turn = await in_thread(store.turn, result.key)
    if turn is None or not turn["interaction_id"] or turn["request"].get("store") is False:
        return replace(result, state="skipped", note="The server never had it.")
    if turn["state"] not in ENDED:
        return replace(result, state="skipped", note="It is still running.")
    connection = await in_thread(connect, turn)
    if connection is None:
        return replace(result, state="failed", note="There is no key for the server that holds it.")
    try:
        interaction = await Client(connection).get(turn["interaction_id"], include_input=True)
    except Rejected as error:
        if error.problem["status"] != 404:
            raise
        if not key_marks.made_by(turn, connection):
            return replace(result, state="failed", note=" ".join(UNKNOWN))
        await in_thread(mark_gone, store, turn)
        return replace(result, state="failed", note="The server no longer has it.")
    await in_thread(store.save_timeline, turn["id"], interaction)
    kept = Timeline(turn["id"], now(), interaction)
    count = len(differences(turn, kept))
    told = "as it was seen" if not count else f"{count} difference{'s' if count > 1 else ''} from what was seen"
    return replace(result, state="done", note=f"{len(kept.steps)} steps saved, {told}.")


def mark_gone(store: Store, turn: Turn) -> None:
    """Remember that the server no longer has the turn's interaction."""
    changed = copy.deepcopy(turn)
    changed["gone"] = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    store.save_turn(changed)
    store.drop_leftovers([turn["interaction_id"] or ""])


def _counts(seen: Sequence[WireStep], theirs: Sequence[WireStep]) -> list[str]:
    kinds = dict.fromkeys(str(step.get("type")) for step in (*seen, *theirs))
    found = []
    for kind in kinds:
        here, there = (sum(step.get("type") == kind for step in steps) for steps in (seen, theirs))
        if here != there:
            found.append(f"{kind}: {here} seen, {there} on the server.")
    return found


def _texts(seen: Sequence[WireStep], theirs: Sequence[WireStep]) -> list[str]:
    here, there = ("".join(text_of(step) for step in steps if step.get("type") == "model_output") for steps in (seen, theirs))
    if here == there:
        return []
    if there.startswith(here):
        return [f"The server has {len(there) - len(here)} more characters of the answer."]
    if here.startswith(there):
        return [f"The server lacks {len(here) - len(there)} characters of the answer."]
    at = next((place for place, (a, b) in enumerate(zip(here, there, strict=False)) if a != b), 0)
    return [f"The answer on the server differs from character {at + 1} on."]
