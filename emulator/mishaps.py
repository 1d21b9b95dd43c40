"""Plays faults out on the wire: refusals, broken answers, and streams that go wrong on the way."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator

from starlette.responses import Response

from emulator import sse, swaps
from emulator.errors import ApiError
from emulator.faults import Fault
from emulator.job import Job
from emulator.replies import Dropped, Interrupted

_CODES = {
    429: ("rate_limit_exceeded", "You exceeded your current quota. Please wait and try again. (injected fault)"),
    500: ("api_error", "An internal error has occurred. (injected fault)"),
    503: ("service_unavailable", "The model is overloaded. Please try again later. (injected fault)"),
    504: ("deadline_exceeded", "Deadline expired before operation could complete. (injected fault)"),
}
_FOR_EVER_S = 1e7
_HTML = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n<p><b>502.</b> <ins>That’s an error.</ins>\n"
    "<p>The server encountered a temporary error and could not complete your request."
    "<p>Please try again in 30 seconds.\n</html>\n"
)


FIRST_STEP = 2
"""So many events come before the first step."""
CUT_S = 25.0
"""At speed 1 the stream of an agent is cut after so long: live it is 600 s of a run of ten to twenty minutes."""


def cut_at(job: Job) -> float:
    """When, on the running loop's clock, a stream of this run that begins now is cut."""
    pace = job.style.pace
    if "agent" not in job.record.subject or pace.speed <= 0 or pace.rate is not None:
        return math.inf
    return asyncio.get_running_loop().time() + CUT_S / pace.speed


async def strike(fault: Fault | None, told: int) -> None:
    """Before the event number `told` of a run: wait, or fail, when that was asked for."""
    if fault is None or told != fault.after + 2:  # two events come before the run says anything
        return
    if fault.kind == "fail":
        raise Failed(fault.code or "api_error", fault.message or "The agent ended in an error. (injected fault)")
    await asyncio.sleep(fault.delay if fault.delay != math.inf else _FOR_EVER_S)


class Failed(Exception):
    """A run that fails on demand."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.error = {"code": code, "message": message}


def before(fault: Fault | None) -> Response | None:
    """A fault that answers instead of the server; raises for a plain refusal."""
    if fault is None:
        return None
    if fault.kind == "html":
        return Response(_HTML, 502, media_type="text/html")
    if fault.kind == "status":
        code, message = _CODES.get(fault.status, ("invalid_request", "An injected fault."))
        given = {"retry-after": fault.retry_after, "retry-after-ms": fault.retry_after_ms}
        headers = {name: value for name, value in given.items() if value is not None}
        raise ApiError(fault.status, fault.code or code, fault.message or message, headers)
    return None


async def whole(fault: Fault | None, answer: Response) -> Response:
    """What a fault makes of a unary answer."""
    if fault is None:
        return answer
    body = bytes(answer.body)
    if fault.kind == "slow":
        await asyncio.sleep(fault.delay)
    elif fault.kind == "bad-json":
        return Response(body[: len(body) // 2], answer.status_code, media_type="application/json")
    elif fault.kind in ("drop", "close", "error"):
        return Interrupted(body)
    return answer


async def along(fault: Fault | None, frames: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """What a fault makes of a stream."""
    number = 0
    speaker = swaps.Speaker(fault) if fault is not None and fault.kind == "say" else None
    async for whole_frame in frames:
        frame = speaker.passed(whole_frame) if speaker else whole_frame
        if frame is None:
            continue
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.delay)
        if fault is not None and fault.kind == "unknown" and number == max(fault.after, FIRST_STEP):
            for strange in swaps.strange_step():
                yield strange
        if fault is not None and number == fault.after and fault.kind in ("drop", "close", "error", "bad-json"):
            for last in _ending(fault):
                yield last
            if fault.kind != "bad-json":
                return
        yield frame
        number += 1


def _ending(fault: Fault) -> list[bytes]:
    if fault.kind == "drop":
        raise Dropped
    if fault.kind == "error":
        problem = {"message": fault.message or "Deadline expired before operation could complete. (injected fault)"}
        event = {"error": {**problem, "code": fault.code or "gateway_timeout"}, "event_type": "error"}
        return [sse.frame(sse.pack(event)), sse.DONE]
    if fault.kind == "bad-json":
        return [b'event: step.delta\ndata: {"index":0,"delta":{"text":"\n\n']
    return []
