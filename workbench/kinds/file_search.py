"""File search. The API says that it happened and no more: what was found shows as citations of the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from workbench import tools
from workbench.activities import activity, is_shown_by_call, output, result_of
from workbench.inputs import Field
from workbench.records import StepRecord
from workbench.registry import Steps, presents, tool
from workbench.tools import ToolSpec, Wire
from workbench.views import View

ICON = ":material/folder_open:"
NAMES, PREFIX = "file_search_store_names", "fileSearchStores/"


def _fields(tool: Wire) -> tuple[Field, ...]:
    stores = "The stores that hold your uploaded files."
    where = 'A condition on the files\' metadata, such as `author = "Ada" AND NOT year < 2020`. OR binds tighter than AND.'
    return (
        replace(tools.texts(tool, NAMES, "Stores", stores, "Name of a store"), prefix=PREFIX),
        tools.text(tool, "metadata_filter", "Filter", where),
        tools.number(tool, "top_k", "Top K", "How many pieces of text the model is given.", 1, 100, whole=True),
    )


def _put(tool: Wire, key: str, value: Any) -> dict[str, Any]:
    if key == NAMES and value:
        value = tuple(dict.fromkeys(PREFIX + name.strip().removeprefix(PREFIX) for name in value))
    return tools.put(tool, key, value)


ABOUT = "The model searches files that you uploaded to a store."
tool(ToolSpec("file_search", "File search", ICON, ABOUT, _fields, _put, order=50))


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
