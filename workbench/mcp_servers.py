"""Remote MCP servers: secret headers, kept out of everything that is stored, and asking a server for its list of tools.

The headers live in the connection, by the server's exact address, so they go to that address only. Whatever a server
says is untrusted text: it is cut to a bearable length and never interpreted.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from workbench import background
from workbench.errors import StepwiseError, Unreachable, problem, redacted
from workbench.inputs import FieldError

TIMEOUT_S = 10.0
MOST_TOOLS = 200
MOST_PAGES = 10
LONGEST = 2_000
HIDDEN = "(secret)"
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


@dataclass(frozen=True)
class RemoteTool:
    """A tool that a server offers."""

    name: str
    description: str
    parameters: dict[str, Any]


def parse_headers(text: str) -> dict[str, str]:
    """Headers as they are typed, one `Name: value` a line. FieldError never repeats a value."""
    found: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        if not colon or not _HEADER.fullmatch(name.strip()) or not value.strip():
            raise FieldError(f"Line {number} is not a header: write its name, a colon and its value.")
        if not value.strip().isascii() or not value.strip().isprintable():
            raise FieldError(f"The value in line {number} has a character that no header has.")
        found[name.strip()] = value.strip()
    return found


def with_headers(tools: Any, headers: Mapping[str, Mapping[str, str]]) -> Any:
    """The tools of a request body with the secret headers of their servers put in."""
    if not headers or not isinstance(tools, list):
        return tools
    return [_with_headers(tool, headers) for tool in tools]


def secrets(headers: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """The values that must not be kept, and what stands behind "Bearer" in them."""
    values = {value for server in headers.values() for value in server.values()}
    return tuple(sorted(values | {value.partition(" ")[2] for value in values if " " in value}, key=len, reverse=True))


def hidden(text: str, values: tuple[str, ...]) -> str:
    """The text without these secrets; one that is too short to be a secret stays."""
    for value in values:
        if len(value) >= 6:
            text = text.replace(value, HIDDEN)
    return text


def with_plain_names(tool: Mapping[str, Any]) -> dict[str, Any]:
    """The tool with the names of its allowed tools in one list."""
    allowed = tool.get("allowed_tools")
    entries = allowed if isinstance(allowed, list | tuple) else ()
    names = [name for entry in entries if isinstance(entry, Mapping) for name in entry.get("tools") or ()]
    return {**tool, "allowed_tools": names}


def list_tools(url: str, headers: Mapping[str, str] | None = None, timeout_s: float = TIMEOUT_S) -> tuple[RemoteTool, ...]:
    """Ask a server what it offers. Blocks up to the time limit; StepwiseError says in plain words why it didn't work."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _failed(url, "this is not an address that begins with https:// or http://")
    try:
        return background.call(_listed(url, dict(headers or {}), timeout_s), timeout_s + 5)
    except TimeoutError as error:
        raise _failed(url, f"it said nothing within {timeout_s:g} seconds") from error
    except StepwiseError:
        raise
    except Exception as error:
        raise _failed(url, hidden(_words(error), secrets({url: dict(headers or {})}))) from error


async def _listed(url: str, headers: dict[str, str], timeout_s: float) -> tuple[RemoteTool, ...]:
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    found: list[RemoteTool] = []
    async with (
        asyncio.timeout(timeout_s),
        streamablehttp_client(url, headers, timeout_s, httpx_client_factory=_http) as (reading, writing, _),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        cursor: str | None = None
        for _page in range(MOST_PAGES):
            page = await session.list_tools(cursor)
            found += [RemoteTool(t.name[:200], (t.description or "")[:LONGEST], t.inputSchema) for t in page.tools]
            cursor = page.nextCursor
            if cursor is None or len(found) >= MOST_TOOLS:
                break
    return tuple(found[:MOST_TOOLS])


def _http(headers: Any = None, timeout: Any = None, auth: Any = None) -> Any:
    """A client that follows no redirect: one to another host would carry the headers there."""
    import httpx

    return httpx.AsyncClient(headers=headers, timeout=timeout or httpx.Timeout(TIMEOUT_S), auth=auth, follow_redirects=False)


def _with_headers(tool: Any, headers: Mapping[str, Mapping[str, str]]) -> Any:
    if not isinstance(tool, Mapping) or tool.get("type") != "mcp_server":
        return tool
    mine = headers.get(str(tool.get("url")))
    return {**tool, "headers": {**(tool.get("headers") or {}), **mine}} if mine else tool


def _words(error: BaseException) -> str:
    """The innermost reason, on one line."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _failed(url: str, reason: str) -> Unreachable:
    host = urlsplit(url).netloc or url
    message = redacted(f"The MCP server at {host.rpartition('@')[2]} gave no list of its tools: {reason.rstrip('.')}.")
    return Unreachable(problem("mcp", message, "Check the address and the headers, and that the server runs.", retryable=True))
