"""Processing of a medium before the model reads it (agentic video). The API says that it happened and no more."""

from __future__ import annotations

from workbench.activities import activity, is_shown_by_call, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import View

ICON = ":material/movie:"


@presents("processing_call")
def processing_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """That a medium is being processed."""
    return activity("Processed media", ICON, record, result_of(record, steps), ())


@presents("processing_result")
def processing_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Processed media", ICON, None, record, ())
