"""Cutting event streams, however the bytes arrive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from workbench import sse
from workbench.fold import NOT_JSON

LINES = [
    ": a comment",
    "event: step.delta",
    'data: {"a": "é€😀"}',
    "id: 7",
    "",
    "data:[1,",
    "data: 2]",
    "",
    'data: {"b": "\u2028 and \x85 are no line ends"}',
    "retry: 10",
    "",
    "",
    "data: oops",
    "",
    "data: [DONE]",
    "",
    'data: {"after": "the end"}',
    "",
    "",
]
EVENTS = [
    {"a": "é€😀"},
    {"event_type": NOT_JSON, "data": "[1,\n2]"},
    {"b": "\u2028 and \x85 are no line ends"},
    {"event_type": NOT_JSON, "data": "oops"},
]


async def pieces(data: bytes, size: int) -> AsyncIterator[bytes]:
    for at in range(0, len(data), size):
        yield data[at : at + size]


def read(data: bytes, size: int) -> list[dict[str, Any]]:
    async def collect() -> list[dict[str, Any]]:
        return [event async for event in sse.events(pieces(data, size))]

    return asyncio.run(collect())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("size", [1, 2, 3, 7, 10_000])
def test_the_same_events_whatever_the_line_ends_and_the_pieces(newline: str, size: int):
    assert read(newline.join(LINES).encode(), size) == EVENTS


def test_a_stream_that_ends_without_an_empty_line_gives_its_last_event():
    assert read(b'data: {"a": 1}\n\ndata: {"b": 2}', 5) == [{"a": 1}, {"b": 2}]


def test_nothing_gives_nothing():
    assert read(b"", 1) == []
    assert read(b"\n\n: only a comment\n\n", 1) == []
