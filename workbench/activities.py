"""What presenters of tools share: finding a call's result, the state of the two, the time they took. Pure."""

from __future__ import annotations

from workbench import reading
from workbench.records import StepRecord
from workbench.registry import Steps
from workbench.views import Activity, ActivityState, Code, Json, Notice, View


def result_of(call: StepRecord, steps: Steps) -> StepRecord | None:
    """The result step that answers this call."""
    call_id = call["step"].get("id")
    wanted = (step for step in steps if call_id and step["step"].get("call_id") == call_id)
    return next(wanted, None)


def is_shown_by_call(result: StepRecord, steps: Steps) -> bool:
    """True when the call stands among these steps, and so shows the result."""
    call_id = result["step"].get("call_id")
    if not call_id:
        return False
    shown = (result_of(step, steps) for step in steps if step["step"].get("id") == call_id)
    return any(found is not None and found["index"] == result["index"] for found in shown)


def activity(
    title: str, icon: str, call: StepRecord | None, result: StepRecord | None, details: tuple[View, ...]
) -> tuple[View, ...]:
    """The view of a call with its result, of a call that waits for one, or of a result that came alone."""
    both = [record for record in (call, result) if record is not None]
    call_id = next((found for record in both if (found := _id_of(record))), "")
    return (Activity(title, state_of(call, result), icon, _seconds(both), call_id, details),)


def state_of(call: StepRecord | None, result: StepRecord | None) -> ActivityState:
    """Failed when the result says so, running while it is being written, pending until it comes."""
    if result is not None:
        if result["step"].get("is_error") is True:
            return "failed"
        return "running" if result["state"] == "open" else "done"
    if call is None:
        return "done"
    if call.get("cut"):
        return "stopped"
    return "running" if call["state"] == "open" else "pending"


def failed(result: StepRecord | None) -> bool:
    """True when the result reports an error."""
    return result is not None and result["step"].get("is_error") is True


def arguments(record: StepRecord, label: str = "Arguments") -> tuple[View, ...]:
    """A call's arguments; while they stream, or when they aren't JSON, as the text that came."""
    raw, given = record["arguments_text"], record["step"].get("arguments")
    if raw and (record["state"] == "open" or not isinstance(given, dict) or not given):
        return (Code(raw, "json", label),)
    return (Json(given, label),) if given else ()


def output(value: object, label: str = "Result") -> tuple[View, ...]:
    """A result of any shape: text, content items, or data."""
    if isinstance(value, str):
        return (Code(value, "text", label),) if value else ()
    if isinstance(value, list) and value and all(_is_content(item) for item in value):
        return tuple(reading.plain_item(item) for item in value)
    return (Json(value, label),) if value not in (None, [], {}) else ()


def error_notice(title: str, body: str = "") -> Notice:
    """An error inside a step."""
    return Notice("error", title, body)


def _is_content(item: object) -> bool:
    return isinstance(item, dict) and reading.text(item.get("type")) in {"text", "function", *reading.MEDIA_KINDS}


def _id_of(record: StepRecord) -> str:
    step = record["step"]
    return reading.text(step.get("id")) or reading.text(step.get("call_id"))


def _seconds(records: list[StepRecord]) -> float | None:
    started, ended = records[0]["started_ms"], records[-1]["ended_ms"]
    if started is None or ended is None or ended <= started:
        return None  # what came whole, in one event, tells no time
    return (ended - started) / 1000
