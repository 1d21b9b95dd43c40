"""The comparison that a person is putting together: its prompts, its lanes, how it is run. Changes it; draws nothing.

Callbacks of widgets end here. Must not send anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from components import state
from workbench.compare import Check, Lane, LaneKind, Plan, Script, ScriptPrompt
from workbench.compare import lanes as kinds
from workbench.compare.model import MAX_LANES

MOST_LANES = 4
"""Lanes that can be added one by one; a sweep may bring more."""


def plan() -> Plan:
    """What stands in the editor: at first no prompt, and stateful against stateless."""
    found = state.plan()
    if found is None:
        found = Plan(Script("", ()), kinds.default_lanes(state.settings()))
        state.set_plan(found)
    return found


def put(**changes: Any) -> None:
    """Change parts of the plan."""
    state.set_plan(replace(plan(), **changes))


def start_over() -> None:
    """Back to an empty script and two lanes."""
    state.set_plan(None)


def use(whole: Plan) -> None:
    """Put a whole plan into the editor, as that of an earlier comparison."""
    state.set_plan(whole)


def use_script(script: Script) -> None:
    """Take a script; the lanes stay."""
    put(script=script)


def set_prompts(prompts: Sequence[ScriptPrompt]) -> None:
    """Replace the prompts."""
    put(script=replace(plan().script, prompts=tuple(prompts)))


def add_prompts(texts: Sequence[str]) -> None:
    """Put prompts at the end."""
    set_prompts([*plan().script.prompts, *(ScriptPrompt(text) for text in texts)])


def change_prompt(index: int, text: str) -> None:
    """Reword a prompt."""
    prompts = list(plan().script.prompts)
    prompts[index] = replace(prompts[index], text=text)
    set_prompts(prompts)


def expect(index: int, check: Check | None) -> None:
    """Say what the answer to a prompt should hold."""
    prompts = list(plan().script.prompts)
    prompts[index] = replace(prompts[index], check=check)
    set_prompts(prompts)


def remove_prompt(index: int) -> None:
    """Take a prompt out."""
    prompts = plan().script.prompts
    set_prompts([*prompts[:index], *prompts[index + 1 :]])


def move_up(index: int) -> None:
    """Let a prompt change places with the one before it."""
    prompts = list(plan().script.prompts)
    if index:
        prompts[index - 1], prompts[index] = prompts[index], prompts[index - 1]
    set_prompts(prompts)


def lane(lane_id: str) -> Lane | None:
    """One lane."""
    return plan().lane(lane_id)


def add_lane(kind: LaneKind) -> None:
    """Put a lane behind the others."""
    now = plan().lanes
    settings = now[0].settings if now else state.settings()
    put(lanes=(*now, kinds.new_lane(kind, settings, now)))


def change_lane(lane_id: str, **changes: Any) -> None:
    """Change parts of a lane."""
    put(lanes=tuple(replace(one, **changes) if one.id == lane_id else one for one in plan().lanes))


def change_kind(lane_id: str, kind: LaneKind) -> None:
    """Make a lane one of another kind; a name that was the old kind's becomes the new one's."""
    old = lane(lane_id)
    if old is None or old.kind == kind:
        return
    others = [one for one in plan().lanes if one.id != lane_id]
    named = kinds.new_lane(kind, old.settings, others).name if old.name.startswith(kinds.label(old.kind)) else old.name
    change_lane(lane_id, kind=kind, name=named)


def duplicate(lane_id: str) -> None:
    """Put a copy of a lane behind it."""
    now, found = plan().lanes, lane(lane_id)
    if found is not None and len(now) < MAX_LANES:
        place = now.index(found) + 1
        put(lanes=(*now[:place], kinds.duplicate(found, now), *now[place:]))


def remove_lane(lane_id: str) -> None:
    """Take a lane out."""
    put(lanes=tuple(one for one in plan().lanes if one.id != lane_id))


def sweep(lane_id: str, key: kinds.SweepKey) -> None:
    """Replace all lanes by copies of this one, each with another value of one setting."""
    if (found := lane(lane_id)) is not None:
        put(lanes=kinds.sweep(found, key), baseline="")
