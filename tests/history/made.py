"""Conversations for the tests of the history, put together without a server."""

from __future__ import annotations

from typing import Any

from tests.domain.made import a_turn
from workbench.records import Turn
from workbench.store import Store


def save(store: Store, prompt: str = "Hi", *steps: dict[str, Any], chat: str | None = None, **more: Any) -> Turn:
    """A settled turn in the store; in a conversation of its own unless one is given."""
    made = a_turn(prompt, *steps, **more)
    made["conversation_id"] = chat or store.new_conversation()
    store.save_turn(made)
    return made


def call(name: str, arguments: dict[str, Any], call_id: str = "call_1") -> dict[str, Any]:
    return {"type": "function_call", "id": call_id, "name": name, "arguments": arguments}


def result(text: str, call_id: str = "call_1") -> dict[str, Any]:
    return {"type": "function_result", "call_id": call_id, "name": "f", "result": [{"type": "text", "text": text}]}
