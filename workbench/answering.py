"""What a person does with a function call: approve, answer by hand, deny, try it, answer it differently. Never draws.

Every decision is taken on the background loop, so that two of them never meet; the caller waits a moment for it. When the
last call of a turn has its result, all results go out in one request: the run returned then gets a `next_id`.
"""

from __future__ import annotations

import asyncio
import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbench import answered, background, calling, calls, parked, rounds, run, send, tool_finding
from workbench.conversation import Tree
from workbench.errors import NotSent, problem
from workbench.records import SETTLED, CallRecord, Turn
from workbench.run import Run
from workbench.settings import Connection, Settings

if TYPE_CHECKING:
    from workbench.store import Store

PATIENCE_S = 30.0
Decision = Callable[[CallRecord], CallRecord]


@dataclass(frozen=True)
class Given:
    """A result as a person gives it: any JSON value, or the words of an error."""

    result: Any
    is_error: bool = False


def answer(store: Store, connection: Connection, turn_id: str, call_id: str, given: Given) -> Run:
    """Give a call's result by hand."""
    return _decide(store, connection, turn_id, call_id, lambda call: calls.settled_by_hand(call, given.result, given.is_error))


def approve(store: Store, connection: Connection, turn_id: str, call_id: str, arguments: Any = None) -> Run:
    """Let the function run, with other arguments if given. NotSent when they don't follow its schema."""

    def decide(call: CallRecord) -> CallRecord:
        choice = tool_finding.callee(_settings(store, turn_id), call["name"])
        wrong = calls.check_arguments(choice, arguments) if choice and arguments is not None else ""
        if wrong:
            raise NotSent(problem("wrong_arguments", wrong, "Mend the arguments, then run it again."))
        if choice is None or choice.typed:
            raise NotSent(problem("cannot_run", f"Nothing here can run {call['name']!r}.", "Answer it by hand."))
        fresh: Any = {**call, "state": "queued", "reason": ""} | ({} if arguments is None else {"arguments": arguments})
        queued: CallRecord = fresh
        return queued

    return _decide(store, connection, turn_id, call_id, decide)


def deny(store: Store, connection: Connection, turn_id: str, call_id: str, reason: str = "") -> Run:
    """Refuse a call; the model is told, with the reason if there is one."""
    return _decide(store, connection, turn_id, call_id, lambda call: calls.denied(call, reason))


def go_on(store: Store, connection: Connection, turn_id: str) -> Run:
    """Send the results of a turn that are all there but went nowhere, as when the app ended just then."""
    return background.call(_take_up(store, connection, turn_id, "", None), PATIENCE_S)


def answer_differently(
    store: Store, connection: Connection, turn_id: str, given: Mapping[str, Given], child: Turn | None = None
) -> Run:
    """Fork: the same calls again, some with other results (by call id), the others with those they had in `child`'s branch."""
    old = _existing(store, turn_id)
    old = answered.by(old, child) if child is not None else old
    settled = {
        call["call_id"]: calls.settled_by_hand(call, given[call["call_id"]].result, given[call["call_id"]].is_error)
        if call["call_id"] in given
        else call
        for call in _calls(old)
    }
    missing = [call["name"] for call in settled.values() if call["state"] not in SETTLED]
    if missing or not settled:
        words = f"{', '.join(missing)} has no result yet." if missing else "This turn has no function calls."
        raise NotSent(problem("unanswered", words, "Every call of a round needs one."))
    return send.send_results(store, connection, old, [calls.result_step(call) for call in settled.values()], attended=True)


def try_out(settings: Settings, conversation_id: str, name: str, arguments: Any) -> calling.Outcome:
    """Run a function of the toolbox once and send nothing: what the bench shows. Blocks up to the time limit."""
    choice = tool_finding.callee(settings, name)
    if choice is None or choice.typed:
        return calling.Outcome(f"Nothing here can run {name!r}: answer it by hand.", is_error=True)
    wrong = calls.check_arguments(choice, arguments)
    if wrong:
        return calling.Outcome(wrong, is_error=True)
    if (found := tool_finding.outcome(settings, name, arguments)) is not None:
        return found
    limit = settings.tool_timeout_s
    work = calling.call(name, arguments, calling.folder_of(conversation_id), limit, lambda progress, doing: None)
    return background.call(work, limit + PATIENCE_S)


def _decide(store: Store, connection: Connection, turn_id: str, call_id: str, decision: Decision) -> Run:
    return background.call(_take_up(store, connection, turn_id, call_id, decision), PATIENCE_S)


async def _take_up(store: Store, connection: Connection, turn_id: str, call_id: str, decision: Decision | None) -> Run:
    async with _one_at_a_time():
        at_work = rounds.at_work().get(turn_id)
        waiting = at_work.run.snapshot() if at_work else await background.in_thread(_waiting, store, turn_id)
        decided = await background.in_thread(_decided, waiting, call_id, decision) if decision else None
        at_work = rounds.at_work().get(turn_id)  # it may have ended meanwhile
        if at_work is None:
            fresh = await background.in_thread(_waiting, store, turn_id)
            run_ = run.start_round(fresh, connection, store)
            at_work = rounds.at_work()[run_.turn_id]
        if decided is not None:
            at_work.decide(call_id, decided)
        else:
            at_work.attended = True
        return at_work.run


def _one_at_a_time() -> asyncio.Lock:
    lock: asyncio.Lock = parked.value("decisions", asyncio.Lock)
    return lock


def _waiting(store: Store, turn_id: str) -> Turn:
    """The turn, if its calls still wait; a copy, because a settled turn is shared."""
    found = copy.deepcopy(_existing(store, turn_id))
    if Tree(store.skeleton(found["conversation_id"])).children(turn_id):
        message = "These calls were answered already."
        raise NotSent(problem("answered", message, "Answer differently to try another result: it makes a new branch."))
    if not rounds.due(found):
        raise NotSent(problem("no_calls", "This turn waits for no function result.", "Send a prompt to go on."))
    found["calls"] = calls.opened(found, Settings.from_dict(found["settings"]))
    return found


def _decided(waiting: Turn, call_id: str, decision: Decision) -> CallRecord:
    call = waiting.get("calls", {}).get(call_id)
    if call is None:
        raise NotSent(problem("no_call", f"This turn has no function call {call_id!r}.", "Open the chat anew."))
    if call["state"] in SETTLED | calls.WORKING:
        words = "This call runs already." if call["state"] in calls.WORKING else "This call was answered already."
        raise NotSent(problem("answered", words, "Wait for it, or answer differently afterwards."))
    return decision(call)


def _calls(old: Turn) -> list[CallRecord]:
    known = calls.opened(old, Settings.from_dict(old["settings"]))
    return [known[record["step"]["id"]] for record in calls.asked(old)]


def _settings(store: Store, turn_id: str) -> Settings:
    return Settings.from_dict(_existing(store, turn_id)["settings"])


def _existing(store: Store, turn_id: str) -> Turn:
    found = store.turn(turn_id)
    if found is None:
        raise NotSent(problem("no_turn", "This turn is no longer there.", "It was deleted elsewhere; open the chat anew."))
    return found
