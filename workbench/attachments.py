"""What a person attaches to a prompt, as content of the wire: its kind found out, its size and type checked.

The kinds and types are those of the installed SDK; plain text of any sort goes as a document. Pure: no file is read here.
A name stands beside the wire content in our records and is never sent.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import catalog
from workbench.errors import NotSent, problem

LARGEST_MB = 20
LARGEST = LARGEST_MB * 1024 * 1024
"""Bytes of all attachments of a prompt together: as much as the API takes inside a request."""
MOST = 10
PLAIN = "text/plain"
NAME = "name"
_OTHER_NAMES = {
    "audio/x-wav": "audio/wav", "audio/wave": "audio/wav", "audio/vnd.wave": "audio/wav", "audio/mp4": "audio/m4a",
    "audio/x-m4a": "audio/m4a", "audio/x-flac": "audio/flac", "audio/x-aiff": "audio/aiff", "image/jpg": "image/jpeg",
    "video/quicktime": "video/mov", "video/x-msvideo": "video/avi", "application/x-pdf": "application/pdf",
}  # fmt: skip
_MAGIC = {
    "image/png": b"\x89PNG", "image/jpeg": b"\xff\xd8", "image/gif": b"GIF8", "application/pdf": b"%PDF", "audio/wav": b"RIFF",
}  # fmt: skip


@dataclass(frozen=True)
class Upload:
    """A file as it came from a person."""

    name: str
    mime_type: str
    data: bytes


def content(uploads: Sequence[Upload]) -> tuple[dict[str, Any], ...]:
    """The content items of these files, each with its name; raises NotSent, which says what can't be taken and why."""
    if len(uploads) > MOST:
        raise _refused(f"{len(uploads)} files are too many: a prompt takes at most {MOST}.")
    total = sum(len(upload.data) for upload in uploads)
    if total > LARGEST:
        raise _refused(f"The files have {total / 1024 / 1024:.0f} MB together; a prompt takes at most {LARGEST_MB} MB.")
    return tuple(map(_item, uploads))


def wire(items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Content items as they are sent: without the names that we keep beside them."""
    return [{key: value for key, value in item.items() if key != NAME} for item in items]


def of(items: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The items of a prompt that are not its text."""
    return [item for item in items if item.get("type") != "text"]


def data_of(item: Mapping[str, Any]) -> bytes:
    """The bytes of an item; none when they are kept elsewhere or damaged."""
    try:
        return base64.b64decode(str(item.get("data") or ""), validate=True)
    except ValueError:
        return b""


def _item(upload: Upload) -> dict[str, Any]:
    if not upload.data:
        raise _refused(f"{upload.name!r} is empty.")
    kind, mime_type = _kind(upload)
    magic = _MAGIC.get(mime_type, b"")
    if not upload.data.startswith(magic):
        raise _refused(f"{upload.name!r} is named like {mime_type}, but its content is something else.")
    return {"type": kind, "mime_type": mime_type, "data": base64.b64encode(upload.data).decode(), NAME: upload.name}


def _kind(upload: Upload) -> tuple[str, str]:
    """The kind of content and its type on the wire."""
    guessed = mimetypes.guess_type(upload.name)[0] or ""
    for given in (upload.mime_type.split(";")[0].strip().lower(), guessed):
        named = _OTHER_NAMES.get(given, given)
        for kind in ("image", "audio", "video", "document"):
            if named in catalog.mime_types(kind):
                return kind, named
    if _reads_as_text(upload.data):
        return "document", PLAIN
    known = "images, sound, video, PDF and Office documents, and text of any kind"
    raise _refused(f"{upload.name!r} ({upload.mime_type or 'of unknown type'}) can't be attached. The API takes {known}.")


def _reads_as_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _refused(message: str) -> NotSent:
    return NotSent(problem("attachment_refused", message, "Your text is kept below; attach the files that can go along."))
