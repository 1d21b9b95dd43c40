"""What can be done with the whole chat, and the place from which dialogs open over the chat page.

One fragment, so that a look at a dialog redraws nothing else.
"""

from __future__ import annotations

import streamlit as st

from components import closer_look, code_view, history_export, state
from components.conversation_dialogs import ask_delete, ask_rename
from workbench.store import ConversationRow

RENAME, CODE, EXPORT, DELETE = "Rename", "Get code", "Export", "Delete"
MENU = {RENAME: ":material/edit:", CODE: code_view.ICON, EXPORT: ":material/download:", DELETE: ":material/delete:"}


@st.fragment(key=closer_look.PLACE)
def draw(row: ConversationRow | None, leaf: str) -> None:
    """Draw the menu of a chat that the history has; open what was asked for below one of its turns."""
    closer_look.open_asked()
    if row is not None:
        _menu(row, leaf)


def _menu(row: ConversationRow, leaf: str) -> None:
    chosen = st.menu_button("This chat", list(MENU), key=state.widget_key("chat_menu"), type="tertiary",
                            icon=":material/more_horiz:", format_func=lambda option: f"{MENU[option]} {option}")
    if chosen == RENAME:
        ask_rename(row)
    elif chosen == CODE:
        code_view.dialog(leaf, "branch")
    elif chosen == EXPORT:
        history_export.ask([row.id])
    elif chosen == DELETE:
        ask_delete(row)
