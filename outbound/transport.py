"""An HTTP transport for servers that strangers name and run: only where one may go, no more of an answer than makes sense.

Import it only where a server is asked: httpx takes a moment that the first page has not.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection

import httpx

from outbound import addresses

MOST_BYTES = 8 * 1024 * 1024


class TooMuch(httpx.TransportError):
    """The answer is larger than could make sense, or packed although that wasn't asked for."""


class Refused(httpx.ConnectError):
    """The address may not be met."""


class Bounded(httpx.AsyncHTTPTransport):
    """Connects to the address that was checked, refuses packed answers, which may be bombs, and ends those that have no end."""

    def __init__(self, private: Collection[str]) -> None:
        """`private` names the hosts that may be met although they are not on the public web."""
        super().__init__()
        self._private = private

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask for the plain answer and count what comes."""
        response = await self._reached(request)
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            await response.aclose()
            raise TooMuch("it sent a packed answer, unasked", request=request)
        assert isinstance(response.stream, httpx.AsyncByteStream)
        response.stream = _Counted(response.stream, request)
        return response

    async def _reached(self, request: httpx.Request) -> httpx.Response:
        """The answer from the first checked address that takes the connection."""
        *others, last = await self._checked(request)
        for address in others:
            try:
                return await super().handle_async_request(_pinned(request, address))
            except httpx.ConnectError:
                continue
        return await super().handle_async_request(_pinned(request, last))

    async def _checked(self, request: httpx.Request) -> list[str]:
        host, port = request.url.host, request.url.port or (443 if request.url.scheme == "https" else 80)
        try:
            return await asyncio.to_thread(addresses.resolve, host, port, self._private)
        except addresses.Unsafe as problem:
            raise Refused(f"{problem}, and this app may not go there", request=request) from problem
        except addresses.Unreachable as problem:
            raise httpx.ConnectError(str(problem), request=request) from problem


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """The request to a checked address, under the name that was asked for: a second look-up could lie."""
    headers = request.headers.copy()
    headers["accept-encoding"] = "identity"
    named = {**request.extensions, "sni_hostname": request.url.host}
    return httpx.Request(
        request.method, request.url.copy_with(host=address), headers=headers, stream=request.stream, extensions=named
    )


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
