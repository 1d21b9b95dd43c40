"""Turns and wire events for the engine's tests, written as the API sends them."""

from __future__ import annotations

from typing import Any

from workbench import turn as turns
from workbench.records import Turn, WireEvent
from workbench.settings import Connection, Settings

ID = "v1_abc"


def a_turn(**request: Any) -> Turn:
    """A fresh turn whose request is this (a plain streamed prompt by default)."""
    body = {"model": "gemini-3.8-flash", "input": "Hi", "stream": True} | request
    return turns.new_turn(
        conversation_id="c", prompt=[{"type": "text", "text": "Hi"}], settings=Settings(), connection=Connection(), request=body
    )


def folded(*events: WireEvent) -> Turn:
    """A turn after these events, one millisecond apart."""
    turn = a_turn()
    for at_ms, event in enumerate(events):
        turns.apply(turn, event, float(at_ms))
    return turn


def created(interaction_id: str = ID, **more: Any) -> WireEvent:
    return {
        "interaction": {
            "id": interaction_id,
            "status": "in_progress",
            "object": "interaction",
            "model": "gemini-3.8-flash",
            **more,
        },
        "event_type": "interaction.created",
    }


def completed(interaction_id: str = ID, status: str = "completed", **more: Any) -> WireEvent:
    interaction = {"id": interaction_id, "status": status, "usage": usage(), "service_tier": "standard", "object": "interaction"}
    return {"interaction": {**interaction, **more}, "event_type": "interaction.completed"}


def status(value: str, **more: Any) -> WireEvent:
    return {"interaction_id": ID, "status": value, **more, "event_type": "interaction.status_update"}


def start(index: int, **step: Any) -> WireEvent:
    return {"index": index, "step": step, "event_type": "step.start"}


def delta(index: int, **content: Any) -> WireEvent:
    return {"index": index, "delta": content, "event_type": "step.delta"}


def text(index: int, words: str) -> WireEvent:
    return delta(index, text=words, type="text")


def stop(index: int) -> WireEvent:
    return {"index": index, "event_type": "step.stop"}


def usage(fresh: int = 7, out: int = 26, thought: int = 115) -> dict[str, Any]:
    return {
        "total_tokens": fresh + out + thought,
        "total_input_tokens": fresh,
        "input_tokens_by_modality": [{"modality": "text", "tokens": fresh}],
        "total_cached_tokens": 0,
        "total_output_tokens": out,
        "total_tool_use_tokens": 0,
        "total_thought_tokens": thought,
    }


def thinking_answer() -> list[WireEvent]:
    """A thought with two summaries, then text with a citation."""
    summary = {"type": "thought_summary"}
    return [
        created(),
        status("in_progress"),
        start(0, type="thought"),
        delta(0, content={"text": "**Weighing options**\n\nI'm ", "type": "text"}, **summary),
        delta(0, content={"text": "looking at it.\n\n\n", "type": "text"}, **summary),
        delta(0, content={"text": "**Deciding**\n\nNow.", "type": "text"}, **summary),
        delta(0, signature="CiQBDDnW", type="thought_signature"),
        stop(0),
        start(1, type="model_output"),
        text(1, "I'm doing great, "),
        text(1, "thank you — and you?"),
        delta(
            1,
            annotations=[{"start_index": 0, "end_index": 3, "url": "https://x", "type": "url_citation"}],
            type="text_annotation_delta",
        ),
        stop(1),
        completed(),
    ]


def tool_answer() -> list[WireEvent]:
    """A search, then a function call whose arguments come in pieces."""
    return [
        created(),
        start(0, id="7xveqyd2", signature="", type="google_search_call"),
        delta(0, type="google_search_call", arguments={"queries": ["a", "b"]}),
        stop(0),
        start(1, call_id="7xveqyd2", signature="", type="google_search_result"),
        delta(1, type="google_search_result", result=[{"search_suggestions": "<div>x</div>"}]),
        stop(1),
        start(2, id="61nzpsv4", signature="", type="function_call", name="getWeather", arguments={}),
        delta(2, arguments='{"location":"San ', type="arguments_delta"),
        delta(2, arguments='Francisco"}', type="arguments_delta"),
        stop(2),
        completed(status="requires_action"),
    ]
