"""Retrieval from a search service of one's own. The API tells the queries, and whether it worked."""

from __future__ import annotations

from workbench import reading
from workbench.activities import activity, is_shown_by_call, output, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import Chips, View

ICON = ":material/database_search:"


@presents("retrieval_call")
def retrieval_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The queries, and where they were sent."""
    result, step = result_of(record, steps), record["step"]
    queries = reading.texts(reading.mapping(step.get("arguments")).get("queries"))
    chips = (Chips(queries, reading.text(step.get("retrieval_type")).replace("_", " ")),) if queries else ()
    return activity("Retrieved documents", ICON, record, result, (*chips, *_found(result)))


@presents("retrieval_result")
def retrieval_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Retrieved documents", ICON, None, record, _found(record))


def _found(result: StepRecord | None) -> tuple[View, ...]:
    return output(result["step"].get("result"), "Found") if result else ()
