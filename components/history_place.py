"""Where a person is in the history: the names of what the address holds, the turn that is open, and what waits to be told.

Must not draw anything or read the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from zlib import crc32

import streamlit as st

from components import state
from components.state import Param

T = TypeVar("T")


class Bound(StrEnum):
    """Widgets whose value stands in the address under this very name, so that a link restores the view."""

    QUERY = "q"
    MODELS = "model"
    STATES = "status"
    PAGES = "page"
    KEPT = "kept"
    TAGS = "tag"
    SINCE = "from"
    UNTIL = "to"
    COST = "cost"
    ARCHIVED = "archived"
    SORT = "sort"
    NUMBER = "n"
    VIEW = "view"
    BY = "by"


@dataclass(frozen=True)
class Told:
    """Something that happened, for the next draw. `deletion` names what can be taken back."""

    words: str
    deletion: str = ""
    failed: bool = False


def pick(conversation_id: str | None, turn_id: str | None = None) -> None:
    """Open a conversation, at a turn, beside the table; None closes it."""
    st.session_state[_LEFT] = (conversation_id, turn_id)
    for name, value in ((Param.CONVERSATION, conversation_id), (Param.TURN, turn_id)):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def come_back() -> None:
    """Open what was open when the page was left, unless the address names something; and remember what it names."""
    if Param.CONVERSATION in st.query_params:
        st.session_state[_LEFT] = (st.query_params[Param.CONVERSATION], st.query_params.get(Param.TURN))
    else:
        pick(*st.session_state.get(_LEFT, (None, None)))


def first_page() -> None:
    """Back to the first page, when other rows are asked for."""
    st.session_state[state.widget_key(Bound.NUMBER)] = 1


def search_for(text: str) -> None:
    """Put this into the search field. For callbacks."""
    st.session_state[state.widget_key(Bound.QUERY)] = text
    first_page()


def table_key(ids: Sequence[str]) -> str:
    """A key per set of rows: ticks must not pass to other rows when the page is turned or something new came."""
    return state.widget_key("history_table", crc32("".join(ids).encode()), st.session_state.get(_CLEARED, 0))


def clicked_row(key: str) -> int | None:
    """The row of the cell that was just clicked in this table; None when it was a tick that changed. For its callback."""
    cells = st.session_state[key]["selection"].get("cells") or []
    now = (key, tuple(cells[0])) if cells else None
    before, st.session_state[_CELL] = st.session_state.get(_CELL), now
    return int(cells[0][0]) if cells and now != before else None


def clear_ticks() -> None:
    """Untick every row."""
    st.session_state[_CLEARED] = st.session_state.get(_CLEARED, 0) + 1


def keep_job(job_id: str) -> None:
    """Show this job's progress until it is put away, also after a reload."""
    st.query_params[Param.JOB] = job_id


def job_id() -> str:
    """The job whose progress is shown; empty when none is."""
    return st.query_params.get(Param.JOB, "")


def drop_job() -> None:
    """Put the progress away."""
    st.query_params.pop(Param.JOB, None)


def tell(words: str, deletion: str = "", *, failed: bool = False) -> None:
    """Leave a message for the next draw."""
    st.session_state[_TOLD] = Told(words, deletion, failed)


def take_told() -> Told | None:
    """The waiting message; one that offers an undo stays until it is put away."""
    found: Told | None = st.session_state.get(_TOLD)
    if found is not None and not found.deletion:
        st.session_state.pop(_TOLD)
    return found


def hush() -> None:
    """Put the message away."""
    st.session_state.pop(_TOLD, None)


def unfolded(conversation_id: str) -> set[str]:
    """Turns whose folded run was opened in this conversation."""
    found: tuple[str, set[str]] = st.session_state.get(_UNFOLDED, ("", set()))
    return found[1] if found[0] == conversation_id else set()


def unfold(conversation_id: str, turn_id: str) -> None:
    """Open the folded run that this turn is in."""
    st.session_state[_UNFOLDED] = (conversation_id, unfolded(conversation_id) | {turn_id})


def fold_all() -> None:
    """Fold every run again."""
    st.session_state.pop(_UNFOLDED, None)


def tree_shift(turn_id: str) -> int:
    """By how many lines the tree was moved away from the open turn; another turn begins anew."""
    found: tuple[str, int] = st.session_state.get(_SHIFT, ("", 0))
    return found[1] if found[0] == turn_id else 0


def shift_tree(turn_id: str, by: int) -> None:
    """Move the tree's window by so many lines. For callbacks."""
    st.session_state[_SHIFT] = (turn_id, tree_shift(turn_id) + by)


def remembered(slot: str, asked: object, key: object, make: Callable[[], T]) -> T:
    """What a dialog has worked out already, so that typing in it doesn't do it again.

    `asked` is what the dialog was opened with: another opening, even with equal values, works it out anew.
    """
    found: tuple[object, object, T] | None = st.session_state.get(state.widget_key("history", slot))
    if found is not None and found[0] is asked and found[1] == key:
        return found[2]
    made = make()
    st.session_state[state.widget_key("history", slot)] = (asked, key, made)
    return made


def forget_remembered(slot: str) -> None:
    """Let go of what a dialog has worked out."""
    st.session_state.pop(state.widget_key("history", slot), None)


_CELL = state.widget_key("history", "cell")
_CLEARED = state.widget_key("history", "cleared")
_LEFT = state.widget_key("history", "left")
_TOLD = state.widget_key("history", "told")
_UNFOLDED = state.widget_key("history", "unfolded")
_SHIFT = state.widget_key("history", "shift")
