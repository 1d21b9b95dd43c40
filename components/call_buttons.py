"""Buttons that every card of a function call has: deny with a reason, and open the function bench.

Their keys come from the card's place in the page: two calls with one id, which a model might send, are drawn all the same.
"""

from __future__ import annotations

import streamlit as st

from components import bench, decisions, state


def deny(turn_id: str, call_id: str, key: str) -> None:
    """A button that asks for a reason first: the model is told."""
    reason = state.widget_key("deny_reason", key)
    with st.popover("Deny", icon=":material/block:", key=state.widget_key("deny", key)):
        st.text_input("Why (the model is told)", key=reason, placeholder="Optional")
        st.button("Deny this call", key=state.widget_key("deny_now", key), type="primary",
                  on_click=_denied, args=(turn_id, call_id, reason))


def _denied(turn_id: str, call_id: str, key: str) -> None:
    decisions.decide("deny", turn_id, call_id, reason=str(st.session_state.get(key, "")))


@st.fragment
def opener(turn_id: str, call_id: str, key: str, label: str, icon: str, about: str) -> None:
    """Opens the function bench; a fragment, so that it redraws nothing else."""
    if st.button(label, key=state.widget_key("bench_open", key), icon=icon, help=about):
        bench.dialog(turn_id, call_id)
