"""Answers from given documents: the sentence that says it, the points under a heading, a table's row, a summary, a comparison.

Everything told is a document's own and cited; what none of them says is said to be missing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from emulator.brain import pasted
from emulator.brain.dialogue import Talk
from emulator.brain.library import fold
from emulator.brain.registry import Reply
from emulator.brain.skills import tables
from emulator.brain.text import cut, join, number_pattern
from emulator.brain.text import table as markdown
from emulator.brain.tools import inquiring, surveying, words
from emulator.brain.tools.blocks import Block
from emulator.brain.tools.inquiring import Inquiry
from emulator.brain.tools.outcome import Piece
from emulator.brain.tools.surveying import Source

_ENOUGH = 0.5
"""The share of a question's weight that a passage must have to answer it."""


@dataclass(frozen=True)
class Hit:
    """A block that speaks of a question."""

    source: Source
    block: Block
    share: float
    """How much of the question's weight it has."""
    fits: bool
    """Whether it holds what kind of thing was asked for."""


def answer(sources: Sequence[Source], text: str, talk: Talk) -> list[Piece]:
    """The answer to a request, or nothing when no document says it."""
    asked = inquiring.read(text)
    if asked.title and (named := surveying.titles(sources, text)):
        return named
    if asked.compares and (compared := surveying.comparison(sources, asked)):
        return compared
    if asked.summary or (asked.points and asked.bullets):
        return surveying.summaries(sources, asked)
    asked = _continued(asked, talk)
    if counted := _counted(sources, asked):
        return counted
    said = asked.text if _GOES_ON.match(text) else text
    if tabled := _tabled(sources, said, talk):
        return tabled
    if asked.lists and (points := surveying.points(sources, asked)):
        return points
    return _facts(sources, asked.text) or surveying.points(sources, asked)


def answers(sources: Sequence[Source], text: str, talk: Talk) -> list[Piece]:
    """The answer of each document by itself, unless they are to be taken together."""
    asked = inquiring.read(text)
    if len(sources) < 2 or asked.compares or asked.summary or asked.title:
        return answer(sources, text, talk)
    pieces: list[Piece] = []
    for source in sources:
        if told := answer([source], text, talk):
            pieces += [*[Piece("\n\n")] * bool(pieces), Piece(f"**{cut(source.paper.title, 100)}**: "), *told]
    return pieces


def summaries_of(sources: Sequence[Source], text: str) -> list[Piece]:
    """What each document is about, whatever was asked."""
    return surveying.summaries(sources, inquiring.read(text))


_GOES_ON = re.compile(r"^\W*(?:and|what about|how about|und)\b", re.I)


_ASKS_ITSELF = re.compile(
    r"^\W*(?:and|und)\s+(?:where|what|who|when|how|which|why|can|may|is|are|do|does|wo|was|wer|wann|wie)\b", re.I
)


def _continued(asked: Inquiry, talk: Talk) -> Inquiry:
    """A fragment such as "And in the South?" with the words of the question before it."""
    if (
        _ASKS_ITSELF.match(asked.text)
        or len(asked.terms) > 2
        or not talk.past
        or not _GOES_ON.match(asked.text)
        or len(asked.kinds) > 0
    ):
        return asked
    before = inquiring.read(talk.past[-1].said)
    return inquiring.read(f"{before.text.rstrip('?')} {_GOES_ON.sub('', asked.text)}") if len(before.terms) < 12 else asked


_HOW_MANY = re.compile(r"\b(?:how many|wie viele)\s+([^\W\d_]{3,})", re.I)


def _counted(sources: Sequence[Source], asked: Inquiry) -> list[Piece]:
    """The one sentence that says how many there are: "has 24 rooms"; a table's rows are counted only without it."""
    match = _HOW_MANY.search(asked.text)
    if match is None:
        return []
    stem = re.escape(words.stem(fold(match[1])))
    said = re.compile(rf"\b(?:\d[\d,.]*|{number_pattern()})\s+(?:[^\W\d_][\w-]*\s+){{0,2}}{stem}\w{{0,4}}\b")
    rated = [
        (surveying.shared(asked, [block.text]), source, block)
        for source in sources
        for block in source.paper.blocks
        if not block.label and block.text[-1:] in ".!" and said.search(fold(block.text))
    ]
    most = max((score for score, _, _ in rated), default=0.0)
    best = [(source, block) for score, source, block in rated if score == most]
    return [Piece(surveying.spoken(best[0][1]), (dict(best[0][0].cite(best[0][1])),))] if len(best) == 1 else []


def _facts(sources: Sequence[Source], text: str) -> list[Piece]:
    """The sentences that answer a question, clause by clause."""
    told: list[Hit] = []
    for clause in inquiring.clauses(text):
        hits = _addressed(sources, clause) or ranked(sources, inquiring.read(clause))
        told += [hit for hit in hits if all(hit.block != other.block for other in told)]
    return _said(told)


def _labelled(block: Block, asked: Inquiry) -> float:
    """An entry is a better answer than a sentence, most of all under the label that is asked for."""
    own = frozenset(inquiring.terms(block.label))
    return 0.05 * bool(block.label) + 0.05 * any(surveying.best(term, own) for term in asked.terms)


_ADDRESS = re.compile(r"\b(?:e-?mail(?: address)?|mail address|(?:tele)?phone(?: number)?|telefon(?:nummer)?)\b", re.I)


def _addressed(sources: Sequence[Source], clause: str) -> list[Hit]:
    """The only block that holds an address or a number of the kind that is asked for."""
    asked = inquiring.read(clause)
    if not _ADDRESS.search(clause) or not asked.kinds:
        return []
    found = [
        Hit(source, block, 1.0, True)
        for source in sources
        for block in source.paper.blocks
        if all(kind.search(block.text) for kind in asked.kinds)
    ]
    return found if len(found) == 1 else []


def ranked(sources: Sequence[Source], asked: Inquiry) -> list[Hit]:
    """The one or two blocks that answer a question; none when nothing speaks of enough of it."""
    pool = [(source, block, _words(block, source)) for source in sources for block in source.paper.blocks]
    spread = Counter(term for _, _, (own, around) in pool for term in own | around)
    weights = {term: _weight(term, spread, len(pool), sources) for term in asked.terms}
    total = sum(weights.values())
    if not total:
        return []
    found = []
    for source, block, (own, around) in pool:
        above = 0.95 if block.under and block.under[-1].endswith("?") else 0.6
        share = (
            sum(weight * max(surveying.best(term, own), above * surveying.best(term, around)) for term, weight in weights.items())
            / total
        )
        mine = any(surveying.best(term, own) for term in asked.terms) or (bool(share) and (bool(block.label) or above > 0.9))
        fits = all(kind.search(block.value or block.text) for kind in asked.kinds)
        if share and (mine or (fits and asked.kinds)):
            found.append(Hit(source, block, share + 0.25 * (fits and bool(asked.kinds)) + _labelled(block, asked), fits))
    found.sort(key=lambda hit: -hit.share)
    if not found or found[0].share < _ENOUGH + 0.25 * (found[0].fits and bool(asked.kinds)) * 0.6:
        return []
    best = found[0]
    found = list({hit.block.text: hit for hit in reversed(found[:6])}.values())[::-1]
    return [hit for hit in found[:3] if hit.share >= 0.9 * best.share and hit.fits == best.fits][: 1 if asked.kinds else 2]


def _weight(term: str, spread: Counter[str], count: int, sources: Sequence[Source]) -> float:
    """How much a word tells: rare ones more, those of a document's own name hardly anything."""
    if term in inquiring.LIGHT:
        return 0.3
    if any(surveying.best(term, frozenset(inquiring.terms(source.paper.title))) for source in sources):
        return 0.2
    near = sum(number for said, number in spread.items() if inquiring.near(term, said))
    return math.log(2 + count / (1 + near)) if near else math.log(2 + count / 3)


def _words(block: Block, source: Source) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(inquiring.terms(block.text)), frozenset(inquiring.terms(" ".join((*block.under[-2:], source.paper.title))))


def _said(told: Sequence[Hit]) -> list[Piece]:
    """Blocks as sentences, those of several documents each with its name."""
    pieces: list[Piece] = []
    several = len({hit.source.paper.title for hit in told}) > 1
    for hit in told:
        lead = f"**{cut(hit.source.paper.title, 100)}**: " if several else ""
        pieces += [Piece("\n\n" if several else " ")] * bool(pieces) + [Piece(lead)] * bool(lead)
        pieces.append(Piece(surveying.spoken(hit.block), (dict(hit.source.cite(hit.block)),)))
    return pieces


def _tabled(sources: Sequence[Source], text: str, talk: Talk) -> list[Piece]:
    """What the rows of a document's table say."""
    asked = inquiring.read(text)
    for source in sources:
        found = source.paper.table
        if found is not None and talk.past and _GOES_ON.match(talk.gist):
            text = _swapped(found, talk.gist, talk.past[-1].said) or text
            asked = inquiring.read(text)
        if found is None or not surveying.shared(asked, [*found.columns, *(cell for row in found.rows[:300] for cell in row)]):
            continue
        for clause in dict.fromkeys([*inquiring.clauses(text), asked.text]):
            offered = tables.offer(talk.reading(f"{clause}\n\n{markdown([found.columns, *found.rows[:500]])}"))
            if offered is None or offered.fit < 0.95:
                continue
            reply = offered.answer()
            return [Piece(reply.text + _further(found, reply, asked, clause), (dict(source.cite(None)),))]
    return []


def _swapped(found: pasted.Table, fragment: str, before: str) -> str:
    """The question before with the cell that a fragment names in the place of its own: "And Engineering?"."""
    for place in range(len(found.columns)):
        cells = [cell for cell in dict.fromkeys(found.column(place)[:500]) if len(cell) > 1 and not cell.isdigit()]
        new, old = ([cell for cell in cells if re.search(rf"\b{re.escape(cell)}", said, re.I)] for said in (fragment, before))
        if len(new) == 1 and len(old) == 1 and new != old:
            return re.sub(re.escape(old[0]), new[0].replace("\\", ""), before, flags=re.I)
    return ""


def _further(found: Any, reply: Reply, asked: Inquiry, clause: str) -> str:
    """What else was asked of the row that was found."""
    row = max(found.rows, key=lambda row: sum(f"**{cell}**" in reply.text for cell in row))
    if reply.table or f"**{row[pasted.label(found)]}**" not in reply.text:
        return ""
    told = [
        f"{name} is **{cell}**"
        for name, cell in zip(found.columns, row, strict=True)
        if f"**{cell}**" not in reply.text and surveying.shared(asked, [name]) and cell not in reply.text
    ]
    return f" {join(told)}." if told else ""
