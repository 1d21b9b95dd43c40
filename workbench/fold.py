"""How each kind of wire event changes a turn. Never raises on what a server may send; what isn't understood is noted.

Generic on purpose: single steps are `workbench.steps`' business, and an unknown event type costs a note, not a crash.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import steps, usages
from workbench.answer import answer_text
from workbench.hints import classified
from workbench.records import ENDED, Problem, StepRecord, Turn, TurnState, WireEvent

NOT_JSON = "not_json"
"""Our own event type for a data line that isn't a JSON object; `data` is its text."""
RESPONSE = "response"
"""Our own event type for a whole interaction, as a unary answer or a GET brings it."""
RESTART = "restart"
"""Our own event type: the stream is read again from its beginning, so the steps so far are dropped."""

STATES: Mapping[str, TurnState] = {
    "completed": "done",
    "incomplete": "done",
    "budget_exceeded": "done",
    "requires_action": "needs_action",
    "failed": "failed",
    "cancelled": "stopped",
}
"""The API's terminal statuses and what they mean for a turn. Every other status, also a new one, means: goes on."""
COMPLETE = frozenset({"completed", "requires_action"})
"""Statuses whose steps are all there is; with any other one a stream may have seen more than a GET brings."""

REMARKS: Mapping[str, str] = {
    "incomplete": "The answer was cut off by the server: most often max_output_tokens was reached.",
    "budget_exceeded": "The answer ended early because its budget was used up.",
    "cancelled": "The interaction was cancelled.",
}


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


def _created(turn: Turn, event: WireEvent, at_ms: float) -> None:
    if turn["status"] == "requires_continuation":
        turn["first_index"] = len(turn["steps"])
        turn["usage_before"] = turn["usage"] or {}
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
    offset = turn.get("first_index", 0)
    turn["steps"] = steps.merged(turn["steps"], offset, interaction.get("steps"), status in COMPLETE, at_ms)
    if status not in STATES and turn["steps"][offset:]:
        steps.reopen_last(turn["steps"])
    _first_times(turn, at_ms)
    _usage(turn, interaction)
    _settle(turn, interaction, at_ms)


def _restart(turn: Turn, event: WireEvent, at_ms: float) -> None:
    turn["steps"] = turn["steps"][: turn.get("first_index", 0)]
    turn["last_event_id"] = None


def _error(turn: Turn, event: WireEvent, at_ms: float) -> None:
    error = _mapping(event.get("error"))
    if turn["state"] in ENDED:
        note(turn, f"After its end the stream reported an error: {error.get('message')}")
        return
    turn["problem"] = _problem(error, str(event.get("error") or "The stream reported an error."))


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
    if isinstance(usage, dict) and usage:
        turn["usage"] = usages.added(turn.get("usage_before", {}), usage)


def _settle(turn: Turn, holder: Mapping[str, Any], at_ms: float) -> None:
    status = _text(holder.get("status")) or ""
    if status not in STATES:
        return
    turn["state"] = STATES[status]
    turn["timings"]["end"] = at_ms
    if status in REMARKS:
        note(turn, REMARKS[status])
    if turn["state"] != "failed" and turn["problem"] is not None:
        note(turn, f"The stream reported an error on the way: {turn['problem']['message']}")
        turn["problem"] = None
    elif turn["state"] == "failed" and turn["problem"] is None:
        turn["problem"] = _reported(holder, turn["steps"])


def _reported(holder: Mapping[str, Any], records: list[StepRecord]) -> Problem:
    """Why an interaction failed, from wherever the API says it."""
    errors = holder.get("errors")
    places = [errors[0] if isinstance(errors, list) and errors else None, holder.get("error")]
    places += [record["step"].get("error") for record in reversed(records)]
    found = next((place for place in places if isinstance(place, dict) and place), {})
    return _problem(found, "The interaction failed.")


def _problem(error: Mapping[str, Any], otherwise: str) -> Problem:
    return classified(None, str(error.get("code") or "failed"), str(error.get("message") or otherwise))


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
    RESTART: _restart,
}
