"""What becomes of a file after its upload: how long it is worked at, whether it can be used, and what was read of it.

Nothing runs meanwhile: a state follows from the time that has passed since the upload, so it outlives a restart.
"""

from __future__ import annotations

from typing import Literal

from emulator.brain import papers

State = Literal["PROCESSING", "ACTIVE", "FAILED"]
_SECONDS = {"video": 4.0, "audio": 2.0, papers.PDF: 2.0}
_PER_MB = 0.1
_MAGIC: dict[str, tuple[int, tuple[bytes, ...]]] = {
    "image/png": (0, (b"\x89PNG\r\n",)),
    "image/jpeg": (0, (b"\xff\xd8\xff",)),
    "image/gif": (0, (b"GIF87a", b"GIF89a")),
    "image/webp": (8, (b"WEBP",)),
    "application/pdf": (0, (b"%PDF-",)),
    "audio/wav": (0, (b"RIFF", b"RF64")),
    "video/mp4": (4, (b"ftyp", b"moov", b"mdat", b"free", b"wide")),
    "video/webm": (0, (b"\x1aE\xdf\xa3",)),
}
"""Where the first bytes of a type stand, and what they may be."""


def seconds(mime_type: str, size: int, speed: float, in_store: bool = False) -> float:
    """How long a file of this type and size is worked at, at this speed of the emulator; text and pictures are there at once.

    A file in a store is indexed, whatever it is.
    """
    if speed <= 0:
        return 0.0
    wait = _SECONDS.get(mime_type) or _SECONDS.get(mime_type.partition("/")[0], 0.0)
    wait = max(wait, 1.0) if in_store else wait
    return (wait + _PER_MB * size / 1e6) / speed if wait else 0.0


def state(uploaded: float, takes_s: float, now: float, fault: str) -> State:
    """How far a file is."""
    if now < uploaded + takes_s:
        return "PROCESSING"
    return "FAILED" if fault else "ACTIVE"


def fault_of(data: bytes, mime_type: str) -> str:
    """Why these bytes can't be used as what they are said to be; empty when they can."""
    if not data:
        return "The file is empty."
    place, beginnings = _MAGIC.get(mime_type, (0, ()))
    if beginnings and not data[place:].startswith(beginnings):
        return f"The file is not a valid {mime_type}."
    return ""


def read(data: bytes, mime_type: str) -> tuple[tuple[str, ...], str]:
    """The pages of a document for a store, and why it can't be searched; one of the two is empty."""
    try:
        return papers.read(data, mime_type).pages, ""
    except papers.Unreadable as problem:
        return (), f"The file can't be searched: {problem}."
