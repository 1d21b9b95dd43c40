"""URL context: the pages a request names are fetched, each with its status, and the answer is taken from their text.

Pages are strangers' words: they are quoted and summarised, never followed.
"""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser

from emulator.brain import library
from emulator.brain.contract import Ask
from emulator.brain.registry import Note
from emulator.brain.text import cut, sentences
from emulator.brain.tools import fetching, values, words
from emulator.brain.tools.outcome import Outcome, Piece
from outbound import addresses

_MOST_URLS = 20
_PER_PAGE = 4
_WALL = re.compile(
    r"\bsubscribe to (?:continue|read)|\bsubscribers? only\b|\bthis (?:article|content) is for (?:subscribers|members)", re.I
)


@dataclass(frozen=True)
class Read:
    """A URL and what became of it."""

    url: str
    status: str
    why: str = ""
    title: str = ""
    text: str = ""


def urls(text: str) -> list[str]:
    """The http(s) URLs of a request."""
    return [str(one.value) for one in values.matches("url", text)][:_MOST_URLS]


def act(ask: Ask, text: str) -> Outcome:
    """Fetch the URLs and answer from them."""
    wanted = urls(text)
    with ThreadPoolExecutor(max(1, len(wanted))) as pool:
        pages = list(pool.map(partial(read, private=tuple(ask.surroundings.private_hosts)), wanted))
    steps = (
        {"type": "url_context_call", "arguments": {"urls": wanted}},
        {
            "type": "url_context_result",
            "result": [{"url": page.url, "status": page.status} for page in pages],
            "is_error": all(page.status != "success" for page in pages),
        },
    )
    notes = tuple(
        Note(
            f"Fetching {cut(page.url, 80)}",
            f"It holds {len(page.text):,} characters of text." if page.status == "success" else f"Not read: {page.why}.",
        )
        for page in pages
    )
    return Outcome(steps, tuple(_told(pages, text)), notes, {page.url: page.status for page in pages})


def read(url: str, private: tuple[str, ...] = ()) -> Read:
    """One page."""
    try:
        page = fetching.fetch(url, private)
    except addresses.Unsafe as problem:
        return Read(url, "unsafe", str(problem))
    except fetching.Paywall as problem:
        return Read(url, "paywall", str(problem))
    except addresses.Unreachable as problem:
        return Read(url, "error", str(problem))
    title, text = words_of(page.text) if "html" in page.kind else ("", page.text)
    if _WALL.search(text[:5_000]) and len(text) < 5_000:
        return Read(url, "paywall", "it is for subscribers", title)
    return Read(url, "success", "", title or url, text) if text.strip() else Read(url, "error", "it holds no text", title)


class _Words(HTMLParser):
    """The visible words of a page."""

    _HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "nav", "footer", "form", "iframe"})
    _BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "section", "article", "td", "th", "pre"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title, self.found = "", list[str]()
        self._hidden, self._in_title = list[str](), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is hidden and where lines break."""
        self._in_title = tag == "title" or (self._in_title and tag != "body")
        if tag in self._HIDDEN and len(self._hidden) < 200:
            self._hidden.append(tag)
        if tag in self._BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave what was hidden."""
        self._in_title = self._in_title and tag != "title"
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        if tag in self._BREAKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep visible words."""
        if self._in_title and not self.title:
            self.title = " ".join(data.split())[:200]
        elif not self._hidden:
            self.found.append(data)


def words_of(source: str) -> tuple[str, str]:
    """The title and the visible text of an HTML page."""
    parser = _Words()
    parser.feed(source[: fetching.MOST_BYTES])
    lines = (" ".join(line.split()) for line in "".join(parser.found).splitlines())
    return parser.title, "\n".join(line for line in lines if line)


def _told(pages: list[Read], question: str) -> list[Piece]:
    pieces: list[Piece] = []
    for page in pages:
        lead = "\n\n" if pieces else ""
        if page.status != "success":
            pieces.append(Piece(f"{lead}I could not read {page.url}: {page.why}."))
            continue
        cited = {"url": page.url, "title": page.title, "type": "url_citation"}
        listed = bool(_LISTED.search(question))
        pieces.append(Piece(f"{lead}**{cut(page.title, 120)}** says:" + ("\n\n" if listed else " ")))
        for at, sentence in enumerate(_answering(page, question)):
            pieces += [Piece("\n" if listed else " ")] * bool(at) + [Piece("- ")] * listed + [Piece(sentence, (cited,))]
    return pieces


_LISTED = re.compile(r"\b(?:bullet|points?|list|bullets)\b", re.I)
_ASKS = re.compile(
    r"\b(?:who|whom|when|where|which|how (?:many|much|long|hot|old|far|tall|big)|what(?:'s| is| are| was| time))\b", re.I
)


_HEADING = re.compile(r"(?:[^\s.!?:]+\s?){1,6}")


def _answering(page: Read, question: str) -> list[str]:
    """The sentences that answer a question, or that tell what a page is about; of data the entries that it names."""
    try:
        data = json.loads(page.text) if page.text.lstrip()[:1] == "{" else None
    except ValueError:
        data = None
    if isinstance(data, dict):
        flat = [
            f"{' '.join(words.parts(str(key)))}: {value}" for key, value in data.items() if not isinstance(value, (dict, list))
        ]
        return [f"{line}." for line in _telling(flat, question)] or [cut(page.text, 400)]
    lines = [line for line in page.text[:200_000].splitlines() if not _HEADING.fullmatch(line.strip())] or [page.text]
    found = [part for line in lines for part in sentences(line)]
    return _telling(found, question) or telling("\n".join(lines), question)


def _telling(found: list[str], question: str) -> list[str]:
    """Those that speak of a question as much as the best does, where it asks for something; else the first."""
    wanted = _wanted(question)
    points = [len(wanted & {word.removesuffix("s")[:5] for word in library.tokens(one)}) for one in found[:2_000]]
    best = max(points, default=0)
    if not best or not _ASKS.search(question):
        return []
    return [cut(one, 500) for one, point in zip(found, points, strict=False) if 2 * point > best][:_PER_PAGE]


def _wanted(question: str) -> set[str]:
    return {word.removesuffix("s")[:5] for word in library.keywords(values._URL.sub(" ", question))} - {
        "summa",
        "page",
        "url",
        "tell",
        "say",
    }


def telling(text: str, question: str, most: int = _PER_PAGE) -> list[str]:
    """The sentences of a text that speak of a question most, in their order."""
    wanted = _wanted(question)
    parts = [part for line in text[:200_000].splitlines() for part in sentences(line)]
    found = [sentence for sentence in parts if 3 <= len(sentence.split()) <= 80][:2_000] or [cut(text, 400)]
    rated = sorted(range(len(found)), key=lambda at: (-len(wanted & {word[:5] for word in library.tokens(found[at])}), at))
    return [cut(found[at], 500) for at in sorted(rated[:most])]
