"""An HTTP transport for MCP servers, which strangers run: no more of an answer is taken than could make sense.

Import it only where a server is asked: httpx takes a moment that the first page has not.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx

MOST_BYTES = 8 * 1024 * 1024


class TooMuch(httpx.TransportError):
    """The answer is larger than could make sense, or packed although that wasn't asked for."""


class Bounded(httpx.AsyncHTTPTransport):
    """Refuses packed answers, which may be bombs, and ends those that have no end."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask for the plain answer and count what comes."""
        request.headers["accept-encoding"] = "identity"
        response = await super().handle_async_request(request)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            await response.aclose()
            raise TooMuch("it sent a packed answer, unasked", request=request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _Counted(response.stream, request)
        return response


class _Counted(httpx.AsyncByteStream):
    def __init__(self, inner: httpx.AsyncByteStream, request: httpx.Request) -> None:
        self._inner, self._request = inner, request

    async def __aiter__(self) -> AsyncIterator[bytes]:
        taken = 0
        async for chunk in self._inner:
            taken += len(chunk)
            if taken > MOST_BYTES:
                raise TooMuch(f"its answer has more than {MOST_BYTES // 1024**2} MiB", request=self._request)
            yield chunk

    async def aclose(self) -> None:
        await self._inner.aclose()
