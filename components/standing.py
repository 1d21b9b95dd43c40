"""Which turn the chat page stands at: the last one that it was drawn with as a whole, up to its end, and settled."""

from __future__ import annotations

import streamlit as st

from components.state import Key


def put(turn_id: str | None) -> None:
    """For the page's last line: a run that broke off before it has not drawn the page. None: the last turn is in flight."""
    st.session_state[Key.STANDING] = turn_id


def at(turn_id: str | None) -> bool:
    """Whether what stands on the screen ends with this turn, so that what follows it can be drawn alone."""
    return turn_id is not None and st.session_state.get(Key.STANDING) == turn_id
