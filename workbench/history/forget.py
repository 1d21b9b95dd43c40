"""Deleting for good or for now: on this machine, on the server, or both; what runs is cancelled first.

What the server refuses to delete stays here and is listed with the reason. Nothing is deleted before `start`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from workbench import expiry, key_marks, run
from workbench.background import in_thread
from workbench.client import Client
from workbench.errors import Rejected, StepwiseError, problem
from workbench.history import jobs
from workbench.history.jobs import Job, Result
from workbench.history.reach import Connect
from workbench.history.rescue import UNKNOWN, mark_gone
from workbench.records import ENDED, Turn
from workbench.settings import Connection
from workbench.store import Chosen, LedgerFilter, Leftover, Store

Where = Literal["local", "server", "both"]
TRIES, LONGEST_WAIT_S, STOP_S = 3, 30.0, 10.0


@dataclass(frozen=True)
class Plan:
    """What would be deleted where, and what it would break; shown before anything happens."""

    turn_ids: tuple[str, ...]
    where: Where
    on_server: int
    """How many of them a server is asked to delete."""
    running: int
    """How many are cancelled first."""
    conversations: int
    breaks: str = ""
    """What will no longer work, in a sentence."""
    everything: bool = False
    bare: tuple[str, ...] = ()
    """Conversations without turns that go along when everything does."""


def plan(
    store: Store,
    where: Where,
    *,
    turn_ids: Iterable[str] = (),
    conversation_ids: Iterable[str] = (),
    filters: LedgerFilter | None = None,
    now: datetime | None = None,
) -> Plan:
    """Plan to delete these turns, these conversations, and what a filter finds: `LedgerFilter()` is everything."""
    wanted = [*turn_ids, *(turn_id for found in store.relations(conversation_ids) for turn_id in found)]
    if filters is not None:
        wanted += store.matching(filters)
    found = store.chosen(wanted, (now or datetime.now(UTC)).isoformat())
    everything = filters == LedgerFilter()
    return Plan(
        found.turn_ids,
        where,
        on_server=found.on_server if where != "local" else 0,
        running=found.running,
        conversations=len(found.conversation_ids),
        breaks="" if everything else _broken(store, found, where),
        everything=everything,
        bare=tuple(store.bare_conversations() if everything and where != "server" else ()),
    )


def start(store: Store, connect: Connect, what: Plan, for_good: bool = False) -> Job:
    """Carry the plan out. The job's outcome is the deletion that `store.restore` takes back, unless it is for good.

    When everything is forgotten for good, what was in the bin before and the copies of old upgrades go as well.
    """
    job = Job(store.owner, "Forget", what.turn_ids, store.words)
    gone: list[str] = []

    async def one(result: Result) -> Result:
        done = await _forget_one(store, connect, result, what.where)
        if done.state == "done":
            gone.append(result.key)
        return done

    async def last(done: Job) -> None:
        if what.where != "server":
            done.outcome = await in_thread(_let_go, store, gone, what, for_good)

    return jobs.start(job, one, last)


def _let_go(store: Store, gone: Sequence[str], what: Plan, for_good: bool) -> str:
    """Delete here; the name of the deletion while it can be taken back."""
    deletion = store.throw_away(gone, what.bare) if gone or what.bare else ""
    if not for_good:
        return deletion
    if deletion or what.everything:
        store.purge(None if what.everything else deletion)
    if what.everything:
        store.drop_copies()
    return ""


def retry(store: Store, connect: Connect, leftovers: Sequence[Leftover]) -> Job:
    """Try once more to delete what is left on a server."""
    known = {one.interaction_id: one for one in leftovers}
    names = {one.interaction_id: one.words for one in leftovers}
    job = Job(store.owner, "Try again", list(known), lambda _: names)

    async def one(result: Result) -> Result:
        turn_id = await in_thread(store.turn_of, known[result.key].interaction_id)
        turn = await in_thread(store.turn, turn_id) if turn_id else None
        if turn is None:
            return replace(result, state="failed", note="The turn that made it is no longer here, nor is its server known.")
        return replace(await _forget_one(store, connect, replace(result, key=turn["id"]), "server"), key=result.key)

    return jobs.start(job, one)


async def _forget_one(store: Store, connect: Connect, result: Result, where: Where) -> Result:
    stopped = await _stop(result.key)
    if where == "local":
        return replace(result, state="done", note=f"{'Stopped and deleted' if stopped else 'Deleted'} here.")
    turn = await in_thread(store.turn, result.key)
    if turn is None:
        return replace(result, state="skipped", note="It was deleted elsewhere meanwhile.")
    if not _on_server(turn, datetime.now(UTC), await in_thread(store.retention)):
        await in_thread(store.drop_leftovers, [turn["interaction_id"] or ""])
        note = "The server does not have it" + (" (its time was up)." if turn["interaction_id"] else ".")
        return replace(result, state="done" if where == "both" else "skipped", note=note)
    try:
        note = await _delete(await in_thread(connect, turn), turn)
    except StepwiseError as error:
        return await _left(store, result, turn, error)
    await in_thread(mark_gone, store, turn)
    return replace(result, state="done", note=note if not stopped else f"Stopped. {note}")


async def _stop(turn_id: str) -> bool:
    """End a turn in flight of this process, which cancels a background run on the server too; True when there was one."""
    flying = run.find(turn_id)
    if flying is None or flying.finished:
        return False
    flying.stop()
    await asyncio.to_thread(flying.wait, STOP_S)
    return True


async def _delete(connection: Connection, turn: Turn) -> str:
    client, interaction_id = Client(connection), turn["interaction_id"] or ""
    if turn["request"].get("background") and turn["state"] not in ENDED:
        await _cancel(client, interaction_id)
    for attempt in range(TRIES):
        try:
            await client.delete(interaction_id)
        except Rejected as error:
            if error.problem["status"] == 404:
                if key_marks.made_by(turn, connection):
                    return "The server no longer had it."
                raise Rejected(problem("not_found", *UNKNOWN, status=404)) from error
            if not error.problem["retryable"] or attempt == TRIES - 1:
                raise
            await asyncio.sleep(min(error.problem["wait_s"] or 2.0**attempt / 2, LONGEST_WAIT_S))
        else:
            break
    return "Deleted on the server."


async def _cancel(client: Client, interaction_id: str) -> None:
    try:
        await client.cancel(interaction_id)
    except Rejected:
        return  # it had ended by itself; deleting it is what counts


async def _left(store: Store, result: Result, turn: Turn, error: StepwiseError) -> Result:
    reason = f"{error.problem['message']} {error.problem['hint']}".strip()
    tried = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    background = bool(turn["request"].get("background"))
    left = Leftover(turn["interaction_id"] or "", result.words, reason, tried, turn["offline"], background)
    await in_thread(store.keep_leftovers, [left])
    return replace(result, state="failed", note=reason)


def _on_server(turn: Turn, now: datetime, retention: str) -> bool:
    """True when a server can be expected to hold the turn's interaction still."""
    until = expiry.expires(turn, retention)
    return until is not None and until > now and not turn.get("gone")


def _broken(store: Store, chosen: Chosen, where: Where) -> str:
    """What deleting these turns does to the turns of their conversations that stay."""
    picked = set(chosen.turn_ids)
    after = [number for parents in store.relations(chosen.conversation_ids) if (number := _after(parents, picked))]
    turns, conversations = sum(after), len(after)
    if not turns:
        return ""
    later = "1 later turn" if turns == 1 else f"{turns:,} later turns"
    spread = f" in {conversations:,} conversations" if conversations > 1 else ""
    server = "the server may refuse to go on from them, and their next prompt then sends every earlier step again"
    local = "they stay, but without what was said before, and what is sent again will lack it"
    effect = local if where == "local" else server if where == "server" else f"{local}; {server}"
    return f"{later}{spread} continue{'s' * (turns == 1)} from what is deleted: {effect}."


def _after(parents: Mapping[str, str | None], picked: Set[str]) -> int:
    """How many turns that were not picked come after one that was."""
    lost: set[str] = set()
    while True:
        before = len(lost)
        lost.update(one for one, parent in parents.items() if one not in picked and (parent in picked or parent in lost))
        if len(lost) == before:
            return before
