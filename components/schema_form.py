"""A form built from a JSON Schema, with a JSON tab beside it: for a call's arguments, or for a result given by hand.

What is filled in is kept in a sheet of the session until the caller drops it. Must not know what the value is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components import fields, sheets, state
from components.figures import plain
from workbench import export, forms
from workbench.inputs import FieldError, Value

FORM, JSON = "Form", "JSON"
JSON_HEIGHT = 220


def draw(name: str, schema: Any, first: Any, *, problems: Sequence[str] = ()) -> Any:
    """Draw the form and return the value so far; FieldError when the JSON typed in isn't any.

    `first` is what a new form holds; `problems` are shown under it, in words.
    """
    sheet = sheets.sheet(name)
    if "value" not in sheet:
        sheet |= {"value": first, "text": text_of(first), "wrong": {}}
    slots = forms.slots(schema)
    shape = _shape(name) if slots else JSON
    if shape == FORM:
        _form(name, schema, sheet)
    else:
        _json(name, sheet)
    for problem in problems:
        st.markdown(f":red[:material/error: {plain(problem)}]")
    return sheet["value"]


def wrong(name: str) -> bool:
    """Whether something typed into the form couldn't be taken, so that what it holds isn't what is seen."""
    return bool(sheets.sheet(name).get("wrong"))


def put(name: str, value: Any) -> None:
    """Fill the form with another value, such as a recorded one."""
    sheet = sheets.sheet(name)
    sheet |= {"value": value, "text": text_of(value), "wrong": {}}


def _shape(name: str) -> str:
    return st.segmented_control("Fill in as", [FORM, JSON], default=FORM, required=True, label_visibility="collapsed",
                                key=state.widget_key("form_shape", name))


def _form(name: str, schema: Any, sheet: dict[str, Any]) -> None:
    def change(key: str, given: Value) -> None:
        try:
            value = forms.with_slot(schema, sheet["value"], key.removeprefix(f"{name}."), given)
        except FieldError as error:
            sheet["wrong"][key] = str(error)
            return
        others = {other: why for other, why in sheet["wrong"].items() if other not in (key, JSON)}
        sheet.update(value=value, text=text_of(value), wrong=others)

    for field in forms.form_fields(schema, sheet["value"], name):
        why = sheet["wrong"].get(field.key, "")
        notes = (f":red[:material/error: {plain(why)}]",) if why else ()
        fields.draw(field, change, notes, rejected=bool(why), dotted=False)


def _json(name: str, sheet: dict[str, Any]) -> None:
    key = state.widget_key("form_json", name)
    if st.session_state.get(key) != sheet["text"]:
        st.session_state[key] = sheet["text"]
    st.text_area("JSON", key=key, height=JSON_HEIGHT, label_visibility="collapsed", on_change=_typed, args=(name, key))
    why = sheet["wrong"].get(JSON)
    if why:
        st.markdown(f":red[:material/error: {plain(why)}]")


def _typed(name: str, key: str) -> None:
    sheet = sheets.sheet(name)
    sheet["text"] = st.session_state[key]
    try:
        sheet["value"] = forms.parsed(sheet["text"])
        sheet["wrong"] = {}
    except FieldError as error:
        sheet["wrong"] = {JSON: str(error)}


def text_of(value: Any) -> str:
    """A value as it stands in a text field."""
    if isinstance(value, str):
        return value
    return "" if value is None else export.dumps(value)
