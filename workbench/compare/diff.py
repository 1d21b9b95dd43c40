"""What two answers have in common and where they part, word by word. Pure, and quick on long answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

WORDS_LIMIT = 4_000
"""Above this many words in either answer lines are compared instead: word by word would take too long."""
LINES_LIMIT = 4_000


@dataclass(frozen=True)
class Part:
    """A stretch of text: in both, only in the baseline (removed), only in the other (added)."""

    kind: Literal["same", "removed", "added"]
    text: str


def parts(baseline: str, other: str) -> tuple[Part, ...]:
    """The other answer against the baseline's, in order."""
    if baseline == other:
        return (Part("same", baseline),) if baseline else ()
    pattern = r"\s+|\w+|[^\w\s]"
    first, second = re.findall(pattern, baseline), re.findall(pattern, other)
    if max(len(first), len(second)) > WORDS_LIMIT:
        first, second = baseline.splitlines(keepends=True), other.splitlines(keepends=True)
    if max(len(first), len(second)) > LINES_LIMIT:
        return (Part("removed", baseline), Part("added", other))
    found: list[Part] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Part("same", "".join(first[a:b])))
            continue
        if a < b:
            found.append(Part("removed", "".join(first[a:b])))
        if c < d:
            found.append(Part("added", "".join(second[c:d])))
    return tuple(found)


def likeness(baseline: str, other: str) -> float:
    """0 to 1: the share of text that both have."""
    if baseline == other:
        return 1.0
    both = len(baseline) + len(other)
    common = sum(len(part.text) for part in parts(baseline, other) if part.kind == "same")
    return 2 * common / both if both else 1.0
