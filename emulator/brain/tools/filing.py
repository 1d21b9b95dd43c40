"""File search: passages from the files of the named stores that speak of the request, cited by file.

As on the hosted service the steps carry no passages; what was found shows in the citations.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from emulator import metadata_filter
from emulator.brain import library
from emulator.brain.contract import Ask, Document
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, best
from emulator.brain.text import cut, join, sentences
from emulator.brain.tools import blocks, consulting, inquiring, surveying
from emulator.brain.tools.outcome import Outcome, Piece

_WORDS = 120
_MOST_CHUNKS = 20_000
_MOST_FILES = 60


@dataclass(frozen=True)
class Passage:
    """Some sentences of a file."""

    document: Document
    text: str
    page: int = 0
    """Where it stands, counted from 1; 0 in a file without pages."""


def act(ask: Ask, talk: Talk, tool: Mapping[str, Any]) -> Outcome:
    """Search the stores and answer from the passages."""
    documents = documents_of(ask, tool)
    told = _answer(documents, talk, int(tool.get("top_k") or 5))
    nothing = _nothing(len(documents), bool(str(tool.get("metadata_filter") or "").strip()))
    return _outcome(documents, told or [Piece(nothing)], tool)


def able(ask: Ask, talk: Talk, tool: Mapping[str, Any]) -> Outcome | None:
    """An answer to a question, if the files of the stores have one."""
    if not inquiring.is_question(talk.gist) or best(talk).name in _NOT_FOR_FILES:
        return None
    documents = documents_of(ask, tool)
    told = _answer(documents, talk, int(tool.get("top_k") or 5))
    return _outcome(documents, told, tool) if told else None


_NOT_FOR_FILES = frozenset(
    "arithmetic greeting smalltalk temper units dates numbers recall humour formulas running_sum equations clocks itself".split()
)
"""What needs no file to be answered."""


def _answer(documents: Sequence[Document], talk: Talk, most: int) -> list[Piece]:
    sources = [surveying.Source(blocks.of(one.title, one.pages), partial(_cited, one)) for one in documents[:_MOST_FILES]]
    asked = inquiring.read(talk.gist)
    named = {one.document.name for one in passages(documents, talk.gist, most)} if len(sources) > most else set()
    kept = [source for source, one in zip(sources, documents, strict=False) if not named or one.name in named]
    return consulting.answer(kept, talk.gist, talk) if asked.terms else []


def _outcome(documents: Sequence[Document], told: Sequence[Piece], tool: Mapping[str, Any]) -> Outcome:
    files = list(dict.fromkeys(str(one["file_name"]) for piece in told for one in piece.citations))
    stores = [str(name) for name in tool.get("file_search_store_names") or ()]
    note = Note(
        "Searching the files",
        f"{len(documents)} files in {join(stores) or 'no store'}; passages come from {join(files) or 'none of them'}.",
    )
    return Outcome(({"type": "file_search_call"}, {"type": "file_search_result"}), tuple(told), (note,), {"files": files})


def _nothing(searched: int, filtered: bool) -> str:
    if searched:
        return f"I searched the {searched} file{'s' * (searched != 1)} of the store and found nothing about this."
    return "The store holds no files that pass the filter." if filtered else "The store holds no files yet."


def documents_of(ask: Ask, tool: Mapping[str, Any]) -> list[Document]:
    """The files of the tool's stores that pass its filter."""
    stores = [str(name) for name in tool.get("file_search_store_names") or ()]
    fits = metadata_filter.parse(str(tool.get("metadata_filter") or ""))
    return [one for one in ask.surroundings.documents(stores) if fits(one.metadata)]


def _cited(document: Document, block: blocks.Block | None) -> dict[str, Any]:
    source = block.text if block else document.text[:600]
    found: dict[str, Any] = {"document_uri": document.name, "file_name": document.title, "source": cut(source, 300)}
    if block and block.page:
        found["page_number"] = block.page
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
