"""The dialogs for functions typed in by hand: write a declaration, checked as one types, or take some from a file.

What is wrong with a declaration is said by workbench.functions; must not decide that itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import schema_editor, sheets, state
from components.figures import plain
from workbench import function_files, functions, schemas
from workbench.inputs import FieldError
from workbench.settings import Settings

SHEET = "function_editor"
WIDTH = 760
LARGEST_MB = 1
EMPTY = {"type": "object", "properties": {}}
TEXTS = ("name", "description", "short_description")


@st.dialog("Function", width=WIDTH, icon=":material/function:")
def dialog(name: str) -> None:
    """Edit the function of this name, or write a new one. Call it once per script run, from the click that asks for it."""
    head = sheets.sheet(SHEET)
    if head.get("of", None) != name or "declaration" not in head:
        _begin(name)
        head = sheets.sheet(SHEET)
    st.caption("The model is told this declaration. Nothing runs when it calls: you answer by hand.")
    declared = head["declaration"]
    for part in TEXTS:
        st.session_state.setdefault(_key(part, name), declared.get(part, ""))
    declared["name"] = st.text_input("Name", key=_key("name", name), placeholder="book_table", live=True,
                                     help="Letters, digits, _ . and -; the model uses it to call.") or ""
    declared["description"] = st.text_area("Description", key=_key("description", name), height=80,
                                           placeholder="What it does and when to use it.") or ""
    declared["short_description"] = st.text_input(
        "Short description", key=_key("short_description", name), placeholder="Optional: books a table",
        help="For Tool search: all that the model is told of a deferred function before it has found it.",
    ) or ""
    st.markdown("**Parameters**")
    schema = schema_editor.draw(_schema_sheet(name), declared["parameters"], _problems)
    _foot(name, {**declared, "parameters": schema}, ready=schema is not None)


def _begin(name: str) -> None:
    """A fresh sheet: of the function as it is, or an empty one."""
    sheets.drop(_schema_sheet(name))
    sheets.drop(SHEET)
    found = (functions.declared(state.settings(), name) if name else None) or {}
    first = {"name": name, "description": "", "parameters": dict(EMPTY)}
    given = {key: value for key, value in found.items() if key != "type"}
    sheets.sheet(SHEET).update(of=name, declaration={**first, **given})


def _foot(name: str, declaration: Mapping[str, Any], *, ready: bool) -> None:
    wrong = [problem for problem in functions.check(declaration) if ready] if declaration["name"] else []
    for problem in wrong:
        st.markdown(f":red[:material/error: {plain(problem)}]")
    with st.container(horizontal=True, gap="small", key=state.widget_key("function_foot")):
        save = st.button("Save", key=_key("save", name), type="primary", icon=":material/check:",
                         disabled=not ready or bool(wrong) or not declaration["name"])
        if not name:
            st.button("Fill in an example", key=_key("example", name), icon=":material/lightbulb:",
                      on_click=_fill_in, args=(name,))
        if st.button("Cancel", key=_key("cancel", name)):
            _close(name)
    if save:
        try:
            state.set_settings(functions.define(state.settings(), declaration, name))
        except FieldError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        _close(name)


def _fill_in(name: str) -> None:
    declaration = dict(functions.EXAMPLE)
    sheets.sheet(SHEET)["declaration"] = declaration
    schema_editor.put(_schema_sheet(name), declaration["parameters"])
    for part in TEXTS:
        st.session_state[_key(part, name)] = declaration.get(part, "")


def _close(name: str) -> None:
    sheets.drop(SHEET)
    sheets.drop(_schema_sheet(name))
    st.rerun()


def _problems(schema: Any) -> list[str]:
    return [f"{error.path}: {error.message}" for error in schemas.problems_of_schema(schema)]


def _schema_sheet(name: str) -> str:
    return f"{SHEET}_{name}"


def _key(part: str, name: str) -> str:
    return state.widget_key(SHEET, part, name)


@st.dialog("Import functions", icon=":material/upload:")
def import_dialog() -> None:
    """Take declarations from a file: our own export, a list of declarations, or another API's shape."""
    st.caption("A JSON file: Stepwise's own export, or declarations as this API, OpenAI, Anthropic or MCP write them.")
    file = st.file_uploader("File", type=["json"], key=state.widget_key("functions_file"), max_upload_size=LARGEST_MB)
    if file is None:
        return
    try:
        settings, refused = function_files.import_json(state.settings(), file.getvalue().decode("utf-8", "replace"))
    except FieldError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    for reason in refused:
        st.warning(plain(reason), icon=":material/warning:")
    new = sorted(_names(settings) - _names(state.settings()))
    st.markdown(f"{len(new)} new: {plain(', '.join(new))}" if new else "Nothing new; functions of the same name are replaced.")
    if st.button("Import", key=state.widget_key("functions_take"), type="primary", icon=":material/check:"):
        state.set_settings(settings)
        st.rerun()


def _names(settings: Settings) -> set[str]:
    return {str(tool.get("name")) for tool in functions.typed(settings)}
