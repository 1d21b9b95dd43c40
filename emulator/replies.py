"""HTTP answers: JSON, and event streams that notice a client's leaving. It knows no routes and no rules."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from emulator.sse import compact


class Dropped(Exception):
    """Raised inside a stream to cut the connection without ending the body."""


def reply(value: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer."""
    return Response(compact(value), status, headers, "application/json")


class EventStream(Response):
    """Sends frames as they come; ends early when the client goes."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncIterator[bytes]) -> None:
        super().__init__(None, 200, {"cache-control": "no-cache"}, self.media_type)
        # Exactly as the service has it, without the charset that Starlette adds to text types.
        self.headers["content-type"] = self.media_type
        del self.headers["content-length"]
        self._frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the head, then race the frames against the client's leaving."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(_left(receive))
        await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        if not sending.done():
            sending.cancel()
        await asyncio.wait({sending, leaving})
        if not sending.cancelled():
            sending.result()

    async def _send(self, send: Send) -> None:
        try:
            async for frame in self._frames:
                await send({"type": "http.response.body", "body": frame, "more_body": True})
        except Dropped:
            # Returning without the last chunk makes the server close the socket: the client sees a broken body.
            return
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class Interrupted(Response):
    """Announces a whole body, sends half of it and drops the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send too little."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
