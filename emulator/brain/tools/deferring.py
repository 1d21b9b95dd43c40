"""Tool search: functions declared with defer_loading become known to the model only when a search has found them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from emulator.brain.contract import Ask, WireStep
from emulator.brain.tools import choosing, words
from emulator.brain.tools.declared import Function

_MOST = 5


def loaded(ask: Ask) -> set[str]:
    """The functions that earlier searches of this conversation have brought."""
    results = [step.get("result") for step in (*ask.history, *ask.new) if step.get("type") == "tool_search_result"]
    return {str(one.get("name")) for result in results if isinstance(result, list) for one in result if isinstance(one, Mapping)}


def search(text: str, waiting: Sequence[Function]) -> list[Function]:
    """The deferred functions that a request may need."""
    found = [wish.function for wish in choosing.wishes(text, waiting, least=0.6)]
    said = words.content(text)
    rated = sorted(waiting, key=lambda function: -choosing.rate(text, said, function)[0])
    more = [function for function in rated if choosing.rate(text, said, function)[0] >= 0.6]
    return list(dict.fromkeys([*found, *more]))[:_MOST]


def steps(found: Sequence[Function], declared: Sequence[Mapping[str, Any]]) -> tuple[WireStep, WireStep]:
    """The search and its result as steps."""
    names = [function.name for function in found]
    shown = [dict(tool) for tool in declared if tool.get("type") == "function" and tool.get("name") in names]
    return {"type": "tool_search_call", "arguments": {"function_names": names}}, {"type": "tool_search_result", "result": shown}
