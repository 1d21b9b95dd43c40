"""Code that the model wrote and the server ran."""

from __future__ import annotations

from workbench import reading
from workbench.activities import activity, arguments, failed, is_shown_by_call, output, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents, tool
from workbench.tools import ToolSpec
from workbench.views import Code, View

ICON = ":material/terminal:"


tool(
    ToolSpec(
        "code_execution",
        "Code execution",
        ICON,
        "The model writes Python and runs it on the server, without a network.",
        order=30,
    )
)


@presents("code_execution_call")
def code_execution_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The code, its output under it."""
    result = result_of(record, steps)
    given = reading.mapping(record["step"].get("arguments"))
    source, language = reading.text(given.get("code")), reading.text(given.get("language")) or "python"
    code = (Code(source, language),) if source else arguments(record)
    return activity(f"Ran {language.capitalize()} code", ICON, record, result, (*code, *_output(result)))


@presents("code_execution_result")
def code_execution_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Ran code", ICON, None, record, _output(record))


def _output(result: StepRecord | None) -> tuple[View, ...]:
    return output(result["step"].get("result"), "Error" if failed(result) else "Output") if result else ()
