"""The ASGI side of the app: security headers, the doorbell route, and what happens once at start.

Nothing in here may block the event loop: it serves every session.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from components import downloads, identity, state
from components.attend import HOLD_S
from components.shell import on_script_error
from workbench import client, connections, embedded, hosts, recovery, request
from workbench import run as runs
from workbench.history import rescue
from workbench.records import Turn
from workbench.research import upkeep
from workbench.settings import Connection, Tier

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

REST_S = 0.02
"""Least time between two rings sent to a browser."""
GATHER_S = 0.005
"""A new step and its first words come as events of their own; a ring waits so long for both."""
PING_S = 15.0

CONTENT_SECURITY_POLICY = "; ".join((
    "default-src 'self'",
    # The hash is that of the inline script in the index.html of Streamlit 1.67.
    "script-src 'self' 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA=' 'unsafe-eval' 'wasm-unsafe-eval' blob: data:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' data: blob:",
    "connect-src 'self' ws: wss: data: blob:",
    "worker-src 'self' blob:",
    "frame-src 'self' data: blob:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
))
HEADERS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), payment=(), usb=()",
}
RAW_HEADERS = [(name.encode(), value.encode()) for name, value in HEADERS.items()]


class SecurityHeaders:
    """Adds the security headers to each HTTP response; plain ASGI, so that streams are not buffered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with headers added to the start of a response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *RAW_HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers)


async def bell(request: Request) -> Response:
    """Server-sent events: the run's version number, whenever it changed. The bell id is the run's secret."""
    found = runs.by_bell(request.path_params["bell"])
    if found is None:
        return PlainTextResponse("no such run", status_code=404)
    return StreamingResponse(_rings(found), media_type="text/event-stream", headers={"cache-control": "no-store"})


async def _rings(run: runs.Run) -> AsyncIterator[str]:
    """One line per change, at most one per REST_S; ends after the last."""
    version = -1
    while True:
        finished = run.finished
        if run.version != version or finished:
            version = run.version
            yield f"data: {version} {run.steps}{' end' if finished else ''}\n\n"
        else:
            yield ": still there\n\n"
        if finished:
            return
        await asyncio.sleep(REST_S)
        await runs.wait_newer(run, version, PING_S)
        await asyncio.sleep(GATHER_S)
        await _first_words(run)


async def _first_words(run: runs.Run) -> None:
    """Wait a moment for a step that is about to speak; nobody sees that it comes later, everybody when its words do."""
    loop = asyncio.get_running_loop()
    until = loop.time() + HOLD_S
    while run.about_to_speak and not run.finished and (rest := until - loop.time()) > 0:
        await runs.wait_newer(run, run.version, rest)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Warm slow imports, wake the embedded emulator and settle orphaned turns, all after the server answers."""
    warming = asyncio.create_task(asyncio.to_thread(_warm))
    yield {}
    warming.cancel()


def _warm() -> None:
    """Runs in a thread, one after the other: nothing here may delay the first paint."""
    embedded.state()
    recovery.begin(state.whole_store(), _connection_of)
    upkeep.begin(state.whole_store(), _connection_of)
    rescue.begin(state.whole_store(), _connection_of)
    client.warm().join()
    if state.whole_store().ledger(1).count:
        import pandas  # noqa: F401 - whoever has a history will look at it, and its table loads pandas


def _connection_of(turn: Turn) -> Connection | None:
    """Who may ask for the rest of a turn that an earlier process left: the emulator, or the key of the environment."""
    tier: Tier = "paid" if turn["tier"] == "paid" else "free"
    if turn["offline"]:
        return Connection("demo", embedded.ensure(tier), embedded.DEMO_KEY, tier)
    if turn["sent"] and not str(turn["sent"][0].get("url", "")).startswith(request.GOOGLE):
        return None
    found = connections.resolve("google", "", "", tier, os.environ, {})
    return found if found.api_key else None


def options() -> dict[str, Any]:
    """What `st.App` is given besides the script."""
    hosts.share(identity.is_shared())
    downloads.keep()
    PagesManager.uses_pages_directory = False  # else a deep link that comes first runs the page without app.py
    return {
        "routes": [Route("/bell/{bell}", bell)],
        "middleware": [Middleware(SecurityHeaders)],
        "lifespan": lifespan,
        "on_script_error": on_script_error,
    }
