"""Texts at hand beside the library: attached documents and the files of file search stores, and what of it can't be read.

Read, never obeyed; every text is bounded.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from emulator.brain import papers
from emulator.brain.contract import Ask
from emulator.brain.library import Entry
from emulator.brain.papers import Unreadable
from emulator.brain.research.brief import Brief
from emulator.brain.research.scoring import FILE
from emulator.brain.text import cut, sentences
from emulator.brain.tools import filing

_LONGEST = 200_000


@dataclass(frozen=True)
class Material:
    """Texts, and in sentences what could not be read."""

    texts: tuple[Entry, ...] = ()
    unread: tuple[str, ...] = ()


def attached(brief: Brief) -> Material:
    """The brief's attachments."""
    texts, unread = [], []
    for number, item in enumerate(brief.attached, 1):
        kind = "picture" if item.get("type") == "image" else str(item.get("type") or "file")
        name = f"Attachment {number} ({kind}, {item.get('mime_type') or 'unknown type'})"
        try:
            texts.append(_text(item, number))
        except Unreadable as problem:
            unread.append(f"{name}: {problem}.")
    return Material(tuple(texts), tuple(unread))


def stored(ask: Ask, tool: Mapping[str, Any]) -> Material:
    """The files of the stores that a file search may use."""
    stores = [str(name) for name in tool.get("file_search_store_names") or ()]
    documents = filing.documents_of(ask, tool)
    texts = [_entry(one.title, one.text, one.name) for one in documents if sentences(one.text[:2_000])]
    named = ", ".join(stores) or "no store"
    unread = () if texts else (f"File search: {named} {'holds no files that fit' if documents else 'holds no files'}.",)
    return Material(tuple(texts), unread)


def _text(item: Mapping[str, Any], number: int) -> Entry:
    """A document as a text; raises Unreadable."""
    mime = str(item.get("mime_type") or "")
    if item.get("type") != "document":
        raise Unreadable(f"the offline agent can't see it{_size(item)}")
    if not item.get("data"):
        raise Unreadable("it was given by its address, which the offline agent doesn't open")
    paper = papers.read(_decoded(item), mime)
    return _entry(paper.title or f"Attached document {number}", paper.text, "")


def _entry(title: str, body: str, uri: str) -> Entry:
    return Entry(" ".join(title.split())[:120], body[:_LONGEST], topic=FILE, fields={"uri": uri} if uri else {})


def _decoded(item: Mapping[str, Any]) -> bytes:
    try:
        return base64.b64decode(str(item.get("data") or ""), validate=False)
    except (binascii.Error, ValueError) as problem:
        raise Unreadable("its data is not base64") from problem


def _size(item: Mapping[str, Any]) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(_decoded(item))) as image:
            return f", {image.width} by {image.height} pixels"
    except (UnidentifiedImageError, OSError, ValueError, Unreadable):
        return ""


def shortly(entries: Sequence[Entry]) -> str:
    """The names of some texts, in a few words."""
    return cut(", ".join(entry.title for entry in entries), 160) or "none"
