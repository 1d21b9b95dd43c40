"""Where a person is in the history: the names of what the address holds, the turn that is open, and what waits to be told.

Must not draw anything or read the store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

import streamlit as st

from components import state
from components.state import Param


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


@dataclass(frozen=True)
class Told:
    """Something that happened, for the next draw. `deletion` names what can be taken back."""

    words: str
    deletion: str = ""
    failed: bool = False


def pick(conversation_id: str | None, turn_id: str | None = None) -> None:
    """Open a conversation, at a turn, beside the table."""
    for name, value in ((Param.CONVERSATION, conversation_id), (Param.TURN, turn_id)):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


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


_CLEARED = state.widget_key("history", "cleared")
_TOLD = state.widget_key("history", "told")
_UNFOLDED = state.widget_key("history", "unfolded")
_SHIFT = state.widget_key("history", "shift")
