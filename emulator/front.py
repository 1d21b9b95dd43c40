"""Outermost ASGI layer: names the emulator on every response, takes version and prefix off the path, keeps the log."""

from __future__ import annotations

import logging
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emulator.log import Logged

VERSION = "1"
NAME = f"stepwise/{VERSION} (local demo, not Google)"
_VERSIONED = re.compile(r"^(?P<prefix>(?:/[^/]+)*?)/(?P<version>v1|v1beta|v1alpha|v1beta2)(?P<rest>/.*)$", re.DOTALL)
logger = logging.getLogger("emulator")
_SECRET = ("x-goog-api-key", "authorization", "cookie")


class Front:
    """Passes requests on with a path like /interactions, whatever version and prefix they came with."""

    def __init__(self, app: ASGIApp, log: list[Logged] | None) -> None:
        self._app = app
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        logged = _begin(scope)
        if self._log is not None:
            self._log.append(logged)

        async def out(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"x-emulator", NAME.encode())]
                logged.status = message["status"]
            else:
                logged.sent += len(message.get("body", b""))
            await send(message)

        async def into() -> Message:
            message = await receive()
            logged.received += len(message.get("body", b""))
            if self._log is not None:
                logged.body += message.get("body", b"")
            return message

        try:
            await self._app(_inside(scope), into, out)
        except Exception:
            # The last resort: whatever went wrong, the client gets an answer in the API's own shape.
            logger.exception("Unexpected failure on %s %s", scope["method"], scope["path"])
            if not logged.status:
                await _broken(out)


def _begin(scope: Scope) -> Logged:
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]]
    shown = [(name, value) for name, value in headers if name not in _SECRET]
    return Logged(scope["method"], scope["path"], scope["query_string"].decode("latin-1"), shown)


def _inside(scope: Scope) -> Scope:
    match = _VERSIONED.match(scope["path"])
    asked = scope["path"]
    if match is None or "//" in asked:
        # Below a name that no route has, so that nothing but the home page answers without a version.
        return {**scope, "path": "/" if asked == "/" else f"/unversioned{asked}", "emulator.asked": asked}
    return {**scope, "path": match["rest"], "emulator.asked": asked}


async def _broken(send: Send) -> None:
    error = b'{"error":{"message":"The emulator failed in an unexpected way. Please report this.","code":"api_error"}}'
    await send({"type": "http.response.start", "status": 500, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": error})
