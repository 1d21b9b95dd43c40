"""A comparison as a file: CSV, JSON and a report of one HTML page out, JSON in.

A file is made when it is asked for, not when the page is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from components import state
from components.figures import plain
from workbench import compare
from workbench.compare import Comparison, files
from workbench.errors import StepwiseError


def export_button(comparison: Comparison) -> None:
    """Draw the button that opens the downloads."""
    store = state.store()

    def made(make: Callable[[Comparison], str]) -> str:
        """The file as of the click: this button may have been drawn when the lanes had just begun."""
        return make(compare.load(store, comparison.id) or comparison)

    kinds = (
        ("Report (HTML, with charts)", "html", "text/html", ":material/summarize:", partial(made, files.html)),
        ("All measurements (CSV)", "csv", "text/csv", ":material/table:", partial(made, files.to_csv)),
        ("Everything (JSON)", "json", "application/json", ":material/data_object:", partial(made, partial(files.to_json, store))),
    )
    with st.popover("Export", icon=":material/download:", type="tertiary", key=state.widget_key("compare_export")):
        for label, ending, mime, icon, make in kinds:
            key, name = state.widget_key("compare_download", ending), files.file_name(comparison, ending)
            st.download_button(label, make, name, mime, key, icon=icon, width="stretch", on_click="ignore")
        if comparison.offline:
            st.caption("Each file says that the offline emulator answered.")


def import_button() -> None:
    """Draw the way in for an exported comparison."""
    with st.popover("Import", icon=":material/upload_file:", type="tertiary", key=state.widget_key("compare_import")):
        key = state.widget_key("compare_import_file")
        given = st.file_uploader("A comparison that was exported as JSON", type=["json"], key=key)
        if given is not None:
            _import(given.getvalue())


def _import(content: bytes) -> None:
    try:
        found = files.begin_import(state.store(), content)
    except StepwiseError as error:
        st.error(f"**{plain(str(error))}** {plain(error.problem['hint'])}", icon=":material/error:")
        return
    state.show_comparison(found.id)
    st.rerun()
