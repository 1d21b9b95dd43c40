"""Cutting a byte stream of server-sent events into plain dicts. No input or output, no meaning given to events.

Lines end with LF, CRLF or CR only: JSON may hold other Unicode line separators, which str.splitlines would cut at.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from typing import Any

from workbench.fold import NOT_JSON

DONE = "[DONE]"


class Decoder:
    """Feed bytes, get the data texts of the events that they complete."""

    def __init__(self) -> None:
        self._rest = b""
        self._data: list[bytes] = []

    def feed(self, chunk: bytes) -> list[str]:
        """The data of each event that ended within these bytes."""
        text = self._rest + chunk
        held = b""
        if text.endswith(b"\r"):
            text, held = text[:-1], b"\r"
        if b"\r" in text:
            text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *lines, rest = text.split(b"\n")
        self._rest = rest + held
        return [data for line in lines if (data := self._line(line)) is not None]

    def flush(self) -> list[str]:
        """The data of an event that the stream ended in, when its last line is complete enough to tell."""
        lines = [*self._rest.splitlines(), b""]
        self._rest = b""
        return [data for line in lines if (data := self._line(line)) is not None]

    def _line(self, line: bytes) -> str | None:
        if not line:
            data, self._data = self._data, []
            return b"\n".join(data).decode("utf-8", "replace") if data else None
        if line.startswith(b"data:"):
            value = line[5:]
            self._data.append(value[1:] if value.startswith(b" ") else value)
        elif line == b"data":
            self._data.append(b"")
        return None


async def events(chunks: AsyncIterator[bytes]) -> AsyncIterator[dict[str, Any]]:
    """The events of a stream up to its end or its [DONE]; a line that isn't a JSON object becomes a NOT_JSON event."""
    decoder = Decoder()
    async for chunk in chunks:
        for data in decoder.feed(chunk):
            if data == DONE:
                return
            yield parsed(data)
    for data in decoder.flush():
        if data != DONE:
            yield parsed(data)


def parsed(data: str) -> dict[str, Any]:
    """One data text as an event."""
    try:
        value = json.loads(data)
    except ValueError:
        value = None
    return value if isinstance(value, dict) else {"event_type": NOT_JSON, "data": data}
