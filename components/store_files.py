"""The files of one store in the dialog of the stores: upload, the state of each, delete.

One that is processed is asked about again. Must not keep a file: its bytes go to the server and nowhere else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

import streamlit as st

from components import clock, sheets, state
from components.figures import clip, plain, size, when
from workbench import file_stores
from workbench.file_stores import FileState, FileStore, StoredFile
from workbench.inputs import FieldError

SHEET = "store_files"
AGAIN_S = 2.0
"""How often the server is asked while it processes a file."""
LIST_HEIGHT, MANY = 260, 5
TITLE = 48
STATES: dict[FileState, tuple[str, str, str]] = {
    "ready": ("gray", "Ready", ":material/check:"),
    "processing": ("primary", "Processing", ":material/hourglass:"),
    "failed": ("red", "Failed", ":material/error:"),
    "unknown": ("orange", "State unknown", ":material/help:"),
}
Attempt = Callable[[Callable[[], None]], bool]


def draw(store: FileStore, attempt: Attempt, reload: Callable[[], None]) -> None:
    """Draw the upload and the list."""
    _upload(store, attempt, reload)
    sheet = sheets.sheet(SHEET)
    if sheet.get("of") != (store.name, store.ready, store.processing, store.failed):
        sheet.clear()
        if attempt(lambda: sheet.update(files=file_stores.files(state.connection(), store.name))):
            sheet["of"] = (store.name, store.ready, store.processing, store.failed)
    waits = any(file.state == "processing" for file in sheet.get("files", ()))
    st.fragment(_list, run_every=AGAIN_S if waits else None)(store, attempt, reload)


def _upload(store: FileStore, attempt: Attempt, reload: Callable[[], None]) -> None:
    """Each upload has a widget of its own, so that what was sent doesn't lie there any longer."""
    turn = str(sheets.sheet(state.widget_key(SHEET, "uploads")).get("number", 0))
    files = st.file_uploader("Upload files", key=_key("upload", turn), accept_multiple_files=True,
                             help="Text, Markdown, PDF, code and more; the offline demo searches text and PDF.")
    about = st.text_input("Metadata of these files", key=_key("metadata"), placeholder="author = Ada, year = 2026",
                          help="Optional. The tool's filter can ask for it: author=\"Ada\".")
    try:
        metadata = file_stores.parse_metadata(about or "")
    except FieldError as error:
        st.markdown(f":red[:material/error: {plain(str(error))}]")
        return
    if not files or not st.button(f"Upload {len(files)} file{'' if len(files) == 1 else 's'}", key=_key("send"), type="primary",
                                  icon=":material/upload:"):
        return
    with st.spinner("Uploading", show_time=True):
        for file in files:
            if not attempt(partial(file_stores.upload, state.connection(), store.name, file.name, file.getvalue(), metadata)):
                break
        attempt(reload)
    sheets.sheet(state.widget_key(SHEET, "uploads"))["number"] = int(turn) + 1
    st.rerun(scope="fragment")


def _list(store: FileStore, attempt: Attempt, reload: Callable[[], None]) -> None:
    """The files; asks again by itself while one is being processed."""
    sheet = sheets.sheet(SHEET)
    before: tuple[StoredFile, ...] = sheet.get("files", ())
    if not before:
        st.caption("Nothing in it yet.")
        return
    if any(file.state == "processing" for file in before):
        attempt(lambda: sheet.update(files=file_stores.files(state.connection(), store.name)))
    files: tuple[StoredFile, ...] = sheet["files"]
    st.caption(_numbers(files))
    with st.container(height=LIST_HEIGHT if len(files) > MANY else "content", gap=None, key=_key("list")):
        for number, file in enumerate(files):
            _file(number, file, attempt, reload)
    if len(files) >= file_stores.MOST:
        st.caption(f"Only the first {file_stores.MOST} are shown.")


def _numbers(files: tuple[StoredFile, ...]) -> str:
    """How many are in which state, by the same look at the server as the list."""
    counted = Counter(file.state for file in files)
    return " · ".join(f"{counted[name]} {word.lower()}" for name, (_, word, _) in STATES.items() if counted[name])


def _file(number: int, file: StoredFile, attempt: Attempt, reload: Callable[[], None]) -> None:
    color, word, icon = STATES[file.state]
    facts = [size(file.size), *([when(clock.local(file.created), clock.now())] if file.created else [])]
    facts += [f"{key} = {value}" for key, value in file.metadata.items()]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=_key("file", str(number))):
        title = plain(clip(file.title, TITLE))
        st.markdown(f"**{title}** :gray[{plain(clip(' · '.join(facts), 90))}]", width="stretch")
        st.badge(word, color=color, icon=icon)  # type: ignore[arg-type]
        st.button(f"Delete {title}", key=_key("remove", str(number)), icon=":material/delete:", type="tertiary",
                  on_click=_remove, args=(file, attempt, reload))


def _remove(file: StoredFile, attempt: Attempt, reload: Callable[[], None]) -> None:
    def remove() -> None:
        file_stores.remove(state.connection(), file.name)
        reload()

    sheets.drop(SHEET)
    attempt(remove)


def _key(*parts: str) -> str:
    return state.widget_key("store", *parts)
