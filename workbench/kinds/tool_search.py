"""Tool search: the model looks for functions among those that were deferred."""

from __future__ import annotations

from typing import Any

from workbench import reading, tool_finding, tools
from workbench.activities import activity, is_shown_by_call, result_of
from workbench.inputs import Field, Option
from workbench.records import StepRecord
from workbench.registry import Steps, presents, tool
from workbench.tools import ToolSpec, Wire
from workbench.views import Chips, Json, View

ICON = ":material/manage_search:"


def _fields(tool: Wire) -> tuple[Field, ...]:
    runs = (
        Option(None, "API default"),
        Option("server", "By the server", "The server searches the declared functions"),
        Option("client", "By Stepwise", "The model calls it like a function; Stepwise answers with what fits"),
    )
    where = tools.choice(tool, "execution", "Executed", "Who searches among the deferred functions.", runs)
    if tool.get("execution") != "client":
        return (where,)
    return (
        where,
        tools.text(tool, "name", "Name", "How the model calls the search."),
        tools.text(tool, "description", "Description", "What the model is told of it.", multiline=True),
    )


def _put(tool: Wire, key: str, value: Any) -> dict[str, Any]:
    """A search by the client is declared like a function; by the server it has no name of its own."""
    if key != "execution":
        return tools.put(tool, key, value)
    bare = {name: given for name, given in tool.items() if name not in ("name", "description", "parameters")}
    declared = {"name": tool_finding.NAME, "description": tool_finding.ABOUT, "parameters": tool_finding.PARAMETERS}
    return tools.put({**bare, **(declared if value == "client" else {})}, key, value)


ABOUT = "The model looks for deferred functions and loads only those it needs."
tool(ToolSpec("tool_search", "Tool search", ICON, ABOUT, _fields, _put, order=80))


@presents("tool_search_call")
def tool_search_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The functions asked for, and their declarations."""
    result = result_of(record, steps)
    names = reading.texts(reading.mapping(record["step"].get("arguments")).get("function_names"))
    chips = (Chips(names, "Functions asked for"),) if names else ()
    return activity("Looked for tools", ICON, record, result, (*chips, *_functions(result)))


@presents("tool_search_result")
def tool_search_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    return () if is_shown_by_call(record, steps) else activity("Looked for tools", ICON, None, record, _functions(record))


def _functions(result: StepRecord | None) -> tuple[View, ...]:
    found = reading.mappings(result["step"].get("result")) if result else ()
    return tuple(Json(dict(item), reading.text(item.get("name")) or "Function") for item in found)
