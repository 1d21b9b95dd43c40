"""Calls of tools on an MCP server. The live API sends a bare `tool_call` for them, which stays Unknown on purpose."""

from __future__ import annotations

from workbench import reading
from workbench.activities import activity, arguments, is_shown_by_call, output, result_of
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import View

ICON = ":material/dns:"


@presents("mcp_server_tool_call")
def mcp_server_tool_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """Server, tool and arguments, with the result under them."""
    result = result_of(record, steps)
    found = output(result["step"].get("result")) if result else ()
    return activity(_title(record), ICON, record, result, (*arguments(record), *found))


@presents("mcp_server_tool_result")
def mcp_server_tool_result(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """A result whose call stands elsewhere."""
    if is_shown_by_call(record, steps):
        return ()
    return activity(_title(record), ICON, None, record, output(record["step"].get("result")))


def _title(record: StepRecord) -> str:
    server, name = reading.text(record["step"].get("server_name")), reading.text(record["step"].get("name"))
    return " · ".join(part for part in (server, name) if part) or "MCP tool"
