"""What really crossed the network: each HTTP request of a run with its bytes, taken at the transport.

Installed as hooks on the HTTP client that the SDK uses. Keys never enter a record.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from workbench.mcp_servers import Mask

if TYPE_CHECKING:
    import httpx2

SECRET_HEADERS = frozenset({"x-goog-api-key", "authorization", "cookie", "proxy-authorization"})
TOLD_HEADERS = ("content-type", "retry-after", "x-request-id", "x-emulator", "x-gemini-service-tier")
"""Headers of an answer that are kept in the record."""
TEXT_LIMIT = 2_000_000
"""A body longer than this many characters is cut in the record; `bytes_out` still tells its size."""


class Log:
    """The HTTP requests made on behalf of one run, oldest first."""

    def __init__(
        self, records: list[dict[str, Any]] | None = None, age_ms: float | None = None, mask: Mask | None = None
    ) -> None:
        """`records` to append to; `age_ms` is how long ago the first request was sent, when that is past already.

        `mask` takes secrets out of what is kept.
        """
        self.mask = mask or Mask()
        self.records: list[dict[str, Any]] = [] if records is None else records
        self._started = time.perf_counter() - (age_ms or 0.0) / 1000
        self._sent = age_ms is not None
        self.on_sent: Callable[[], None] | None = None
        """Called whenever a request has left; it must be quick."""

    def now_ms(self) -> float:
        """Milliseconds since the first request was sent."""
        return (time.perf_counter() - self._started) * 1000

    def sending(self) -> None:
        """A request is about to be sent; times count from the first one."""
        if not self._sent:
            self._sent = True
            self._started = time.perf_counter()

    async def trace(self, event: str, _: dict[str, Any]) -> None:
        """What the HTTP client's connection tells of a request: the last thing before it waits is that the body is written."""
        if event.endswith("send_request_body.complete") and self.on_sent is not None:
            self.on_sent()


_current: ContextVar[Log | None] = ContextVar("stepwise_wire_log", default=None)


def record_into(log: Log | None) -> None:
    """Requests that this task (or context) makes from here on go into `log`."""
    _current.set(log)


async def on_request(request: httpx2.Request) -> None:
    """Hook: a request is about to be sent."""
    log = _current.get()
    if log is None:
        return
    log.sending()
    body = request.content
    record = {
        "method": request.method,
        "url": _public_url(request),
        "headers": {key: value for key, value in request.headers.items() if key.lower() not in SECRET_HEADERS},
        "body": log.mask.text(body.decode("utf-8", "replace"))[:TEXT_LIMIT],
        "bytes_out": len(body),
        "bytes_in": 0,
        "status": None,
        "at_ms": round(log.now_ms(), 1),
    }
    log.records.append(record)
    request.extensions |= {"stepwise_record": record, "trace": log.trace}


async def on_response(response: httpx2.Response) -> None:
    """Hook: the head of an answer came; its body is counted while it is read."""
    record = response.request.extensions.get("stepwise_record")
    if record is None:
        return
    record["status"] = response.status_code
    record["answer_headers"] = {name: response.headers[name] for name in TOLD_HEADERS if name in response.headers}
    response.stream = _counted(response.stream, record)


def _public_url(request: httpx2.Request) -> str:
    secret = "key" in request.url.params
    return str(request.url.copy_remove_param("key") if secret else request.url)


def _counted(stream: Any, record: dict[str, Any]) -> Any:
    from httpx2 import AsyncByteStream

    class Counted(AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            async for chunk in stream:
                record["bytes_in"] += len(chunk)
                yield chunk

        async def aclose(self) -> None:
            await stream.aclose()

    return Counted()
