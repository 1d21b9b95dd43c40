"""Whole documents: their titles, their most telling sentences, the points under a heading, what two have under the same labels.

Tells what stands in them, each piece with its citation; single facts are looked up elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emulator.brain.skills import summaries as telling
from emulator.brain.text import cut
from emulator.brain.tools import inquiring
from emulator.brain.tools.blocks import Block, Paper
from emulator.brain.tools.inquiring import Inquiry
from emulator.brain.tools.outcome import Piece

_MOST = 15
Cite = Callable[[Block | None], Mapping[str, Any]]


@dataclass(frozen=True)
class Source:
    """A document and how to cite a block of it."""

    paper: Paper
    cite: Cite


def shared(asked: Inquiry, headings: Sequence[str]) -> float:
    said = frozenset(inquiring.terms(" ".join(headings)))
    return sum(best(term, said) for term in asked.terms)


def best(term: str, said: frozenset[str]) -> float:
    return 1.0 if term in said else max((inquiring.near(term, one) for one in said), default=0.0)


def spoken(block: Block) -> str:
    """A block as a sentence: "Price: 3 euros" tells that the price is 3 euros."""
    if block.label and re.match(r"[A-Za-z][a-z ]*$", block.label) and block.text.isascii() | bool(re.search(r"[€£]", block.text)):
        label = block.label.lower()
        several = label.endswith("s") and not label.endswith("ss")
        return f"The {label} {'are' if several else 'is'} {block.value.rstrip('.')}."
    said = cut(block.text, 500)
    return said if said[-1:] in ".!?。！？…" or not block.point else f"{said}."


def titles(sources: Sequence[Source], text: str) -> list[Piece]:
    pieces: list[Piece] = []
    for source in sources:
        pieces += [Piece(" ")] * bool(pieces)
        pieces += [Piece("The title is "), Piece(f"“{source.paper.title}”", (dict(source.cite(None)),)), Piece(".")]
    if pieces and re.search(r"\btranslat|\bin(?:to)? (?:English|German|French|Spanish|Italian)\b|übersetz", text, re.I):
        pieces.append(Piece(" I can't translate it offline; with an API key, Gemini does."))
    return pieces


_BYLINE = re.compile(r"(?:By|Von|Written by|Posted (?:by|on)|Published(?: on)?|Updated(?: on)?)\s[^.!?]{3,80}$")
"""Who wrote a text when, which is none of what it says."""


def summaries(sources: Sequence[Source], asked: Inquiry) -> list[Piece]:
    """The most telling sentences of each document that is meant."""
    pieces: list[Piece] = []
    meant = _meant(sources, asked)
    for source in meant:
        said = {spoken(block): block for block in source.paper.blocks if len(block.text) > 3 and not _BYLINE.match(block.text)}
        prose = {text: block for text, block in said.items() if not (block.label or block.point)}
        said = prose if len(prose) >= (asked.points or 2) else said
        order = [sentence for _, sentence in telling.ranked("\n".join(said))] or list(said)
        kept = set([one for one in order if one in said][: asked.points or 3]) or set(list(said)[:3])
        chosen = [text for text in said if text in kept]
        pieces += [Piece("\n\n")] * bool(pieces) + ([Piece(f"**{cut(source.paper.name, 100)}**\n\n")] if len(meant) > 1 else [])
        for at, text in enumerate(chosen):
            pieces += [Piece("\n" if asked.bullets else " ")] * bool(at) + [Piece("- ")] * asked.bullets
            pieces.append(Piece(text, (dict(source.cite(said[text])),)))
    return pieces


def _meant(sources: Sequence[Source], asked: Inquiry) -> list[Source]:
    """The documents that a request names by their titles or headings; all of them when it names none."""
    rated = [
        (sum(best(term, frozenset(inquiring.terms(f"{one.paper.title} {one.paper.name}"))) for term in asked.terms), one)
        for one in sources
    ]
    most = max((score for score, _ in rated), default=0.0)
    return [one for score, one in rated if score >= 0.8 * most][:4] if most else list(sources)[:4]


_PARTS = re.compile(r"\b(?:ingredients|zutaten|steps|features|items|points)\b", re.I)


def points(sources: Sequence[Source], asked: Inquiry) -> list[Piece]:
    """The points under the heading that a request names, or the only list there is."""
    for source in sources:
        groups: dict[tuple[str, ...], list[Block]] = {}
        for block in source.paper.blocks:
            if block.point:
                groups.setdefault(block.under, []).append(block)
        rated = [(shared(asked, under[-1:]), under) for under in groups]
        best = max(rated, default=(0.0, ()), key=lambda pair: pair[0])
        if not best[0] and (
            len(groups) != 1 or not re.search(r"\b(?:ingredients|zutaten|steps|features|items|points)\b", asked.text, re.I)
        ):
            continue
        chosen = groups[best[1]] if best[0] else next(iter(groups.values()))
        if len(chosen) > 1:
            cited = [Piece(f"- {block.text}\n", (dict(source.cite(block)),)) for block in chosen[:_MOST]]
            return [*cited[:-1], Piece(cited[-1].text.rstrip(), cited[-1].citations)]
    return []


def comparison(sources: Sequence[Source], asked: Inquiry) -> list[Piece]:
    """What two documents both have under the same labels, side by side."""
    meant = list(sources) if len(sources) == 2 else _meant(sources, asked)
    if len(meant) < 2:
        return []
    entries = [source.paper.entries for source in meant]
    shared = [label for label in entries[0] if all(label in other for other in entries[1:])]
    if not shared:
        return [*_dearer(meant, asked), *summaries(meant, asked)] if len(sources) <= 3 else []
    pieces = [*_verdict(meant, entries, asked, shared)]
    names = [cut(source.paper.name, 60).replace("|", "/") for source in meant]
    pieces.append(Piece(f"| | {' | '.join(names)} |\n|{' --- |' * (len(meant) + 1)}"))
    for label in shared:
        pieces.append(Piece(f"\n| {entries[0][label].label}"))
        for source, own in zip(meant, entries, strict=True):
            pieces += [Piece(" | "), Piece(own[label].value.replace("|", "/"), (dict(source.cite(own[label])),))]
        pieces.append(Piece(" |"))
    return pieces


_WAYS = (
    (r"cheap|less expensive|günstig", "price cost", -1), (r"expensive|dear|teuer", "price cost", 1),
    (r"heav|schwer", "weight mass gewicht", 1), (r"light", "weight mass gewicht", -1), (r"fast|power|strong", "power speed", 1),
    (r"long", "warranty duration length", 1), (r"larg|big|groß", "size capacity area", 1), (r"small|klein", "size capacity", -1),
)  # fmt: skip
_MONEY = re.compile(r"[$€£]\s?(\d[\d.,]*\d|\d)|(\d[\d.,]*\d|\d)\s?(?:€|euros?|dollars?|pounds?|EUR|USD|GBP|CHF)\b", re.I)


def _dearer(meant: Sequence[Source], asked: Inquiry) -> Iterator[Piece]:
    """Which of some documents names the lower, or the higher, first price in its sentences."""
    way = re.search(r"\b(cheap\w*|less expensive|günstig\w*)|\b(expensive|dearer|teurer)\b", asked.text, re.I)
    priced = [next(((match, block) for block in one.paper.blocks if (match := _MONEY.search(block.text))), None) for one in meant]
    if way is None or any(one is None for one in priced):
        return
    rated = [
        (float((match[1] or match[2]).replace(",", "")), source, block)
        for source, one in zip(meant, priced, strict=True)
        if one is not None
        for match, block in [one]
    ]
    _, source, block = (min if way[1] else max)(rated, key=lambda one: one[0])
    yield Piece(f"**{cut(source.paper.name, 80)}** is the {'cheaper' if way[1] else 'more expensive'} one: ")
    yield Piece(spoken(block), (dict(source.cite(block)),))
    yield Piece("\n\n")


_DEGREES = (
    (r"more|higher|better|highest|most|best|bigger|greater|stronger|mehr"
     r"|höher", "", 1), (r"less|lower|shorter|fewer|least|weniger", "", -1),
)  # fmt: skip


def _verdict(
    meant: Sequence[Source], entries: Sequence[Mapping[str, Block]], asked: Inquiry, shared: Sequence[str]
) -> Iterator[Piece]:
    """Which of them is ahead in what was asked, by the entry that is named or else by the one that the word is used for."""
    named = next((one for one in shared if re.search(rf"\b{re.escape(one)}\b", asked.text, re.I)), "")
    for way, meaning, sign in (*_WAYS, *_DEGREES):
        label = named or next((one for one in shared if set(one.split()) & set(meaning.split())), "")
        if not label or not re.search(rf"\b(?:{way})", asked.text, re.I):
            continue
        values = [re.search(r"\d+(?:[.,]\d+)?", own[label].value.replace(",", "")) for own in entries]
        rated = [(sign * float(value[0]), at) for at, value in enumerate(values) if value]
        if len(rated) == len(meant) and len({value for value, _ in rated}) > 1:
            best = max(rated)[1]
            degree = "higher" if sign > 0 else "lower"
            yield Piece(f"**{cut(meant[best].paper.name, 80)}** has the {degree} {label}: {entries[best][label].value}.\n\n")
            return
