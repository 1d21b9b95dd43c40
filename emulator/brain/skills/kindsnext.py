"""What is asked of a list whose items all stand in a table of `kinds`: which is the oldest, who made it, when.

Where an item of the list isn't in the table nothing is ranked: the missing one could be the first.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import references
from emulator.brain.dialogue import Talk
from emulator.brain.pasted import Table
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.kinds import tables
from emulator.brain.text import join, plain

_LONGEST, _RECENT = 90, 4
_WHICH = re.compile(r"\b(?:which|what|who|of (?:them|these|those))\b|^\W*(?:and )?the \w+est\W*$", re.I)
_SCALES: tuple[tuple[str, str, bool], ...] = (
    (r"oldest|earliest|first (?:one )?(?:made|invented|released)", "year", False),
    (r"newest|youngest|latest|most (?:recent|modern)", "year", True),
    (r"longest", "length", True),
    (r"shortest", "length", False),
    (r"highest|tallest", "height", True),
    (r"lowest", "height", False),
    (r"largest|biggest", "area", True),
    (r"smallest", "area", False),
    (r"deepest", "depth", True),
    (r"most (?:populous|populated|people|inhabitants)", "population", True),
)
_MADE = re.compile(
    r"\bwho (?:invented|created|made|designed|developed|wrote) (?:it|that|this|them)\b|"
    r"\b(?:its|the) (?:creator|inventor|designer)\b",
    re.I,
)
_WHEN = re.compile(
    r"\b(?:when|what year|in which year) (?:was|were|did) (?:it|that|this)\b|\bhow old is (?:it|that|this)\b", re.I
)


@skill("kinds, afterwards")
def offer(talk: Talk) -> Offer | None:
    """Fits a superlative of the last list, and a question on the row that was spoken of last."""
    text = talk.whole
    if len(text) > _LONGEST or not talk.past:
        return None
    for pattern, column, most in _SCALES:
        if _WHICH.search(text) and re.search(rf"\b(?:{pattern})\b", text, re.I):
            return _first(talk, column, most)
    asked = "creator" if _MADE.search(text) else "year" if _WHEN.search(text) else ""
    return _of_last(talk, asked) if asked else None


def _first(talk: Talk, column: str, most: bool) -> Offer | None:
    items = next((heads for pair in reversed(talk.past[-_RECENT:]) if len(heads := _heads(pair.told)) >= 2), ())
    for kind, found in tables().items():
        at = _column(found, column)
        rows = [row for row in found.rows if row[0] in items]
        if at and items and len(rows) == len(set(items)):
            return Offer(0.955, partial(_ranked, kind, rows, found.columns[at], at, most))
    return None


def _heads(answer: str) -> tuple[str, ...]:
    return tuple(plain(head).strip() for head in references.listing(answer))


def _column(found: Table, word: str) -> int:
    return next((at for at, name in enumerate(found.columns) if at and word in name.lower()), 0)


def _number(cell: str) -> float:
    match = re.search(r"-?\d+(?:[.,]\d+)*", cell)
    return float(match[0].replace(",", "")) if match else 0.0


def _ranked(kind: str, rows: list[tuple[str, ...]], column: str, at: int, most: bool) -> Reply:
    order = sorted(rows, key=lambda row: _number(row[at]), reverse=most)
    best, second = order[0], order[1]
    head, _, unit = column.partition(" (")
    shown = f"{best[at]} {unit.rstrip(')')}".strip()
    told = f"from {shown}" if head == "Year" else f"{head.lower()} {shown}"
    text = f"**{best[0]}**, {told}. Next comes {second[0]} ({second[at]})."
    note = Note("Ranking a table", f"I have {head.lower()} for all {len(rows)} {kind}: {join([row[0] for row in order])}.")
    return Reply(text, f"{best[0]} ({shown}).", best[0], notes=(note,), data={best[0]: {head: best[at]}})


def _of_last(talk: Talk, column: str) -> Offer | None:
    for pair in reversed(talk.past[-2:]):
        for found in tables().values():
            at = _column(found, column)
            row = next((row for row in found.rows if re.match(rf"(?:\*\*)?{re.escape(row[0])}(?![\w+#])", pair.told)), None)
            if at and row:
                return Offer(0.945, partial(_told, row[0], found.columns[at], row[at]))
    return None


def _told(name: str, column: str, cell: str) -> Reply:
    text = f"**{name}** was created by **{cell}**." if column == "Creator" else f"**{name}** dates from **{cell}**."
    note = Note("Looking into a table", f"{column} of {name}: {cell}.")
    return Reply(text, text.replace("**", ""), cell, notes=(note,), data={name: {column: cell}})
