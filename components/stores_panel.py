"""File search stores in a dialog: make one, put files into it, see how far each is, choose what is searched, delete.

Asks the server through workbench.file_stores; what it said last is kept for the session. Must not decide what may be uploaded.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from components import sheets, state, store_files
from components.figures import plain, size
from workbench import file_stores, tools
from workbench.errors import StepwiseError
from workbench.file_stores import FileStore
from workbench.tools import ToolSpec

KIND, NAMES = "file_search", "file_search_store_names"
SHEET = "file_stores"
WIDTH = 720


@dataclass(frozen=True)
class Use:
    """Where it is kept which stores are searched: the names, and how to change them."""

    names: Callable[[], tuple[str, ...]]
    choose: Callable[[tuple[str, ...]], None]


def known() -> tuple[FileStore, ...] | None:
    """The stores as they were listed last in this session; None when nobody asked yet."""
    found: tuple[FileStore, ...] | None = sheets.sheet(SHEET).get("stores")
    return found


def ask() -> tuple[tuple[FileStore, ...], str]:
    """The stores as the server lists them now, and in words what went wrong."""
    if attempt(_reload):
        return known() or (), ""
    return (), str(sheets.sheet(SHEET).pop("problem")[0])


def opener(spec: ToolSpec) -> None:
    """The button in the tool's card."""
    if st.button("Manage stores", key=_key("open"), icon=":material/folder_managed:", width="stretch",
                 help="Make stores, upload files, see their state, delete them."):
        sheets.drop(SHEET)
        dialog(Use(_used, partial(_set_used, spec)))


@st.dialog("File search stores", width=WIDTH, icon=":material/folder_open:", on_dismiss="rerun")
def dialog(use: Use) -> None:
    """Draw the stores of this key. Call it once per script run, from the click that asks for it."""
    sheet = sheets.sheet(SHEET)
    if "stores" not in sheet:
        attempt(_reload)
    problem = sheet.pop("problem", None)
    if problem:
        st.error(f"**{plain(problem[0])}** {plain(problem[1])}", icon=":material/error:")
    found: tuple[FileStore, ...] = sheet.get("stores", ())
    _head(found, use)
    chosen = next((store for store in found if store.name == st.session_state.get(_key("chosen"))), None)
    if chosen is not None:
        _store(use, chosen)
    elif not found and "stores" in sheet:
        st.info("There is no store yet. Create one, then upload the files that the model shall search.",
                icon=":material/create_new_folder:")


def attempt(work: Callable[[], None]) -> bool:
    """Do something that asks the server; what goes wrong is kept for the next draw."""
    try:
        work()
    except StepwiseError as error:
        sheets.sheet(SHEET)["problem"] = (str(error), error.problem["hint"])
        return False
    return True


def _reload() -> None:
    sheets.sheet(SHEET)["stores"] = file_stores.stores(state.connection())


def _head(found: tuple[FileStore, ...], use: Use) -> None:
    names = [store.name for store in found]
    key = _key("chosen")
    if st.session_state.get(key) not in names:
        used = [name for name in use.names() if name in names]
        st.session_state[key] = next(iter([*used, *names]), None)
    labels = {store.name: _label(store) for store in found}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=_key("head")):
        st.selectbox("Store", names, key=key, format_func=lambda name: labels.get(name, name), disabled=not names,
                     placeholder="None yet")
        with st.popover("New store", icon=":material/add:", key=_key("new")):
            st.text_input("Name", key=_key("title"), placeholder="Shop rules", max_chars=file_stores.LONGEST_TITLE)
            st.button("Create", key=_key("create"), type="primary", icon=":material/check:", on_click=_create)


def _label(store: FileStore) -> str:
    files = store.ready + store.processing + store.failed
    return f"{store.title or store.name} · {files} file{'' if files == 1 else 's'}"


def _create() -> None:
    def make() -> None:
        made = file_stores.create(state.connection(), str(st.session_state[_key("title")] or ""))
        _reload()
        st.session_state[_key("chosen")] = made.name
        st.session_state[_key("title")] = ""

    attempt(make)


def _store(use: Use, store: FileStore) -> None:
    with st.container(border=True, gap="small", key=_key("store")):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=_key("line")):
            used = _key("used", store.name)
            st.session_state[used] = store.name in use.names()
            st.toggle("Search in this store", key=used, on_change=_use, args=(use, store.name, used))
            with st.popover("Delete store", icon=":material/delete:", type="tertiary", key=_key("ask", store.name)):
                title = plain(store.title or store.name)
                st.markdown(f"Delete **{title}** with everything in it, on the server? This can't be undone.")
                st.button("Delete it", key=_key("delete", store.name), type="primary", icon=":material/delete:",
                          on_click=_delete, args=(use, store.name))
        st.caption(f"`{plain(store.name)}`{f' · {size(store.size)}' if store.size else ''}")
        store_files.draw(store, attempt, _reload)


def _used() -> tuple[str, ...]:
    tool = next(iter(tools.tools_of(state.settings(), KIND)), {})
    return tuple(str(name) for name in tool.get(NAMES) or ())


def _set_used(spec: ToolSpec, names: tuple[str, ...]) -> None:
    state.set_settings(tools.with_option(state.settings(), spec, NAMES, names))


def _use(use: Use, name: str, key: str) -> None:
    kept = tuple(used for used in use.names() if used != name)
    use.choose((*kept, name) if st.session_state[key] else kept)


def _delete(use: Use, name: str) -> None:
    def delete() -> None:
        file_stores.delete(state.connection(), name)
        use.choose(tuple(used for used in use.names() if used != name))
        _reload()

    attempt(delete)


def _key(*parts: str) -> str:
    return state.widget_key("stores", *parts)
