"""The ASGI application: its routes, and every error in Google's shape."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from emulator import classic, documents, files, home, routes, stores
from emulator.brain import think
from emulator.clock import Clock
from emulator.config import EmulatorConfig
from emulator.emulator import living
from emulator.errors import ApiError
from emulator.front import Front
from emulator.log import Logged
from emulator.misroute import explain, is_classic
from emulator.replies import reply
from emulator.runs import Think

logger = logging.getLogger("emulator")
_FILES = (
    Route("/files", files.upload, methods=["POST"]),
    Route("/files", files.list_files, methods=["GET"]),
    Route("/files/{name}", files.get_file, methods=["GET"]),
    Route("/files/{name}", files.delete_file, methods=["DELETE"]),
    Route("/fileSearchStores", stores.create_store, methods=["POST"]),
    Route("/fileSearchStores", stores.list_stores, methods=["GET"]),
    Route("/fileSearchStores/{store}:uploadToFileSearchStore", files.upload, methods=["POST"]),
    Route("/fileSearchStores/{store}:importFile", stores.import_file, methods=["POST"]),
    Route("/fileSearchStores/{store}/documents", stores.list_documents, methods=["GET"]),
    Route("/fileSearchStores/{store}/documents/{document}", documents.get_document, methods=["GET"]),
    Route("/fileSearchStores/{store}/documents/{document}", documents.delete_document, methods=["DELETE"]),
    Route("/fileSearchStores/{store}/operations/{operation}", documents.get_operation, methods=["GET"]),
    Route("/fileSearchStores/{store}/upload/operations/{operation}", documents.get_operation, methods=["GET"]),
    Route("/fileSearchStores/{store}", stores.get_store, methods=["GET"]),
    Route("/fileSearchStores/{store}", stores.delete_store, methods=["DELETE"]),
)


def create_app(
    config: EmulatorConfig, clock: Clock | None = None, log: list[Logged] | None = None, model: Think = think
) -> Starlette:
    """The emulator as an ASGI application; its parts live from startup to shutdown. Tests may bring a model of their own."""

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with living(config, clock or Clock(), model) as emulator:
            app.state.emulator = emulator
            yield

    app = Starlette(
        routes=[
            Route("/", home.home, methods=["GET"]),
            Route("/interactions", routes.create, methods=["POST"]),
            Route("/interactions/{id}:cancel", routes.cancel, methods=["POST"]),
            Route("/interactions/{id}/cancel", routes.cancel, methods=["POST"]),
            Route("/interactions/{id}", routes.get, methods=["GET"]),
            Route("/interactions/{id}", routes.delete, methods=["DELETE"]),
            Route("/models", classic.list_models, methods=["GET"]),
            Route("/models/{model}:generateContent", classic.generate, methods=["POST"]),
            Route("/models/{model}:streamGenerateContent", classic.stream_generate, methods=["POST"]),
            Route("/models/{model}:countTokens", classic.count_tokens, methods=["POST"]),
            Route("/models/{model}", classic.get_model, methods=["GET"]),
            *_FILES,
        ],
        middleware=[Middleware(Front, log=log)],
        exception_handlers={ApiError: _refused, HTTPException: _misrouted, sqlite3.Error: _no_database},
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return app


async def _refused(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, ApiError)
    if not is_classic(request.scope["path"]):
        return reply(problem.body(), problem.status, problem.headers)
    # The older endpoints answer a bad key with 400, not with 401.
    status = 400 if problem.code == "authentication" else problem.status
    return reply(ApiError(status, problem.code, problem.message).classic_body(), status, problem.headers)


async def _misrouted(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    return await _refused(request, explain(request, problem.status_code, problem.headers or {}))


async def _no_database(request: Request, problem: Exception) -> Response:
    logger.error("The database failed: %s", problem)
    return await _refused(request, ApiError(503, "service_unavailable", f"The emulator's database can't be used: {problem}."))
