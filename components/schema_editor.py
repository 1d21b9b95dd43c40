"""An editor for a JSON Schema: a table of its properties, the JSON itself, or a Pydantic model pasted as code.

What is edited is text in a sheet of the session. Must not know what the schema is for, nor save it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components import fields, sheets, state
from components.figures import plain
from workbench import export, forms, pydantic_source, shapes, structured
from workbench.inputs import FieldError
from workbench.shapes import Row

TABLE, JSON, CODE = "Fields", "JSON", "Pydantic"
JSON_HEIGHT = 320
NO_TABLE = "This isn't the schema of an object, so there are no fields to list. Edit it as JSON."
FILE_NAME = "schema.json"
CODE_HINT = "class Review(BaseModel):\n    title: str\n    rating: int = Field(ge=1, le=5)"
NAME_WIDTH, KIND_WIDTH = 140, 150
Path = tuple[str, ...]

Check = Callable[[Any], Sequence[str]]


def draw(name: str, first: Any, check: Check) -> Any:
    """Draw the editor and return the schema, or None while the text isn't one. `check` tells what is wrong with a schema."""
    sheet = sheets.sheet(name)
    if "text" not in sheet:
        put(name, first)
    schema, problems = _checked(sheet["text"], check)
    shape = st.segmented_control("Edit as", [TABLE, JSON, CODE], default=TABLE, required=True, label_visibility="collapsed",
                                 key=state.widget_key("schema_shape", name))
    if shape == TABLE:
        _table(name, schema)
    elif shape == JSON:
        _text(name, sheet)
    else:
        _code(name, sheet)
    for problem in problems:
        st.markdown(f":red[:material/error: {plain(problem)}]")
    if not problems:
        st.markdown(":gray[:material/check: A valid JSON Schema]")
    return None if problems else schema


def put(name: str, schema: Any) -> None:
    """Replace what is being edited, as with a starter or an imported file."""
    sheets.sheet(name)["text"] = schema if isinstance(schema, str) else export.dumps(schema)


def _checked(text: str, check: Check) -> tuple[Any, Sequence[str]]:
    try:
        schema = forms.parsed(text)
    except FieldError as error:
        return None, [str(error)]
    return schema, check(schema)


def _text(name: str, sheet: dict[str, Any]) -> None:
    key = state.widget_key("schema_text", name)
    if st.session_state.get(key) != sheet["text"]:
        st.session_state[key] = sheet["text"]
    st.text_area("JSON Schema", key=key, height=JSON_HEIGHT, label_visibility="collapsed", on_change=_typed, args=(name, key))
    _file(name, sheet)


def _file(name: str, sheet: dict[str, Any]) -> None:
    """The schema out to a file and in from one."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=state.widget_key("schema_file", name)):
        with st.popover("Import", icon=":material/upload:", type="tertiary", key=state.widget_key("schema_import", name)):
            key = state.widget_key("schema_upload", name)
            st.file_uploader("A JSON Schema, or a response format that holds one", type=["json"], key=key, max_upload_size=1,
                             on_change=_loaded, args=(name, key))
            if sheet.get("file_problem"):
                st.markdown(f":red[:material/error: {plain(sheet['file_problem'])}]")
        st.download_button("Export", data=sheet["text"], file_name=FILE_NAME, mime="application/json", type="tertiary",
                           icon=":material/download:", key=state.widget_key("schema_export", name), on_click="ignore")


def _loaded(name: str, key: str) -> None:
    sheet, file = sheets.sheet(name), st.session_state[key]
    sheet["file_problem"] = ""
    if file is None:
        return
    try:
        put(name, structured.schema_of(file.getvalue().decode("utf-8", "replace")))
    except FieldError as error:
        sheet["file_problem"] = str(error)


def _typed(name: str, key: str) -> None:
    sheets.sheet(name)["text"] = st.session_state[key]


def _code(name: str, sheet: dict[str, Any]) -> None:
    """A model pasted as code: it is read and never run."""
    key = state.widget_key("schema_code", name)
    st.text_area("Pydantic models", key=key, height=JSON_HEIGHT, placeholder=CODE_HINT, on_change=_pasted, args=(name, key),
                 help="The code is read as text and never run. The last model is the answer's; the others may be parts of it.")
    if sheet.get("code_problem"):
        st.markdown(f":red[:material/error: {plain(sheet['code_problem'])}]")
    elif sheet.get("code_taken"):
        st.caption("Taken over: see Fields or JSON.")


def _pasted(name: str, key: str) -> None:
    sheet, code = sheets.sheet(name), str(st.session_state[key])
    sheet |= {"code_problem": "", "code_taken": False}
    if not code.strip():
        return
    try:
        put(name, pydantic_source.schema_from(code))
        sheet["code_taken"] = True
    except FieldError as error:
        sheet["code_problem"] = str(error)


def _table(name: str, schema: Any) -> None:
    if not shapes.fits_rows(schema):
        st.caption(NO_TABLE)
        return
    _fields(name, schema, ())


def _fields(name: str, schema: Any, path: Path) -> None:
    """The fields of the schema's object, or of a group within it."""
    rows = shapes.rows_of(shapes.within(schema, path))
    with st.container(gap="xsmall", key=state.widget_key("schema_rows", name, *path)):
        for place in range(len(rows)):
            _row(name, schema, path, rows, place)
    within = f" to {plain(path[-1])}" if path else ""
    st.button(f"Add a field{within}", key=state.widget_key("schema_add", name, *path), icon=":material/add:", type="tertiary",
              on_click=_save, args=(name, schema, path, (*rows, Row(_free_name(rows)))))


def _row(name: str, schema: Any, path: Path, rows: tuple[Row, ...], place: int) -> None:
    """One property; keys carry its name, so that a deleted row takes its widgets with it."""
    row = rows[place]

    def key(part: str) -> str:
        return state.widget_key("schema", part, name, *path, place, row.name)

    def change(part: str) -> None:
        given = st.session_state[key(part)]
        if part == "choices":
            given = tuple(given)
        _save(name, schema, path, (*rows[:place], replace(row, **{part: given}), *rows[place + 1 :]))

    shown = {"name": row.name, "kind": row.kind, "about": row.about, "required": row.required, "choices": list(row.choices)}
    for part, value in shown.items():
        fields.mirror(key(part), value)
    hidden: dict[str, Any] = {"label_visibility": "collapsed", "on_change": change}
    with st.container(gap="xsmall", key=key("row")):
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key("line")):
            st.text_input("Name", key=key("name"), args=("name",), placeholder="Name", width=NAME_WIDTH, **hidden)
            _kind(row, key("kind"), hidden)
            st.text_input("What it means", key=key("about"), placeholder="What it means", args=("about",),
                          disabled=row.kind == "other", **hidden)
            st.toggle("Required", key=key("required"), args=("required",), on_change=change)
            if row.kind == "other":
                st.button("JSON", icon=":material/data_object:", type="tertiary", key=key("as_json"),
                          on_click=_as_json, args=(name,), help="The table can't show what this field holds. Edit it as JSON.")
            st.button(f"Delete {plain(row.name)}", key=key("delete"), icon=":material/delete:", type="tertiary",
                      on_click=_save, args=(name, schema, path, (*rows[:place], *rows[place + 1 :])))
        _below(name, schema, path, row, key, hidden)


def _kind(row: Row, key: str, hidden: dict[str, Any]) -> None:
    options = [*(["other"] if row.kind == "other" else []), *shapes.KINDS]
    st.selectbox("Holds", options, key=key, args=("kind",), width=KIND_WIDTH, **hidden,
                 format_func=lambda kind: shapes.called(row) if kind == "other" else kind)


def _below(name: str, schema: Any, path: Path, row: Row, key: Callable[[str], str], hidden: dict[str, Any]) -> None:
    """What some kinds have beside their line: choices, or fields of their own."""
    if row.kind == "one of":
        st.multiselect(f"Choices of {plain(row.name)}", list(row.choices), key=key("choices"), accept_new_options=True,
                       placeholder="Type a choice and press Enter", args=("choices",), **hidden)
    elif row.kind in shapes.GROUPS:
        with st.container(border=True, gap="xsmall", key=key("group")):
            each = "Each item of" if row.kind == "list of groups" else "Fields of"
            st.caption(f"{each} {plain(row.name)}")
            _fields(name, schema, (*path, row.name))


def _as_json(name: str) -> None:
    st.session_state[state.widget_key("schema_shape", name)] = JSON


def _save(name: str, schema: Any, path: Path, rows: Sequence[Row]) -> None:
    put(name, shapes.with_within(schema, path, shapes.with_rows(shapes.within(schema, path), rows)))


def _free_name(rows: Sequence[Row]) -> str:
    taken = {row.name for row in rows}
    return next(name for number in range(1, len(rows) + 2) if (name := f"field_{number}") not in taken)
