"""Naming and tagging conversations, pinning and archiving them: one, or several at once."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import history_place, state
from components.conversation_dialogs import ask_rename
from components.figures import count
from workbench.store import ConversationRow

ask_name = ask_rename


@st.dialog("Tags", icon=":material/sell:")
def ask_tags(conversation_ids: Sequence[str]) -> None:
    """Choose tags; for several conversations, the chosen ones are added and those taken away are removed everywhere."""
    store = state.store()
    chats, common = history_place.remembered("shared_tags", conversation_ids, None, lambda: store.shared_tags(conversation_ids))
    known = list(dict.fromkeys([*common, *(tag for tag, _ in store.tags())]))
    if len(chats) > 1:
        st.caption(f"For {count(len(chats))} conversations. Shown are the tags they share.")
    with st.container(horizontal=True, vertical_alignment="bottom"):  # beside the field, whose list would cover what is below
        chosen: list[str] = st.multiselect(
            "Tags", known, default=common, accept_new_options=True, key=state.widget_key("history_tags"),
            placeholder="Choose, or type a new one",
        )  # fmt: skip
        saved = st.button("Save", key=state.widget_key("history_tags_save"), type="primary", icon=":material/check:")
    if saved:
        store.tag(chats, add=chosen, remove=set(common) - set(chosen))
        st.rerun()


def switch(row: ConversationRow, chosen: str) -> None:
    """Pin or unpin, archive or bring back: whatever it is not yet."""
    store = state.store()
    if "pin" in chosen.lower():
        store.pin([row.id], not row.pinned)
        return
    store.archive([row.id], not row.archived)
    history_place.tell(f"“{row.title or 'Untitled'}” is {'back in the list' if row.archived else 'in the archive'}.")
