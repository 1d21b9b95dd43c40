"""Which calls a request must not lead to again: those made already, and those that a person didn't let happen.

Compares a call with what was done for the same request; it plans nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.brain.skills.results import value_of
from emulator.brain.tools import manner
from emulator.brain.tools.situation import Situation


def is_done(name: str, arguments: Mapping[str, Any], here: Situation, planned: int) -> bool:
    """Whether such a call has been made already: with these arguments, as often as the request wants it, or in vain."""
    same = [step for step in here.done if step.get("name") == name]
    failed = {str(step.get("call_id")) for step in here.results if step.get("is_error")}
    fine = [step for step in same if str(step.get("id")) not in failed]
    if any(_overlap(step.get("arguments") or {}, arguments) for step in fine):
        return True
    return len(fine) >= planned or len(fine) < len(same)


def _overlap(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two sets of arguments mean the same thing: what both give is the same."""
    shared = [name for name in before if name in now]
    return all(before[name] == now[name] for name in shared) and bool(shared or not now)


def refused(here: Situation) -> set[str]:
    """The functions that a person didn't let happen: they are not called again for the same request."""
    by_id = {str(call.get("id")): str(call.get("name")) for call in here.done}
    return {
        by_id.get(str(step.get("call_id")), "")
        for step in here.results
        if manner.denied(value_of(step), bool(step.get("is_error")))
    }
