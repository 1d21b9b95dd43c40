"""A round of function calls: what may run by itself runs, at once and in parallel; when all results are there, they are sent.

One Round belongs to one turn that asked for calls. It lives on the background loop, inside a Run, so a screen watches and
stops it like any turn. Its results become the input of the next turn, a child with an empty prompt. What waits for a
person stays in the turn's record, and a later Round takes it up.
"""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workbench import calling, calls, parked, tool_finding
from workbench import turn as turns
from workbench.background import in_thread
from workbench.errors import StepwiseError, problem_of
from workbench.records import CallRecord, Turn
from workbench.settings import Connection, Settings

if TYPE_CHECKING:
    from workbench.flight import Run

logger = logging.getLogger(__name__)
TELL_S = 0.1
"""Progress is passed on at most this often."""
LIMIT = "{} rounds of function calls were sent without anybody looking. Approve the next calls to go on."


class Round:
    """The calls of one turn. Everything in here happens on the loop's thread."""

    def __init__(self, run: Run, connection: Connection, store: Any) -> None:
        self.run, self.connection, self.store = run, connection, store
        turn = run.snapshot()
        self.settings = Settings.from_dict(turn["settings"])
        self.attended = False
        """True once a person answered or approved something in this round."""
        self._news = asyncio.Event()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def carry_out(self) -> None:
        """Run what may run; send the results once they are complete; leave the rest to a person."""
        at_work()[self.run.turn_id] = self
        try:
            self.run.update(self._open)
            while True:
                self._news.clear()
                await self._save()
                await self._run_queued()
                if calls.ready(self.run.snapshot()):
                    await self._send()
                    return
                await self._save()
                if not self._news.is_set():
                    return  # from here to `finally` nothing is awaited, so no decision can fall between
        except asyncio.CancelledError:
            await self._stopped()
        except StepwiseError as error:
            self._note(f"The results are kept but could not be sent: {error.problem['message']} {error.problem['hint']}".strip())
            await self._save()
        finally:
            at_work().pop(self.run.turn_id, None)

    def decide(self, call_id: str, fresh: CallRecord) -> None:
        """Take a person's decision on a call."""
        self.attended = True
        self.run.update(lambda turn: _put(turn, fresh | {"call_id": call_id}))
        self._news.set()

    def _open(self, turn: Turn) -> None:
        first = not turn.get("calls")
        turn["calls"] = calls.opened(turn, self.settings)
        turn["state"] = "needs_action"
        if first and calls.over_limit(turn, self.settings):
            for call in turn["calls"].values():
                if call["state"] == "queued":
                    call |= {"state": "needs_approval", "reason": "The limit of rounds is reached."}
            turns.note(turn, LIMIT.format(self.settings.tool_rounds))

    async def _run_queued(self) -> None:
        """Until nothing is queued and nothing runs; a decision that comes meanwhile joins in."""
        news = asyncio.ensure_future(self._news.wait())
        try:
            while True:
                self._start_queued()
                if not self._tasks:
                    return
                await asyncio.wait([*self._tasks.values(), news], return_when=asyncio.FIRST_COMPLETED)
                for call_id, task in list(self._tasks.items()):
                    if task.done():
                        del self._tasks[call_id]
                        task.result()
                if news.done():
                    self._news.clear()
                    news = asyncio.ensure_future(self._news.wait())
        finally:
            news.cancel()

    def _start_queued(self) -> None:
        for call in calls.calls_of(self.run.snapshot()):
            if call["state"] == "queued" and call["call_id"] not in self._tasks:
                self._tasks[call["call_id"]] = asyncio.create_task(self._call(call))

    async def _call(self, call: CallRecord) -> None:
        started = time.perf_counter()
        self._change(call["call_id"], state="running", started=datetime.now(UTC).isoformat(timespec="milliseconds"), reason="")
        try:
            outcome, source = await self._outcome(call)
        except Exception as error:  # a machine that can start no process, say: the model learns of it
            logger.exception("The function %s could not be run", call["name"])
            outcome, source = calling.Outcome(f"{call['name']} could not be run: {error}", is_error=True), "function"
        seconds = round(time.perf_counter() - started, 3)
        known = self.run.snapshot().get("calls", {})[call["call_id"]]
        settled = calls.settle(known, outcome.result, is_error=outcome.is_error, source=source)
        settled["seconds"] = seconds
        self.run.update(lambda turn: _put(turn, settled))

    async def _outcome(self, call: CallRecord) -> tuple[calling.Outcome, str]:
        choice = tool_finding.callee(self.settings, call["name"])
        if choice is None or choice.typed:
            return calling.Outcome(f"Nothing here can run {call['name']}.", is_error=True), "check"
        await asyncio.sleep(min(choice.delay_s, self.settings.tool_timeout_s))
        if choice.delay_s >= self.settings.tool_timeout_s:
            words = f"{call['name']} did not answer within {self.settings.tool_timeout_s:g} seconds and was ended."
            return calling.Outcome(words, is_error=True), "injected"
        if choice.error:
            return calling.Outcome(choice.error, is_error=True), "injected"
        if (found := tool_finding.outcome(self.settings, call["name"], call["arguments"])) is not None:
            return found, "function"
        folder = calling.folder_of(self.run.snapshot()["conversation_id"])
        left = self.settings.tool_timeout_s - choice.delay_s
        return await calling.call(call["name"], call["arguments"], folder, left, self._teller(call["call_id"])), "function"

    def _teller(self, call_id: str) -> calling.Tell:
        told = 0.0

        def tell(progress: float, doing: str) -> None:
            nonlocal told
            if time.monotonic() - told >= TELL_S:
                told = time.monotonic()
                self._change(call_id, progress=progress, doing=doing)

        return tell

    async def _send(self) -> None:
        """All results in one request: the next turn."""
        from workbench import send

        work = in_thread(send.next_round, self.store, self.connection, await self._saved(), self.attended)
        sending = asyncio.ensure_future(work)
        try:
            child = await asyncio.shield(sending)
        except asyncio.CancelledError:  # a stop that came just now is meant for what is being sent
            child = await sending
            child.stop()
        self.run.followed_by(child.turn_id)

    async def _saved(self) -> Turn:
        await self._save()
        return self.run.snapshot()

    async def _save(self) -> None:
        """Into the store, where a call that runs stands as interrupted: so it reads should the app end now."""
        turn = self.run.snapshot()
        for call in turn.get("calls", {}).values():
            if call["state"] in calls.WORKING:
                call |= {"state": "interrupted", "reason": "The app ended while this function ran."}
        try:
            await in_thread(self.store.save_turn, turn)
        except StepwiseError as error:
            self._note(f"The function results could not be saved: {problem_of(error)['message']}")

    async def _stopped(self) -> None:
        """The person ended it: what ran is ended, what it had not said stays open."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

        def change(turn: Turn) -> None:
            for call in turn.get("calls", {}).values():
                if call["state"] in calls.WORKING:
                    call |= {"state": "stopped", "reason": "Stopped before it returned anything.", "progress": None}
            turns.note(turn, "Stopped while functions ran.")

        self.run.update(change)
        await self._save()

    def _change(self, call_id: str, **values: Any) -> None:
        self.run.update(lambda turn: _put(turn, {**turn.get("calls", {})[call_id], **values}))

    def _note(self, sentence: str) -> None:
        self.run.update(lambda turn: turns.note(turn, sentence))


def due(turn: Turn) -> bool:
    """True when a turn ended with function calls that somebody has to answer, by another turn of this API."""
    return turn["state"] in ("needs_action", "done") and "contents" not in turn["request"] and bool(calls.asked(turn))


def at_work() -> dict[str, Round]:
    """The rounds under way in this process, by turn."""
    found: dict[str, Round] = parked.value("rounds", dict)
    return found


def _put(turn: Turn, call: Any) -> None:
    turn["calls"] = {**turn.get("calls", {}), call["call_id"]: call}
