"""A relay on this machine between a framework and the API: it counts the bytes, reads along and puts the key in.

The framework's process never sees the key. The relay listens on the loopback interface only, answers below an unguessable
path only, and passes on only what asks for interactions. Bodies go through unchanged, both ways.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from workbench import sse, wire
from workbench.client import CONNECT_S, GOOGLE, IDLE_S
from workbench.errors import Broken, StepwiseError, redacted, translated
from workbench.fold import RESPONSE
from workbench.hints import classified
from workbench.settings import Connection

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

FORWARDED = ("accept", "accept-encoding", "content-type", "user-agent", "x-goog-api-client", "api-revision")
"""Headers of the framework's requests that are passed on; its key and the rest are not."""
ALLOWED = re.compile(r"v1(?:alpha|beta)?/interactions(?:/[\w=-]+(?:/cancel)?)?")
Take = Callable[[dict[str, Any]], None]


class Relay:
    """One running relay. It passes requests on only between `begin` with a log and `begin` without one."""

    def __init__(self, connection: Connection, http: Any) -> None:
        self.base_url = ""
        self.token = secrets.token_urlsafe(18)
        self._connection = connection
        self._http = http
        self._log: wire.Log | None = None
        self._take: Take | None = None
        self._refused: StepwiseError | None = None

    def begin(self, log: wire.Log | None, take: Take | None) -> None:
        """From here on requests belong to this log, and events go to `take`."""
        self._log, self._take, self._refused = log, take, None

    def refused(self) -> StepwiseError | None:
        """What the API answered last, when that was an error."""
        return self._refused

    async def answer(self, request: Request) -> Response:
        """Pass one request on and its answer back."""
        from starlette.responses import PlainTextResponse

        path = request.path_params["path"]
        if not secrets.compare_digest(request.path_params["token"].encode(), self.token.encode()):
            return PlainTextResponse("not found", 404)
        if not ALLOWED.fullmatch(path) or self._log is None:
            return PlainTextResponse("This relay passes on requests for interactions only.", 403)
        wire.record_into(self._log)
        import httpx2

        try:
            upstream = await self._http.send(await self._passed_on(request, path), stream=True)
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError) as error:
            self._refused = translated(error, self._connection.api_key)
            return PlainTextResponse("The API could not be reached.", 502)
        return await self._returned(upstream, reads=request.method == "POST" or "stream=true" in request.url.query)

    async def _passed_on(self, request: Request, path: str) -> Any:
        base = (self._connection.base_url or GOOGLE).rstrip("/")
        query = f"?{request.url.query}" if request.url.query else ""
        headers = {name: request.headers[name] for name in FORWARDED if name in request.headers}
        headers["x-goog-api-key"] = self._connection.api_key
        body = await request.body()
        return self._http.build_request(request.method, f"{base}/{path}{query}", headers=headers, content=body)

    async def _returned(self, upstream: Any, reads: bool) -> Response:
        from starlette.responses import Response, StreamingResponse

        kind = upstream.headers.get("content-type", "")
        named = {"content-type": kind} if kind else {}
        if upstream.status_code >= 400:
            body = await upstream.aread()
            await upstream.aclose()
            self._refused = _refused(upstream.status_code, body, self._connection.api_key)
            return Response(body, upstream.status_code, headers=named)
        self._refused = None
        if kind.startswith("text/event-stream"):
            return StreamingResponse(self._streamed(upstream), upstream.status_code, headers=named)
        body = await upstream.aread()
        await upstream.aclose()
        if reads:
            self._hand_over({"event_type": RESPONSE, "interaction": _object(body)})
        return Response(body, upstream.status_code, headers=named)

    async def _streamed(self, upstream: Any) -> AsyncIterator[bytes]:
        decoder = sse.Decoder()
        try:
            async for chunk in upstream.aiter_bytes():
                for data in decoder.feed(chunk):
                    if data != sse.DONE:
                        self._hand_over(sse.parsed(data))
                yield chunk
        finally:
            await upstream.aclose()

    def _hand_over(self, event: dict[str, Any]) -> None:
        if self._take is not None:
            self._take(event)


@asynccontextmanager
async def listening(connection: Connection) -> AsyncIterator[Relay]:
    """A relay that listens, on the running event loop, until the end of the block."""
    import httpx2
    import uvicorn
    from starlette.applications import Starlette
    from starlette.routing import Route

    http = httpx2.AsyncClient(
        timeout=httpx2.Timeout(IDLE_S, connect=CONNECT_S), follow_redirects=False,
        event_hooks={"request": [wire.on_request], "response": [wire.on_response]},
        trust_env="127.0.0.1" not in connection.base_url,
    )  # fmt: skip
    relay = Relay(connection, http)
    app = Starlette(routes=[Route("/{token}/{path:path}", relay.answer, methods=["GET", "POST", "DELETE"])])
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off"))
    listener = socket.create_server(("127.0.0.1", 0))
    relay.base_url = f"http://127.0.0.1:{listener.getsockname()[1]}/{relay.token}"
    serving = asyncio.create_task(server.serve([listener]))
    try:
        yield relay
    finally:
        server.should_exit = server.force_exit = True
        await asyncio.gather(serving, return_exceptions=True)
        listener.close()
        await _closed(http.aclose)


async def _closed(close: Callable[[], Awaitable[None]]) -> None:
    try:
        await close()
    except OSError:
        pass  # the other side had gone already


def _refused(status: int, body: bytes, key: str) -> StepwiseError:
    error = _object(body).get("error")
    said: dict[str, Any] = error if isinstance(error, dict) else {}
    words = str(said.get("message") or body[:200].decode("utf-8", "replace") or "The API answered an error.")
    return Broken(classified(status, str(said.get("code") or ""), redacted(words, key)))


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {}
