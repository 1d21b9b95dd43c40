"""The one drawing path for the steps of an answer, live and settled.

A live answer is two fragments, one inside the other: the outer one holds what is finished (closed steps, whole Markdown
blocks of the open one), the inner one what is being written, and a doorbell. A ring redraws the inner one only; when that
has grown, the next ring redraws the outer one. Must not talk to the API or the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import NamedTuple

import streamlit as st

from components import clock, state
from components.blocks import finished_length, mended
from components.doorbell import doorbell, outer_bell
from components.figures import plain
from components.folding import Drawn, Fold, folded, frames, without_frames
from components.paint import paint
from components.step import draw_step
from workbench.records import StepRecord, Turn
from workbench.registry import present
from workbench.run import Run
from workbench.shown import shown_steps
from workbench.views import Text, View

HAND_OVER_AT = 1_200
"""So many finished characters in the inner fragment are worth a redraw of the outer one."""

_draws = count(1)


class Position(NamedTuple):
    """A place in an answer: a step, a view in it, and a character of that view's text."""

    step: int = 0
    view: int = 0
    char: int = 0


END = Position(1 << 30)


@dataclass
class Mark:
    """How far the outer fragment has drawn, and whether the inner one has drawn the end."""

    drawn: Position
    last: bool = False


def settled(turn: Turn, *, open_to_answers: bool = False) -> None:
    """Draw the steps of a turn that has ended; `open_to_answers`: its function calls can still be answered."""
    steps = shown_steps(turn)
    items = [Drawn(at[:2], steps[at.step], view) for at, view in _between(steps, Position(), END)]
    with st.container():  # a fragment is a container too: the same place in the page, live and settled
        for part in folded(items):
            if isinstance(part, Fold):
                _fold(turn, part)
            else:
                _step(turn, part, open_to_answers)
        for number, frame in enumerate(frames(items)):
            paint(frame, state.widget_key("frame", turn["id"], number))


def _fold(turn: Turn, fold: Fold) -> None:
    """One line for many steps. Its key is the place of its first step, so it stays open once a person opened it."""
    key = state.widget_key("fold", turn["id"], *fold.items[0].place)
    with st.expander(fold.label(), type="compact", icon=":material/stacks:", key=key):
        for item in fold.items:
            _step(turn, item, open_to_answers=False)


def _step(turn: Turn, item: Drawn, open_to_answers: bool) -> None:
    draw_step(turn, item.record, without_frames(item.view), open_to_answers=open_to_answers,
              key=state.widget_key("step", turn["id"], *item.place))


def live(run: Run) -> None:
    """Draw a turn in flight and follow it. When it ends, the app runs again and draws it settled."""
    st.fragment(_finished)(run)


def _finished(run: Run) -> None:
    """The outer fragment."""
    turn = run.snapshot()
    steps = shown_steps(turn)
    mark = Mark(frontier(steps))
    _draw(turn, steps, Position(), mark.drawn)
    st.fragment(_writing)(run, mark)
    outer_bell(run.bell, key=state.widget_key("outer_bell", run.turn_id))


def _writing(run: Run, mark: Mark) -> None:
    """The inner fragment. The draw after the one that showed the end hands the turn back to the app."""
    if mark.last:
        st.rerun()
    version, mark.last = run.version, run.finished
    turn = run.snapshot()
    steps = shown_steps(turn)
    _draw(turn, steps, mark.drawn, END)
    if not mark.last:
        _waiting(turn, steps)
    outgrown = not mark.last and _outgrown(frontier(steps), mark.drawn)
    key = state.widget_key("bell", run.turn_id)
    doorbell(run.bell, seen=version, last=mark.last, outgrown=outgrown, draw=next(_draws), key=key)


def _outgrown(now: Position, drawn: Position) -> bool:
    return now[:2] != drawn[:2] or now.char - drawn.char >= HAND_OVER_AT


def frontier(steps: Sequence[StepRecord]) -> Position:
    """Up to where an answer can no longer change: closed steps, then whole blocks of the open text."""
    for place, record in enumerate(steps):
        if record["state"] == "open":
            views = present(record, steps)
            newest = views[-1] if views else None
            written = finished_length(newest.markdown) if isinstance(newest, Text) else 0
            return Position(place, max(0, len(views) - 1), written)
    return Position(len(steps))


def _draw(turn: Turn, steps: Sequence[StepRecord], start: Position, end: Position) -> None:
    """Draw from one position to another. Keys depend on the position only, so nothing refolds when a turn settles."""
    for position, view in _between(steps, start, end):
        key = state.widget_key("step", turn["id"], position.step, position.view)
        draw_step(turn, steps[position.step], without_frames(view), key=key)


def _between(steps: Sequence[StepRecord], start: Position, end: Position) -> Iterator[tuple[Position, View]]:
    for place in range(start.step, min(end.step + 1, len(steps))):
        for number, view in enumerate(present(steps[place], steps)):
            at = Position(place, number)
            if at[:2] < start[:2] or at[:2] > end[:2]:
                continue
            first = start.char if at[:2] == start[:2] else 0
            until = end.char if at[:2] == end[:2] else None
            part = _part(view, first, until)
            if part is not None:
                yield at, _mended(part) if until is None and steps[place]["state"] == "open" else part


def _part(view: View, first: int, until: int | None) -> View | None:
    """A view, or the piece of a text between two characters; sources come with its end."""
    if first == 0 and until is None:
        return view
    if not isinstance(view, Text):
        return view if until is None else None
    return replace(view, markdown=view.markdown[first:until], citations=view.citations if until is None else ())


def _mended(view: View) -> View:
    return replace(view, markdown=mended(view.markdown)) if isinstance(view, Text) else view


def _waiting(turn: Turn, steps: Sequence[StepRecord]) -> None:
    """Says what is happening while nothing is being written."""
    if any(record["state"] == "open" for record in steps):
        return
    since = (clock.now() - clock.local(turn["created"])).total_seconds()
    doing = "Working" if turn["steps"] else f"Waiting for {turn['model'] or 'the model'}"
    st.caption(f":shimmer[{plain(doing)}]" + (f" {since:.0f} s" if since >= 2 else ""))
