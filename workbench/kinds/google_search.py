"""Google Search: the queries, and the suggestions that Google's terms ask to be shown."""

from __future__ import annotations

from workbench import reading
from workbench.activities import activity, is_shown_by_call, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import Chips, Frame, View

ICON = ":material/search:"
TITLES = {"image_search": "Google image search", "enterprise_web_search": "Enterprise web search"}


@presents("google_search_call")
def google_search_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The queries as chips, Google's suggestions under them."""
    result, step = result_of(record, steps), record["step"]
    queries = reading.texts(reading.mapping(step.get("arguments")).get("queries"))
    chips = (Chips(queries, "Searched for"),) if queries else ()
    title = TITLES.get(reading.text(step.get("search_type")), "Google Search")
    return activity(title, ICON, record, result, (*chips, *_suggestions(result)))


@presents("google_search_result")
def google_search_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Google Search", ICON, None, record, _suggestions(record))


def _suggestions(result: StepRecord | None) -> tuple[View, ...]:
    found = reading.mappings(result["step"].get("result")) if result else ()
    pages = (reading.text(item.get("search_suggestions")) for item in found)
    return tuple(Frame(html, label="Google Search suggestions") for html in pages if html)
