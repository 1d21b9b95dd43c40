"""All conversations as a table: named, tagged, pinned and archived ones; several at once."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

import streamlit as st

from components import clock, history_bulk, history_place, state
from components.figures import clip, plain
from workbench.store import ConversationRow, Store

PAGE = 50


def draw(store: Store) -> None:
    """Draw the list with its own search; a click opens a conversation, ticks act on several."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        found: Any = st.text_input(
            "Search conversations by title or words", key=state.widget_key("history_chats_query"), type="search", live=True,
            icon=":material/search:", persist_state="session", width=360,
        )  # fmt: skip
        archived: bool = st.toggle("Archived", key=state.widget_key("history_chats_archived"), persist_state="session")
    words = str(found or "").strip()
    total = store.count_conversations(words, archived)
    number = min(int(st.session_state.get(state.widget_key("history_chats_page"), 1)), max(1, ceil(total / PAGE)))
    rows = store.conversations(words, PAGE, (number - 1) * PAGE, archived)
    if not rows:
        where = "in the archive" if archived else "here"
        st.info(
            f"No conversation {where} matches “{plain(words)}”." if words else f"No conversation is {where} yet.",
            icon=":material/forum:",
        )
        return
    _bulk(store, _table(rows), archived)
    if total > PAGE:
        st.pagination(ceil(total / PAGE), key=state.widget_key("history_chats_page"))


def _table(rows: Sequence[ConversationRow]) -> list[ConversationRow]:
    key = history_place.table_key([row.id for row in rows])
    column = st.column_config
    picked = st.dataframe(
        [_cells(row) for row in rows],
        key=key,
        on_select=lambda: _open(key, rows),
        selection_mode=["multi-row", "single-cell"],
        hide_index=True,
        height="content" if len(rows) < 14 else 540,
        column_config={
            "pinned": column.TextColumn("Pinned", width=70),
            "title": column.TextColumn("Conversation", width="large"),
            "tags": column.ListColumn("Tags", width="medium"),
            "turns": column.NumberColumn("Turns", width=70),
            "updated": column.DatetimeColumn("Last used", format="D MMM YYYY, HH:mm", width=140),
            "created": column.DatetimeColumn("Begun", format="D MMM YYYY, HH:mm", width=140),
        },
        alt=f"{len(rows)} conversations. Click a cell to open one; tick rows to act on several.",
    )
    ticked: Sequence[int] = picked["selection"]["rows"]
    return [rows[place] for place in ticked if place < len(rows)]


def _cells(row: ConversationRow) -> dict[str, Any]:
    return {
        "pinned": "Pinned" if row.pinned else "",
        "title": clip(row.title or "Untitled", 120),
        "tags": list(row.tags),
        "turns": row.turns,
        "updated": clock.local(row.updated),
        "created": clock.local(row.created),
    }


def _open(key: str, rows: Sequence[ConversationRow]) -> None:
    place = history_place.clicked_row(key)
    if place is not None and place < len(rows):
        history_place.pick(rows[place].id)


def _bulk(store: Store, rows: Sequence[ConversationRow], archived: bool) -> None:
    if not rows:
        st.caption("Click a conversation to open it; tick several to tag, pin, archive, export or forget them together.")
        return
    chats = [row.id for row in rows]
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="history_chats_bulk"):
        st.markdown(f"**{len(rows)} ticked**", width="content")
        names = [name for name in history_bulk.ICONS if name != history_bulk.SAVE]
        chosen = next(iter([name for name in names if _button(name, archived)]), None)
    if chosen == history_bulk.ARCHIVE and archived:
        store.archive(chats, False)
        st.rerun()
    if chosen == history_bulk.PIN and all(row.pinned for row in rows):
        store.pin(chats, False)
        st.rerun()
    if chosen is not None:
        history_bulk.to_conversations(store, chosen, chats)


def _button(name: str, archived: bool) -> bool:
    label = "Bring back" if archived and name == history_bulk.ARCHIVE else name
    return st.button(label, key=state.widget_key("history_chats", name.lower()), icon=history_bulk.ICONS[name], type="tertiary")
