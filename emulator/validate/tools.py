"""Checks on `tools`: every kind the service names, functions with their schemas."""

from __future__ import annotations

import re
from typing import Any

from emulator import metadata_filter
from emulator.errors import invalid
from emulator.validate.shapes import Check, array, choice, flag, integer, mapping, number, record, tagged, text

_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_.:-]{0,127}")
_MODES = choice("auto", "any", "none", "validated")
ALLOWED = record({"mode": _MODES, "tools": array(text)})
_SHOWN = (
    "function",
    "code_execution",
    "mcp_server",
    "filesystem",
    "google_maps",
    "google_search",
    "bash",
    "computer_use",
    "file_search",
    "url_context",
)


def vertex_only(name: str) -> Exception:
    """The refusal of what exists on the enterprise platform only."""
    return invalid(
        f"The parameter '{name}' is not available on the Gemini API but it is available on the Gemini Enterprise Agent Platform."
    )


def _function(value: Any, path: str) -> None:
    fields = {
        "type": text,
        "name": text,
        "description": text,
        "parameters": mapping,
        "short_description": text,
        "defer_loading": flag,
    }
    record(fields, ["name"])(value, path)
    if not _NAME.fullmatch(value["name"]):
        raise invalid(
            f"Invalid function name '{value['name']}' at '{path}'. It must start with a letter or an underscore and contain"
            " only a-z, A-Z, 0-9, '_', '.', ':' or '-', with a maximum length of 128."
        )
    parameters = value.get("parameters")
    if isinstance(parameters, dict):
        if parameters.get("type", "object") != "object":
            raise invalid(f"The value is invalid for '{path}.parameters'. The schema of a function must be of type object.")
        if parameters.get("required") == []:
            raise invalid(f"The value is invalid for '{path}.parameters.required'. It should be non-empty.")


def _retrieval(value: Any, path: str) -> None:
    raise vertex_only("retrieval")


def _mcp_server(value: Any, path: str) -> None:
    allowed = array(ALLOWED)
    record({"type": text, "name": text, "url": text, "headers": mapping, "allowed_tools": allowed}, ["url"])(value, path)
    if not value["url"].startswith(("http://", "https://")):
        raise invalid(f"The value is invalid for '{path}.url'. Expected an http or https URL.")


def _filter(value: Any, path: str) -> None:
    text(value, path)
    try:
        metadata_filter.parse(value)
    except metadata_filter.FilterError as problem:
        raise invalid(f"The value is invalid for '{path}': {problem}.") from problem


_COMPUTER: dict[str, Check] = {
    "type": text,
    "environment": choice("browser", "mobile", "desktop"),
    "excluded_predefined_functions": array(text),
    "enable_prompt_injection_detection": flag,
    "disabled_safety_policies": array(text),
}
_FILES: dict[str, Check] = {
    "type": text,
    "file_search_store_names": array(text),
    "metadata_filter": _filter,
    "top_k": integer(1),
}
_TOOL_SEARCH: dict[str, Check] = {
    "type": text,
    "name": text,
    "description": text,
    "execution": choice("server", "client"),
    "parameters": mapping,
}
TOOLS: dict[str, Check] = {
    "function": _function,
    "code_execution": record({"type": text}),
    "mcp_server": _mcp_server,
    "filesystem": record({"type": text}),
    "google_maps": record({"type": text, "latitude": number(-90, 90), "longitude": number(-180, 180), "enable_widget": flag}),
    "google_search": record({"type": text, "search_types": array(choice("web_search", "image_search", "enterprise_web_search"))}),
    "bash": record({"type": text}),
    "computer_use": record(_COMPUTER),
    "file_search": record(_FILES, ["file_search_store_names"]),
    "url_context": record({"type": text}),
    "tool_search": record(_TOOL_SEARCH),
    "retrieval": _retrieval,
}
_LIST = array(tagged(TOOLS, shown=_SHOWN))


def check_tools(value: Any, path: str) -> None:
    """The list of tools, and that no function and no MCP server is declared twice."""
    _LIST(value, path)
    names = [tool["name"] for tool in value if tool["type"] == "function"]
    for name in names:
        if names.count(name) > 1:
            raise invalid(f"Duplicate function declaration found: {name}")
    servers = [tool["name"] for tool in value if tool["type"] == "mcp_server" and tool.get("name")]
    for name in servers:
        if servers.count(name) > 1:
            raise invalid(f"Duplicate MCP server name found: {name}")


def check_together(kinds: set[str]) -> None:
    """Tools that exclude one another in a model's request; an agent takes both, and searches files and the web."""
    for other in ("google_search", "url_context"):
        if {"file_search", other} <= kinds:
            raise invalid(f"'{other}' and 'file_search' cannot be combined in the same request. Please choose one to continue.")
