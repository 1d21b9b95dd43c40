"""What a person does to research: start it, comment on a plan, approve it, resume, recover, detach, cancel; and the list.

A research is a conversation: plan after plan, then the report, then questions about it, each linked to the one before.
The turn is in the store before the first byte is sent; one process at a time watches it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench import background, recovery, request, run, turn
from workbench.client import Client
from workbench.errors import NotSent, StepwiseError, problem
from workbench.records import ENDED, JobMode, Turn
from workbench.research import brief as briefs
from workbench.research import news, plans, record
from workbench.research.brief import Brief
from workbench.research.record import Kind
from workbench.run import Run
from workbench.settings import Connection, Prompt
from workbench.store.conditions import LedgerFilter

if TYPE_CHECKING:
    from workbench.store import Store

PAGE = "research"
GO_AHEAD = "Go ahead with this plan."
CANCEL_S = 10.0


@dataclass(frozen=True)
class Listed:
    """One research in the list, by its newest job."""

    conversation_id: str
    title: str
    turn: Turn
    watched: bool


def start(store: Store, connection: Connection, brief: Brief) -> Run:
    """Begin a research, with a plan or straight away."""
    made = briefs.body(brief, brief.prompt(), None, brief.plans)
    kind: Kind = "plan" if brief.plans else "report"
    conversation_id = store.new_conversation(title_of(brief.text))
    return _launch(store, connection, brief, brief.prompt(), made, conversation_id, None, kind)


def revise(store: Store, connection: Connection, plan_id: str, comment: str, steps: Sequence[str] = ()) -> Run:
    """Send a plan back with a comment, an edited list of steps, or both; the answer is the next plan."""
    words = Prompt(plans.instruction(steps, comment))
    if not words.text.strip():
        raise NotSent(problem("no_comment", "Say what should change, or edit a step.", ""))
    return _go_on(store, connection, plan_id, words, "plan")


def approve(store: Store, connection: Connection, plan_id: str, steps: Sequence[str] = (), comment: str = "") -> Run:
    """Carry a plan out, with last changes if there are any: the same agent, linked to the plan, with planning off."""
    words = plans.instruction(steps, comment)
    return _go_on(store, connection, plan_id, Prompt(f"{words}\n\n{GO_AHEAD}" if words else GO_AHEAD), "report")


def skip_plan(store: Store, connection: Connection, plan_id: str) -> Run:
    """Run at once, without waiting for a plan that is still being made; a revision's wishes go along."""
    old = _existing(store, plan_id)
    _same_server(old, connection)
    running = run.find(plan_id)
    if running is not None and not running.finished:
        running.update(record.see)  # whoever skips it needs no news of its end
        running.stop()
    before = old["previous_interaction_id"]
    text = f"{_text(old)}\n\n{GO_AHEAD}" if before else _text(old)
    words = Prompt(text, tuple(item for item in old["prompt"] if item.get("type") != "text"))
    made = briefs.body(_brief_of(old), words, before, False)
    return _launch(store, connection, _brief_of(old), words, made, old["conversation_id"], old["parent_id"], "report")


def resume(store: Store, connection: Connection, turn_id: str) -> Run:
    """Watch a job again, from its last event on."""
    return _watch(store, connection, turn_id, "following")


def recover(store: Store, connection: Connection, turn_id: str) -> Run:
    """Look once what has become of a job, with a single GET."""
    return _watch(store, connection, turn_id, "recovering")


def again(store: Store, connection: Connection, turn_id: str) -> Run:
    """Start a job that came to nothing once more, with exactly the same request."""
    old = _existing(store, turn_id)
    _same_server(old, connection)
    job, brief = record.of(old) or record.new("report"), _brief_of(old)
    words = Prompt(_text(old), tuple(item for item in old["prompt"] if item.get("type") != "text"))
    return _launch(store, connection, brief, words, dict(old["request"]), old["conversation_id"], old["parent_id"], job["kind"])


def detach(turn_id: str) -> None:
    """Stop watching; the job goes on where it runs."""
    running = run.find(turn_id)
    if running is not None and not running.finished:
        running.detaching = True
        running.stop()


def cancel(store: Store, connection: Connection, turn_id: str) -> str:
    """End a job on the server, watched or not. In words: what came of it; empty while a run here tells it itself."""
    running = run.find(turn_id)
    if running is not None and not running.finished and not running.detaching:
        running.stop()
        return ""
    old = _existing(store, turn_id)
    _same_server(old, connection)
    if not old["interaction_id"]:
        raise NotSent(problem("nothing_to_cancel", "The service never named this job, so there is nothing to cancel.", ""))
    try:
        answer = background.call(_cancel(connection, old["interaction_id"]), CANCEL_S)
    except (StepwiseError, TimeoutError) as error:
        _look_once(store, connection, turn_id)
        return f"Cancelling failed: {str(error) or 'nobody answered'}"
    _look_once(store, connection, turn_id)
    return f"Cancelled on the server; its status is {answer}."


def as_kept(store: Store, kept: Turn) -> Turn:
    """A job that isn't followed here, as far as the events that whoever follows it has kept."""
    events = store.events(kept["id"])
    seen = turn.as_of(kept, events)
    record.restored(seen, events)
    seen |= {"state": kept["state"], "problem": kept["problem"], "interaction_id": kept["interaction_id"]}
    return seen


def listed(store: Store, limit: int = 50) -> list[Listed]:
    """The researches, newest first, each with its newest job."""
    found: dict[str, Listed] = {}
    rows = store.ledger(limit * 4, 0, LedgerFilter(pages=(PAGE,))).rows
    newest = {row.conversation_id: row for row in reversed(rows) if row.agent or not row.previous_interaction_id}
    turns = {one["id"]: one for one in store.turns([row.id for row in newest.values()])}
    for row in sorted(newest.values(), key=lambda row: row.created, reverse=True)[:limit]:
        if row.id in turns:
            found[row.conversation_id] = Listed(row.conversation_id, row.title, *current(turns[row.id]))
    return list(found.values())


def current(kept: Turn) -> tuple[Turn, bool]:
    """A job as of now, and whether this process watches it."""
    running = run.find(kept["id"])
    if running is None or running.finished:
        return kept, False
    return running.snapshot(), True


def mark_seen(store: Store, ended: Turn) -> bool:
    """A person has looked at the end of a job; True when that is the first time."""
    job = record.of(ended)
    news.seen([ended["id"]])
    if job is not None and ended["state"] in ENDED and not job["seen"]:
        store.save_turn({**ended, "job": {**job, "seen": True}})
        return True
    return False


def title_of(text: str) -> str:
    """A brief as a title."""
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:69].rsplit(' ', 1)[0]}…"


def _go_on(store: Store, connection: Connection, plan_id: str, words: Prompt, kind: Kind) -> Run:
    plan = _existing(store, plan_id)
    _same_server(plan, connection)
    if not plan["interaction_id"]:
        raise NotSent(problem("no_plan", "This plan isn't on the server, so nothing can go on from it.", "Start the brief anew."))
    brief = _brief_of(plan)
    made = briefs.body(brief, words, plan["interaction_id"], kind == "plan")
    return _launch(store, connection, brief, words, made, plan["conversation_id"], plan_id, kind)


def _launch(
    store: Store, connection: Connection, brief: Brief, words: Prompt, body: dict[str, object], conversation_id: str,
    parent_id: str | None, kind: Kind,
) -> Run:  # fmt: skip
    made = turn.new_turn(
        conversation_id=conversation_id, prompt=words.content(), settings=brief.settings(), connection=connection,
        request=body, parent_id=parent_id, page=PAGE,
    )  # fmt: skip
    made["job"] = record.new(kind, brief.form)
    store.worker()
    store.save_turn(made)
    return run.start(made, connection, store)


def _look_once(store: Store, connection: Connection, turn_id: str) -> None:
    """See what has become of a job; a process that watches it does so by itself."""
    with contextlib.suppress(NotSent):
        _watch(store, connection, turn_id, "recovering").wait(CANCEL_S)


def _watch(store: Store, connection: Connection, turn_id: str, mode: JobMode) -> Run:
    running = run.find(turn_id)
    if running is not None and not running.finished:
        running.detaching = True
        running.stop()
        running.wait(CANCEL_S)
    old = _existing(store, turn_id)
    _same_server(old, connection)
    if not store.claim(turn_id):
        raise NotSent(problem("watched", "Another process watches this job.", "It shows the end as soon as it comes."))
    job = record.of(old) or record.new("report")
    store.save_turn({**old, "job": {**job, "mode": mode}})
    return recovery.fetch(store, connection, turn_id)


async def _cancel(connection: Connection, interaction_id: str) -> str:
    answer = await asyncio.wait_for(Client(connection).cancel(interaction_id), CANCEL_S)
    return str(answer.get("status"))


def _brief_of(old: Turn) -> Brief:
    job = record.of(old)
    return replace(briefs.of_request(old["request"], job["form"] if job else ""), text=_text(old))


def _text(old: Turn) -> str:
    return "\n".join(str(item.get("text", "")) for item in old["prompt"] if item.get("type") == "text")


def _existing(store: Store, turn_id: str) -> Turn:
    found = store.turn(turn_id)
    if found is None:
        raise NotSent(problem("no_turn", "This job is no longer there.", "It was deleted elsewhere; open the list anew."))
    return found


def _same_server(old: Turn, connection: Connection) -> None:
    if request.elsewhere(old, connection):
        where = "in the offline demo" if old["offline"] else "with another server"
        raise NotSent(problem("other_server", f"This job runs {where}.", "Switch the connection back to reach it."))
