"""The tools of the next request, in the sidebar: a card for each with its own switch and options, and the functions.

What a tool can be told, and why one can't be had, comes from workbench; must not decide that itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import functions_panel, state
from workbench.rules import Rule


def draw(found: Sequence[Rule]) -> None:
    """Draw the box. Closed, it draws nothing but its title: a short page is a quick one."""
    key = state.widget_key("settings_group", "functions")
    box = st.expander("Functions", icon=":material/function:", key=key, on_change="rerun")
    if box.open:
        with box:
            functions_panel.draw()
