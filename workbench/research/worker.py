"""Carrying a job out: created by a plain background POST, so that its id is never lost, then followed until it ends.

A stream that drops, closes early, is cut or falls silent is taken up after its last event; when that brings nothing
again and again, plain GETs take over, and the stream is tried anew between them. Nothing is ever sent twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from workbench.errors import Broken, Rejected, StepwiseError, Unreachable, problem
from workbench.fold import RESPONSE, RESTART
from workbench.records import ENDED, JobMode, Turn, WireEvent
from workbench.recover import Recovery
from workbench.research import news, record
from workbench.worker import Worker

RESUME_PAUSES = (0.1, 0.3, 1.0, 2.0, 4.0)
"""Seconds before a stream is taken up again, by how often in a row it brought nothing."""
POLL_PAUSES = (0.3, 0.6, 1.0, 2.0, 4.0, 8.0)
"""Seconds between GETs; the last one stays."""
STREAM_AGAIN = 6
"""After so many GETs the stream is tried again."""
QUIET_S = 60.0
"""A stream that says nothing for so long may be dead (a laptop that slept): it is asked for anew."""
PATIENCE_S = 900.0
"""How long nobody may answer before the job is given up here; it goes on where it runs."""


class JobWorker(Worker):
    """The worker of a turn that is a job."""

    async def carry_out(self, *, resume: bool = False) -> None:
        """All of it; an end is news."""
        try:
            await super().carry_out(resume=resume)
        finally:
            news.heard(self.turn)

    def take(self, event: WireEvent) -> bool:
        """Fold an event; what comes over the stream is progress, and so are further steps that a GET brings."""
        before = len(self.turn["steps"])
        came = super().take(event)
        if came:
            kind = event.get("event_type")
            moved = kind not in (RESPONSE, RESTART) or (kind == RESPONSE and len(self.turn["steps"]) > before)
            self.run.update(lambda turn: record.put(turn, progress=moved, answered=True))
        return came

    def mode(self, mode: JobMode, resumed: bool = False) -> None:
        """Say how the job is watched now."""
        self.run.update(lambda turn: record.put(turn, mode, resumed=resumed))

    async def _main(self, resume: bool) -> None:
        chase = Chase(self)
        if not resume:
            await self._post(self.turn["request"])
        job = record.of(self.turn)
        if resume and job is not None and job["mode"] == "recovering":
            await chase.look_once()
        elif not self.settled():
            self.mode("following")
            await chase.run()
        await chase.complete()

    async def _stopped(self) -> None:
        if not self.run.detaching:
            await super()._stopped()
        elif not self.settled():
            self.mode("detached")

    def _last_change(self, turn: Turn) -> None:
        """A job that is no longer watched hasn't ended: it stays as it is."""
        job = record.of(turn)
        if job is None or job["mode"] != "detached" or turn["state"] in ENDED or turn["problem"] is not None:
            super()._last_change(turn)


class Chase(Recovery):
    """One job's way to its end."""

    host: JobWorker

    def __init__(self, host: JobWorker) -> None:
        super().__init__(host)
        self._silent_since = asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Bring the job to its end, or raise what hinders it."""
        if not self.host.turn["interaction_id"]:
            raise Broken(problem("no_id", "The service took the job but didn't name it, so it can't be followed."))
        try:
            while not self.host.settled():
                await self._stream_while_it_brings()
                await self._poll_a_while()
        except (Broken, Unreachable) as error:
            self._let_go(error)

    async def look_once(self) -> None:
        """One GET; a job that still runs is left to itself again."""
        try:
            await self._fetch()
        except (Broken, Unreachable) as error:
            self._let_go(error)
        if not self.host.settled():
            self.host.mode("detached")

    def _let_go(self, error: StepwiseError) -> None:
        """Nobody answers: that says nothing about the job, which runs elsewhere."""
        self.host.note(f"Nobody answered ({error.problem['message']}). The job may go on; resume it to look again.")
        self.host.mode("detached")

    async def _stream_while_it_brings(self) -> None:
        barren = 0
        while barren < len(RESUME_PAUSES) and not self.host.settled():
            came = await self._connect()
            if came is None:
                return
            barren = 0 if came and not self.forgive() else barren + 1
            if not self.host.settled():
                self.host.mode("resuming", resumed=bool(came))
                await asyncio.sleep(RESUME_PAUSES[min(barren, len(RESUME_PAUSES) - 1)])

    async def _connect(self) -> bool | None:
        """One connection; True when anything new came, None when the stream can't be had."""
        after, came = self.host.turn["last_event_id"], False
        restart_due = after is None and bool(self.host.turn["steps"])
        try:
            async for event in self._events(after):
                if restart_due:
                    restart_due = not self.host.take({"event_type": RESTART})
                if self.host.take(event) and not came:
                    came = True
                    self.host.mode("following")
        except (Broken, Unreachable) as error:
            self.reason = error
        except Rejected as error:
            return self._refused(error, after, came)
        return came

    async def _events(self, after: str | None) -> AsyncIterator[WireEvent]:
        """The events of one connection, until it ends or falls silent."""
        events = self.host.client.follow(self.host.turn["interaction_id"] or "", after)
        while True:
            try:
                async with asyncio.timeout(QUIET_S):  # wait_for could swallow a cancellation that comes with an event
                    event = await anext(events)
            except (StopAsyncIteration, TimeoutError):
                return
            yield event

    def _refused(self, error: Rejected, after: str | None, came: bool) -> bool | None:
        status = error.problem["status"] or 0
        self.reason = error
        if status in (408, 429) or status >= 500:
            return came
        if status in (400, 404):
            return None  # the GET that follows tells whether the event or the whole interaction is unknown
        raise error

    async def _poll_a_while(self) -> None:
        for count in range(STREAM_AGAIN):
            if self.host.settled():
                return
            self.host.mode("polling")
            asked = await self._asked_for()
            if not self.host.settled():
                await asyncio.sleep(max(asked, POLL_PAUSES[min(count, len(POLL_PAUSES) - 1)]))

    async def _asked_for(self) -> float:
        """One GET; the seconds that the service asks to wait. Raises when it refuses, or when nobody answers for long."""
        loop = asyncio.get_running_loop()
        try:
            await self._fetch()
        except (Broken, Unreachable, Rejected) as error:
            if not error.problem["retryable"] or loop.time() - self._silent_since > PATIENCE_S:
                raise
            return min(error.problem["wait_s"] or 0.0, 60.0)
        self._silent_since = loop.time()
        self.host.run.update(lambda turn: record.put(turn, answered=True))
        return 0.0

    async def complete(self) -> None:
        """After the end one GET brings what the stream left out: the bill, above all."""
        turn = self.host.turn
        if turn["state"] in ENDED and turn["usage"] is None and turn["interaction_id"] and turn["problem"] is None:
            try:
                await self._fetch()
            except StepwiseError as error:
                self.host.note(f"The final state couldn't be fetched: {error.problem['message']}")
