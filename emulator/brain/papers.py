"""The words of a document given as bytes: plain text, JSON, XML and PDF. The one place where files are opened for their text.

Bounded in pages, characters and time; must not guess at what it can't read, nor know who asks.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader

PDF = "application/pdf"
MOST_PAGES = 150
LONGEST = 2_000_000
"""Characters that are read of a document."""
WALL_S = 10.0
"""A PDF whose pages take longer together is read as far as that went."""
_PLAIN = ("text/", "application/json", "application/xml", "application/x-ndjson", "application/yaml")
_SHORT = 40
"""A line this short is a heading or the end of a paragraph."""


class Unreadable(Exception):
    """The document holds no words that can be read; the message says why."""


@dataclass(frozen=True)
class Paper:
    """What was read of a document."""

    pages: tuple[str, ...]
    """The text by page; one for what has no pages."""
    title: str = ""
    count: int = 0
    """How many pages it has, read or not; 0 for what has none."""

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self.pages)


def is_readable(mime_type: str) -> bool:
    """Whether documents of this type are read at all."""
    return mime_type == PDF or mime_type.startswith(_PLAIN)


def read(raw: bytes, mime_type: str) -> Paper:
    """The words of a document; raises Unreadable."""
    if mime_type == PDF or raw.startswith(b"%PDF-"):
        return _pdf(raw)
    if not is_readable(mime_type):
        raise Unreadable("only text and PDF are read offline")
    text = raw[: 4 * LONGEST].decode("utf-8", "replace").removeprefix("\ufeff")[:LONGEST]
    if not re.search(r"\w", text):
        raise Unreadable("there is no text in it")
    return Paper((text,))


def _pdf(raw: bytes) -> Paper:
    from pypdf import PdfReader

    try:
        reader = PdfReader(BytesIO(raw))
        title = " ".join(str((reader.metadata.title if reader.metadata else None) or "").split())
        count = len(reader.pages)
        pages = tuple(_pages(reader, min(count, MOST_PAGES)))
    except Exception as problem:  # a broken PDF fails in as many ways as there are writers of PDF
        raise Unreadable(f"it is damaged or protected ({type(problem).__name__})") from problem
    if not any(re.search(r"\w", page) for page in pages):
        raise Unreadable("it holds no text, perhaps because its pages are pictures")
    return Paper(pages, title, count)


def _pages(reader: PdfReader, most: int) -> Iterator[str]:
    until, room = time.monotonic() + WALL_S, LONGEST
    for place in range(most):
        if room <= 0 or time.monotonic() > until:
            return
        page = "".join(_joined(reader.pages[place].extract_text().splitlines()))[:room]
        room -= len(page)
        yield page


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a page as prose: their ends are the paper's, so a sentence goes on over them."""
    for line in lines:
        text = line.strip()
        yield f"{text}\n" if not text or text.endswith((".", "!", "?", ":")) or len(text) < _SHORT else f"{text} "
