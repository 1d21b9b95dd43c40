"""A little client for tests: hold a conversation with the offline model and look at what it said and thought."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from emulator.brain import Ask, think

NOW = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)


def said(text: str) -> dict[str, Any]:
    return {"type": "user_input", "content": [{"type": "text", "text": text}]}


def steps(*prompts: str, **ask: Any) -> list[dict[str, Any]]:
    """The steps of the last answer after all prompts were sent one by one."""
    history: list[dict[str, Any]] = []
    answer: list[dict[str, Any]] = []
    for prompt in prompts:
        answer = [move.step for move in think(Ask("gemini-3.8-flash", tuple(history), (said(prompt),), NOW, **ask))]
        history += [said(prompt), *answer]
    return answer


def text_of(answer: list[dict[str, Any]]) -> str:
    return "".join(block["text"] for block in answer[-1]["content"])


def chat(*prompts: str, **ask: Any) -> str:
    """The text of the last answer."""
    return text_of(steps(*prompts, **ask))


def thoughts(*prompts: str, **ask: Any) -> list[str]:
    """The texts of the last answer's thought summary."""
    return [part["text"] for part in steps(*prompts, **ask)[0]["summary"]]
