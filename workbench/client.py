"""The one seam to the Interactions API: the SDK's URLs, key, request shapes and errors; raw event lines as plain dicts.

Every exception that leaves this module is a StepwiseError. Nothing is retried in here and nothing is sent twice.
The SDK is imported on first use only (seconds on a small machine); `warm()` does that ahead of time, in a thread.
"""

from __future__ import annotations

import asyncio
import functools
import json
import ssl
import threading
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workbench import admission, chunks, classic, kept_models, mcp_servers, parked, sse, wire
from workbench.errors import Broken, StepwiseError, problem, translated
from workbench.fold import RESPONSE
from workbench.settings import Connection

if TYPE_CHECKING:
    from google.genai.client import AsyncClient

GOOGLE = "https://generativelanguage.googleapis.com/"
IDLE_S = 600.0
"""A stream may be silent this long (deep thinking is); the API itself cuts connections after about ten minutes."""
CONNECT_S = 10.0
CLIENTS = 32
"""SDK clients kept at most; one per server and key."""


class Client:
    """Requests to one connection. Use it on one event loop; `log` receives what is really sent."""

    def __init__(self, connection: Connection, log: wire.Log | None = None) -> None:
        self.connection = connection
        self._log = log

    async def stream(self, body: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        """POST the body. Yields its events; a plain JSON answer comes as one event of type "response".

        A body with `contents` goes to the classic generateContent; its chunks come as an interaction's events.
        """
        if classic.is_classic(body):
            async for event in self._generated(body):
                yield event
            return
        arguments = {key: value for key, value in body.items() if key != "input"}
        if "tools" in body:
            arguments["tools"] = mcp_servers.with_headers(body["tools"], self.connection.mcp_headers)
        if "input" in body:
            # Past the SDK's input models, which reorder keys and wrap newer step kinds wrongly: steps go out as they came.
            arguments["extra_body"] = {"input": body["input"]}
        if not body.get("background"):
            arguments["automatic_continuation"] = False
        async for event in self._events("create", **arguments):
            yield event

    async def follow(self, interaction_id: str, last_event_id: str | None = None) -> AsyncIterator[dict[str, Any]]:
        """The events of a stored interaction, live while it runs, from after `last_event_id` or from its beginning."""
        arguments = {"last_event_id": last_event_id} if last_event_id else {}
        async for event in self._events("get", id=interaction_id, stream=True, **arguments):
            yield event

    async def create(self, body: dict[str, Any]) -> dict[str, Any]:
        """POST the body without streaming; the interaction."""
        async for event in self.stream({**body, "stream": False}):
            return _interaction(event)
        raise _empty()

    async def get(self, interaction_id: str, include_input: bool = False) -> dict[str, Any]:
        """A stored interaction as it is now."""
        arguments = {"include_input": True} if include_input else {}
        return await self._unary("get", id=interaction_id, **arguments)

    async def cancel(self, interaction_id: str) -> dict[str, Any]:
        """Ask the server to end a background run; the interaction."""
        return await self._unary("cancel", id=interaction_id)

    async def delete(self, interaction_id: str) -> None:
        """Delete a stored interaction on the server."""
        async with self._opened("delete", id=interaction_id) as response:
            await response.read()

    async def models(self) -> list[str]:
        """The names of the models that the key may use (the first page of them)."""
        async with self.sdk() as client:
            return [str(model.name).removeprefix("models/") for model in (await client.models.list()).page]

    @asynccontextmanager
    async def sdk(self) -> AsyncIterator[AsyncClient]:
        """The SDK's own client, for what is no interaction: its requests are logged and its errors translated."""
        try:
            client = await _sdk_client(self.connection)
            wire.record_into(self._log)
            yield client
        except StepwiseError:
            raise
        except Exception as error:
            raise translated(error, self.connection.api_key) from error

    async def _unary(self, call: str, **arguments: Any) -> dict[str, Any]:
        async for event in self._events(call, **arguments):
            return _interaction(event)
        raise _empty()

    async def _events(self, call: str, **arguments: Any) -> AsyncIterator[dict[str, Any]]:
        async with self._opened(call, **arguments) as response:
            content_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            if content_type == "text/event-stream":
                async for event in sse.events(response.iter_bytes()):
                    yield event
            else:
                yield {"event_type": RESPONSE, "interaction": _json_object(await response.read(), content_type)}

    async def _generated(self, body: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        # Past the SDK's request models, too: signatures and contents go out as they are.
        raw = {key: value for key, value in body.items() if key not in classic.OURS}
        arguments: Any = {"model": body["model"], "contents": " ", "config": {"http_options": {"extra_body": raw}}}
        reader = chunks.Reader()
        async with self.sdk() as client:
            if body.get("stream"):
                async for chunk in await client.models.generate_content_stream(**arguments):
                    for event in reader.read(chunk.model_dump(mode="json", by_alias=True, exclude_none=True)):
                        yield event
            else:
                whole = await client.models.generate_content(**arguments)
                for event in reader.read(whole.model_dump(mode="json", by_alias=True, exclude_none=True)):
                    yield event

    @asynccontextmanager
    async def _opened(self, call: str, **arguments: Any) -> AsyncIterator[Any]:
        """The open HTTP answer of an SDK call."""
        async with (
            self.sdk() as client,
            getattr(client.interactions.with_streaming_response, call)(**arguments) as response,
        ):
            yield response


def warm() -> threading.Thread:
    """Import the SDK in a thread, so that the first send doesn't wait for it."""
    thread = threading.Thread(target=_load_sdk, name="stepwise-warm", daemon=True)
    thread.start()
    return thread


def warm_classic() -> None:
    """Have the SDK build what reads classic answers: work that must not fall into a turn whose time is taken."""
    from google.genai import types

    chunk = {"candidates": [{"content": {"parts": [{"text": ""}]}}], "usageMetadata": {"promptTokenCount": 0}}
    types.GenerateContentResponse.model_validate(chunk).model_dump(mode="json", by_alias=True, exclude_none=True)


def _load_sdk() -> None:
    _new_sdk_client(GOOGLE, "warming-up")


async def _sdk_client(connection: Connection) -> AsyncClient:
    """The SDK's client for a connection, made once however many ask for it at the same time."""
    clients: OrderedDict[Any, asyncio.Task[AsyncClient]] = parked.value("clients", OrderedDict)
    key = (asyncio.get_running_loop(), connection.base_url, connection.api_key, connection.mode == "custom")
    if key not in clients:
        admission.check_key(connection.api_key)
        making = asyncio.to_thread(_allowed_sdk_client, connection)
        clients[key] = asyncio.create_task(making)
        while len(clients) > CLIENTS:
            clients.popitem(last=False)
    clients.move_to_end(key)
    try:
        return await asyncio.shield(clients[key])
    except Exception:
        clients.pop(key, None)
        raise


def _allowed_sdk_client(connection: Connection) -> AsyncClient:
    admission.check_server(connection)
    return _new_sdk_client(connection.base_url or GOOGLE, connection.api_key)


@functools.cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust. One for all clients: the SDK reads the certificates three times for each, which takes 100 ms."""
    import httpx2

    return httpx2.create_ssl_context()


def _new_sdk_client(base_url: str, api_key: str) -> AsyncClient:
    import httpx2
    from google import genai
    from google.genai import _interactions, types
    from google.genai._gaos.utils import serializers

    kept_models.keep(serializers)
    certificates = _certificates()
    http = httpx2.AsyncClient(
        verify=certificates,
        timeout=httpx2.Timeout(IDLE_S, connect=CONNECT_S),
        limits=httpx2.Limits(max_connections=None, max_keepalive_connections=20),
        event_hooks={"request": [wire.on_request], "response": [wire.on_response]},
        follow_redirects=False,  # a redirect to another host would carry the key there
        trust_env=urlsplit(base_url).hostname not in ("127.0.0.1", "localhost", "::1"),
    )
    once = types.HttpRetryOptions(attempts=1)
    options = types.HttpOptions(
        base_url=base_url, httpx_async_client=http, httpx_client=httpx2.Client(verify=certificates), retry_options=once,
        async_client_args={"ssl": certificates},
    )  # fmt: skip
    client = genai.Client(api_key=api_key, vertexai=False, http_options=options).aio
    # The first touch imports several hundred modules, and the error classes come with a package of their own.
    assert client.interactions is not None
    assert _interactions.APIError is not None
    return client


def _interaction(event: dict[str, Any]) -> dict[str, Any]:
    interaction = event.get("interaction")
    if event.get("event_type") == RESPONSE and isinstance(interaction, dict):
        return interaction
    raise Broken(problem("invalid_response", "The server streamed although a single answer was asked for.", retryable=True))


def _json_object(body: bytes, content_type: str) -> dict[str, Any]:
    try:
        value = json.loads(body)
    except ValueError:
        value = None
    if isinstance(value, dict):
        return value
    start = body[:160].decode("utf-8", "replace")
    message = f"The server answered {content_type or 'something'} that isn't a JSON object: {start!r}."
    hint = "Check that the base URL belongs to the Gemini API or to an emulator of it."
    raise Broken(problem("invalid_response", message, hint, status=200, retryable=True))


def _empty() -> Broken:
    return Broken(problem("invalid_response", "The server's answer was empty.", retryable=True))
