"""The conversation list: new, search, open, rename, delete. Short pages, grouped by day; a running turn is marked.

Must not read turns: titles and dates are all it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from components import clock, state
from components.conversation_dialogs import ask_delete, ask_rename
from components.figures import clip, day_group, plain
from workbench import run as runs
from workbench.store import ConversationRow, StoreError

PAGE = 12
"""As many as can be seen at once: every row is some twenty-five elements that each page and each new tab waits for."""
TITLE_LENGTH = 60
RENAME, DELETE = "Rename", "Delete"
MENU_ICONS = {RENAME: ":material/edit:", DELETE: ":material/delete:"}


def draw(*, mark: bool = True) -> None:
    """Draw the list into the place it is called in, and open what is clicked.

    `mark` the chat that the address names, unless another is opened there without drawing this list anew.
    """
    new = st.button("New chat", key=state.widget_key("new_chat"), icon=":material/add:", width="stretch", shortcut="Mod+Shift+O")
    if new:
        state.open_chat(None)
    _list(state.place().conversation_id if mark else None)


@st.fragment
def _list(current: str | None) -> None:
    """A fragment, so that searching and turning pages redraw nothing else."""
    query = _search()
    offset = state.list_offset(query)
    try:
        rows = state.store().conversations(query=query, limit=PAGE + 1, offset=offset)
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    if not rows:
        st.caption(f"No conversation matches “{plain(query)}”." if query else "Your conversations will stand here.")
    with st.container(gap="xsmall", key=state.widget_key("conversation_list")):
        _groups(rows[:PAGE], current)
        _pager(offset, len(rows) > PAGE)


def _search() -> str:
    text = st.text_input(
        "Search conversations",
        key=state.widget_key("conversation_search"),
        type="search",
        placeholder="Search conversations",
        label_visibility="collapsed",
        icon=":material/search:",
        live=True,
        persist_state="session",
    )
    return (text or "").strip()


def _groups(rows: Sequence[ConversationRow], current: str | None) -> None:
    busy = _busy_conversations()
    now = clock.now()
    for group, members in groupby(rows, key=lambda row: day_group(clock.local(row.updated), now)):
        st.caption(group)
        with st.container(gap=None, key=state.widget_key("conversations", group.lower())):
            for row in members:
                _row(row, current=row.id == current, running=row.id in busy)


def _busy_conversations() -> set[str]:
    """Conversations in which a turn is running at this moment."""
    return {run.snapshot()["conversation_id"] for run in runs.active()}


def _row(row: ConversationRow, *, current: bool, running: bool) -> None:
    kind = "current" if current else "other"
    with st.container(
        horizontal=True, gap=None, vertical_alignment="center", key=state.widget_key("conversation_row", kind, row.id)
    ):
        opened = st.button(
            plain(clip(row.title or "Untitled", TITLE_LENGTH)),
            key=state.widget_key("open_conversation", row.id),
            type="tertiary",
            icon="spinner" if running else None,
            help="A turn is running" if running else None,
            width="stretch",
        )
        chosen = st.menu_button(
            f"More about {plain(clip(row.title or 'Untitled', TITLE_LENGTH))}",
            [RENAME, DELETE],
            key=state.widget_key("conversation_menu", row.id),
            type="tertiary",
            icon=":material/more_horiz:",
            format_func=lambda option: f"{MENU_ICONS[option]} {option}",
        )
    if opened:
        _open(row.id)
    if chosen == RENAME:
        ask_rename(row)
    elif chosen == DELETE:
        ask_delete(row)


def _open(conversation_id: str) -> None:
    """Open a chat; the turns of a comparison are seen side by side, on its own page."""
    try:
        compared = state.store().comparison(conversation_id) is not None
    except StoreError:
        compared = False  # the chat page says what is wrong with the store
    if compared:
        state.open_comparison(conversation_id)
    state.open_chat(conversation_id)


def _pager(offset: int, more: bool) -> None:
    if not offset and not more:
        return
    with st.container(horizontal=True, horizontal_alignment="distribute"):
        st.button(
            "Newer",
            key=state.widget_key("conversations_newer"),
            type="tertiary",
            icon=":material/chevron_left:",
            disabled=not offset,
            on_click=state.move_list,
            args=(-PAGE,),
        )
        st.button(
            "Older",
            key=state.widget_key("conversations_older"),
            type="tertiary",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=not more,
            on_click=state.move_list,
            args=(PAGE,),
        )
