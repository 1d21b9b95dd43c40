"""Calls of tools on an MCP server, as the specification has them, and as the bare `tool_call` that the live API sends."""

from __future__ import annotations

from typing import Any

from workbench import mcp_servers, reading, tools
from workbench.activities import activity, arguments, is_shown_by_call, output, result_of
from workbench.inputs import Field
from workbench.records import StepRecord
from workbench.registry import Steps, presents, tool
from workbench.tools import ToolSpec, Wire
from workbench.views import Notice, Unknown, View

ICON = ":material/dns:"


def _fields(tool: Wire) -> tuple[Field, ...]:
    plain = mcp_servers.with_plain_names(tool)
    return (
        tools.text(tool, "name", "Name", "A short name for the server; calls are shown with it.", "weather"),
        tools.text(tool, "url", "Address", "The server's endpoint for streamable HTTP.", "https://example.com/mcp"),
        tools.texts(plain, "allowed_tools", "Allowed tools", "Only these; empty means all.", "Name of a tool"),
    )


def _put(tool: Wire, key: str, value: Any) -> dict[str, Any]:
    if key == "allowed_tools":
        return tools.put(tool, key, [{"tools": list(value)}] if value else None)
    return tools.put(tool, key, value.strip() if isinstance(value, str) else value)


ABOUT = "The model calls the tools of servers of yours, over the Model Context Protocol."
tool(ToolSpec("mcp_server", "MCP servers", ICON, ABOUT, _fields, _put, one="server", order=60))


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


@presents("tool_call")
def tool_call(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """All that the live API says of a remote call is that it happened; whatever more comes is shown as it is."""
    more = {key: value for key, value in record["step"].items() if key not in ("type", "id", "signature")}
    if more:
        return (Unknown("tool_call", record["step"]),)
    opaque = Notice("info", "The service doesn't say which tool it was, what it was given or what it returned.")
    return activity("Remote tool call", ICON, record, result_of(record, steps) or record, (opaque,))


def _title(record: StepRecord) -> str:
    server, name = reading.text(record["step"].get("server_name")), reading.text(record["step"].get("name"))
    return " · ".join(part for part in (server, name) if part) or "MCP tool"
