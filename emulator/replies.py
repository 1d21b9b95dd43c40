"""HTTP answers: JSON, event streams that notice a client's going, and what is read of a request."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from emulator.errors import ApiError, invalid
from emulator.sse import compact


def reply(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(compact(value), status, headers, "application/json")


def project_of(request: Request) -> str:
    """Whose request it is; raises 401 without a usable key."""
    key = request.headers.get("x-goog-api-key") or request.query_params.get("key") or ""
    if not key.strip():
        raise ApiError(401, "authentication", "API key is missing. Please pass a valid API key.")
    if key.startswith("invalid"):
        raise ApiError(401, "authentication", "API key not valid. Please pass a valid API key.")
    return hashlib.sha256(key.encode()).hexdigest()[:24]


async def json_body(request: Request, limit: int) -> dict[str, Any]:
    """The request's JSON object."""
    raw = bytearray()
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > limit:
            raise invalid(f"Request payload size exceeds the limit: {limit} bytes.")
    try:
        body = json.loads(raw)
        compact(body).encode()
    except (ValueError, RecursionError) as problem:
        raise invalid("Invalid JSON payload received. The request body could not be parsed.") from problem
    if not isinstance(body, dict):
        raise invalid("Invalid JSON payload received. Expected an object.")
    return body


class EventStream(Response):
    """Sends frames as they come; ends early when the client goes."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncIterator[bytes], headers: dict[str, str] | None = None) -> None:
        super().__init__(None, 200, {"cache-control": "no-cache", **(headers or {})}, self.media_type)
        del self.headers["content-length"]
        self._frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head, then race the frames against the client's leaving."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(_left(receive))
        await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        for task in (sending, leaving):
            task.cancel()
        await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        async for frame in self._frames:
            await send({"type": "http.response.body", "body": frame, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
