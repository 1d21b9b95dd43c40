"""Remote MCP servers: secret headers, kept out of everything that is stored, and asking a server for its list of tools.

The headers live in the connection, by the server's exact address, so they go to that address only. Whatever a server
says is untrusted text: it is cut to a bearable length and never interpreted.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from workbench import background, hosts
from workbench.errors import StepwiseError, Unreachable, problem, redacted
from workbench.inputs import FieldError

TIMEOUT_S = 10.0
MOST_TOOLS = 200
MOST_PAGES = 10
LONGEST = 2_000
HIDDEN = "(secret)"
SHORTEST = 6
"""Characters of a value that is looked for everywhere."""
HINT = "Check the address and the headers, and that the server runs."
ALLOWED = "Whoever runs Stepwise can allow this host: see docs/deploy.md."
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


@dataclass(frozen=True)
class Mask:
    """Takes the secret headers of a connection out of whatever is kept: requests, events, messages."""

    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    def text(self, text: str) -> str:
        """The text without them. A value too short to be told from an ordinary word goes only where its name stands."""
        for old, new in self._replaced():
            text = text.replace(old, new)
        return text

    def json(self, value: Any) -> Any:
        """Any JSON without them; the value itself when there are none."""
        return json.loads(self.text(json.dumps(value))) if self.headers else value

    def _replaced(self) -> Iterator[tuple[str, str]]:
        pairs = {pair for server in self.headers.values() for pair in server.items()}
        for name, value in sorted(pairs):
            for colon in (":", ": "):
                yield f"{json.dumps(name)}{colon}{json.dumps(value)}", f"{json.dumps(name)}{colon}{json.dumps(HIDDEN)}"
        values = {value for _, value in pairs} | {value.partition(" ")[2] for _, value in pairs}
        for value in sorted(values, key=len, reverse=True):
            if len(value) >= SHORTEST:
                yield from {value: HIDDEN, json.dumps(value)[1:-1]: HIDDEN}.items()


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
    importlib.import_module("mcp.client.streamable_http")  # it takes a second, which the background loop hasn't
    try:
        return background.call(_asked(url, dict(headers or {}), timeout_s), timeout_s + 5)
    except TimeoutError as error:
        raise _failed(url, f"it said nothing within {timeout_s:g} seconds") from error
    except StepwiseError:
        raise
    except Exception as error:  # whatever the SDK stumbles over in a stranger's answer
        why = _innermost(error)
        raise _failed(url, Mask({url: headers or {}}).text(_words(why)), _hint(why)) from error


async def _asked(url: str, headers: dict[str, str], timeout_s: float) -> tuple[RemoteTool, ...]:
    """The list; or an error as soon as an answer came that no MCP server gives, for which the SDK would wait on."""
    refusal: asyncio.Future[tuple[RemoteTool, ...]] = asyncio.get_running_loop().create_future()
    asking = asyncio.create_task(_listed(url, headers, refusal))
    try:
        async with asyncio.timeout(timeout_s):
            await asyncio.wait([asking, refusal], return_when=asyncio.FIRST_COMPLETED)
            return await (refusal if refusal.done() else asking)
    finally:
        refusal.cancel()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)


async def _listed(url: str, headers: dict[str, str], refusal: asyncio.Future[Any]) -> tuple[RemoteTool, ...]:
    import httpx
    from mcp import ClientSession
    from mcp.client.streamable_http import streamable_http_client

    from outbound.transport import Bounded

    async def check(response: httpx.Response) -> None:
        wrong = _wrong(response.request.method, response.status_code, response.headers.get("content-type", ""))
        if wrong and not refusal.done():
            refusal.set_exception(_failed(url, wrong))

    found: list[RemoteTool] = []
    transport = Bounded(hosts.private())
    async with (
        httpx.AsyncClient(headers=headers, timeout=TIMEOUT_S, transport=transport, event_hooks={"response": [check]}) as http,
        streamable_http_client(url, http_client=http) as (reading, writing, _),
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


def _wrong(method: str, status: int, content_type: str) -> str:
    """Why an answer to a message is no MCP server's. Redirects are left to the SDK, which follows none to another host."""
    if method != "POST":
        return ""
    if status >= 400:
        return f"it answered {status}" + (": it wants other headers" if status in (401, 403) else "")
    kind = content_type.partition(";")[0].strip().lower()
    return "" if status != 200 or kind in ("application/json", "text/event-stream") else f"it answered {kind or 'nothing'}"


def _with_headers(tool: Any, headers: Mapping[str, Mapping[str, str]]) -> Any:
    if not isinstance(tool, Mapping) or tool.get("type") != "mcp_server":
        return tool
    mine = headers.get(str(tool.get("url")))
    return {**tool, "headers": {**(tool.get("headers") or {}), **mine}} if mine else tool


def _innermost(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _hint(error: BaseException) -> str:
    from outbound.transport import Refused

    return ALLOWED if isinstance(error, Refused) else HINT


def _words(error: BaseException) -> str:
    """The reason on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def _failed(url: str, reason: str, hint: str = HINT) -> Unreachable:
    host = urlsplit(url).netloc or url
    message = redacted(f"The MCP server at {host.rpartition('@')[2]} gave no list of its tools: {reason.rstrip('.')}.")
    return Unreachable(problem("mcp", message, hint, retryable=True))
