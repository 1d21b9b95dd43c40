"""File search. The API says that it happened and no more: what was found shows as citations of the answer."""

from __future__ import annotations

from workbench.activities import activity, is_shown_by_call, output, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import View

ICON = ":material/folder_open:"


@presents("file_search_call")
def file_search_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """That files were searched."""
    result = result_of(record, steps)
    return activity("Searched files", ICON, record, result, _found(result))


@presents("file_search_result")
def file_search_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Searched files", ICON, None, record, _found(record))


def _found(result: StepRecord | None) -> tuple[View, ...]:
    return output(result["step"].get("result"), "Found") if result else ()
