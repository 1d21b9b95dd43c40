"""Function calls, and what the function returned."""

from __future__ import annotations

from workbench import reading
from workbench.activities import activity, arguments, is_shown_by_call, output, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import View

ICON = ":material/function:"


@presents("function_call")
def function_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The function's name and arguments, with the result under it once there is one."""
    result = result_of(record, steps)
    found = output(result["step"].get("result")) if result else ()
    title = reading.text(record["step"].get("name")) or "Function call"
    return activity(title, ICON, record, result, (*arguments(record), *found))


@presents("function_result")
def function_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    if is_shown_by_call(record, steps):
        return ()
    title = reading.text(record["step"].get("name")) or "Function result"
    return activity(title, ICON, None, record, output(record["step"].get("result")))
