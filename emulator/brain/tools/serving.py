"""MCP tools within one answer: list, choose, call, and again while a result makes another call possible.

The steps are shown in full, or as the hosted service shows them: one opaque `tool_call` for each call.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from emulator.brain.contract import Ask, Move, WireStep
from emulator.brain.registry import Note
from emulator.brain.text import join
from emulator.brain.tools import calling
from emulator.brain.tools.calling import Call
from emulator.brain.tools.declared import Function
from emulator.brain.tools.remote import Server, ServerProblem

_MOST_ROUNDS = 4


@dataclass
class Served:
    """What the servers did for one answer."""

    calls: list[WireStep] = field(default_factory=list)
    results: list[WireStep] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    lacks: list[calling.Lack] = field(default_factory=list)


def servers(ask: Ask) -> list[Server]:
    """The MCP servers of a request, by name."""
    return [Server.of(tool, ask.surroundings.mcp_hosts) for tool in ask.tools if tool.get("type") == "mcp_server"]


def act(ask: Ask) -> Generator[Move, None, Served]:
    """Use the servers; the steps come as moves, what they did is returned."""
    served = Served()
    live = ask.surroundings.mcp_steps == "live"
    by_name = {server.name: server for server in servers(ask)}
    for server in by_name.values():
        try:
            served.functions += server.tools(ask.surroundings.mcp_patience_s)
        except ServerProblem as problem:
            served.troubles.append(str(problem))
            yield from _shown(
                served, _step(Call(Function("list_tools", "", {}, server=server.name), {})), str(problem), True, live
            )
    names = join([f"`{function.name}`" for function in served.functions[:8]])
    served.notes.append(Note("Asking the MCP server", f"It offers {names or 'no tools'}."))
    for _ in range(_MOST_ROUNDS):
        plan = calling.plan(_with(ask, served), served.functions)
        served.lacks = plan.lacks
        if not plan.calls:
            break
        for call in plan.calls:
            yield from _called(by_name[call.function.server], call, served, ask)
    return served


def _with(ask: Ask, served: Served) -> Ask:
    """The request with what the servers have done so far, as if functions had been called."""
    return replace(ask, new=(*ask.new, *served.calls, *served.results))


def _called(server: Server, call: Call, served: Served, ask: Ask) -> Iterator[Move]:
    try:
        got = server.call(call.function.name, call.arguments, 2 * ask.surroundings.mcp_patience_s)
        result, failed = got.result, got.failed
    except ServerProblem as problem:
        result, failed = str(problem), True
    yield from _shown(served, _step(call), result, failed, ask.surroundings.mcp_steps == "live")


def _step(call: Call) -> WireStep:
    return {"name": call.function.name, "server_name": call.function.server, "arguments": call.arguments}


def _shown(served: Served, step: WireStep, result: Any, failed: bool, live: bool) -> Iterator[Move]:
    number = f"mcp{len(served.calls)}"
    if step["name"] != "list_tools" or not failed:
        served.calls.append({"type": "function_call", "id": number, "name": step["name"], "arguments": step["arguments"]})
        served.results.append(
            {"type": "function_result", "call_id": number, "name": step["name"], "result": result, "is_error": failed}
        )
    if live:
        yield Move({"type": "tool_call"})
        return
    yield Move({"type": "mcp_server_tool_call", **step})
    named = {"name": step["name"], "server_name": step["server_name"]}
    yield Move({"type": "mcp_server_tool_result", **named, "result": result, **({"is_error": True} if failed else {})})
