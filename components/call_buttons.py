"""Buttons that every card of a function call has: deny with a reason, and open the function bench."""

from __future__ import annotations

import streamlit as st

from components import bench, decisions, state


def deny(turn_id: str, call_id: str) -> None:
    """A button that asks for a reason first: the model is told."""
    key = state.widget_key("deny_reason", call_id)
    with st.popover("Deny", icon=":material/block:", key=state.widget_key("deny", call_id)):
        st.text_input("Why (the model is told)", key=key, placeholder="Optional")
        st.button("Deny this call", key=state.widget_key("deny_now", call_id), type="primary",
                  on_click=_denied, args=(turn_id, call_id, key))


def _denied(turn_id: str, call_id: str, key: str) -> None:
    decisions.decide("deny", turn_id, call_id, reason=str(st.session_state.get(key, "")))


@st.fragment
def opener(turn_id: str, call_id: str, label: str, icon: str, about: str) -> None:
    """Opens the function bench; a fragment, so that it redraws nothing else."""
    if st.button(label, key=state.widget_key("bench_open", call_id), icon=icon, help=about):
        bench.dialog(turn_id, call_id)
