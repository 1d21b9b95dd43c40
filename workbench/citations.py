"""Sources of an answer: annotations become numbered citations, their numbers chips in the text. Pure.

The API counts offsets in bytes of UTF-8; when they don't fit the text that way, they are taken as characters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from workbench import reading
from workbench.markdown import protected
from workbench.views import Citation

KINDS = {"url_citation": "url", "file_citation": "file", "place_citation": "place"}
"""The annotations that name a source; the others (word timings, speakers) don't."""

Span = tuple[int, int]


def cited(text: str, annotations: Any, earlier: Sequence[Citation] = ()) -> tuple[str, tuple[Citation, ...]]:
    """The text with `[n]` behind each cited span, and the sources it cites; one source keeps one number.

    `earlier` are the sources of the texts before this one, whose numbers go on.
    """
    found = [a for a in reading.mappings(annotations) if reading.text(a.get("type")) in KINDS]
    if not found:
        return text, ()
    numbers = {_identity(citation): citation.number for citation in earlier}
    citations: dict[int, Citation] = {}
    chips: dict[int, list[int]] = {}
    for annotation, span in zip(found, _spans(text, found), strict=True):
        source = _citation(annotation, text[span[0] : span[1]].strip() if span else "")
        number = numbers.setdefault(_identity(source), max(numbers.values(), default=0) + 1)
        citations.setdefault(number, replace(source, number=number, title=source.title or f"Source {number}"))
        if span:
            chips.setdefault(span[1], []).append(number)
    return _placed(text, chips), tuple(citations.values())


def _citation(annotation: Mapping[str, Any], quote: str) -> Citation:
    kind = KINDS[str(annotation["type"])]
    url = reading.text(annotation.get("url")) or reading.text(annotation.get("document_uri"))
    names = (reading.text(annotation.get(key)) for key in ("title", "file_name", "name", "source"))
    title = next((name for name in names if name), "") or host_of(url)
    page = reading.number(annotation.get("page_number"))
    return Citation(0, f"{title}, page {page}" if page is not None else title, url, quote, kind)


def _identity(citation: Citation) -> tuple[str, str, str]:
    by_address = citation.kind == "url" and bool(citation.url)
    return citation.kind, citation.url, "" if by_address else citation.title


def host_of(url: str) -> str:
    """The host of an address; empty when it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _spans(text: str, annotations: Sequence[Mapping[str, Any]]) -> list[Span | None]:
    """Character spans. One annotation that can't be bytes means that none of this text's are."""
    given = [(reading.number(a.get("start_index")) or 0, reading.number(a.get("end_index"))) for a in annotations]
    offsets = _character_at_byte(text)
    as_bytes = [_from_bytes(offsets, start, end) for start, end in given]
    if all(span is not None or end is None for span, (_, end) in zip(as_bytes, given, strict=True)):
        return as_bytes
    return [_from_characters(text, start, end) for start, end in given]


def _character_at_byte(text: str) -> dict[int, int]:
    """For each byte offset at which a character begins, that character's index; the end included."""
    if text.isascii():
        return {index: index for index in range(len(text) + 1)}
    found, position = {}, 0
    for index, character in enumerate(text):
        found[position] = index
        position += len(character.encode("utf-8", "surrogatepass"))
    return found | {position: len(text)}


def _from_bytes(offsets: Mapping[int, int], start: int, end: int | None) -> Span | None:
    if end is None or start > end or start not in offsets or end not in offsets:
        return None
    return offsets[start], offsets[end]


def _from_characters(text: str, start: int, end: int | None) -> Span | None:
    if end is None or not 0 <= start <= end:
        return None
    return min(start, len(text)), min(end, len(text))


def _placed(text: str, chips: Mapping[int, Sequence[int]]) -> str:
    """Put the chips in, each behind its span; never inside code, a link, a formula or a word."""
    moved: dict[int, list[int]] = {}
    spans = protected(text)
    for position in sorted(chips):
        place = next((end for start, end in spans if start < position < end), position)
        moved.setdefault(_after_word(text, place), []).extend(chips[position])
    pieces, last = [], 0
    for place in sorted(moved):
        numbers = "".join(f"[{number}]" for number in dict.fromkeys(moved[place]))
        tail = " " if text[place : place + 1] in tuple("([:{") else ""
        pieces += [text[last:place], _lead(text, place), numbers, tail]
        last = place
    return "".join([*pieces, text[last:]])


def _after_word(text: str, place: int) -> int:
    """Not within a word, and before a line's closing white space."""
    while 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum():
        place += 1
    while place > 0 and text[place - 1] in " \t\r\n":
        place -= 1
    return place


def _lead(text: str, place: int) -> str:
    """A space before the chips; a paragraph of their own behind a code block."""
    line = text[:place].rsplit("\n", 1)[-1].lstrip()
    return "\n\n" if line.startswith(("```", "~~~")) else " "
