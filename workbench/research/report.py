"""A finished answer as a report: blocks of text and images, a table of contents, numbered sources, a reading time. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import urlsplit

from workbench import reading
from workbench.citations import cited, host_of
from workbench.records import ENDED, Turn
from workbench.research import timeline
from workbench.views import Citation, Media

WORDS_PER_MINUTE = 220
NEVER = (".example", ".invalid", ".test", ".localhost")
"""Domains that are reserved: nothing can be there."""
_HEADING = re.compile(r"^(#{1,4})[ \t]+(.+?)[ \t]*#*$", re.M)
_CHIP = re.compile(r"\s*\[\d+\](?!\()")
_SECTION = re.compile(r"^(?=#{1,2}[ \t])", re.M)
_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.M | re.S)


@dataclass(frozen=True)
class Heading:
    """An entry of the table of contents."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Source:
    """A source as it is listed: each number once, with every span that rests on it."""

    number: int
    title: str
    url: str
    domain: str
    quotes: tuple[str, ...]
    """The spans of the report that rest on it, the longest first."""
    kind: str = "url"
    trouble: str = ""
    """Why the address can't be opened, when that is certain."""


@dataclass(frozen=True)
class Block:
    """A stretch of Markdown (chips placed), or an image."""

    markdown: str = ""
    media: Media | None = None


@dataclass(frozen=True)
class Report:
    """Everything that is shown or written of a report."""

    title: str
    blocks: tuple[Block, ...]
    contents: tuple[Heading, ...]
    sources: tuple[Source, ...]
    words: int

    @property
    def minutes(self) -> int:
        """Minutes to read it."""
        return max(1, round(self.words / WORDS_PER_MINUTE))

    @property
    def markdown(self) -> str:
        """The text without images."""
        return "\n\n".join(block.markdown.strip() for block in self.blocks if block.markdown.strip())


def of(turn: Turn) -> Report:
    """The report that a turn's answer is."""
    blocks, citations = _read(turn)
    headings = tuple(_headings(block.markdown for block in blocks))
    texts = " ".join(_CHIP.sub("", block.markdown) for block in blocks)
    title = next((heading.text for heading in headings if heading.level == 1), "") or "Report"
    return Report(title, tuple(blocks), headings, tuple(_sources(citations, _failures(turn))), len(texts.split()))


def count_sources(turn: Turn) -> int:
    """How many sources an answer cites; while it runs and cites none yet, how many pages were read for it."""
    urls = {
        str(note.get("url") or note.get("title"))
        for record in turn["steps"] if record["step"].get("type") == "model_output"
        for item in reading.content(record["step"].get("content"))
        for note in reading.mappings(item.get("annotations"))
    }  # fmt: skip
    return len(urls) or (0 if turn["state"] in ENDED else len(timeline.of(turn).pages))


def sections(markdown: str) -> list[str]:
    """A text cut before each heading of the first two levels; put together they are the text again."""
    fenced = [match.span() for match in _FENCE.finditer(markdown)]
    starts = [match.start() for match in _SECTION.finditer(markdown)]
    cuts = [at for at in starts if at and not any(first <= at < last for first, last in fenced)]
    return [markdown[first:last] for first, last in pairwise([0, *cuts, len(markdown)])]


def anchor(text: str) -> str:
    """A heading as the name of its place."""
    return re.sub(r"[^\w]+", "-", text.lower()).strip("-") or "section"


def _read(turn: Turn) -> tuple[list[Block], list[Citation]]:
    blocks: list[Block] = []
    citations: list[Citation] = []
    seen: list[Citation] = []
    for record in turn["steps"]:
        if record["step"].get("type") != "model_output":
            continue
        for item in reading.content(record["step"].get("content")):
            if item.get("type") != "text":
                view = reading.media(item)
                blocks.append(Block(media=view) if isinstance(view, Media) else Block())
                continue
            for markdown, found in _numbered(item, seen):
                blocks.append(Block(markdown))
                citations += found
                seen += [citation for citation in found if citation.number not in {other.number for other in seen}]
    return blocks, citations


def _numbered(item: Mapping[str, object], seen: list[Citation]) -> Iterator[tuple[str, list[Citation]]]:
    """A text with its chips, and each of its citations with the span it has."""
    text = reading.text(item.get("text"))
    markdown, once = cited(text, item.get("annotations"), seen)
    numbers = {(citation.kind, citation.url, citation.title): citation.number for citation in (*seen, *once)}
    found: list[Citation] = []
    for note in reading.mappings(item.get("annotations")):
        _, single = cited(text, [note], ())
        for citation in single:
            same = [number for (kind, url, title), number in numbers.items() if kind == citation.kind and url == citation.url]
            found.append(replace(citation, number=same[0] if same else citation.number))
    yield markdown, found


def _headings(texts: Iterator[str]) -> Iterator[Heading]:
    taken: dict[str, int] = {}
    for text in texts:
        for match in _HEADING.finditer(_FENCE.sub("", text)):
            words = _CHIP.sub("", match[2]).replace("**", "").strip()
            name = anchor(words)
            taken[name] = taken.get(name, 0) + 1
            yield Heading(len(match[1]), words, name if taken[name] == 1 else f"{name}-{taken[name]}")


def _failures(turn: Turn) -> dict[str, str]:
    """The addresses that the agent itself could not open, each with the status it got."""
    return {
        reading.text(page.get("url")): reading.text(page.get("status"))
        for record in turn["steps"] if record["step"].get("type") == "url_context_result"
        for page in reading.mappings(record["step"].get("result"))
        if reading.text(page.get("status")).removeprefix("url_retrieval_status_") not in ("", "success")
    }  # fmt: skip


def _sources(citations: list[Citation], failures: Mapping[str, str]) -> Iterator[Source]:
    grouped: dict[int, list[Citation]] = {}
    for citation in citations:
        grouped.setdefault(citation.number, []).append(citation)
    for number, group in sorted(grouped.items()):
        first = group[0]
        quotes = sorted({citation.quote: None for citation in group if citation.quote}, key=len, reverse=True)
        yield Source(number, first.title, first.url, host_of(first.url), tuple(quotes), first.kind, trouble(first, failures))


def trouble(citation: Citation, failures: Mapping[str, str]) -> str:
    """Why an address can't be opened, surely or for the agent at least; empty when it may work."""
    if citation.kind != "url":
        return ""
    if status := failures.get(citation.url):
        return f"the agent could not open it ({status})"
    host = host_of(citation.url)
    if urlsplit(citation.url).scheme not in ("http", "https") or not host:
        return "not a web address"
    if host.endswith(NEVER):
        return "exists in the offline demo only"
    return "" if "." in host else "not a public address"
