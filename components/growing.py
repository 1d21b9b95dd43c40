"""What grows in place within one run of a script: a text that is being written, a thought that is being thought.

A run of a fragment costs the browser two passes over the whole page, a change of one element only that element. Keys can be
used once in a run, so the box of an open thought stays and only its words change; when it ends, the folded box replaces it.
"""

from __future__ import annotations

from typing import Protocol

import streamlit as st
from streamlit.cursor import RunningCursor
from streamlit.delta_generator import DeltaGenerator

from components.paint import paint, thought_box
from workbench.markdown import safe
from workbench.views import Text, Thought, View


class Growing(Protocol):
    """Something on the page that can be shown again in the same run, with more in it."""

    def takes(self, view: View) -> bool:
        """Whether it is still of a kind that can be shown here."""

    def show(self, view: View, *, ended: bool) -> None:
        """Show it as it is now; `ended`: nothing more will come."""


def begin(view: View, key: str, place: DeltaGenerator | None) -> Growing:
    """Show this text or thought in the place of an element or, with None, as the next one."""
    grows: Growing = Writing(key, place) if isinstance(view, Text) else Thinking(key, place)
    grows.show(view, ended=False)
    return grows


class Writing:
    """A text in one element."""

    def __init__(self, key: str, place: DeltaGenerator | None) -> None:
        self._key = key
        self._element = place

    def takes(self, view: View) -> bool:
        """Texts only."""
        return isinstance(view, Text)

    def show(self, view: View, *, ended: bool) -> None:
        """Put the text as it is now into its element; at its end its sources come below."""
        assert isinstance(view, Text)
        text = safe(view.markdown)
        # Not st.empty(): that would clear the text for a moment at each new run.
        self._element = st.markdown(text) if self._element is None else self._element.markdown(text)
        if ended:
            paint(Text("", view.citations), self._key)


class Thinking:
    """A thought in a box that is open while it grows."""

    def __init__(self, key: str, place: DeltaGenerator | None) -> None:
        self._key = key
        self._place = st.container() if place is None else place.container()
        self._box: DeltaGenerator | None = None
        self._summaries: list[DeltaGenerator] = []

    def takes(self, view: View) -> bool:
        """Thoughts only."""
        return isinstance(view, Thought)

    def show(self, view: View, *, ended: bool) -> None:
        """Let the summaries grow; at the end put the folded box in the place of the open one."""
        assert isinstance(view, Thought)
        if ended:
            _start_again(self._place)
            with self._place:
                paint(view, self._key)
            return
        if self._box is None:
            with self._place:
                self._box = thought_box(view, self._key)
        for number, summary in enumerate(view.summaries):
            if number < len(self._summaries):
                self._summaries[number].markdown(safe(summary))
            else:
                self._summaries.append(self._box.markdown(safe(summary)))


def _start_again(box: DeltaGenerator) -> None:
    """The next thing drawn into a box replaces its first one. Private in Streamlit, and the only way to replace a block."""
    cursor = box._cursor
    assert isinstance(cursor, RunningCursor)
    cursor.reset()
