"""The tools of the next request, in the sidebar: a card for each with its own switch and options, and the functions.

What a tool can be told, and why one can't be had, comes from workbench; must not decide that itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components import fields, functions_panel, mcp_panel, state, stores_panel, tool_entries
from components.figures import plain
from workbench import functions, registry, tools
from workbench.inputs import Field, FieldError, Value
from workbench.rules import Rule
from workbench.settings import Settings
from workbench.tools import Card, ToolSpec

COLORS = {"block": ":red[:material/error: {}]", "hint": ":orange[:material/info:] {}"}


def draw(found: Sequence[Rule]) -> None:
    """Draw the two boxes. Closed, they draw nothing but their titles: a short page is a quick one."""
    box = st.expander("Tools", icon=":material/handyman:", key=state.widget_key("settings_group", "tools"), on_change="rerun")
    if box.open:
        with box, st.container(gap="xsmall", key=state.widget_key("settings_fields", "tools")):
            _findings(found, "tools")
            for card in tools.cards(state.settings(), registry.tools()):
                _card(card, found)
    else:
        box.empty()  # as in settings_panel: else it may keep what stood in its place
    key = state.widget_key("settings_group", "functions")
    box = st.expander("Functions", icon=":material/function:", key=key, on_change="rerun")
    if box.open:
        with box, st.container(gap="small", key=state.widget_key("settings_fields", "functions")):
            functions_panel.draw()
    else:
        box.empty()


def summary(settings: Settings) -> str:
    """The tools that are on, in words; empty when there are none."""
    on = [str(tool.get("type")) for tool in settings.tools]
    names = [_counted(spec, on.count(spec.kind)) for spec in registry.tools() if spec.kind in on] if on else []
    number = on.count("function")
    return ", ".join([*names, *([f"{number} function{'s' if number > 1 else ''}"] if number else [])])


def _counted(spec: ToolSpec, number: int) -> str:
    return f"{number} {spec.label}" if number > 1 else spec.label.removesuffix("s") if spec.one else spec.label


def touched() -> bool:
    """Whether anything about tools differs from the start."""
    now, first = state.settings(), Settings()
    return (now.tools, now.tools_off, now.function_options) != (first.tools, first.tools_off, first.function_options)


def reset() -> None:
    """Switch every tool off and forget its options, but keep the functions that were typed in."""
    now = state.settings()
    kept = tuple(functions.typed(now))
    state.set_settings(replace(now, tools=(), tools_off=kept, function_options={}))


def _findings(found: Sequence[Rule], option: str) -> None:
    """In a place of their own, so that what stands below doesn't move when they come and go."""
    with st.container(gap="xsmall"):
        for text in dict.fromkeys(COLORS[rule.severity].format(plain(rule.message)) for rule in found if rule.option == option):
            st.markdown(text)


def _card(card: Card, found: Sequence[Rule]) -> None:
    """A line while the tool is off; a card with its options once it is on."""
    spec = card.spec
    with st.container(gap="xsmall", key=state.widget_key("tool_card", "on" if card.on else "off", spec.kind)):
        key = state.widget_key("tool_on", spec.kind)
        fields.mirror(key, card.on)
        st.toggle(f"{spec.icon} {plain(spec.label)}", key=key, disabled=bool(card.disabled) and not card.on,
                  help=plain(spec.about), on_change=_switch, args=(spec, key))
        if card.disabled and not card.on:
            st.caption(plain(card.disabled))
        if card.on:
            _findings(found, f"tools.{spec.kind}")
            _options(card)


def _options(card: Card) -> None:
    spec = card.spec
    for place, entry in enumerate(card.entries):
        if spec.one:
            with st.container(gap="xsmall", key=state.widget_key("tool_entry", spec.kind, place)):
                _entry_head(card, place)
                _entry(spec, entry, place)
        else:
            _entry(spec, entry, place)
    tool_entries.another(spec, state.widget_key("tool_add", spec.kind), _add, (spec,))


def _entry_head(card: Card, place: int) -> None:
    """Which of several this is, with a way to take it out."""
    if len(card.entries) < 2:
        return
    spec, line = card.spec, state.widget_key("tool_entry_head", card.spec.kind, place)
    tool_entries.head(spec, place, line, state.widget_key("tool_remove", spec.kind, place), _remove, (spec, place))


def _entry(spec: ToolSpec, entry: Sequence[Field], place: int) -> None:
    tool = next(iter(tools.tools_of(state.settings(), spec.kind)[place:]), {})
    for field in entry:
        if spec.kind == mcp_panel.KIND and field.key == mcp_panel.ALLOWED and mcp_panel.knows(tool):
            continue  # its tools are known, and chosen below
        name = _name(spec, field.key, place)
        wrong = state.rejected().get(name, "")
        notes = (COLORS["block"].format(plain(wrong)),) if wrong else ()
        fields.draw(replace(field, key=name), _changer(spec, field.key, place), notes, rejected=bool(wrong))
    if spec.kind == mcp_panel.KIND:
        mcp_panel.draw(spec, tool, place)
    elif spec.kind == stores_panel.KIND:
        stores_panel.opener(spec)


def _name(spec: ToolSpec, key: str, place: int) -> str:
    return f"{spec.kind}.{place}.{key}" if place else f"{spec.kind}.{key}"


def _switch(spec: ToolSpec, key: str) -> None:
    state.set_settings(tools.switch(state.settings(), spec, bool(st.session_state[key])))


def _add(spec: ToolSpec) -> None:
    state.set_settings(tools.with_another(state.settings(), spec))


def _remove(spec: ToolSpec, place: int) -> None:
    state.set_settings(tools.without_one(state.settings(), spec, place))


def _changer(spec: ToolSpec, key: str, place: int) -> fields.OnChange:
    def change(name: str, value: Value) -> None:
        try:
            state.set_settings(tools.with_option(state.settings(), spec, key, value, place))
            state.rejected().pop(name, None)
        except FieldError as error:
            state.rejected()[name] = str(error)

    return change
