"""The compare page: a comparison being put together or, where the address names one, a comparison and its results."""

from __future__ import annotations

import streamlit as st

from components import compare_setup, compare_view, state

with st.container(key="compare_page"):
    chosen = state.comparison_id()
    if chosen is None:
        compare_setup.draw()
    else:
        compare_view.draw(chosen)
