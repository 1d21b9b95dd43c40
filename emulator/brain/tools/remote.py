"""MCP servers: connects by streamable HTTP, lists the tools, calls those that a request needs.

A server that hangs, lies or fails costs a bounded time and becomes an error in words; its texts are data, never instructions.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from emulator.brain.tools.declared import Function

if TYPE_CHECKING:
    from mcp import ClientSession

T = TypeVar("T")
CALL_S = 60.0
_MOST_TOOLS = 200
_LONGEST = 200_000


class ServerProblem(Exception):
    """The server can't be used; the message says why, without its headers."""


@dataclass(frozen=True)
class Answer:
    """What a tool of a server returned."""

    result: Any
    failed: bool


@dataclass(frozen=True)
class Server:
    """A declared MCP server."""

    name: str
    url: str
    headers: Mapping[str, str]
    allowed: frozenset[str] | None
    private: tuple[str, ...] = ()
    """Hosts that may be met although they are not on the public web."""

    @classmethod
    def of(cls, tool: Mapping[str, Any], private: tuple[str, ...] = ()) -> Server:
        """Read a declaration."""
        rules = [
            rule for rule in tool.get("allowed_tools") or () if isinstance(rule, Mapping) and isinstance(rule.get("tools"), list)
        ]
        names = frozenset(str(name) for rule in rules for name in rule["tools"]) if rules else None
        headers = tool.get("headers")
        given = {str(key): str(value) for key, value in headers.items()} if isinstance(headers, Mapping) else {}
        url = str(tool.get("url") or "")
        return cls(str(tool.get("name") or url.split("//")[-1].split("/")[0]), url, given, names, private)

    def tools(self, wall_s: float) -> list[Function]:
        """Its tools, those that may be used."""

        async def listed(session: ClientSession) -> list[Function]:
            found: list[Function] = []
            cursor: str | None = None
            for _ in range(20):
                page = await session.list_tools(cursor)
                found += [
                    Function(tool.name, (tool.description or "")[:4_000], tool.inputSchema, server=self.name)
                    for tool in page.tools
                ]
                cursor = page.nextCursor
                if not cursor or len(found) >= _MOST_TOOLS:
                    break
            return found[:_MOST_TOOLS]

        return [
            function for function in self._with_session(listed, wall_s) if self.allowed is None or function.name in self.allowed
        ]

    def call(self, name: str, arguments: dict[str, Any], wall_s: float) -> Answer:
        """Call one of its tools."""

        async def called(session: ClientSession) -> Answer:
            got = await session.call_tool(name, arguments, read_timeout_seconds=timedelta(seconds=wall_s))
            blocks = [block.model_dump(mode="json", exclude_none=True, by_alias=True) for block in got.content]
            return Answer(_readable(blocks, got.structuredContent), bool(got.isError))

        return self._with_session(called, wall_s)

    def _with_session(self, use: Callable[[ClientSession], Awaitable[T]], wall_s: float) -> T:
        import anyio

        async def run() -> T:
            with anyio.fail_after(wall_s):
                return await self._session(use)

        try:
            return anyio.run(run)
        except TimeoutError as problem:
            raise ServerProblem(f"the MCP server “{self.name}” did not answer within {wall_s:g} seconds") from problem
        except BaseExceptionGroup as group:
            raise ServerProblem(self._why(group)) from group
        except Exception as problem:
            raise ServerProblem(self._why(problem)) from problem

    async def _session(self, use: Callable[[ClientSession], Awaitable[T]]) -> T:
        import httpx
        from mcp import ClientSession
        from mcp.client.streamable_http import streamable_http_client

        from outbound.transport import Bounded

        async def stays(request: httpx.Request) -> None:
            if request.url.host != home:
                raise ServerProblem(f"the MCP server “{self.name}” redirects to another host")

        home = httpx.URL(self.url).host
        client = httpx.AsyncClient(
            headers=dict(self.headers),
            timeout=CALL_S,
            follow_redirects=True,
            trust_env=False,
            event_hooks={"request": [stays]},
            transport=Bounded(self.private),
        )
        async with (
            client,
            streamable_http_client(self.url, http_client=client) as (read, write, _),
            ClientSession(read, write, read_timeout_seconds=timedelta(seconds=CALL_S)) as session,
        ):
            await session.initialize()
            return await use(session)

    def _why(self, problem: BaseException) -> str:
        while isinstance(problem, BaseExceptionGroup) and problem.exceptions:
            problem = problem.exceptions[0]
        if isinstance(problem, ServerProblem):
            return str(problem)
        if isinstance(problem, TimeoutError):
            return f"the MCP server “{self.name}” did not answer in time"
        said = str(problem).splitlines()[0][:200] if str(problem) else ""
        return f"the MCP server “{self.name}” could not be used ({type(problem).__name__}{f': {said}' if said else ''})"


def _readable(blocks: Sequence[dict[str, Any]], structured: dict[str, Any] | None) -> Any:
    """A result as steps carry it: content blocks as they came, bounded; the structured value when there is nothing else."""
    texts = [
        {"type": "text", "text": str(block.get("text", ""))[:_LONGEST]} if block.get("type") == "text" else block
        for block in blocks
    ]
    whole = json.dumps(texts, default=str)
    if len(whole) > 2 * _LONGEST:
        texts = [{"type": "text", "text": whole[:_LONGEST] + "… [cut]"}]
    return texts or (structured if structured is not None else [])
