"""Which of several results comes first: by how urgent they are, else by their day or hour: "which should she do first?".

Orders only what the results say of themselves; numbers are compared elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emulator.brain.tools import manner, words
from emulator.brain.tools.metrics import Row

_LEVELS = {
    word: level
    for level, row in enumerate(
        (
            "lowest trivial p4 p5",
            "low minor p3",
            "medium normal moderate p2",
            "high major p1",
            "highest urgent critical blocker p0 sev1",
        )
    )
    for word in row.split()
}
_URGENT = re.compile(
    r"\b(?:most (?:urgent|important|critical|pressing|severe)|highest priority|more (?:urgent|important|critical|pressing)"
    r"|(?:do|tackle|handle|fix|look at|start with|solve|work on|go) (?:\w+ )?first\b|comes? first\b|prioriti[sz]e)",
    re.I,
)
_EARLY = re.compile(
    r"\b(?:first|soonest|earliest|earlier|sooner|next|(?:do|tackle|handle|fix) (?:\w+ )?first)\b(?!\s+(?:one|name|flight|class))",
    re.I,
)
_LATE = re.compile(r"\b(?:latest|later|last|newest|most recent)\b", re.I)
_SEVERAL = re.compile(r"\b(?:first|last|next|latest|earliest|newest) (?!(?:class|is|was|does)\b)[a-z]+s\b", re.I)
_ENDS = re.compile(r"\b(?:arriv\w+|gets? (?:there|in|to)|lands?|be there)\b", re.I)
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?|\d{1,2}:\d\d")
_ASKS = re.compile(r"^\W*(?:and |so |ok(?:ay)?,? )*(?:which|what|who|when)\b", re.I)


def verdict(asked: str, rows: Sequence[Row]) -> str:
    """A sentence that says which comes first or last; empty where that isn't asked or can't be told."""
    if len(rows) < 2 or not _ASKS.match(asked):
        return ""
    if _URGENT.search(asked) and (said := _by_level(rows)):
        return said
    if _SEVERAL.search(asked):
        return ""
    late = bool(_LATE.search(asked))
    return _by_day(asked, rows, late) if late or _EARLY.search(asked) else ""


def _by_level(rows: Sequence[Row]) -> str:
    for name in dict.fromkeys(name for row in rows for name in row.texts):
        if set(words.parts(name)) & {"priority", "severity", "urgency", "importance", "impact"}:
            rated = [(row, _LEVELS[row.texts[name].lower()]) for row in rows if row.texts.get(name, "").lower() in _LEVELS]
            top = max((level for _, level in rated), default=-1)
            best = [row for row, level in rated if level == top]
            if len(rated) > 1 and len(best) == 1:
                return f"**{best[0].label}**: its {' '.join(words.parts(name))} is {best[0].texts[name].lower()}."
    return ""


def _by_day(asked: str, rows: Sequence[Row], late: bool) -> str:
    names = [name for name in rows[0].texts if sum(bool(_DAY.fullmatch(row.texts.get(name, ""))) for row in rows) > 1]
    said = {*words.content(asked), *(("arrival",) if _ENDS.search(asked) else ())}
    names.sort(key=lambda name: not said & {words.stem(word) for word in words.parts(name)})
    if not names:
        return ""
    dated = [row for row in rows if _DAY.fullmatch(row.texts.get(names[0], ""))]
    ordered = sorted(dated, key=lambda row: row.texts[names[0]].rjust(5, "0"), reverse=late)
    first, second = ordered[0], ordered[1]
    day, other = (manner.spoken(row.texts[names[0]]) for row in (first, second))
    return (
        f"**{first.label}**: {day}. {second.label} {'comes before it' if late else 'follows'}: {other}." if day != other else ""
    )
