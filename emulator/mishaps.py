"""Plays faults out on the wire: refusals, broken answers, and streams that go wrong on the way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import Response

from emulator import sse
from emulator.errors import ApiError
from emulator.faults import Fault
from emulator.replies import Dropped, Interrupted

_CODES = {
    429: ("rate_limit_exceeded", "You exceeded your current quota. Please wait and try again. (injected fault)"),
    500: ("api_error", "An internal error has occurred. (injected fault)"),
    503: ("service_unavailable", "The model is overloaded. Please try again later. (injected fault)"),
    504: ("deadline_exceeded", "Deadline expired before operation could complete. (injected fault)"),
}
_HTML = (
    "<!DOCTYPE html>\n<html lang=en>\n<title>Error 502 (Server Error)!!1</title>\n<p><b>502.</b> <ins>That’s an error.</ins>\n"
    "<p>The server encountered a temporary error and could not complete your request."
    "<p>Please try again in 30 seconds.\n</html>\n"
)


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
    async for frame in frames:
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.delay)
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
