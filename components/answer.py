"""The one drawing path for the steps of an answer, live and settled.

A live answer is two fragments, one inside the other: the outer one holds what is finished (closed steps, whole Markdown
blocks of the open one), the inner one what is being written, and a doorbell. A ring runs the inner one only, which stays a
while and lets the text grow; when that has grown much, the next ring redraws the outer one. Must not talk to the API or
the store.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import count

import streamlit as st

from components import attend, state
from components.doorbell import doorbell, outer_bell
from components.folding import Drawn, Fold, folded, frames, without_frames
from components.paint import paint
from components.pieces import END, Position, between, frontier
from components.step import draw_step
from components.tail import Tail
from workbench.records import Turn
from workbench.run import Run
from workbench.shown import shown_steps

HAND_OVER_AT = 1_200
"""So many finished characters in the inner fragment are worth a redraw of the outer one."""

_draws = count(1)


@dataclass
class Mark:
    """How far the outer fragment has drawn, and whether the inner one has drawn the end."""

    drawn: Position
    follow: bool
    last: bool = False


def settled(turn: Turn, *, open_to_answers: bool = False) -> None:
    """Draw the steps of a turn that has ended; `open_to_answers`: its function calls can still be answered."""
    steps = shown_steps(turn)
    items = [Drawn(piece.at[:2], piece.record, piece.view) for piece in between(steps, Position(), END)]
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


def live(run: Run, *, follow: bool = False) -> None:
    """Draw a turn in flight. When it ends, the app runs again and draws it settled. `follow`: scroll to it as it begins."""
    st.fragment(_finished)(run, follow)


def _finished(run: Run, follow: bool) -> None:
    """The outer fragment."""
    turn = run.snapshot()
    steps = shown_steps(turn)
    mark = Mark(frontier(steps), follow)
    for piece in between(steps, Position(), mark.drawn):
        # Keys depend on the place only, so nothing refolds when a turn settles.
        draw_step(turn, piece.record, without_frames(piece.view), key=state.widget_key("step", turn["id"], *piece.at[:2]))
    st.fragment(_writing)(run, mark)
    outer_bell(run.bell, key=state.widget_key("outer_bell", run.turn_id))


def _writing(run: Run, mark: Mark) -> None:
    """The inner fragment. The draw after the one that showed the end hands the turn back to the app."""
    if mark.last:
        st.rerun()
    seen, mark.last = run.version, run.finished
    turn = run.snapshot()
    steps = shown_steps(turn)
    tail, begun = Tail(mark.drawn), time.monotonic()
    tail.draw(turn, steps, mark.last)
    if not mark.last and tail.can_grow and attend.may_stay():
        seen = _stay(run, mark, tail, seen)
    now = frontier(shown_steps(run.snapshot()))
    outgrown = not mark.last and (now[:2] != mark.drawn[:2] or _worth_handing_over(now, mark))
    doorbell(run.bell, seen=seen, last=mark.last, outgrown=outgrown, draw=next(_draws), stayed_s=time.monotonic() - begun,
             follow=mark.follow, key=state.widget_key("bell", run.turn_id))


def _stay(run: Run, mark: Mark, tail: Tail, seen: int) -> int:
    """Draw what comes while it is text; the version drawn last."""
    for _ in attend.news(run, seen):
        version, ended = run.version, run.finished
        turn = run.snapshot()
        steps = shown_steps(turn)
        if not tail.grow(turn, steps, ended):
            return seen
        seen, mark.last = version, ended
        if _worth_handing_over(frontier(steps), mark):
            return seen
    return seen


def _worth_handing_over(now: Position, mark: Mark) -> bool:
    return now[:2] == mark.drawn[:2] and now.char - mark.drawn.char >= HAND_OVER_AT
