"""What may not be combined with tools, and what a tool needs before it can be sent. Every reason is a plain sentence. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

from workbench import catalog
from workbench.settings import Settings

BUILT_IN = frozenset({"google_search", "url_context", "code_execution", "google_maps", "file_search", "mcp_server"})
RESEARCH_TOOLS = frozenset({"google_search", "url_context", "code_execution", "file_search", "mcp_server"})
APART: tuple[tuple[str, str], ...] = (("google_search", "file_search"), ("url_context", "file_search"))
"""Pairs that the API refuses in one request."""
MODES = ("auto", "any", "none", "validated")
NAMES = {
    "google_search": "Google Search",
    "url_context": "URL context",
    "code_execution": "Code execution",
    "google_maps": "Google Maps",
    "file_search": "File search",
    "mcp_server": "MCP servers",
    "computer_use": "Computer use",
    "tool_search": "Tool search",
    "retrieval": "Retrieval",
    "function": "Functions",
}
Finding = tuple[str, Literal["block", "hint"], str]
"""Option, severity, message. What concerns one kind of tool has `tools.` and the kind as its option."""


def reason(kind: str, settings: Settings) -> str:
    """Why a tool of this kind can't be switched on beside the others; empty when it can. One that is on isn't in its own way."""
    others = {str(tool.get("type")) for tool in settings.tools} - {kind}
    if kind == "retrieval":
        return "Retrieval exists on the Gemini Enterprise Agent Platform only."
    if catalog.is_deep_research(settings.agent) and kind not in RESEARCH_TOOLS:
        return f"Deep Research can't use {NAMES.get(kind, kind)}."
    for pair in () if settings.agent else APART:
        other = next((member for member in pair if member != kind), "")
        if kind in pair and other in others:
            return f"The API refuses this together with {NAMES[other]}. Switch that off first."
    if _is_old(settings) and ((kind == "function" and others & BUILT_IN) or (kind in BUILT_IN and "function" in others)):
        return "Gemini 2.5 can't combine built-in tools with functions."
    if _is_old(settings) and kind in BUILT_IN and settings.response_format is not None:
        return "Gemini 2.5 can't use built-in tools while a response format is set."
    return ""


def findings(settings: Settings) -> Iterator[Finding]:
    """Everything to say about the tools of these settings."""
    kinds = {str(tool.get("type")) for tool in settings.tools}
    yield from _combinations(settings, kinds)
    servers = [tool for tool in settings.tools if tool.get("type") == "mcp_server"]
    for tool in settings.tools:
        lacking = missing(tool, _place(tool, servers))
        if lacking:
            yield f"tools.{tool.get('type')}", "block", lacking
    yield from _servers(settings)
    yield from _deferral(settings, kinds)
    if "computer_use" in kinds and not settings.agent:
        yield "tools.computer_use", "hint", "It asks for clicks and screenshots; here you answer those calls by hand."
    yield from _choice(settings, kinds)


def _servers(settings: Settings) -> Iterator[Finding]:
    names = [str(tool.get("name") or "") for tool in settings.tools if tool.get("type") == "mcp_server"]
    for name in sorted({name for name in names if names.count(name) > 1}):
        words = f"Two MCP servers are called {name}: give each a name of its own." if name else "Give each MCP server a name."
        yield "tools.mcp_server", "block", words
    if names and settings.model.startswith(("gemini-3", "gemini-4")) and not settings.agent:
        yield "tools.mcp_server", "hint", "Remote MCP servers may not be available with this model yet."


def _deferral(settings: Settings, kinds: set[str]) -> Iterator[Finding]:
    deferred = any(tool.get("defer_loading") for tool in settings.tools)
    if "tool_search" in kinds and not deferred:
        yield "tools.tool_search", "hint", "It finds deferred functions only, and none is deferred: see Functions."
    search = next((str(tool.get("name") or "") for tool in settings.tools if tool.get("type") == "tool_search"), "")
    if search and any(tool.get("type") == "function" and tool.get("name") == search for tool in settings.tools):
        yield "tools.tool_search", "block", f"A function is called {search} as well: give the search another name."
    if deferred and "tool_search" not in kinds:
        yield "tools", "hint", "A deferred function is found by Tool search only: switch that on."


def missing(tool: Mapping[str, Any], number: int = 0) -> str:
    """What a tool still needs before it can be sent; empty when nothing. `number`: which of several servers it is."""
    match tool.get("type"):
        case "mcp_server" if not str(tool.get("url") or "").startswith(("http://", "https://")):
            return f"{_server(tool, number)}: enter its address, beginning with https:// or http://."
        case "file_search" if not tool.get("file_search_store_names"):
            return "File search: choose at least one store; Manage stores makes one."
        case "google_maps" if (tool.get("latitude") is None) != (tool.get("longitude") is None):
            return "Google Maps: give latitude and longitude, or neither."
        case "tool_search" if tool.get("execution") == "client" and not tool.get("name"):
            return "Tool search: executed by the client, it needs a name."
        case _:
            return ""


def _place(tool: Mapping[str, Any], servers: Sequence[Mapping[str, Any]]) -> int:
    """Which of several servers this is, counted from 1; two that are still alike are told apart, too."""
    return next((place for place, one in enumerate(servers, 1) if one is tool), 0) if len(servers) > 1 else 0


def _server(tool: Mapping[str, Any], number: int) -> str:
    return f"MCP server {tool.get('name') or number or ''}".rstrip()


def _combinations(settings: Settings, kinds: set[str]) -> Iterator[Finding]:
    apart = () if settings.agent else APART
    clash = next((first for first, second in apart if first in kinds and second in kinds), None)
    if clash:
        yield "tools", "block", f"{clash} and file_search can't be combined in one request. Choose one."
    if "retrieval" in kinds:
        yield "tools", "block", "The retrieval tool exists on the Gemini Enterprise Agent Platform only."
    if _is_old(settings) and kinds & BUILT_IN and "function" in kinds:
        yield "tools", "block", "Gemini 2.5 can't combine built-in tools with functions."
    foreign = sorted(kinds - RESEARCH_TOOLS)
    if catalog.is_deep_research(settings.agent) and foreign:
        yield "tools", "block", f"Deep Research can't use {', '.join(foreign)}."


def _choice(settings: Settings, kinds: set[str]) -> Iterator[Finding]:
    asked = settings.tool_choice
    if asked is None or settings.agent:
        return
    if not kinds:
        must = asked in ("any", "validated") or isinstance(asked, Mapping)
        yield "tool_choice", "block" if must else "hint", "Tool choice has no effect without tools."
    elif isinstance(asked, Mapping):
        yield from _allowed(settings, asked)
    elif asked not in MODES:
        yield "tool_choice", "block", f"Tool choice must be one of {', '.join(MODES)}, or name the allowed tools."


def _allowed(settings: Settings, asked: Mapping[str, Any]) -> Iterator[Finding]:
    allowed = asked.get("allowed_tools")
    if not isinstance(allowed, Mapping) or allowed.get("mode", "auto") not in MODES:
        yield "tool_choice", "block", 'Tool choice must look like {"allowed_tools": {"mode": "auto", "tools": ["name"]}}.'
        return
    named = {str(tool.get("name")) for tool in settings.tools if tool.get("name")}
    unknown = [str(name) for name in allowed.get("tools") or () if name not in named]
    if unknown:
        yield "tool_choice", "block", f"Tool choice allows {', '.join(unknown)}, which is not switched on."


def _is_old(settings: Settings) -> bool:
    return settings.model.startswith("gemini-2") and not settings.agent
