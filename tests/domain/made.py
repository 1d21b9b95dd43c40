"""Turns for the tests of the domain, made the way the engine makes them."""

from __future__ import annotations

from typing import Any

from workbench import turn as turns
from workbench.records import StepRecord, Turn
from workbench.settings import Connection, Prompt, Settings

USAGE = {
    "total_tokens": 165,
    "total_input_tokens": 100,
    "total_cached_tokens": 40,
    "total_output_tokens": 50,
    "total_tool_use_tokens": 0,
    "total_thought_tokens": 15,
}


def record(step: dict[str, Any], index: int = 0, **more: Any) -> StepRecord:
    """A closed step that took one second."""
    base = StepRecord(index=index, state="closed", step=step, arguments_text="", started_ms=1000.0, ended_ms=2000.0)
    return StepRecord(**{**base, **more})  # type: ignore[typeddict-item]


def records(*steps: dict[str, Any]) -> list[StepRecord]:
    """Closed steps, one after the other."""
    return [record(step, index) for index, step in enumerate(steps)]


def thought(signature: str = "c2ln", text: str = "Let me see.") -> dict[str, Any]:
    return {"type": "thought", "signature": signature, "summary": [{"type": "text", "text": text}]}


def says(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "model_output", "content": [{"type": "text", "text": text, **more}]}


def a_turn(prompt: str = "Hi", *steps: dict[str, Any], settings: Settings | None = None, **more: Any) -> Turn:
    """A turn that ended well, unless `more` says otherwise."""
    chosen = settings or Settings()
    connection = Connection(mode="demo", api_key="test-key")
    made = turns.new_turn(
        conversation_id="c",
        prompt=Prompt(prompt).content(),
        settings=chosen,
        connection=connection,
        request={"model": chosen.model, "input": prompt, **({} if chosen.store else {"store": False})},
    )
    made["steps"] = records(*(steps or (says(f"Answer to {prompt}"),)))
    made["state"], made["status"], made["usage"] = "done", "completed", dict(USAGE)
    made["interaction_id"] = f"v1_{made['id']}" if chosen.store else None
    return Turn(**{**made, **more})  # type: ignore[typeddict-item]
