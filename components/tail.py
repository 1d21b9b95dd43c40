"""What is being written of an answer: drawn once at the start of a fragment's run, then grown in place while the run stays.

Growing is for text and thoughts. Anything else that changes, such as a call that runs, is drawn by a run of its own; `grow`
says so.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import clock, state
from components.figures import plain
from components.folding import without_frames
from components.growing import Growing, begin
from components.pieces import END, Piece, Position, between
from components.step import draw_step
from workbench.records import StepRecord, Turn


class Tail:
    """The end of an answer, from a position on, in one run of its fragment."""

    def __init__(self, start: Position) -> None:
        self._start = start
        self._drawn: set[tuple[int, int]] = set()
        self._changing = False
        self._grows: tuple[tuple[int, int], Growing] | None = None
        """The text or thought that grows, with its place."""
        self._waiting: DeltaGenerator | None = None
        """The words that say what is waited for."""

    @property
    def can_grow(self) -> bool:
        """False once something was drawn that only a run of its own can draw again."""
        return not self._changing

    def draw(self, turn: Turn, steps: Sequence[StepRecord], ended: bool) -> None:
        """Draw all of it, first thing in a run. `ended`: nothing more will come."""
        self._show(turn, list(between(steps, self._start, END)), ended)

    def grow(self, turn: Turn, steps: Sequence[StepRecord], ended: bool) -> bool:
        """Draw what came since; False, and nothing drawn, when that takes a run of its own."""
        pieces = [piece for piece in between(steps, self._start, END) if piece.at[:2] not in self._drawn]
        if self._changing or any(piece.may_change and not piece.is_growing for piece in pieces):
            return False
        if self._grows is not None:
            place, grows = self._grows
            if not pieces or pieces[0].at[:2] != place or not grows.takes(pieces[0].view):
                return False
        self._show(turn, pieces, ended)
        return True

    def _show(self, turn: Turn, pieces: Sequence[Piece], ended: bool) -> None:
        for piece in pieces:
            self._add(turn, piece)
        if not ended and not any(piece.record["state"] == "open" for piece in pieces):
            words = _waiting(turn)
            self._waiting = st.caption(words) if self._waiting is None else self._waiting.caption(words)
        else:
            self._clear()

    def _add(self, turn: Turn, piece: Piece) -> None:
        place, key = piece.at[:2], state.widget_key("step", turn["id"], *piece.at[:2])
        if self._grows is not None and self._grows[0] == place:
            self._grows[1].show(piece.view, ended=not piece.is_growing)
            if not piece.is_growing:
                self._drawn.add(place)
                self._grows = None
        elif piece.is_growing and self._grows is None:
            self._grows = (place, begin(piece.view, key, self._waiting))
            self._waiting = None
        else:
            self._clear()
            draw_step(turn, piece.record, without_frames(piece.view), key=key)
            self._drawn.add(place)
            self._changing = self._changing or piece.may_change

    def _clear(self) -> None:
        """What was waited for is here."""
        if self._waiting is not None:
            self._waiting.empty()
            self._waiting = None


def _waiting(turn: Turn) -> str:
    """What is happening while nothing is being written."""
    since = (clock.now() - clock.local(turn["created"])).total_seconds()
    doing = "Working" if turn["steps"] else f"Waiting for {turn['model'] or 'the model'}"
    return f":shimmer[{plain(doing)}]" + (f" {since:.0f} s" if since >= 2 else "")
