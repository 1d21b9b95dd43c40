"""What is done to several interactions at once: to the ticked ones, or to everything a search found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components import history_export, history_forget, history_organise, history_place, history_retention, state
from components.figures import count
from components.history_forget import Scope
from workbench.store import LedgerFilter, LedgerRow, Store

TAGS, PIN, ARCHIVE, EXPORT, SAVE, FORGET = "Tags", "Pin", "Archive", "Export", "Save timelines", "Forget"
ICONS = {
    TAGS: ":material/sell:", PIN: ":material/keep:", ARCHIVE: ":material/archive:", EXPORT: ":material/download:",
    SAVE: ":material/save:", FORGET: ":material/delete:",
}  # fmt: skip


def ticked(store: Store, rows: Sequence[LedgerRow]) -> None:
    """Draw what can be done with the ticked rows."""
    if not rows:
        return
    chats = list(dict.fromkeys(row.conversation_id for row in rows))
    spread = "" if len(chats) == len(rows) else " in 1 conversation" if len(chats) == 1 else f" in {len(chats)} conversations"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="history_bulk"):
        st.markdown(f"**{len(rows)} ticked{spread}**", width="content")
        chosen = next(iter([name for name in ICONS if _button(name)]), None)  # a list: all are drawn, also on a click
        st.button(
            "Untick",
            key=state.widget_key("history_untick"),
            type="tertiary",
            icon=":material/close:",
            on_click=history_place.clear_ticks,
        )
    if chosen == FORGET:
        name = f"{len(rows)} ticked interactions" if len(rows) > 1 else rows[0].words or "1 interaction"
        history_forget.ask(Scope(name, turn_ids=tuple(row.id for row in rows)))
    elif chosen == SAVE:
        history_retention.save(store, [row.id for row in rows])
        st.rerun()
    elif chosen is not None:
        to_conversations(store, chosen, chats)


def _button(name: str) -> bool:
    return st.button(name, key=state.widget_key("history_bulk", name.lower()), icon=ICONS[name], type="tertiary")


def found(store: Store, chosen: LedgerFilter, number: int) -> None:
    """Draw the menu for everything that the search and the filters found."""
    wanted = st.menu_button(
        f"All {count(number)}", [EXPORT, SAVE, TAGS, ARCHIVE, FORGET], key=state.widget_key("history_found"), type="tertiary",
        icon=":material/checklist:", format_func=lambda option: f"{ICONS[option]} {option}",
        help="Act on everything that was found, on all pages.",
    )  # fmt: skip
    if wanted == FORGET:
        history_forget.ask(Scope(f"Everything this search found ({count(number)})", filters=chosen))
    elif wanted == SAVE:
        history_retention.save(store, store.matching(replace(chosen, held=chosen.held or ("stored",))))
        st.rerun()
    elif wanted is not None:
        to_conversations(store, str(wanted), store.matching_conversations(chosen))


def to_conversations(store: Store, chosen: str, chats: Sequence[str]) -> None:
    """Do something to whole conversations."""
    if chosen == TAGS:
        history_organise.ask_tags(chats)
    elif chosen == EXPORT:
        history_export.ask(chats)
    elif chosen == FORGET:
        history_forget.ask(
            Scope(f"{len(chats)} conversations" if len(chats) > 1 else _title(store, chats[0]), conversation_ids=tuple(chats))
        )
    else:
        change = store.pin if chosen == PIN else store.archive
        change(chats, True)
        done = "pinned" if chosen == PIN else "in the archive"
        history_place.tell(f"{len(chats)} conversations are {done}." if len(chats) > 1 else f"1 conversation is {done}.")
        st.rerun()


def _title(store: Store, conversation_id: str) -> str:
    row = store.conversation(conversation_id)
    return (row.title if row else "") or "Untitled"
