"""Cuts the steps of an answer into the pieces that are drawn, each with its place. Pure; draws nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from components.blocks import finished_length, mended
from workbench.records import StepRecord
from workbench.registry import present
from workbench.views import Activity, Text, Thought, View

FINAL = frozenset({"done", "failed", "denied", "stopped"})
"""States of an activity that nothing follows."""


class Position(NamedTuple):
    """A place in an answer: a step, a view in it, and a character of that view's text."""

    step: int = 0
    view: int = 0
    char: int = 0


END = Position(1 << 30)


@dataclass(frozen=True)
class Piece:
    """What is drawn at one place: a view, or a part of a text."""

    at: Position
    record: StepRecord
    view: View
    to_its_end: bool
    """False for the first part of a text whose rest is drawn elsewhere."""

    @property
    def is_growing(self) -> bool:
        """True while it is plain text that is being written, or a thought that is being thought."""
        plain = isinstance(self.view, Thought) or (isinstance(self.view, Text) and not self.view.citations)
        return self.record["state"] == "open" and self.to_its_end and plain

    @property
    def may_change(self) -> bool:
        """True while the step is open, and for a call, which lives on after its step until it has its result."""
        unanswered = isinstance(self.view, Activity) and self.view.state not in FINAL
        return self.record["state"] == "open" or "call" in self.record or unanswered


def frontier(steps: Sequence[StepRecord]) -> Position:
    """Up to where an answer can no longer change: closed steps, then whole blocks of the open text."""
    for place, record in enumerate(steps):
        if record["state"] == "open":
            views = present(record, steps)
            newest = views[-1] if views else None
            written = finished_length(newest.markdown) if isinstance(newest, Text) else 0
            return Position(place, max(0, len(views) - 1), written)
    return Position(len(steps))


def between(steps: Sequence[StepRecord], start: Position, end: Position) -> Iterator[Piece]:
    """The pieces from one position to another, in order."""
    for place in range(start.step, min(end.step + 1, len(steps))):
        for number, view in enumerate(present(steps[place], steps)):
            at = Position(place, number)
            if at[:2] < start[:2] or at[:2] > end[:2]:
                continue
            first = start.char if at[:2] == start[:2] else 0
            until = end.char if at[:2] == end[:2] else None
            part = _part(view, first, until)
            if part is not None:
                whole = until is None
                yield Piece(at, steps[place], _mended(part) if whole and steps[place]["state"] == "open" else part, whole)


def _part(view: View, first: int, until: int | None) -> View | None:
    """A view, or the piece of a text between two characters; sources come with its end."""
    if first == 0 and until is None:
        return view
    if not isinstance(view, Text):
        return view if until is None else None
    return replace(view, markdown=view.markdown[first:until], citations=view.citations if until is None else ())


def _mended(view: View) -> View:
    return replace(view, markdown=mended(view.markdown)) if isinstance(view, Text) else view
