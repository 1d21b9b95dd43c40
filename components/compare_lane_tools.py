"""The tools and functions that a lane has of its own: the same specifications and fields as in the chat's panel.

What may be switched on and how options change a tool comes from workbench; must not decide that itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from components import compare_draft, fields, state, tool_entries, tools_panel
from components.figures import clip, plain
from workbench import functions, registry, tool_rules, tools
from workbench.compare import Lane
from workbench.compare.lanes import label
from workbench.compare.model import ADAPTERS
from workbench.functions import Choice
from workbench.inputs import FieldError, Value
from workbench.settings import Settings
from workbench.tools import ToolSpec

ABOUT = 110
NONE_GIVEN = "{} makes its requests itself; a lane of it is given no tools."
CLASSIC = "generateContent takes Search, Maps, URL context and code execution only; a turn notes what was left out."


def draw(lane: Lane) -> None:
    """Draw the two boxes. Closed, they draw nothing but their titles."""
    if lane.kind in ADAPTERS:
        st.caption(NONE_GIVEN.format(plain(label(lane.kind))))
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        own = tools_panel.summary(lane.settings) or "No tools of its own: it gets those of the script."
        st.caption(f":material/handyman: {plain(own)}")
        if state.settings().tools and state.settings().tools != lane.settings.tools:
            st.button("Take those of the sidebar", key=state.widget_key("compare_take_tools", lane.id), type="tertiary",
                      icon=":material/move_item:", on_click=_take, args=(lane.id,))  # fmt: skip
    for name, icon, body in (("Tools", ":material/handyman:", _tools), ("Functions", ":material/function:", _functions)):
        key = state.widget_key("compare_lane_box", name.lower(), lane.id)
        box = st.expander(name, icon=icon, key=key, on_change="rerun")
        if box.open:
            with box, st.container(gap="small", key=state.widget_key("compare_lane_fields", name.lower(), lane.id)):
                body(lane)


def _tools(lane: Lane) -> None:
    if lane.kind == "generate_content":
        st.caption(CLASSIC)
    for spec in registry.tools():
        _tool(lane, spec)


def _tool(lane: Lane, spec: ToolSpec) -> None:
    on, why = tools.is_on(lane.settings, spec.kind), tool_rules.reason(spec.kind, lane.settings)
    with st.container(gap="xsmall", key=state.widget_key("compare_lane_tool", lane.id, spec.kind)):
        key = state.widget_key("compare_lane_tool_on", lane.id, spec.kind)
        fields.mirror(key, on)
        st.toggle(f"{spec.icon} {plain(spec.label)}", key=key, help=plain(spec.about), disabled=bool(why) and not on,
                  on_change=_switch, args=(lane.id, spec, key))  # fmt: skip
        if why and not on:
            st.caption(plain(why))
        if on:
            _entries(lane, spec)


def _entries(lane: Lane, spec: ToolSpec) -> None:
    """The options of a tool; where a request takes several of its kind, those of each, with a way to add and remove one."""
    found = tools.tools_of(lane.settings, spec.kind)
    for place, tool in enumerate(found):
        if len(found) > 1:
            line = state.widget_key("compare_lane_tool_head", lane.id, spec.kind, place)
            key = state.widget_key("compare_lane_tool_remove", lane.id, spec.kind, place)
            tool_entries.head(spec, place, line, key, _remove, (lane.id, spec, place))
        _options(lane, spec, tool, place)
    tool_entries.another(spec, state.widget_key("compare_lane_tool_add", lane.id, spec.kind), _add, (lane.id, spec))


def _options(lane: Lane, spec: ToolSpec, tool: tools.Wire, place: int) -> None:
    """The options of a tool, of several of its kind the one at `place`."""
    for field in spec.fields(tool):
        mine = state.widget_key(lane.id, spec.kind, *([place] if place else []), field.key)
        wrong = state.rejected().get(mine, "")
        notes = (f":red[:material/error: {plain(wrong)}]",) if wrong else ()
        fields.draw(replace(field, key=mine), _option(lane.id, spec, field.key, place), notes, rejected=bool(wrong))


def _switch(lane_id: str, spec: ToolSpec, key: str) -> None:
    on = bool(st.session_state[key])
    _put(lane_id, lambda settings: tools.switch(settings, spec, on))


def _add(lane_id: str, spec: ToolSpec) -> None:
    _put(lane_id, lambda settings: tools.with_another(settings, spec))


def _remove(lane_id: str, spec: ToolSpec, place: int) -> None:
    _put(lane_id, lambda settings: tools.without_one(settings, spec, place))


def _option(lane_id: str, spec: ToolSpec, option: str, place: int) -> fields.OnChange:
    def change(mine: str, value: Value) -> None:
        try:
            _put(lane_id, lambda settings: tools.with_option(settings, spec, option, value, place))
            state.rejected().pop(mine, None)
        except FieldError as error:
            state.rejected()[mine] = str(error)

    return change


def _functions(lane: Lane) -> None:
    """Functions of the toolbox answer by themselves here: nobody is asked while lanes run."""
    if lane.kind == "generate_content":
        st.caption("Functions run in lanes of the Interactions API only.")
        return
    st.caption("They run by themselves, and their rounds count as one turn.")
    for choice in functions.choices(lane.settings):
        _function(lane, choice)


def _function(lane: Lane, choice: Choice) -> None:
    key = state.widget_key("compare_lane_function", lane.id, choice.name)
    fields.mirror(key, choice.on)
    st.toggle(f"{choice.icon} {plain(clip(choice.label, 26))}", key=key, disabled=choice.typed and not choice.on,
              on_change=_call, args=(lane.id, choice.name, key),
              help="A function that was typed in waits for a person." if choice.typed else plain(clip(choice.description, ABOUT)))
    if choice.on and choice.mode != "auto":
        st.caption(":orange[:material/front_hand: It waits for a person, so its turns fail.] Switch it off and on to let it run.")


def _call(lane_id: str, name: str, key: str) -> None:
    on = bool(st.session_state[key])
    _put(lane_id, lambda settings: functions.with_mode(functions.switch(settings, name, on), name, "auto"))


def _take(lane_id: str) -> None:
    mine = state.settings()
    _put(lane_id, lambda settings: replace(settings, tools=mine.tools, tools_off=mine.tools_off,
                                           function_options=mine.function_options))  # fmt: skip


def _put(lane_id: str, change: Callable[[Settings], Settings]) -> None:
    if (lane := compare_draft.lane(lane_id)) is not None:
        compare_draft.change_lane(lane_id, settings=change(lane.settings))
