"""The two questions asked about a conversation: its new name, and whether to delete it. Both name it.

Must not delete or rename anything without a click on the button that says so.
"""

from __future__ import annotations

import streamlit as st

from components import state
from components.figures import clip, plain
from workbench import run as runs
from workbench.store import ConversationRow, StoreError

TITLE_LIMIT = 120


@st.dialog("Rename conversation", icon=":material/edit:")
def ask_rename(row: ConversationRow) -> None:
    """Ask for a new title; nothing changes unless Save is clicked."""
    key = state.widget_key("rename_title", row.id)
    with st.form(state.widget_key("rename_form", row.id), border=False):
        st.text_input("Title", value=row.title, key=key, max_chars=TITLE_LIMIT)
        st.form_submit_button(
            "Save",
            key=state.widget_key("rename_save", row.id),
            type="primary",
            icon=":material/check:",
            on_click=_rename,
            args=(row.id, key),
        )


@st.dialog("Delete conversation", icon=":material/delete:")
def ask_delete(row: ConversationRow) -> None:
    """Ask before deleting, naming the conversation and what stays on the server."""
    turns = "1 turn" if row.turns == 1 else f"{row.turns} turns"
    title = plain(clip(row.title or "Untitled", 60))
    st.markdown(f"Delete **{title}** with its {turns} from this machine? For a week the bin in History can bring it back.")
    st.caption("Interactions stored on the server stay there until they expire.")
    with st.container(horizontal=True):
        st.button(
            "Delete",
            key=state.widget_key("delete_confirm", row.id),
            type="primary",
            icon=":material/delete:",
            on_click=_delete,
            args=(row.id,),
        )
        st.button("Keep", key=state.widget_key("delete_keep", row.id), on_click=st.rerun)


def _rename(conversation_id: str, key: str) -> None:
    title = str(st.session_state[key]).strip()
    try:
        if title:
            state.store().rename(conversation_id, title)
    except StoreError as error:
        state.keep_notice(str(error), error.hint)
    st.rerun()


def _delete(conversation_id: str) -> None:
    try:
        for run in runs.active():
            if run.snapshot()["conversation_id"] == conversation_id:
                run.stop()
        state.store().delete_conversation(conversation_id)
    except StoreError as error:
        state.keep_notice(str(error), error.hint)
    else:
        if state.place().conversation_id == conversation_id:
            state.go(None)
    st.rerun()
