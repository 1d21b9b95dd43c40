"""What is being written of an answer: drawn once at the start of a fragment's run, then grown in place while the run stays.

Growing is for plain text alone. Anything else that changes (a call that runs, a thought that is being written) has keys and
is drawn by a run of its own; `grow` says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import clock, state
from components.figures import plain
from components.folding import without_frames
from components.paint import paint
from components.pieces import END, Piece, Position, between
from components.step import draw_step
from workbench.markdown import safe
from workbench.records import StepRecord, Turn
from workbench.views import Text


class Tail:
    """The end of an answer, from a position on, in one run of its fragment."""

    def __init__(self, start: Position) -> None:
        self._start = start
        self._drawn: set[tuple[int, int]] = set()
        self._changing = False
        self._writing: tuple[int, int] | None = None
        """The place of the text that grows."""
        self._growing: DeltaGenerator | None = None
        """The element that grows: the text being written, or the words that say what is waited for."""

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
        if self._changing or any(piece.may_change and not piece.is_growing_text for piece in pieces):
            return False
        if self._writing is not None and (not pieces or pieces[0].at[:2] != self._writing):
            return False
        self._show(turn, pieces, ended)
        return True

    def _show(self, turn: Turn, pieces: Sequence[Piece], ended: bool) -> None:
        for piece in pieces:
            self._add(turn, piece)
        if ended:
            self._clear()
        elif not any(piece.record["state"] == "open" for piece in pieces):
            waiting = _waiting(turn)
            self._growing = st.caption(waiting) if self._growing is None else self._growing.caption(waiting)

    def _add(self, turn: Turn, piece: Piece) -> None:
        place, key = piece.at[:2], state.widget_key("step", turn["id"], *piece.at[:2])
        if self._writing == place:
            self._write(piece, key)
            return
        self._clear()
        if piece.is_growing_text:
            self._writing = place
            self._write(piece, key)
            return
        draw_step(turn, piece.record, without_frames(piece.view), key=key)
        self._drawn.add(place)
        self._changing = self._changing or piece.may_change

    def _write(self, piece: Piece, key: str) -> None:
        """Put the text as it is now into its element; at its end its sources come below."""
        assert isinstance(piece.view, Text)
        text = safe(piece.view.markdown)
        # Not st.empty(): that would clear the text for a moment at each new run.
        self._growing = st.markdown(text) if self._growing is None else self._growing.markdown(text)
        if not piece.is_growing_text:
            paint(replace(piece.view, markdown=""), key)
            self._drawn.add(piece.at[:2])
            self._writing = self._growing = None

    def _clear(self) -> None:
        """What was waited for is here."""
        if self._growing is not None and self._writing is None:
            self._growing.empty()
        self._growing = self._writing = None


def _waiting(turn: Turn) -> str:
    """What is happening while nothing is being written."""
    since = (clock.now() - clock.local(turn["created"])).total_seconds()
    doing = "Working" if turn["steps"] else f"Waiting for {turn['model'] or 'the model'}"
    return f":shimmer[{plain(doing)}]" + (f" {since:.0f} s" if since >= 2 else "")
