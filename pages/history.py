"""The history page: everything this app ever asked; found, looked at, rescued, taken along, and forgotten."""

from __future__ import annotations

import streamlit as st

from components import history_view, state
from workbench.store import StoreError

try:
    history_view.draw(state.store())
except StoreError as error:
    st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
