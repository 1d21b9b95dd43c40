"""What all peers share: the SDK's stream as text chunks, continued by previous_interaction_id, and a prefilled past.

Every peer reads the same three variables: BENCH_BASE_URL, BENCH_PAST (a JSON file), BENCH_PORT.
"""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from google import genai

MODEL = "gemini-3.8-flash"


def client() -> genai.Client:
    """A client of the benchmark's address."""
    return genai.Client(api_key="bench", http_options={"base_url": os.environ["BENCH_BASE_URL"]})


def past() -> dict[str, Any]:
    """Earlier turns to show and to continue: {"turns": [[prompt, answer], ...], "last": interaction id or None}."""
    path = os.environ.get("BENCH_PAST")
    return json.loads(Path(path).read_text()) if path else {"turns": [], "last": None}


def request(prompt: str, previous: str | None) -> dict[str, Any]:
    """The arguments of one streamed turn."""
    body: dict[str, Any] = {"model": MODEL, "input": prompt, "stream": True}
    return {**body, "previous_interaction_id": previous} if previous else body


def note(event: Any, chain: dict[str, str | None]) -> str:
    """The text that an event adds, if any; remembers the interaction's id in `chain`."""
    if event.event_type == "interaction.completed":
        chain["last"] = event.interaction.id
    if event.event_type == "step.delta" and event.delta.type == "text":
        return event.delta.text
    return ""


def stream(sdk: genai.Client, prompt: str, chain: dict[str, str | None]) -> Iterator[str]:
    """Text chunks of one turn."""
    for event in sdk.interactions.create(**request(prompt, chain["last"])):
        if text := note(event, chain):
            yield text


async def astream(sdk: genai.Client, prompt: str, chain: dict[str, str | None]) -> AsyncIterator[str]:
    """The same for asyncio frameworks."""
    async for event in await sdk.aio.interactions.create(**request(prompt, chain["last"])):
        if text := note(event, chain):
            yield text
