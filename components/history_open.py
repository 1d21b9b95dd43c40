"""The open conversation beside the table: its name, its tree, the turn that was picked, and everything one can do with it."""

from __future__ import annotations

import streamlit as st

from components import (
    history_export,
    history_forget,
    history_organise,
    history_place,
    history_preview,
    history_retention,
    history_tree,
    state,
)
from components.figures import clip, plain
from workbench.conversation import Tree
from workbench.store import ConversationRow, Store

RENAME, TAGS, PIN, ARCHIVE, EXPORT, SAVE, FORGET = "Rename", "Tags", "Pin", "Archive", "Export", "Save timelines", "Forget"
ICONS = {
    RENAME: ":material/edit:", TAGS: ":material/sell:", PIN: ":material/keep:", ARCHIVE: ":material/archive:",
    EXPORT: ":material/download:", SAVE: ":material/save:", FORGET: ":material/delete:",
}  # fmt: skip


def draw(store: Store) -> None:
    """Draw the conversation that the address names."""
    place = state.place()
    with st.container(border=True, key="history_open_panel"):
        row = store.conversation(place.conversation_id) if place.conversation_id else None
        nodes = store.skeleton(row.id) if row else []
        if row is None or not nodes:
            _nothing()
            return
        tree = Tree(nodes)
        turn_id = place.turn_id if place.turn_id in tree else row.head if row.head in tree else tree.default_head()
        assert turn_id is not None
        _head(store, row, tree.leaf_under(turn_id))
        history_tree.draw(row.id, nodes, turn_id, row.head)
        history_preview.draw(store, tree, turn_id)


def _nothing() -> None:
    """The address names a conversation that isn't there."""
    st.caption(":material/link_off: This conversation is not in your history: it was forgotten, or is someone else's.")
    _close()


def _close() -> None:
    st.button(
        "Close",
        key=state.widget_key("history_close"),
        icon=":material/close:",
        type="tertiary",
        on_click=history_place.pick,
        args=(None,),
    )


def _head(store: Store, row: ConversationRow, leaf: str) -> None:
    pin = ":material/keep: " if row.pinned else ""
    st.markdown(f"#### {pin}{plain(clip(row.title or 'Untitled', 90))}", anchors=False)
    badges = [f":blue-badge[:material/sell: {plain(tag)}]" for tag in row.tags]
    badges += [":gray-badge[:material/archive: Archived]"] if row.archived else []
    if badges:
        st.markdown(" ".join(badges))
    with st.container(horizontal=True, vertical_alignment="center"):
        opened = st.button("Open in chat", key=state.widget_key("history_open"), type="primary", icon=":material/chat:")
        chosen = st.menu_button(
            "Conversation", _options(row), key=state.widget_key("history_menu"), icon=":material/more_horiz:",
            format_func=lambda option: f"{ICONS.get(option, ICONS[PIN if 'pin' in option else ARCHIVE])} {option}",
        )  # fmt: skip
        _close()
    if opened:
        state.open_chat(row.id, leaf)
    if chosen:
        _carry_out(store, row, str(chosen))


def _options(row: ConversationRow) -> list[str]:
    pin, archive = ("Unpin" if row.pinned else PIN), ("Bring back from the archive" if row.archived else ARCHIVE)
    return [RENAME, TAGS, pin, archive, EXPORT, SAVE, FORGET]


def _carry_out(store: Store, row: ConversationRow, chosen: str) -> None:
    if chosen == RENAME:
        history_organise.ask_name(row)
    elif chosen == TAGS:
        history_organise.ask_tags([row.id])
    elif chosen == EXPORT:
        history_export.ask([row.id])
    elif chosen == FORGET:
        history_forget.ask(history_forget.Scope(row.title or "Untitled", conversation_ids=(row.id,)))
    elif chosen == SAVE:
        history_retention.save(store, [node.id for node in store.skeleton(row.id)])
        st.rerun()
    else:
        history_organise.switch(row, chosen)
        st.rerun()
