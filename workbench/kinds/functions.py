"""Function calls, and what the function returned."""

from __future__ import annotations

from workbench import reading
from workbench.activities import activity, arguments, is_shown_by_call, output, result_of
from workbench.records import SETTLED, CallRecord, CallState, StepRecord
from workbench.registry import Steps, presents
from workbench.views import Activity, ActivityState, Json, Notice, View

ICON = ":material/function:"


@presents("function_call")
def function_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The function's name and arguments, with the result under it once there is one."""
    title = reading.text(record["step"].get("name")) or "Function call"
    call = record.get("call")
    if call is not None:
        return (_known(title, call, record),)
    result = result_of(record, steps)
    found = output(result["step"].get("result")) if result else ()
    return activity(title, ICON, record, result, (*arguments(record), *found))


STATES: dict[CallState, ActivityState] = {
    "queued": "pending",
    "running": "running",
    "needs_approval": "needs_approval",
    "needs_answer": "needs_approval",
    "done": "done",
    "failed": "failed",
    "denied": "denied",
    "stopped": "stopped",
    "interrupted": "needs_approval",
}


def _known(title: str, call: CallRecord, record: StepRecord) -> Activity:
    """A call whose fate is on record: what it was given, how far it is, what came of it."""
    given = call["arguments"]
    shown: tuple[View, ...] = (Json(given, "Arguments"),) if isinstance(given, dict) and given else arguments(record)
    reason = (Notice("info", call["reason"]),) if call["reason"] and call["state"] not in SETTLED else ()
    found = output(call["result"], "Error" if call["is_error"] else "Result") if call["state"] in SETTLED else ()
    return Activity(title, STATES[call["state"]], ICON, call["seconds"], call["call_id"], (*shown, *reason, *found))


@presents("function_result")
def function_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    if is_shown_by_call(record, steps):
        return ()
    title = reading.text(record["step"].get("name")) or "Function result"
    return activity(title, ICON, None, record, output(record["step"].get("result")))
