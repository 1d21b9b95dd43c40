"""The editor for structured output: a schema from a starter, a table of fields or typed as JSON, checked as one writes.

What makes a response format of a schema is workbench.structured's; must not decide that itself.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import schema_editor, sheets, state
from workbench import schemas, structured
from workbench.fields import with_value
from workbench.starters import STARTERS

SHEET = "response_schema"
WIDTH = 760
EMPTY: dict[str, Any] = {"type": "object", "properties": {}}


def opener() -> None:
    """The button that opens the editor, and what is asked for now."""
    schema = structured.schema_in(state.settings().response_format)
    label = "Edit the schema" if schema else "Ask for data"
    if st.button(label, key=state.widget_key("format_open"), icon=":material/data_object:", width="stretch",
                 help="The answer is then JSON of the shape you describe, drawn as a table and checked."):
        sheets.drop(SHEET)
        dialog()
    if schema:
        st.button("Back to free text", key=state.widget_key("format_off"), icon=":material/notes:", width="stretch",
                  type="tertiary", on_click=_set, args=(None,))


@st.dialog("Answer as data", width=WIDTH, icon=":material/data_object:")
def dialog() -> None:
    """Edit the schema of the answer. Call it once per script run, from the click that asks for it."""
    st.caption("The model must answer with JSON that follows this schema. Begin with a starter or with a field of your own.")
    names = [starter.name for starter in STARTERS]
    st.pills("Starters", names, key=state.widget_key("format_starter"), label_visibility="collapsed", on_change=_start)
    first = structured.schema_in(state.settings().response_format) or EMPTY
    schema = schema_editor.draw(SHEET, first, _problems)
    with st.container(horizontal=True, gap="small", key=state.widget_key("format_foot")):
        if st.button("Use this schema", key=state.widget_key("format_save"), type="primary", icon=":material/check:",
                     disabled=not schema or not _says_something(schema)):
            _set(structured.format_for(schema))
            _close()
        if st.button("Cancel", key=state.widget_key("format_cancel")):
            _close()


def _start() -> None:
    chosen = st.session_state[state.widget_key("format_starter")]
    found = next((starter for starter in STARTERS if starter.name == chosen), None)
    if found is not None:
        schema_editor.put(SHEET, found.schema)


def _says_something(schema: dict[str, Any]) -> bool:
    return schema.get("type") != "object" or bool(schema.get("properties"))


def _set(response_format: dict[str, Any] | None) -> None:
    state.set_settings(with_value(state.settings(), "response_format", response_format))
    state.rejected().pop("response_format", None)


def _close() -> None:
    sheets.drop(SHEET)
    st.rerun()


def _problems(schema: Any) -> list[str]:
    return [f"{error.path}: {error.message}" for error in schemas.problems_of_schema(schema)]
