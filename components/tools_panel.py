"""The tools of the next request, in the sidebar: a card for each with its own switch and options, and the functions.

What a tool can be told, and why one can't be had, comes from workbench; must not decide that itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components import fields, functions_panel, mcp_panel, state
from components.figures import plain
from workbench import functions, registry, tools
from workbench.inputs import FieldError, Value
from workbench.rules import Rule
from workbench.settings import Settings
from workbench.tools import Card, ToolSpec

COLORS = {"block": ":red[:material/error: {}]", "hint": ":orange[:material/info:] {}"}
MCP = "mcp_server"


def draw(found: Sequence[Rule]) -> None:
    """Draw the two boxes. Closed, they draw nothing but their titles: a short page is a quick one."""
    box = st.expander("Tools", icon=":material/handyman:", key=state.widget_key("settings_group", "tools"), on_change="rerun")
    if box.open:
        with box, st.container(gap="small", key=state.widget_key("settings_fields", "tools")):
            _tools(found)
    key = state.widget_key("settings_group", "functions")
    box = st.expander("Functions", icon=":material/function:", key=key, on_change="rerun")
    if box.open:
        with box, st.container(gap="small", key=state.widget_key("settings_fields", "functions")):
            functions_panel.draw()


def summary() -> str:
    """The tools that are on, in words; empty when there are none."""
    on = [str(tool.get("type")) for tool in state.settings().tools]
    names = [spec.label for spec in registry.tools() if spec.kind in on] if on else []
    number = on.count("function")
    return ", ".join([*names, *([f"{number} function{'s' if number > 1 else ''}"] if number else [])])


def touched() -> bool:
    """Whether anything about tools differs from the start."""
    now, first = state.settings(), Settings()
    return (now.tools, now.tools_off, now.function_options) != (first.tools, first.tools_off, first.function_options)


def reset() -> None:
    """Switch every tool off and forget its options, but keep the functions that were typed in."""
    now = state.settings()
    kept = tuple(functions.typed(now))
    state.set_settings(replace(now, tools=(), tools_off=kept, function_options={}))


def _tools(found: Sequence[Rule]) -> None:
    for rule in found:
        if rule.option == "tools":
            st.markdown(COLORS[rule.severity].format(plain(rule.message)))
    for card in tools.cards(state.settings(), registry.tools()):
        _card(card)


def _card(card: Card) -> None:
    spec = card.spec
    with st.container(border=True, gap="xsmall", key=state.widget_key("tool_card", spec.kind)):
        key = state.widget_key("tool_on", spec.kind)
        fields.mirror(key, card.on)
        st.toggle(f"{spec.icon} {plain(spec.label)}", key=key, disabled=bool(card.disabled) and not card.on,
                  on_change=_switch, args=(spec, key))
        st.caption(plain(card.disabled if card.disabled and not card.on else spec.about))
        if card.on:
            for field in card.fields:
                name = f"{spec.kind}.{field.key}"
                wrong = state.rejected().get(name, "")
                notes = (COLORS["block"].format(plain(wrong)),) if wrong else ()
                fields.draw(replace(field, key=name), _changer(spec), notes, rejected=bool(wrong))
            if spec.kind == MCP:
                mcp_panel.draw(spec, tools.tool_of(state.settings(), MCP) or {})


def _switch(spec: ToolSpec, key: str) -> None:
    state.set_settings(tools.switch(state.settings(), spec, bool(st.session_state[key])))


def _changer(spec: ToolSpec) -> fields.OnChange:
    def change(name: str, value: Value) -> None:
        try:
            state.set_settings(tools.with_option(state.settings(), spec, name.removeprefix(f"{spec.kind}."), value))
            state.rejected().pop(name, None)
        except FieldError as error:
            state.rejected()[name] = str(error)

    return change
