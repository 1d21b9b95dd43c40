"""A turn's function calls with the results that one of its children took on: each branch has its own. Pure; copies only."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from workbench import calls
from workbench.records import CallRecord, Turn, WireStep
from workbench.request import own_input


def path(turns: Sequence[Turn]) -> tuple[Turn, ...]:
    """The turns of a path, root first, each with the results that the next one brought."""
    return tuple(by(turn, turns[place + 1]) if place + 1 < len(turns) else turn for place, turn in enumerate(turns))


def by(turn: Turn, child: Turn) -> Turn:
    """The turn as this child answered its calls; the turn itself when they are the results that it keeps."""
    known = turn.get("calls", {})
    fresh: dict[str, CallRecord] = {}
    for step in own_input(child) if known else []:
        call = known.get(str(step.get("call_id")))
        if call is not None and step != calls.result_step(call):
            fresh[call["call_id"]] = _answered(call, step)
    if not fresh:
        return turn
    shown: Any = {**turn, "calls": {**known, **fresh}}
    answered: Turn = shown
    return answered


def _answered(call: CallRecord, step: WireStep) -> CallRecord:
    return calls.settled_by_hand(call, _value(step.get("result")), bool(step.get("is_error")))


def _value(content: Any) -> Any:
    """What was given, from how it was sent: data where it would be sent again letter for letter, else the text or content."""
    is_text = calls.is_content(content) and len(content) == 1 and content[0]["type"] == "text"
    if not is_text:
        return content
    text = content[0]["text"]
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return given if calls.as_text(given) == text else text
