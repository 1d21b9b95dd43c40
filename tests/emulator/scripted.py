"""Shared by the emulator's tests: the real SDK as client, and models that say what a test needs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any
from weakref import WeakKeyDictionary

import httpx2
from google import genai
from google.genai import types

from emulator.brain.contract import Ask, Move
from emulator.testing import Handle

MODEL = "gemini-3.8-flash"
CERTIFICATES = httpx2.create_ssl_context()
"""Read once; the SDK would read them twice for each client."""
_ALIVE: WeakKeyDictionary[Handle, list[genai.Client]] = WeakKeyDictionary()


def sdk(server: Handle, key: str = "test-key", **options: Any) -> Any:
    """The real SDK without its retries, so that an error costs no time."""
    retry = options.pop("retry", types.HttpRetryOptions(attempts=1))
    options |= {"client_args": {"verify": CERTIFICATES}, "async_client_args": {"verify": CERTIFICATES, "ssl": CERTIFICATES}}
    client = genai.Client(api_key=key, http_options=types.HttpOptions(base_url=server.base_url, retry_options=retry, **options))
    # client.interactions does not keep its client alive: a temporary one would close itself in mid-request.
    _ALIVE.setdefault(server, []).append(client)
    return client


def text_move(text: str, **extra: Any) -> Move:
    """An answer of one text."""
    return Move({"type": "model_output", "content": [{"type": "text", "text": text, **extra}]})


def thought_move(text: str = "**Looking**\n\nI look.") -> Move:
    """A thought with a summary."""
    return Move({"type": "thought", "summary": [{"type": "text", "text": text}]})


class Gate:
    """A model that says `moves` one at a time, each when it is let."""

    def __init__(self, *moves: Move) -> None:
        self._moves = moves
        self._permits = threading.Semaphore(0)

    def let(self, moves: int = 1) -> None:
        """Let it say more."""
        self._permits.release(moves)

    def __call__(self, ask: Ask) -> Iterator[Move]:
        """The model."""
        for move in self._moves:
            self._permits.acquire()
            yield move
