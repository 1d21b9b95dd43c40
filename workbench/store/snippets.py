"""The words around a hit, with what was hit marked as spans; never as HTML. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.store import texts
from workbench.store.fulltext import Term

BEFORE, AFTER = 40, 120


@dataclass(frozen=True)
class Span:
    """A piece of a snippet; `hit` when it is what was searched for."""

    text: str
    hit: bool = False


@dataclass(frozen=True)
class Snippet:
    """Where a search hit: "prompt", "answer", "thought", "tools" or "title", and the words around it."""

    place: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(span.text for span in self.spans)


def snippet(places: Mapping[str, str], wanted: Sequence[Term]) -> Snippet | None:
    """The first place that holds any of the terms; None when none does."""
    pattern = _pattern(wanted)
    if pattern is None:
        return None
    for place, text in places.items():
        folded = texts.folded(text)
        found = pattern.search(folded)
        if found is not None:
            return Snippet(place, _spans(text, folded, pattern, found.start()))
    return None


def _pattern(wanted: Sequence[Term]) -> re.Pattern[str] | None:
    alternatives = [_said(term) for term in wanted]
    alternatives += [re.escape(other) + r"(?![^\W_])" for term in wanted for other in term.others]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(alternatives)})") if alternatives else None


def _said(term: Term) -> str:
    phrase = r"[\W_]+".join(map(re.escape, term.words))
    return phrase + (r"(?![^\W_])" if term.quoted else r"[^\W_]*")


def _spans(text: str, folded: str, pattern: re.Pattern[str], first: int) -> tuple[Span, ...]:
    start, end = _edge(text, first - BEFORE, False), _edge(text, first + AFTER, True)
    spans: list[Span] = [Span("…")] if start else []
    at = start
    for found in pattern.finditer(folded, start, end):
        spans += [Span(_line(text[at : found.start()])), Span(_line(text[found.start() : found.end()]), True)]
        at = found.end()
    spans += [Span(_line(text[at:end])), Span("…" if end < len(text) else "")]
    return tuple(span for span in spans if span.text)


def _edge(text: str, at: int, forward: bool) -> int:
    """The place, or the next gap between words beyond it if one is near."""
    at = max(0, min(len(text), at))
    for step in range(15):
        here = at + step if forward else at - step
        if here <= 0 or here >= len(text) or text[here].isspace():
            return max(0, min(len(text), here))
    return at


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
