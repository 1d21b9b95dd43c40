"""Structured output as data: a table, a tree, or the text as it came, with a word on whether it follows its schema.

All of it is untrusted text and is escaped. Must not check anything itself.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from components import state
from components.data_view import is_tabular, tables
from components.figures import plain
from workbench.views import Data

PILLS = {
    "writing": ":primary-badge[:material/edit: Being written]",
    "valid": ":green-badge[:material/check: Valid]",
    "invalid": ":red-badge[:material/error: Invalid]",
    "not_json": ":red-badge[:material/error: Not JSON]",
}
WORDS = {
    "writing": "as far as it can be read",
    "valid": "follows its schema",
    "invalid": "doesn't follow its schema",
    "not_json": "the text can't be read as JSON; this is what could be",
}
TABLE, TREE, RAW = "Table", "Tree", "Raw"
MOST_ERRORS = 20
RAW_HEIGHT = 420
LONG = 1_500


def draw(view: Data, key: str) -> None:
    """Draw the data."""
    with st.container(border=True, gap="small", key=key):
        st.markdown(f"{PILLS[view.state]} :gray[{WORDS[view.state]}]")
        _errors(view)
        if view.state == "writing":
            st.markdown(tables(view.value))  # nothing to click while it grows
            return
        names = [TABLE, TREE, RAW] if is_tabular(view.value) else [RAW]
        for name, tab in zip(names, st.tabs(names, key=state.widget_key(key, "tabs")), strict=True):
            with tab:
                _shape(view, name)


def _shape(view: Data, name: str) -> None:
    if name == TABLE:
        st.markdown(tables(view.value))
    elif name == TREE:
        st.json(view.value, expanded=2)
    else:
        height: int | Literal["content"] = RAW_HEIGHT if len(view.source) > LONG else "content"
        st.code(view.source, language="json", wrap_lines=True, height=height)


def _errors(view: Data) -> None:
    """Each error with its place, as a path into the data."""
    for path, message in view.errors[:MOST_ERRORS]:
        st.markdown(f":red[:material/error: **{plain(path)}** {plain(message)}]")
    if len(view.errors) > MOST_ERRORS:
        st.caption(f"{len(view.errors) - MOST_ERRORS} more errors.")
