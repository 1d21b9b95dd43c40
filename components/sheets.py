"""What a person has filled into a form so far: kept for the session under the form's name, until it is dropped."""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import state


def sheet(name: str) -> dict[str, Any]:
    """The form's content, to be changed in place; empty at first."""
    found: dict[str, Any] = st.session_state.setdefault(_key(name), {})
    return found


def drop(name: str) -> None:
    """Forget what a form holds: it was sent, saved or given up."""
    st.session_state.pop(_key(name), None)


def _key(name: str) -> str:
    return state.widget_key("sheet", name)
