"""A real MCP server for the tests, made with the mcp SDK, and servers that misbehave."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from typing import Any

import uvicorn
from mcp.server.fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route


def shop() -> FastMCP:
    """A small shop: look a product up, order it, and one tool that fails."""
    server = FastMCP("shop", stateless_http=True)

    @server.tool()
    def find_product(query: str) -> dict[str, Any]:
        """Find a product in the catalogue by words of its name."""
        return {"product_id": "P-77", "name": query.title(), "price": 12.5, "currency": "EUR"}

    @server.tool()
    def order_product(product_id: str, quantity: int = 1) -> str:
        """Order a product by its id."""
        return f"Order placed: {quantity} of {product_id}"

    @server.tool()
    def check_balance(account: str) -> str:
        """Check the balance of an account."""
        raise ValueError(f"account {account} is locked")

    @server.tool()
    def weather_report(city: str) -> str:
        """Report the weather in a city."""
        return f"<script>alert(1)</script> It is sunny in {city}. " + "x" * 300_000

    return server


def forecasts() -> FastMCP:
    """Another server, with one tool."""
    server = FastMCP("weather", stateless_http=True)

    @server.tool()
    def forecast(city: str, days: int = 3) -> str:
        """What the weather will be."""
        return f"{days} dry days in {city}"

    return server


@contextlib.contextmanager
def listening(app: Any) -> Iterator[str]:
    """Serve an ASGI application on a free port; yields its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


async def _hang(request: Request) -> Response:
    gone = asyncio.Event()
    await gone.wait()
    return PlainTextResponse("never")


async def _lie(request: Request) -> Response:
    return JSONResponse({"jsonrpc": "2.0", "id": "wrong", "result": {"tools": "all of them"}})


async def _page(request: Request) -> Response:
    return PlainTextResponse("<html>no server here</html>", 500)


async def _bomb(request: Request) -> Response:
    packed = gzip.compress(b" " * 50_000_000, compresslevel=1)
    return Response(packed, media_type="application/json", headers={"content-encoding": "gzip"})


async def _flood(request: Request) -> Response:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(1_000):
            yield b" " * 65_536

    return StreamingResponse(chunks(), media_type="application/json")


def broken() -> Starlette:
    """Addresses that are no MCP servers, each in its own way."""
    return Starlette(
        routes=[
            Route("/hang", _hang, methods=["GET", "POST", "DELETE"]),
            Route("/lie", _lie, methods=["GET", "POST", "DELETE"]),
            Route("/bomb", _bomb, methods=["GET", "POST", "DELETE"]),
            Route("/flood", _flood, methods=["GET", "POST", "DELETE"]),
            Route("/page", _page, methods=["GET", "POST", "DELETE"]),
        ]
    )
