"""The fold: wire events become one plain Turn.

Generic on purpose: eight delta kinds accumulate, every other one carries whole fields. Nothing here does input or
output, knows a clock, or raises on what a server may send; what isn't understood is kept and noted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from workbench import answer, steps
from workbench.hints import classified
from workbench.records import ENDED, SCHEMA_VERSION, Problem, Timings, Turn, TurnState, WireEvent
from workbench.settings import Connection, Settings

NOT_JSON = "not_json"
"""Our own event type for a data line that isn't a JSON object; `data` is its text."""
RESPONSE = "response"
"""Our own event type for a whole interaction, as a unary answer or a GET brings it."""

STATES: Mapping[str, TurnState] = {
    "completed": "done",
    "incomplete": "done",
    "budget_exceeded": "done",
    "requires_action": "needs_action",
    "failed": "failed",
    "cancelled": "stopped",
}
"""The API's terminal statuses and what they mean for a turn. Every other status, also a new one, means: goes on."""


def new_turn(
    *,
    conversation_id: str,
    prompt: list[dict[str, Any]],
    settings: Settings,
    connection: Connection,
    request: dict[str, Any],
    parent_id: str | None = None,
    page: str = "chat",
    notes: list[str] | None = None,
) -> Turn:
    """A turn about to be sent: complete as a record, and nothing has happened yet."""
    return Turn(
        schema_version=SCHEMA_VERSION,
        id=uuid4().hex,
        conversation_id=conversation_id,
        parent_id=parent_id,
        page=page,
        created=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        prompt=prompt,
        settings=settings.to_dict(),
        request=request,
        sent=[],
        offline=connection.offline,
        tier=connection.tier,
        state="waiting",
        status=None,
        interaction_id=None,
        previous_interaction_id=request.get("previous_interaction_id"),
        model=request.get("model") or request.get("agent"),
        service_tier=None,
        steps=[],
        usage=None,
        problem=None,
        timings=Timings(first_byte=None, first_thought=None, first_text=None, end=None),
        last_event_id=None,
        notes=list(notes or []),
    )


def apply(turn: Turn, event: WireEvent, at_ms: float) -> None:
    """Fold one event into the turn, in place. Never raises, whatever the event holds."""
    if turn["timings"]["first_byte"] is None:
        turn["timings"]["first_byte"] = at_ms
    if turn["state"] == "waiting":
        turn["state"] = "streaming"
    event_id = event.get("event_id")
    if isinstance(event_id, str) and event_id:
        if event_id == turn["last_event_id"]:
            return
        turn["last_event_id"] = event_id
    kind = str(event.get("event_type") or ("error" if "error" in event else ""))
    fold = _FOLDS.get(kind)
    if fold is None:
        note(turn, f"An event of the unknown type {kind!r} came; it is kept in the event list.")
    else:
        fold(turn, event, at_ms)


def note(turn: Turn, sentence: str) -> None:
    """Add a sentence to the turn's notes, once."""
    if sentence not in turn["notes"]:
        turn["notes"].append(sentence)


def finish(turn: Turn, at_ms: float | None = None) -> None:
    """Close what is open and settle the state; called once nothing more will come."""
    for record in turn["steps"]:
        if record["state"] == "open":
            record["cut"] = True
            steps.close(record, at_ms)
    if turn["state"] not in ENDED:
        turn["state"] = STATES.get(turn["status"] or "", "failed") if turn["problem"] is None else "failed"
    if turn["timings"]["end"] is None:
        turn["timings"]["end"] = at_ms


def restart(turn: Turn) -> None:
    """Forget the steps, before a stream is replayed from its beginning."""
    turn["steps"] = []
    turn["first_index"] = 0
    turn["last_event_id"] = None


def is_terminal(status: str | None) -> bool:
    """True when the API will not add anything to an interaction of this status."""
    return status in STATES


answer_text = answer.answer_text
output_steps = answer.output_steps


def _created(turn: Turn, event: WireEvent, at_ms: float) -> None:
    if turn["status"] == "requires_continuation":
        turn["first_index"] = len(turn["steps"])
    _head(turn, _mapping(event.get("interaction")))


def _completed(turn: Turn, event: WireEvent, at_ms: float) -> None:
    interaction = _mapping(event.get("interaction"))
    _head(turn, interaction)
    _usage(turn, interaction)
    _settle(turn, interaction, at_ms)


def _status_update(turn: Turn, event: WireEvent, at_ms: float) -> None:
    _head(turn, {"id": event.get("interaction_id"), "status": event.get("status")})
    _usage(turn, event)
    _settle(turn, event, at_ms)


def _response(turn: Turn, event: WireEvent, at_ms: float) -> None:
    interaction = _mapping(event.get("interaction"))
    _head(turn, interaction)
    status = _text(interaction.get("status")) or ""
    turn["steps"] = steps.merged(turn["steps"], interaction.get("steps"), status == "completed", at_ms)
    if status not in STATES and turn["steps"]:
        steps.reopen_last(turn["steps"])
    _first_times(turn, at_ms)
    _usage(turn, interaction)
    _settle(turn, interaction, at_ms)


def _error(turn: Turn, event: WireEvent, at_ms: float) -> None:
    error = _mapping(event.get("error"))
    turn["problem"] = _problem(str(error.get("code") or "error"), str(error.get("message") or json.dumps(event)))


def _not_json(turn: Turn, event: WireEvent, at_ms: float) -> None:
    note(turn, f"A line that isn't JSON came in the stream and was left out: {str(event.get('data'))[:80]!r}.")


def _step_event(turn: Turn, event: WireEvent, at_ms: float) -> None:
    complaint = steps.fold(turn["steps"], turn.get("first_index", 0), event, at_ms)
    if complaint:
        note(turn, complaint)
    if turn["timings"]["first_text"] is None:
        _first_times(turn, at_ms)


def _first_times(turn: Turn, at_ms: float) -> None:
    timings = turn["timings"]
    kinds = [record["step"].get("type") for record in turn["steps"]]
    if timings["first_thought"] is None and "thought" in kinds:
        timings["first_thought"] = at_ms
    if timings["first_text"] is None and "model_output" in kinds and answer_text(turn):
        timings["first_text"] = at_ms


def _head(turn: Turn, interaction: Mapping[str, Any]) -> None:
    """Take over what stands at the top of an interaction; an empty value never replaces a known one."""
    turn["interaction_id"] = _text(interaction.get("id")) or turn["interaction_id"]
    turn["status"] = _text(interaction.get("status")) or turn["status"]
    turn["model"] = _text(interaction.get("model")) or _text(interaction.get("agent")) or turn["model"]
    turn["service_tier"] = _text(interaction.get("service_tier")) or turn["service_tier"]


def _usage(turn: Turn, holder: Mapping[str, Any]) -> None:
    usage = holder.get("usage")
    if not isinstance(usage, dict) or not usage:
        return
    turn["usage"] = dict(usage)


def _settle(turn: Turn, holder: Mapping[str, Any], at_ms: float) -> None:
    status = _text(holder.get("status")) or ""
    if status not in STATES:
        return
    turn["state"] = STATES[status]
    turn["timings"]["end"] = at_ms
    errors = holder.get("errors")
    if status == "failed" and turn["problem"] is None:
        first = _mapping(errors[0]) if isinstance(errors, list) and errors else {}
        turn["problem"] = _problem(str(first.get("code") or "failed"), str(first.get("message") or "The interaction failed."))


def _problem(code: str, message: str) -> Problem:
    return classified(None, code, message)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


_FOLDS = {
    "interaction.created": _created,
    "interaction.status_update": _status_update,
    "interaction.completed": _completed,
    "step.start": _step_event,
    "step.delta": _step_event,
    "step.stop": _step_event,
    "error": _error,
    NOT_JSON: _not_json,
    RESPONSE: _response,
}
