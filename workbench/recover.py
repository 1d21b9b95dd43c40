"""Getting the rest of an interaction whose stream broke: following it by id, then polling. Never sends anything again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Protocol

from workbench.errors import Broken, Rejected, StepwiseError, Unreachable, problem
from workbench.fold import RESPONSE, RESTART
from workbench.records import ENDED, Problem, Turn, WireEvent

if TYPE_CHECKING:
    from workbench.client import Client
    from workbench.flight import Run

FOLLOW_PAUSES = (0.1, 0.3, 1.0, 2.0, 4.0)
"""Seconds before each further try to follow a stream; counted anew whenever something came."""
POLL_FIRST_S, POLL_MAX_S, POLL_GROWTH = 0.2, 5.0, 1.5
FOREGROUND_PATIENCE_S, PATIENCE_S = 30.0, 900.0
"""How long polling goes on while nobody answers; a background run goes on without us."""
LONGEST_WAIT_S = 60.0
PASSING = frozenset({"gateway_timeout", "deadline_exceeded", "service_unavailable", "api_error", "not_found"})
"""Error codes in a background run's stream that speak of the stream, not of the run."""
RETRY = "Retry sends the same request again."
FOREGROUND_LIMIT_S = 900.0
"""A dropped foreground interaction that is still running after this long has most likely died with its connection."""


class Host(Protocol):
    """What the recovery needs of the worker."""

    run: Run
    turn: Turn
    client: Client

    def take(self, event: WireEvent) -> bool: ...
    def note(self, sentence: str) -> None: ...
    def settled(self) -> bool: ...


class Recovery:
    """One run's way back to its interaction."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self.reason: StepwiseError | None = None
        """Why the stream broke, when it did by an error."""
        self._fetched: dict[str, Any] = {}

    async def run(self) -> None:
        """Bring the turn to its end, or raise what hinders it."""
        turn = self.host.turn
        if not turn["interaction_id"] or turn["request"].get("store") is False:
            raise Broken(broken_off(self.reason))
        if turn["status"] == "requires_continuation":
            raise Broken(problem("continuation_ended", "The API asked to continue this answer, but it didn't go on.", RETRY))
        request = turn["request"]
        if request.get("background") and request.get("stream"):
            await self._follow()
        if not self.host.settled():
            await self._poll(bool(request.get("background")))

    def forgive(self) -> bool:
        """Take back a passing error that the stream of a background run reported: the run itself goes on."""
        turn = self.host.turn
        what = turn["problem"]
        if what is None or turn["state"] in ENDED or not turn["request"].get("background") or what["code"] not in PASSING:
            return False
        self.reason = Broken(what)
        self.host.note(f"The stream ended with an error ({what['message']}); the run was followed on.")
        self.host.run.update(_without_problem)
        return True

    async def complete(self) -> None:
        """Fetch what a finished stream left out (usage, or every step); when that fails, so be it."""
        turn = self.host.turn
        lacking = turn["usage"] is None or not turn["steps"]
        if turn["state"] not in ("done", "needs_action") or not lacking:
            return
        if turn["interaction_id"] and turn["request"].get("store") is not False:
            try:
                await self._fetch()
            except StepwiseError as error:
                self.host.note(f"The final state couldn't be fetched: {error.problem['message']}")

    async def _follow(self) -> None:
        failures = 0
        while failures < len(FOLLOW_PAUSES) and not self.host.settled():
            await asyncio.sleep(FOLLOW_PAUSES[failures])
            came = await self._follow_once()
            if came is None:
                return
            failures = 0 if came and not self.forgive() else failures + 1

    async def _follow_once(self) -> bool | None:
        """One connection; True when anything new came, None when following makes no sense."""
        turn = self.host.turn
        after = turn["last_event_id"]
        came, restart_due = False, not after
        try:
            async for event in self.host.client.follow(turn["interaction_id"] or "", after):
                if restart_due:
                    restart_due = not self.host.take({"event_type": RESTART})
                came = self.host.take(event) or came
        except (Broken, Unreachable) as error:
            self.reason = error
        except Rejected as error:
            if error.problem["status"] in (408, 429) or (error.problem["status"] or 0) >= 500:
                self.reason = error
                return came
            if after is None or error.problem["status"] not in (400, 404):
                raise
            return None
        if came:
            self.host.note(f"The stream broke off and was {f'resumed after event {after}' if after else 'read again by id'}.")
        return came

    async def _poll(self, background: bool) -> None:
        loop = asyncio.get_running_loop()
        deadline = None if background else loop.time() + FOREGROUND_LIMIT_S
        pause, answered = POLL_FIRST_S, loop.time()
        patience = PATIENCE_S if background else FOREGROUND_PATIENCE_S
        while not self.host.settled():
            asked = 0.0
            try:
                await self._fetch()
                answered = loop.time()
            except (Broken, Unreachable, Rejected) as error:
                if loop.time() - answered > patience or not error.problem["retryable"]:
                    raise
                asked = min(error.problem["wait_s"] or 0.0, LONGEST_WAIT_S)
            if deadline is not None and loop.time() > deadline:
                raise Broken(broken_off(self.reason))
            await asyncio.sleep(0 if self.host.settled() else max(pause, asked))
            pause = min(POLL_MAX_S, pause * POLL_GROWTH)
        if self.reason is not None and self.host.turn["state"] in ENDED:
            self.host.note("The stream broke off; the answer was fetched by its id.")

    async def _fetch(self) -> None:
        interaction = await self.host.client.get(self.host.turn["interaction_id"] or "")
        if interaction != self._fetched:
            self._fetched = interaction
            self.host.take({"event_type": RESPONSE, "interaction": interaction})


def _without_problem(turn: Turn) -> None:
    turn["problem"] = None


def broken_off(error: StepwiseError | None) -> Problem:
    """The problem of a turn whose stream broke and that can't be fetched by id."""
    words = f" ({error.problem['message']})" if error else ""
    message = f"The stream ended before the answer was complete{words}. What came is kept."
    return problem("connection_lost", message, RETRY, retryable=True)
