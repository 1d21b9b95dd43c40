"""Plans of an agent: their steps read from the answer, written back as an instruction, and compared. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from workbench.answer import answer_text
from workbench.records import Turn

_STEP = re.compile(r"^\s*(?:\*\*)?\(?(\d{1,2})[.)]\)?(?:\*\*)?\s+(.+?)\s*$", re.M)
_BULLET = re.compile(r"^[-*•]\s+(.+?)\s*$", re.M)

Change = Literal["same", "added", "removed"]


@dataclass(frozen=True)
class Line:
    """A step of a plan and what became of it since the revision before."""

    change: Change
    text: str


def steps_of(turn: Turn) -> tuple[str, ...]:
    """The steps of a plan; a plan that isn't a numbered list is read as a bulleted one. Empty when it is prose."""
    text = answer_text(turn)
    return tuple(match[2] for match in _STEP.finditer(text)) or tuple(match[1] for match in _BULLET.finditer(text))


@dataclass(frozen=True)
class Wish:
    """What a person wants of one step."""

    text: str
    """Its words, changed or not."""
    comment: str = ""
    left_out: bool = False


def instruction(steps: Sequence[str], comment: str = "") -> str:
    """An edited plan as the words that ask for it."""
    listed = "\n".join(f"{number}. {step.strip()}" for number, step in enumerate(filter(str.strip, steps), 1))
    return "\n\n".join(filter(None, [f"Use this plan instead:\n\n{listed}" if listed else "", comment.strip()]))


def wished(before: Sequence[str], wishes: Sequence[Wish], more: Sequence[str] = ()) -> tuple[tuple[str, ...], str]:
    """The steps to ask for, none when they are as before, and the comments on single ones in words."""
    kept = [wish for wish in wishes if not wish.left_out and wish.text.strip()]
    steps = (*(wish.text.strip() for wish in kept), *more)
    comments = [f"On step {place}: {wish.comment.strip()}" for place, wish in enumerate(kept, 1) if wish.comment.strip()]
    return () if steps == tuple(before) else steps, "\n".join(comments)


def difference(before: Sequence[str], after: Sequence[str]) -> list[Line]:
    """One plan after another, step by step."""
    lines: list[Line] = []
    for kind, low, high, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [Line("same", text) for text in after[start:end]]
            continue
        lines += [Line("removed", text) for text in before[low:high]]
        lines += [Line("added", text) for text in after[start:end]]
    return lines
