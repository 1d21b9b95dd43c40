"""What the user said in a turn: drawn letter for letter, edited in place, with the switcher between its versions."""

from __future__ import annotations

import streamlit as st

from components import attached, nudge, state
from workbench import attachments
from workbench.conversation import Tree
from workbench.records import Turn
from workbench.settings import Settings

LONG = 4_000
"""Prompts longer than this are shown in a box of their own."""
PERSON = ":material/person:"


def prompt_text(turn: Turn) -> str:
    """The text parts of a prompt."""
    return "\n\n".join(str(item.get("text", "")) for item in turn["prompt"] if item.get("type") == "text")


def draw_prompt(turn: Turn, tree: Tree, *, busy: bool) -> None:
    """Draw the prompt; while it is being edited, its editor. A round of function results has none, so it says that."""
    if turn.get("round"):
        _round(turn, tree)
        return
    with st.chat_message("user", avatar=PERSON):
        if state.editing() == turn["id"] and not busy:
            _editor(turn)
            return
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=state.widget_key("prompt", turn["id"])):
            _said(turn)
            if len(tree.siblings(turn["id"])) < 2:
                _edit(turn, busy)
                return
            with st.container(horizontal=True, gap=None, width="content", vertical_alignment="center"):
                _switcher(turn, tree)
                _edit(turn, busy)


def _edit(turn: Turn, busy: bool) -> None:
    st.button("Edit", key=state.widget_key("edit", turn["id"]), icon=":material/edit:", type="tertiary", disabled=busy,
              help="Change this prompt and send it again; this version stays.", on_click=state.set_editing, args=(turn["id"],))


def _round(turn: Turn, tree: Tree) -> None:
    """Which round of function results this turn brought to the model, and how many may follow by themselves."""
    most = Settings.from_dict(turn["settings"]).tool_rounds
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key=state.widget_key("round", turn["id"])):
        words = f"Round {turn.get('round')} of at most {most}: the function results went back to the model."
        st.caption(f":material/sync_alt: {words}", width="stretch")
        _switcher(turn, tree)


def _said(turn: Turn) -> None:
    """The attachments, then the words."""
    items = attachments.of(turn["prompt"])
    if not items:
        _text(prompt_text(turn))
        return
    with st.container(gap="small"):
        attached.draw(items, turn["id"])
        if text := prompt_text(turn):
            _text(text)


def _text(text: str) -> None:
    if len(text) > LONG:
        st.code(text, language=None, wrap_lines=True, height=300, width="stretch")
    else:
        st.text(text, width="stretch")


def _switcher(turn: Turn, tree: Tree) -> None:
    """‹ 2/3 ›: the versions of this turn; each leads to the newest turn below it."""
    versions = tree.siblings(turn["id"])
    if len(versions) < 2:
        return
    here = versions.index(turn["id"])
    _step(turn, tree, versions, here - 1, "earlier", ":material/chevron_left:")
    st.caption(f"{here + 1}/{len(versions)}", width="content")
    _step(turn, tree, versions, here + 1, "later", ":material/chevron_right:")


def _step(turn: Turn, tree: Tree, versions: list[str], to: int, word: str, icon: str) -> None:
    inside = 0 <= to < len(versions)
    target = tree.leaf_under(versions[to]) if inside else turn["id"]
    st.button(f"{word.capitalize()} version", key=state.widget_key(word, turn["id"]), icon=icon, type="tertiary",
              disabled=not inside, on_click=state.go, args=(turn["conversation_id"], target))


def _editor(turn: Turn) -> None:
    key = state.widget_key("editor", turn["id"])
    with st.form(state.widget_key("edit_form", turn["id"]), border=False):
        st.text_area("Edit the prompt", value=prompt_text(turn), key=key, height="content", label_visibility="collapsed")
        with st.container(horizontal=True, gap="small"):
            st.form_submit_button("Send as new version", type="primary", icon=":material/send:",
                                  on_click=_send, args=(turn["id"], key))
            st.form_submit_button("Cancel", on_click=state.set_editing, args=(None,))
    nudge.focus(key)


def _send(turn_id: str, key: str) -> None:
    text = str(st.session_state.get(key, ""))
    if text.strip():
        state.set_editing(None)
        state.intend("edit", turn_id, text)
