"""Google Search, offline: the queries are run against the model's own library, and every sentence taken from it is cited.

Says so when the library has nothing; invents no source.
"""

from __future__ import annotations

import html
import re
from urllib.parse import quote

from emulator.brain import library, references
from emulator.brain.contract import Ask
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, best
from emulator.brain.text import cut, join, sentences
from emulator.brain.tools.outcome import Outcome, Piece

_ASKED = re.compile(
    (
        r"\b(?:search|google|look(?:ing)? up|find out|browse|on the web|online|latest|recent|news|today|"
        r"current(?:ly)?|this (?:year|week|month))\b"
    ),
    re.I,
)
_QUESTION = re.compile(
    r"\b(?:who|what|when|where|which|why|how|is|are|was|were|did|does|tell me|explain|compare|find|list)\b", re.I
)
_KNOWING = frozenset(
    {
        "knowledge",
        "geography",
        "fallback",
        "limits",
        "comparison",
        "compare",
        "travel",
        "suggestions",
        "lists",
        "reports",
        "oddments",
    }
)
_DOMAIN = "library.stepwise.example"
_ENOUGH = 0.6
_PER_ARTICLE = 3


def wanted(ask: Ask, talk: Talk) -> bool:
    """Whether a request asks for something that a search could find."""
    if _ASKED.search(talk.gist):
        return True
    return bool(_QUESTION.search(talk.gist)) and best(talk).name in _KNOWING and bool(library.keywords(talk.gist))


def act(ask: Ask, talk: Talk) -> Outcome:
    """Search, and answer from what was found."""
    asked = queries(talk)
    found = _found(asked)
    kinds = next((tool.get("search_types") for tool in ask.tools if tool.get("type") == "google_search"), None)
    kind = kinds[0] if isinstance(kinds, (list, tuple)) and kinds else "web_search"
    steps = (
        {"type": "google_search_call", "arguments": {"queries": asked}, "search_type": kind},
        {"type": "google_search_result", "result": [{"search_suggestions": suggestions(asked)}], "is_error": False},
    )
    told = ", ".join(f"“{query}”" for query in asked)
    notes = (
        Note("Searching", f"I search for {told}."),
        Note(
            "Reading what was found",
            f"The library has {join([entry.title for entry, _ in found])} on this."
            if found
            else "The library has nothing on this.",
        ),
    )
    pieces = _told(found) if found else (Piece(_nothing(told)),)
    return Outcome(steps, pieces, notes, {"sources": [entry.title for entry, _ in found]})


def _nothing(told: str) -> str:
    return (
        f"I searched for {told} and found nothing about it. This search is offline: it reaches the "
        f"bundled library only, not the web."
    )


def queries(talk: Talk) -> list[str]:
    """One to three queries for a request, each thing that it names on its own."""
    text = re.sub(
        r"^\W*(?:please |can you |could you )*(?:search(?: the web| google| online)? for|look up|google|find out)\s+",
        "",
        talk.gist,
        flags=re.I,
    )
    words = library.keywords(text)
    if len(words) <= 3 and talk.past and references.kind_of(text) == "any":
        pointed = (
            references.focus(talk.past, "any") if re.search(r"\b(?:it|its|that|this|there|they|he|she)\b", text, re.I) else None
        )
        words = [pointed.name.lower(), *words] if pointed else words
    named = list(references.entities(text, "any"))[:3]
    rest = [word for word in words if not any(word in library.fold(name) for name in named)][:6]
    if len(named) > 1:
        return [cut(" ".join([name, *rest]), 100) for name in named]
    return [cut(" ".join(words[:10]) or cut(text, 80) or "anything", 100)]


def _found(asked: list[str]) -> list[tuple[Entry, list[str]]]:
    """The articles that answer the queries, each with its sentences to use."""
    chosen: dict[str, tuple[Entry, list[str]]] = {}
    for query in asked:
        hits = [(entry, share) for entry, share in library.search(query, 4) if share >= _ENOUGH]
        named = [entry for entry in library.named(query) if not entry.is_city or len(library.keywords(query)) < 4][:1]
        for entry in dict.fromkeys([*named, *(entry for entry, _ in hits[:2])]):
            kept = _sentences(entry, query)
            if kept:
                chosen.setdefault(entry.title, (entry, kept))
    return list(chosen.values())[:4]


def _sentences(entry: Entry, query: str) -> list[str]:
    """The sentences of an article that speak of a query, at least its first one."""
    all_of_it = sentences(entry.body)
    wanted = {word[:5] for word in library.tokens(query)} - {word[:5] for word in library.tokens(entry.title)}
    rated = sorted(
        range(len(all_of_it)), key=lambda at: (-len(wanted & {word[:5] for word in library.tokens(all_of_it[at])}), at)
    )
    return [all_of_it[at] for at in sorted({0, *rated[: _PER_ARTICLE - 1]}) if at < len(all_of_it)]


def _told(found: list[tuple[Entry, list[str]]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for at, (entry, kept) in enumerate(found):
        if at:
            pieces.append(Piece("\n\n"))
        for number, sentence in enumerate(kept):
            pieces.append(Piece(sentence, (citation(entry),)))
            pieces.append(Piece(" " if number < len(kept) - 1 else ""))
    return tuple(piece for piece in pieces if piece.text)


def citation(entry: Entry) -> dict[str, str]:
    """The source of a sentence; the address is a name within the bundled library, not a page of the web."""
    return {"url": f"https://{_DOMAIN}/{quote(entry.title.replace(' ', '_'))}", "title": _DOMAIN, "type": "url_citation"}


def suggestions(asked: list[str]) -> str:
    """The queries as chips, in the shape of Google's search suggestions."""
    chips = "".join(
        (
            f'<a class="chip" '
            f'href="https://www.google.com/search?q={quote(query)}&client=app-vertex-grounding">{html.escape(query)}</a>'
        )
        for query in asked
    )
    return (
        f'<style>\n{_STYLE}\n</style>\n<div class="container">\n  <div class="headline">{_LOGO}</div>\n  '
        f'<div class="carousel">{chips}</div>\n</div>\n'
    )


_LOGO = (
    '<svg class="logo-light" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true"><circle '
    'cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="2"/><path d="M12 12l4 4" '
    'stroke="currentColor" stroke-width="2"/></svg>'
)
_STYLE = """.container {
  align-items: center;
  border-radius: 8px;
  display: flex;
  font-family: Google Sans, Roboto, sans-serif;
  font-size: 14px;
  line-height: 20px;
  padding: 8px 12px;
}
.chip {
  display: inline-block;
  border: solid 1px;
  border-radius: 16px;
  min-width: 14px;
  padding: 5px 16px;
  text-align: center;
  margin: 0 8px;
  text-decoration: none;
}
.carousel {
  overflow: auto;
  scrollbar-width: none;
  white-space: nowrap;
  margin-right: -12px;
}
.headline {
  display: flex;
  margin-right: 4px;
}
@media (prefers-color-scheme: light) {
  .container {
  background-color: #fafafa;
  color: #1f1f1f;
} .chip {
  background-color: #ffffff;
  border-color: #d2d2d2;
  color: #5e5e5e;
}
}
@media (prefers-color-scheme: dark) {
  .container {
  background-color: #1f1f1f;
  color: #ffffff;
} .chip {
  background-color: #2c2c2c;
  border-color: #3c4043;
  color: #ffffff;
}
}"""
