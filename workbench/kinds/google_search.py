"""Google Search: the queries, and the suggestions that Google's terms ask to be shown."""

from __future__ import annotations

from workbench import reading, tools
from workbench.activities import activity, is_shown_by_call, result_of
from workbench.inputs import Field, ToggleField
from workbench.records import StepRecord
from workbench.registry import Steps, presents, tool
from workbench.tools import ToolSpec, Wire
from workbench.views import Chips, Frame, View

ICON = ":material/search:"
TITLES = {"image_search": "Google image search", "enterprise_web_search": "Enterprise web search"}


TYPES = {
    "web_search": ("Web pages", "What it does when nothing is chosen."),
    "image_search": ("Images", "Search for images, too."),
    "enterprise_web_search": ("Enterprise web", "A search that keeps to sources fit for companies."),
}


def _fields(tool: Wire) -> tuple[Field, ...]:
    chosen = tool.get("search_types") or ()
    return tuple(ToggleField(kind, label, about, "", kind in chosen, False) for kind, (label, about) in TYPES.items())


def _put(tool: Wire, key: str, value: object) -> dict[str, object]:
    before = tool.get("search_types") or ()
    return tools.put(tool, "search_types", [kind for kind in TYPES if (bool(value) if kind == key else kind in before)])


tool(
    ToolSpec(
        "google_search", "Google Search", ICON, "The model searches the web and cites what it finds.", _fields, _put, order=10
    )
)


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
