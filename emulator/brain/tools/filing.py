"""File search: passages from the files of the named stores that speak of the request, cited by file.

As on the hosted service the steps carry no passages; what was found shows in the citations.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from emulator import metadata_filter
from emulator.brain import library
from emulator.brain.contract import Ask, Document
from emulator.brain.registry import Note
from emulator.brain.text import cut, join, sentences
from emulator.brain.tools.outcome import Outcome, Piece

_WORDS = 120
_MOST_CHUNKS = 20_000


@dataclass(frozen=True)
class Passage:
    """Some sentences of a file."""

    document: Document
    text: str
    page: int = 0
    """Where it stands, counted from 1; 0 in a file without pages."""


def act(ask: Ask, text: str, tool: Mapping[str, Any]) -> Outcome:
    """Search the stores and answer from the passages."""
    stores = [str(name) for name in tool.get("file_search_store_names") or ()]
    documents = documents_of(ask, tool)
    found = passages(documents, text, int(tool.get("top_k") or 3))
    files = list(dict.fromkeys(one.document.title for one in found))
    steps = ({"type": "file_search_call"}, {"type": "file_search_result"})
    notes = (
        Note(
            "Searching the files",
            f"{len(documents)} files in {join(stores) or 'no store'}; passages come from {join(files) or 'none of them'}.",
        ),
    )
    nothing = _nothing(len(documents), bool(str(tool.get("metadata_filter") or "").strip()))
    return Outcome(steps, tuple(_told(found, text)) or (Piece(nothing),), notes, {"files": files})


def _nothing(searched: int, filtered: bool) -> str:
    if searched:
        return f"I searched the {searched} file{'s' * (searched != 1)} of the store and found nothing about this."
    return "The store holds no files that pass the filter." if filtered else "The store holds no files yet."


def documents_of(ask: Ask, tool: Mapping[str, Any]) -> list[Document]:
    """The files of the tool's stores that pass its filter."""
    stores = [str(name) for name in tool.get("file_search_store_names") or ()]
    fits = metadata_filter.parse(str(tool.get("metadata_filter") or ""))
    return [one for one in ask.surroundings.documents(stores) if fits(one.metadata)]


def _told(found: Sequence[Passage], text: str) -> list[Piece]:
    wanted = {word[:5] for word in library.keywords(text)}
    pieces: list[Piece] = []
    for passage in found:
        parts = sentences(passage.text)
        rated = sorted(range(len(parts)), key=lambda at: (-len(wanted & {word[:5] for word in library.tokens(parts[at])}), at))
        said = " ".join(cut(parts[at], 400) for at in sorted(rated[:2]))
        pieces += [Piece("\n\n")] * bool(pieces) + [Piece(said, (_cited(passage),))]
    return pieces


def _cited(passage: Passage) -> dict[str, Any]:
    document = passage.document
    found: dict[str, Any] = {"document_uri": document.name, "file_name": document.title, "source": cut(passage.text, 300)}
    if passage.page:
        found["page_number"] = passage.page
    if document.metadata:
        found["custom_metadata"] = dict(document.metadata)
    return {**found, "type": "file_citation"}


def passages(documents: Sequence[Document], text: str, most: int) -> list[Passage]:
    """The passages that match best."""
    words = library.keywords(text)
    chunks = list(islice((passage for document in documents for passage in _chunks(document)), _MOST_CHUNKS))
    if not words or not chunks:
        return []
    with closing(sqlite3.connect(":memory:")) as index:
        index.execute("create virtual table chunks using fts5(title, body, tokenize='porter unicode61 remove_diacritics 2')")
        index.executemany("insert into chunks values (?, ?)", [(one.document.title, one.text) for one in chunks])
        query = " OR ".join('"' + word.replace('"', "") + '"' for word in words)
        rows = index.execute(
            "select rowid from chunks where chunks match ? order by bm25(chunks, 2, 1), rowid limit ?",
            (query, max(1, min(most, 20))),
        )
        return [chunks[row[0] - 1] for row in rows]


def _chunks(document: Document) -> Iterator[Passage]:
    paged = len(document.pages) > 1
    for number, page in enumerate(document.pages, 1):
        for chunk in chunked(page):
            yield Passage(document, chunk, number if paged else 0)


def chunked(text: str) -> list[str]:
    """A text in passages of whole sentences."""
    found: list[str] = []
    room = 0
    for sentence in sentences(text[:2_000_000]):
        count = len(sentence.split())
        if count > room:
            found.append("")
            room = _WORDS
        found[-1] = f"{found[-1]} {sentence}".strip()[:4_000]
        room -= count
    return found
