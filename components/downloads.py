"""Keeps a file that a download button made until the browser had time to fetch it.

Streamlit forgets such a file when scripts of any session have ended twice since. While an answer streams anywhere, that is
sooner than a browser asks for it, and the download breaks off. Nothing else of Streamlit's storage is changed.
"""

from __future__ import annotations

from time import monotonic

from streamlit.runtime import memory_media_file_storage
from streamlit.runtime.media_file_storage import MediaFileKind
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

LINGER_S = 60.0


class LingeringFiles(MemoryMediaFileStorage):
    """Streamlit's files in memory, of which those for download stay LINGER_S after they were let go. Call it under one lock."""

    def __init__(self, media_endpoint: str) -> None:
        super().__init__(media_endpoint)
        self._for_download: set[str] = set()
        self._let_go: dict[str, float] = {}
        """When each was let go, in seconds of the monotonic clock; the earliest first."""

    def load_and_get_id(
        self, path_or_data: str | bytes, mimetype: str, kind: MediaFileKind, filename: str | None = None
    ) -> str:
        """Keep a file; its id. One that was let go and is wanted again stays."""
        self._forget()
        file_id = super().load_and_get_id(path_or_data, mimetype, kind, filename)
        self._let_go.pop(file_id, None)
        if kind == MediaFileKind.DOWNLOADABLE:
            self._for_download.add(file_id)
        return file_id

    def delete_file(self, file_id: str) -> None:
        """Let a file go."""
        self._forget()
        if file_id in self._for_download:
            self._let_go[file_id] = monotonic()
        else:
            super().delete_file(file_id)

    def _forget(self) -> None:
        """Delete what was let go long ago."""
        due = monotonic() - LINGER_S
        for file_id in [known for known, since in self._let_go.items() if since <= due]:
            del self._let_go[file_id]
            self._for_download.discard(file_id)
            super().delete_file(file_id)


def keep() -> None:
    """Make Streamlit keep its files so. Before the server is made: it offers no option for that."""
    memory_media_file_storage.MemoryMediaFileStorage = LingeringFiles  # type: ignore[misc]
