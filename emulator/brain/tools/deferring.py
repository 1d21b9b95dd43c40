"""Tool search: functions declared with defer_loading become known to the model only when a search has found them.

The server searches by itself; or the client does, and then the search is called like a function, whose result brings functions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emulator.brain.contract import Ask, WireStep
from emulator.brain.text import cut
from emulator.brain.tools import choosing, weighing, words
from emulator.brain.tools.declared import Function

_MOST = 5


def loaded(ask: Ask) -> set[str]:
    """The functions that earlier searches of this conversation have brought."""
    return {str(one.get("name")) for step in (*ask.history, *ask.new) for one in brought(step)}


def brought(step: WireStep) -> list[Mapping[str, Any]]:
    """The functions that a step makes known."""
    result = step.get("result")
    if step.get("type") not in ("tool_search_result", "function_result") or not isinstance(result, list):
        return []
    return [one for one in result if isinstance(one, Mapping) and one.get("type") == "function"]


def by_client(tool: Mapping[str, Any]) -> str:
    """The name by which the client's search is called; empty when the server searches."""
    return str(tool.get("name") or "") if tool.get("execution") == "client" else ""


def asked(tool: Mapping[str, Any], text: str) -> WireStep:
    """The call of the client's search: what is wanted stands in each text that it takes."""
    schema = tool.get("parameters")
    properties = schema.get("properties") if isinstance(schema, Mapping) else None
    taken = properties if isinstance(properties, Mapping) else {"query": {"type": "string"}}
    wanted = {name: cut(text, 200) for name, one in taken.items() if isinstance(one, Mapping) and one.get("type") == "string"}
    return {"type": "function_call", "name": by_client(tool), "arguments": wanted}


def search(text: str, waiting: Sequence[Function], today: date) -> list[Function]:
    """The deferred functions that a request may need."""
    found = [wish.function for wish in choosing.wishes(text, waiting, today, least=0.6)]
    said = words.content(text)
    rated = sorted(waiting, key=lambda function: -weighing.rate(text, said, function)[0])
    more = [function for function in rated if weighing.rate(text, said, function)[0] >= 0.6]
    fits = choosing.only_fit(text, waiting, today) if not found and not more else None
    return list(dict.fromkeys([*found, *more, *([fits.function] if fits else [])]))[:_MOST]


def steps(found: Sequence[Function], declared: Sequence[Mapping[str, Any]]) -> tuple[WireStep, WireStep]:
    """The search and its result as steps."""
    names = [function.name for function in found]
    shown = [dict(tool) for tool in declared if tool.get("type") == "function" and tool.get("name") in names]
    return {"type": "tool_search_call", "arguments": {"function_names": names}}, {"type": "tool_search_result", "result": shown}
