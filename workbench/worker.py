"""Carrying one turn out, from the request to its last word: sends once, and recovers what was dropped without resending.

A request is sent again only when it can't have been accepted (no connection, or 503 before any byte), a few times,
with a note. A stored interaction whose stream broke is followed by id, or polled; one that isn't stored has failed.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from workbench import turn as turns
from workbench.client import Client
from workbench.errors import Broken, Dropped, NotConnected, Rejected, StepwiseError, Unreachable, problem, problem_of, redacted
from workbench.flight import Run
from workbench.hints import in_chain
from workbench.journal import Journal
from workbench.mcp_servers import Mask
from workbench.records import ENDED, Problem, Turn, WireEvent
from workbench.recover import Recovery
from workbench.settings import Connection
from workbench.wire import Log

ClientOf = Callable[[Connection, Log], Client]
RETRY_PAUSES = (0.3, 0.7, 1.5)
"""Seconds before a request that can't have been accepted is sent again."""
CANCEL_S = 8.0
BARREN_HOPS = 3
"""Continuations in a row that bring nothing before the turn is given up: each one is billed."""

logger = logging.getLogger(__name__)


class Worker:
    """The task behind a Run. Lives on the background loop."""

    def __init__(
        self, run: Run, turn: Turn, connection: Connection, store: Any, first_seq: int = 0, client_of: ClientOf = Client
    ) -> None:
        self.run = run
        self.turn = turn
        """The run's own turn; read here, changed only through `run.update`."""
        self.mask = Mask(connection.mcp_headers)
        self.log = Log(turn["sent"], _age_ms(turn) if turn["state"] != "waiting" else None, self.mask)
        self.log.on_sent = run.sent
        self.client = client_of(connection, self.log)
        self.journal = Journal(store, run, first_seq)
        self.heard = 0
        """How many events came."""
        self.cancellable = True
        """False once there is nothing left to stop."""
        self._token = ""
        self._event_ids: set[str] = set()

    async def carry_out(self, *, resume: bool = False) -> None:
        """All of it; ends with the run ended and saved, whatever happens."""
        try:
            try:
                await self._main(resume)
            finally:
                self.cancellable = False
        except asyncio.CancelledError:
            await self._stopped()
        except StepwiseError as error:
            self._failed(error.problem)
        except Exception as error:
            logger.exception("Turn %s failed in an unforeseen way", self.run.turn_id)
            self._failed(problem_of(error))
        finally:
            self.run.update(self._last_change)
            await self.journal.close()

    def take(self, event: WireEvent) -> bool:
        """Fold an event that came and keep it; False when it is one that came before."""
        if not self._is_new(event):
            return False
        at_ms = round(self.log.now_ms(), 1)
        event = self.mask.json(event)
        self.heard += 1
        before = self.turn["interaction_id"]
        self._token = _continuation_token(event) or self._token
        self.run.update(lambda turn: turns.apply(turn, event, at_ms))
        self.journal.add(at_ms, event)
        if self.turn["interaction_id"] != before:
            self.journal.save_soon()
        return True

    def _is_new(self, event: WireEvent) -> bool:
        if event.get("event_type") == turns.RESTART:
            self._event_ids.clear()
        event_id = event.get("event_id")
        if not isinstance(event_id, str) or not event_id:
            return True
        if event_id in self._event_ids:
            return False
        self._event_ids.add(event_id)
        return True

    def note(self, sentence: str) -> None:
        """Say in the turn what happened on the way."""
        self.run.update(lambda turn: turns.note(turn, sentence))

    def settled(self) -> bool:
        """True when the turn has its final state."""
        return self.turn["state"] in ENDED or self.turn["problem"] is not None

    async def _main(self, resume: bool) -> None:
        recovery = Recovery(self)
        if not resume:
            await self._send(self.turn["request"], recovery)
        hop, barren = 1, 0
        while not self.settled() and self.turn["status"] == "requires_continuation" and self._token and barren < BARREN_HOPS:
            hop += 1
            self.note(f"The answer was longer than one request gives; request {hop} continued it.")
            before = len(self.turn["steps"])
            await self._send(self._continuation(), recovery)
            barren = 0 if len(self.turn["steps"]) > before else barren + 1
        if resume or recovery.forgive() or not self.settled():
            if self.turn["request"].get("stream") and not resume:
                recovery.reason = recovery.reason or Dropped(problem("ended_early", "the stream just ended"))
            await recovery.run()
        await recovery.complete()

    async def _send(self, body: dict[str, Any], recovery: Recovery) -> None:
        """POST; a break after the first event is left to the recovery."""
        before = self.heard
        try:
            await self._post(body)
        except (Broken, Unreachable) as error:
            if self.heard == before:
                raise
            recovery.reason = error

    async def _post(self, body: dict[str, Any]) -> None:
        for pause in RETRY_PAUSES:
            try:
                return await self._once(body)
            except (NotConnected, Rejected) as error:
                wait_s = error.problem["wait_s"] or 0.0
                if (isinstance(error, Rejected) and error.problem["status"] != 503) or wait_s > max(RETRY_PAUSES):
                    raise
                self.note(f"{_short(error.problem)}: nothing was accepted, so it was sent again.")
                await asyncio.sleep(max(pause, wait_s))
        return await self._once(body)

    async def _once(self, body: dict[str, Any]) -> None:
        async for event in self.client.stream(body):
            self.take(event)

    def _continuation(self) -> dict[str, Any]:
        token, self._token = self._token, ""
        body = {**self.turn["request"], "continuation_token": token}
        if body.get("store") is not False and self.turn["interaction_id"]:
            body.pop("input", None)
            body["previous_interaction_id"] = self.turn["interaction_id"]
        return body

    async def _stopped(self) -> None:
        """The user ended it: the stream is closed already; a background run is cancelled on the server too."""

        def change(turn: Turn) -> None:
            if turn["state"] not in ENDED:
                turn["state"] = "stopped"
                turns.finish(turn, self.log.now_ms())

        was_open = not self.settled()
        self.run.update(change)
        if was_open and self.turn["request"].get("background"):
            await self._cancel_on_server()

    async def _cancel_on_server(self) -> None:
        interaction_id = self.turn["interaction_id"]
        if not interaction_id:
            self.note("Stopped before the server had named the interaction, so the background run couldn't be cancelled there.")
            return
        try:
            answer = await asyncio.wait_for(self.client.cancel(interaction_id), CANCEL_S)
        except (StepwiseError, TimeoutError) as error:
            self.note(f"Stopped here, but cancelling it on the server failed: {problem_of(error)['message']}")
            return
        status = str(answer.get("status"))

        def change(turn: Turn) -> None:
            turn["status"] = status

        self.run.update(change)
        self.note(f"Cancelled on the server; its status is {status}.")

    def _last_change(self, turn: Turn) -> None:
        turns.finish(turn, self.log.now_ms())
        if turn["problem"] is not None:
            clean = self.mask.text(redacted(turn["problem"]["message"], self.client.connection.api_key))
            turn["problem"] = {**turn["problem"], "message": clean}

    def _failed(self, what: Problem) -> None:
        def change(turn: Turn) -> None:
            turn["state"] = "failed"
            turn["problem"] = turn["problem"] or in_chain(what, turn["previous_interaction_id"])

        self.run.update(change)


def _continuation_token(event: WireEvent) -> str:
    inner = event.get("interaction")
    token = event.get("continuation_token") or (inner.get("continuation_token") if isinstance(inner, dict) else None)
    return token if isinstance(token, str) else ""


def _age_ms(turn: Turn) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(turn["created"])).total_seconds() * 1000


def _short(what: Problem) -> str:
    return f"The service answered {what['status']}" if what["status"] else "The server couldn't be reached"
