"""A proxy between the apps and the emulator that notes when each piece of an answer left the model.

It asks the emulator for an exact pace, lets it think before its first word, never waits for a slow reader (so a slow
app cannot slow the model down), and changes nothing else. All apps, the raw SDK loop included, pass through it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass
class Passage:
    """One request and its answer, as they passed."""

    arrived: float
    line: str
    body: bytes
    chunks: list[tuple[float, bytes]] = field(default_factory=list)
    done: threading.Event = field(default_factory=threading.Event)

    def events(self) -> Iterator[tuple[float, dict[str, Any]]]:
        """Server-sent events with the time at which their last byte passed."""
        rest = b""
        for at, chunk in self.chunks:
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                if line.startswith(b"data: {"):
                    yield at, json.loads(line[6:])

    def texts(self) -> list[tuple[float, str]]:
        """The text deltas of the answer with their times; those without a letter are left out, a page may not show them."""
        deltas = ((at, event.get("delta", {})) for at, event in self.events())
        texts = [(at, str(delta["text"])) for at, delta in deltas if delta.get("type") == "text"]
        return [(at, text) for at, text in texts if any(map(str.isalnum, text))]

    def opening(self, enough: int = 6) -> tuple[float, str]:
        """The first token, or the first few when one alone is too short to be told from a page's own words."""
        spoken, said = self.arrived, ""
        for at, text in self.texts():
            spoken, said = at, said + text
            if sum(map(str.isalnum, said)) >= enough:
                break
        return spoken, said


class Tap:
    """The proxy; runs on a thread of its own between `with` and its end."""

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self.host, self.port = str(parts.hostname), int(parts.port or 80)
        self.pace: float | None = None
        """Tokens per second to ask for; None leaves the emulator at its own speed."""
        self.think_s = 0.0
        """Seconds by which each request reaches the model later, as if it thought before its first word."""
        self.passages: list[Passage] = []
        self.base_url = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Tap:
        self._thread.start()
        starting = asyncio.start_server(self._serve, "127.0.0.1", 0)
        server = asyncio.run_coroutine_threadsafe(starting, self._loop).result()
        self.base_url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def latest_answer(self) -> Passage | None:
        """The newest POST of an interaction."""
        posts = (p for p in reversed(self.passages) if p.line.startswith("POST") and "/interactions " in p.line)
        return next(posts, None)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            body = await reader.readexactly(_length(head))
            passage = Passage(time.time(), head.split("\r\n", 1)[0], body)
            self.passages.append(passage)
            try:
                await asyncio.sleep(self.think_s)
                await self._relay(self._forwarded(head) + body, passage, writer)
            finally:
                passage.done.set()
        writer.close()

    def _forwarded(self, head: str) -> bytes:
        """The head for the emulator: as HTTP/1.0, so that the answer comes unchunked and ends with the connection."""
        first, *lines = head.rstrip("\r\n").split("\r\n")
        kept = [line for line in lines if line.split(":", 1)[0].lower() not in {"connection", "host"}]
        pace = [f"x-emulator-pace: {self.pace:g}"] if self.pace else []
        first = first.replace("HTTP/1.1", "HTTP/1.0")
        return "\r\n".join([first, f"host: {self.host}:{self.port}", *kept, *pace, "", ""]).encode("latin-1")

    async def _relay(self, request: bytes, passage: Passage, writer: asyncio.StreamWriter) -> None:
        source, sink = await asyncio.open_connection(self.host, self.port)
        sink.write(request)
        while chunk := await source.read(65536):
            passage.chunks.append((time.time(), chunk))
            if not writer.is_closing():
                writer.write(chunk)  # no drain: the model must not feel a slow reader
        sink.close()


def _length(head: str) -> int:
    for line in head.split("\r\n"):
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            return int(value)
    return 0
