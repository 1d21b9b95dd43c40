"""What a function returned, given by hand: a form when its result has a schema, else JSON or plain text.

Must not know what becomes of it.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import schema_form, sheets, state
from workbench import forms
from workbench.functions import Choice
from workbench.inputs import FieldError

RESULT_HEIGHT = 90
HINT = 'Plain text, or JSON such as {"temperature": 21}'


def draw(name: str, choice: Choice | None, first: Any) -> None:
    """Draw the form: from the schema of the result when there is one, else a text. `first` is what a new form holds."""
    if choice is not None and forms.slots(choice.returns):
        schema_form.draw(name, choice.returns, first if first is not None else forms.first_value(choice.returns))
        return
    sheet = sheets.sheet(name)
    if "value" not in sheet:
        sheet["value"] = first if first is not None else ""
    key = state.widget_key("result_text", name)
    shown = schema_form.text_of(sheet["value"])
    if st.session_state.get(key) != shown and key not in st.session_state:
        st.session_state[key] = shown
    st.text_area("Result", key=key, height=RESULT_HEIGHT, placeholder=HINT, on_change=_typed, args=(name, key),
                 help="What the function returns. Text that is JSON is sent as data.")


def value(name: str) -> Any:
    """What the form holds."""
    return sheets.sheet(name).get("value", "")


def put(name: str, result: Any) -> None:
    """Fill the form with another result."""
    schema_form.put(name, result)
    st.session_state.pop(state.widget_key("result_text", name), None)


def _typed(name: str, key: str) -> None:
    text = str(st.session_state[key])
    try:
        sheets.sheet(name)["value"] = forms.parsed(text)
    except FieldError:
        sheets.sheet(name)["value"] = text

