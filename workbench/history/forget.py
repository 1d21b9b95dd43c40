"""Deleting for good or for now: on this machine, on the server, or both; what runs is cancelled first.

What the server refuses to delete stays here and is listed with the reason. Nothing is deleted before `start`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from workbench import expiry, run
from workbench.background import in_thread
from workbench.client import Client
from workbench.conversation import Tree
from workbench.errors import Rejected, StepwiseError
from workbench.history import jobs
from workbench.history.jobs import Job, Result
from workbench.history.reach import Connect
from workbench.history.rescue import mark_gone
from workbench.records import ENDED, Turn
from workbench.settings import Connection
from workbench.store import LedgerFilter, Leftover, Store

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
    breaks: tuple[str, ...] = ()
    """What will no longer work, in sentences."""
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
    chosen = dict.fromkeys(turn_ids)
    for conversation_id in conversation_ids:
        chosen.update(dict.fromkeys(node.id for node in store.skeleton(conversation_id)))
    if filters is not None:
        chosen.update(dict.fromkeys(store.matching(filters)))
    rows, moment = store.rows(list(chosen)), (now or datetime.now(UTC)).isoformat()
    touched = dict.fromkeys(row.conversation_id for row in rows)
    held = sum(row.stored and bool(row.expires) and (row.expires or "") > moment and not row.gone for row in rows)
    running = sum(row.state not in ENDED for row in rows)
    everything = filters == LedgerFilter()
    broken = [] if everything else [_broken(store, one, set(chosen), where) for one in touched]
    breaks = tuple(dict.fromkeys(sentence for sentence in broken if sentence))
    asked, bare = (held if where != "local" else 0), tuple(store.bare_conversations() if everything and where != "server" else ())
    return Plan(tuple(row.id for row in rows), where, asked, running, len(touched), breaks, everything, bare)


def start(store: Store, connect: Connect, what: Plan, for_good: bool = False) -> Job:
    """Carry the plan out. The job's outcome is the deletion that `store.restore` takes back, unless it is for good.

    When everything is forgotten for good, what was in the bin before and the copies of old upgrades go as well.
    """
    rows = store.rows(what.turn_ids)
    job = Job(store.owner, "Forget", [Result(row.id, row.words or row.interaction_id or row.id) for row in rows])

    async def one(result: Result) -> Result:
        return await _forget_one(store, connect, result, what.where)

    async def last(done: Job) -> None:
        gone = [result.key for result in done.results() if result.state == "done"]
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
    job = Job(store.owner, "Try again", [Result(one.interaction_id, one.words) for one in leftovers])

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
                return "The server no longer had it."
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


def _broken(store: Store, conversation_id: str, chosen: set[str], where: Where) -> str:
    """What deleting these turns does to the turns of a conversation that stay."""
    nodes = store.skeleton(conversation_id)
    tree = Tree(nodes)
    after: set[str] = set()
    for node in nodes:
        path = tree.path(node.id)
        if node.id not in chosen and not chosen.isdisjoint(path):
            after.add(node.id)
    if not after:
        return ""
    turns = "1 later turn continues" if len(after) == 1 else f"{len(after)} later turns continue"
    server = "the server may refuse to go on from them, and their next prompt then sends every earlier step again"
    local = "they stay, but without what was said before, and what is sent again will lack it"
    effect = local if where == "local" else server if where == "server" else f"{local}; {server}"
    return f"{turns} from what is deleted: {effect}."
