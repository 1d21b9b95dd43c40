"""The steps of any turn, drawn still: for the drawer and the preview, beside or above the chat that shows the same turn.

Must not follow a run; `components.answer` does that.
"""

from __future__ import annotations

import streamlit as st

from components import state
from components.paint import paint_all
from workbench import registry
from workbench.records import Turn


def draw(turn: Turn, key: str) -> None:
    """Draw the turn's steps under widget keys of their own."""
    steps = registry.calls(turn)
    for place, record in enumerate(steps):
        paint_all(registry.present(record, steps), state.widget_key(key, place))
    if not turn["steps"]:
        st.caption("No step has come.")
