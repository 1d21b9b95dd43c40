"""URL context: the pages the model read, each with how that went."""

from __future__ import annotations

from workbench import reading
from workbench.activities import activity, is_shown_by_call, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents, tool
from workbench.tools import ToolSpec
from workbench.views import Link, Links, View

ICON = ":material/link:"
STATUSES = {"success": "read", "error": "could not be read", "paywall": "behind a paywall", "unsafe": "refused as unsafe"}


tool(ToolSpec("url_context", "URL context", ICON, "The model reads the web pages whose addresses stand in the prompt.", order=20))


@presents("url_context_call")
def url_context_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The addresses asked for, and what became of each."""
    result = result_of(record, steps)
    read = _pages(result)
    asked = reading.texts(reading.mapping(record["step"].get("arguments")).get("urls"))
    waiting = tuple(Link(url, url) for url in asked if url not in {page.url for page in read})
    return activity("Read web pages", ICON, record, result, _links((*read, *waiting)))


@presents("url_context_result")
def url_context_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Read web pages", ICON, None, record, _links(_pages(record)))


def _pages(result: StepRecord | None) -> tuple[Link, ...]:
    found = reading.mappings(result["step"].get("result")) if result else ()
    pages = ((reading.text(item.get("url")), reading.text(item.get("status"))) for item in found)
    return tuple(Link(url or "Unnamed page", url, STATUSES.get(status, status)) for url, status in pages)


def _links(links: tuple[Link, ...]) -> tuple[View, ...]:
    return (Links(links),) if links else ()
