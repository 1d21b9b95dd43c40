"""What a download button makes stays long enough to be fetched, whatever else runs meanwhile."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from components.downloads import LINGER_S, LingeringFiles


@pytest.fixture
def now(monkeypatch):
    """Seconds that a test lets pass."""
    passed = [0.0]
    monkeypatch.setattr("components.downloads.monotonic", lambda: passed[0])
    return passed


@pytest.fixture
def files():
    return LingeringFiles("/media")


def name_of(url: str) -> str:
    return url.rsplit("/", 1)[-1]


def test_a_file_made_on_a_click_outlives_the_runs_of_other_sessions_for_a_while(files, now):
    manager = MediaFileManager(files)
    made = manager.execute_deferred(manager.add_deferred(lambda: b"report", "text/plain", "1.2", "report.txt"))
    for _ in range(5):
        manager.remove_orphaned_files()
    assert files.get_file(name_of(made)).content == b"report"

    now[0] = LINGER_S
    files.delete_file("nothing")
    with pytest.raises(MediaFileStorageError):
        files.get_file(name_of(made))


def test_a_file_that_is_made_again_meanwhile_stays(files, now):
    file = ("same", "text/plain", MediaFileKind.DOWNLOADABLE, "same.txt")
    first = files.load_and_get_id(b"same", *file[1:])
    files.delete_file(first)
    now[0] = LINGER_S / 2
    assert files.load_and_get_id(b"same", *file[1:]) == first
    now[0] = 2 * LINGER_S
    files.delete_file("nothing")
    assert files.get_file(first).content == b"same"


def test_what_is_shown_goes_at_once(files, now):
    shown = files.load_and_get_id(b"picture", "image/png", MediaFileKind.MEDIA)
    files.delete_file(shown)
    with pytest.raises(MediaFileStorageError):
        files.get_file(shown)


def test_the_apps_server_keeps_its_files_so(monkeypatch):
    from streamlit.runtime import memory_media_file_storage as streamlits

    from components import server

    monkeypatch.setattr(streamlits, "MemoryMediaFileStorage", streamlits.MemoryMediaFileStorage)
    monkeypatch.setattr(Runtime, "_instance", None)
    app = st.App("app.py", **server.options())
    assert isinstance(app._create_runtime().media_file_mgr._storage, LingeringFiles)
