"""A document as blocks: sentences, points and `label: value` entries, each with the headings above it, and its table.

Reads marked text (Markdown, CSV, a page's words); it knows no question.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from emulator.brain import pasted
from emulator.brain.pasted import Table
from emulator.brain.text import sentences

LONGEST = 400_000
_MOST = 6_000
_HEADING = re.compile(r"(#{1,6})\s+(\S.{0,200})$")
_BARE_HEADING = re.compile(r"(?=.{2,70}$)[^\s.!?:;,。|][^.!?:;。|]*$")
_POINT = re.compile(r"(?:[-*•–]|\d{1,3}[.)])\s+(?=\S)")
_ENTRY = re.compile(r"(?P<label>[^\W\d][^:：.!?|=]{0,40}?)\s?[:：]\s*(?P<value>\S.{0,300})$")
_WIDE_STOP = re.compile(r"(?<=[。！？])")


@dataclass(frozen=True)
class Block:
    """A piece of a document that can be quoted."""

    text: str
    under: tuple[str, ...] = ()
    """The headings above it."""
    label: str = ""
    value: str = ""
    """What an entry is called and says."""
    point: bool = False
    """Whether it is a point of a list."""
    page: int = 0


@dataclass(frozen=True)
class Paper:
    """A document read into blocks."""

    title: str
    blocks: tuple[Block, ...]
    table: Table | None = None
    headings: tuple[str, ...] = ()

    @property
    def entries(self) -> dict[str, Block]:
        """What it says under labels of its own, the first of each name."""
        found: dict[str, Block] = {}
        for block in self.blocks:
            if block.label:
                found.setdefault(block.label.lower(), block)
        return found

    @property
    def name(self) -> str:
        """What it is about: its title or its first heading."""
        return self.headings[0] if self.headings else self.title


@lru_cache(maxsize=64)
def of(title: str, pages: tuple[str, ...]) -> Paper:
    """A document's pages, read."""
    found: list[Block] = []
    headings: list[tuple[int, str]] = []
    every: list[str] = []
    for number, page in enumerate(pages, 1):
        for block in _read(_spelled_out(page[:LONGEST]), headings, every):
            found.append(Block(block.text, block.under, block.label, block.value, block.point, number if len(pages) > 1 else 0))
            if len(found) >= _MOST:
                break
    table = pasted.find("\n".join(pages)[: pasted.LONGEST]) if any(mark in page for page in pages for mark in ",|;\t{[") else None
    table = table if table and _has_rows(table) else None
    return Paper(title, tuple(found), table, tuple(every))


def _has_rows(table: Table) -> bool:
    """Whether a table holds things with columns rather than one thing's entries."""
    return len(table.columns) > 2 or (table.columns != ("Name", "Value") and table.numbers(1) is not None)


def _spelled_out(page: str) -> str:
    """JSON as entries; other text as it is."""
    if page.lstrip()[:1] not in ("{", "["):
        return page
    try:
        value = json.loads(page)
    except ValueError:
        return page
    return "\n".join(_entries(value, "")) or page


def _entries(value: Any, name: str, depth: int = 0) -> Iterator[str]:
    if isinstance(value, dict) and depth < 5:
        for key, inner in value.items():
            yield from _entries(inner, f"{name} {str(key).replace('_', ' ')}".strip(), depth + 1)
    elif isinstance(value, list) and depth < 5 and any(isinstance(one, dict | list) for one in value):
        for one in value[:200]:
            yield from _entries(one, name, depth + 1)
    elif name:
        yield f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}"


def _read(text: str, headings: list[tuple[int, str]], every: list[str]) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines()]
    for at, line in enumerate(lines):
        marked = _HEADING.match(line)
        if marked or _heads(lines, at):
            level, said = (len(marked[1]), marked[2].strip(" #*")) if marked else (6, line)
            while headings and headings[-1][0] >= level:
                headings.pop()
            headings.append((level, said))
            every.append(said)
            continue
        if line and not re.fullmatch(r"[\s|:+=-]+", line):
            yield from _of_line(line, tuple(said for _, said in headings))


def _heads(lines: list[str], at: int) -> bool:
    """Whether an unmarked line is a heading: short, without an end, alone or before something longer."""
    line = lines[at]
    if not _BARE_HEADING.match(line) or _POINT.match(line) or "," in line or len(line.split()) > 8 or not line[:1].isupper():
        return False
    after = lines[at + 1] if at + 1 < len(lines) else ""
    following = after or next((one for one in lines[at + 1 : at + 4] if one), "")
    return bool(following) and (not after or len(following) > len(line) + 8 or bool(_POINT.match(following)))


def _of_line(line: str, under: tuple[str, ...]) -> Iterator[Block]:
    point = _POINT.match(line)
    said = line[point.end() :] if point else line
    said = said.replace("**", "").replace("`", "")
    if said.startswith("|"):
        cells = [cell.strip() for cell in said.strip("| ").split("|")]
        named = len(cells) == 2 and re.match(r"[^\W\d]", cells[0]) and len(cells[0].split()) <= 5
        yield Block(": ".join(cells), under, cells[0], cells[1]) if named else Block(" · ".join(cells), under)
        return
    entry = _ENTRY.match(said)
    if entry and len(sentences(entry["value"])) == 1 and len(entry["label"].split()) <= 5:
        yield Block(said, under, entry["label"].strip(), entry["value"].strip(), bool(point))
        return
    if point:
        yield Block(said, under, point=True)
        return
    for sentence in sentences(said):
        for part in _WIDE_STOP.split(sentence):
            labelled = _ENTRY.match(part.strip()) if len(part) < 120 else None
            if labelled and len(labelled["label"].split()) <= 3 and labelled["value"].strip():
                yield Block(part.strip(), under, labelled["label"].strip(), labelled["value"].strip())
            elif part.strip():
                yield Block(part.strip(), under)
