"""The ASGI application: routes under any version, errors in Google's shape, and the header that says what this is."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from emulator import routes
from emulator.clock import Clock
from emulator.config import EmulatorConfig
from emulator.emulator import living
from emulator.errors import ApiError
from emulator.replies import reply

_VERSIONED = re.compile(r"^(?P<prefix>(?:/[^/]+)*?)/(?P<version>v1|v1beta|v1alpha|v1beta2)(?P<rest>/.*)$")
NAME = b"Stepwise emulator (offline demo, not Google)"
_log = logging.getLogger("emulator")


class Front:
    """Outermost: names the emulator on every response and takes version and prefix off the path."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a path like /interactions."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), (b"x-emulator", NAME)]
            await send(message)

        match = _VERSIONED.match(scope["path"])
        if match:
            scope = {**scope, "path": match["rest"], "emulator.version": match["version"]}
        await self._app(scope, receive, named)


async def _refused(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, ApiError)
    return reply(problem.body(), problem.status, problem.headers)


async def _no_route(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    return reply({"error": {"message": problem.detail, "code": "not_found"}}, problem.status_code)


def create_app(config: EmulatorConfig, clock: Clock | None = None) -> Starlette:
    """The emulator as an ASGI application; its parts live from startup to shutdown."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with living(config, clock or Clock()) as emulator:
            app.state.emulator = emulator
            yield

    app = Starlette(
        routes=[
            Route("/interactions", routes.create, methods=["POST"]),
            Route("/interactions/{id}:cancel", routes.cancel, methods=["POST"]),
            Route("/interactions/{id}/cancel", routes.cancel, methods=["POST"]),
            Route("/interactions/{id}", routes.get, methods=["GET"]),
            Route("/interactions/{id}", routes.delete, methods=["DELETE"]),
        ],
        middleware=[Middleware(Front)],
        exception_handlers={ApiError: _refused, HTTPException: _no_route},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app
