"""A turn that runs in the background, on the chat page: how long, what it has done, and its timeline.

Drawing only; a turn in the foreground has none of it.
"""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from components import clock, research_timeline, state
from components.figures import seconds
from workbench.expiry import created_at
from workbench.records import Turn
from workbench.research import timeline
from workbench.run import Run

EVERY = timedelta(seconds=1)


def live(run: Run, turn: Turn) -> None:
    """Draw it for a turn in flight, again every second; `turn`: as it was when the page was drawn."""
    if _is_background(turn):
        st.fragment(_going_on, run_every=EVERY)(run)


def settled(turn: Turn) -> None:
    """Draw it for a turn that has ended: the timeline, folded."""
    if _is_background(turn):
        with st.container():  # a fragment is a container too: the same place in the page, live and settled
            _timeline(turn, live=False)


def _going_on(run: Run) -> None:
    turn = run.snapshot()
    elapsed = seconds(max(0.0, (clock.now() - created_at(turn)).total_seconds()) * 1000)
    st.caption(f":material/cloud_sync: In the background · {elapsed} · it goes on when you leave")
    _timeline(turn, live=True)


def _timeline(turn: Turn, *, live: bool) -> None:
    made = timeline.of(turn)
    if any(moment.kind != "writing" for moment in made.moments):
        research_timeline.draw(made, state.widget_key("background_timeline", turn["id"]), live=live)


def _is_background(turn: Turn) -> bool:
    return turn["request"].get("background") is True
