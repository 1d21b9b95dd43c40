"""The functions that a request declares, in the sidebar: a switch and a way of answering for each, and those typed in.

What may be declared comes from workbench.functions; must not decide that itself.
"""

from __future__ import annotations

import streamlit as st

from components import fields, function_editor, state
from components.figures import clip, plain
from workbench import function_files, functions, tool_rules, tools
from workbench.functions import Choice, Mode

MODE_ICONS: dict[Mode, str] = {"auto": ":material/bolt:", "ask": ":material/front_hand:", "manual": ":material/edit_note:"}
SHORT: dict[Mode, str] = {"auto": "Auto", "ask": "Ask first", "manual": "By hand"}
EDIT, DELETE = "Edit", "Delete"
ABOUT = 110
FILE_NAME = "stepwise-functions.json"


def draw() -> None:
    """Draw the list, and what adds to it."""
    found = functions.choices(state.settings())
    refused = tool_rules.reason("function", state.settings())
    if refused:
        st.markdown(f":orange[:material/info:] {plain(refused)}")
    with st.container(gap="xsmall", key=state.widget_key("functions")):
        for choice in found:
            _function(choice, refused)
    with st.container(horizontal=True, gap="xsmall", key=state.widget_key("functions_more")):
        if st.button("Add a function", key=state.widget_key("function_add"), icon=":material/add:", type="tertiary",
                     help="Type in its name and the JSON Schema of its parameters. Its calls are answered by hand."):
            function_editor.dialog("")
        if st.button("Import", key=state.widget_key("functions_import"), icon=":material/upload:", type="tertiary"):
            function_editor.import_dialog()
        if any(choice.typed for choice in found):
            st.download_button("Export", data=lambda: function_files.export_json(state.settings()), file_name=FILE_NAME,
                               mime="application/json", key=state.widget_key("functions_export"), icon=":material/download:",
                               type="tertiary", on_click="ignore")


def _function(choice: Choice, refused: str) -> None:
    with st.container(gap=None, key=state.widget_key("function_row", choice.name)):
        line = state.widget_key("function_line", choice.name)
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=line):
            key = state.widget_key("function_on", choice.name)
            fields.mirror(key, choice.on)
            st.toggle(f"{choice.icon} {plain(clip(choice.label, 26))}", key=key, on_change=_switch, args=(choice.name, key),
                      disabled=bool(refused) and not choice.on)
            if choice.typed:
                _typed_menu(choice)
            elif choice.on:
                _mode(choice)
        if choice.on:
            st.caption(f"**{SHORT[choice.mode]}** · {plain(clip(choice.description, ABOUT))}{_trial(choice)}")
            if choice.deferred or tools.is_on(state.settings(), "tool_search"):
                _deferral(choice)


def _deferral(choice: Choice) -> None:
    """Whether the model must look for it first; worth a switch only beside Tool search."""
    key = state.widget_key("function_deferred", choice.name)
    fields.mirror(key, choice.deferred)
    st.toggle("Deferred", key=key, help="The model is told its name only once Tool search has found it.",
              on_change=_defer, args=(choice.name, key))


def _defer(name: str, key: str) -> None:
    state.set_settings(functions.with_deferred(state.settings(), name, bool(st.session_state[key])))


def _trial(choice: Choice) -> str:
    """A badge for a function that is slow or fails on purpose."""
    slow = [f"waits {choice.delay_s:g} s"] if choice.delay_s else []
    words = ", ".join([*slow, *(["fails on purpose"] if choice.error else [])])
    return f" :orange-badge[:material/science: {words}]" if words else ""


def _mode(choice: Choice) -> None:
    """How its calls are answered: the menu's button shows the present way."""
    key = state.widget_key("function_mode", choice.name)
    labels = list(functions.MODES.values())
    st.menu_button(SHORT[choice.mode], labels, key=key, type="tertiary", icon=MODE_ICONS[choice.mode],
                   help="Who answers when the model calls this function.", on_click=_set_mode, args=(choice.name, key))


def _set_mode(name: str, key: str) -> None:
    chosen = st.session_state[key]
    mode = next((mode for mode, label in functions.MODES.items() if label == chosen), None)
    if mode is not None:
        state.set_settings(functions.with_mode(state.settings(), name, mode))


def _typed_menu(choice: Choice) -> None:
    key = state.widget_key("function_menu", choice.name)
    chosen = st.menu_button(f"More about {plain(choice.name)}", [EDIT, DELETE], key=key, type="tertiary",
                            icon=":material/more_horiz:", on_click=_picked, args=(choice.name, key))
    if chosen == EDIT:
        function_editor.dialog(choice.name)


def _picked(name: str, key: str) -> None:
    if st.session_state[key] == DELETE:
        state.set_settings(functions.remove(state.settings(), name))


def _switch(name: str, key: str) -> None:
    state.set_settings(functions.switch(state.settings(), name, bool(st.session_state[key])))
