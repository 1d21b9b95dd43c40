"""A job while it runs: state line, timeline, and the answer as it is written, woken by the run's doorbell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

import streamlit as st

from components import clock, paint, research_line, research_place, research_timeline, state
from components.blocks import mended
from components.doorbell import doorbell
from workbench import reading, run
from workbench.records import ENDED, Turn
from workbench.research import jobs, states, timeline
from workbench.run import Run
from workbench.views import Text

LOOK_AGAIN = timedelta(seconds=3)

_draws = count(1)


@dataclass
class _Mark:
    last: bool = False


def watched(running: Run) -> None:
    """Draw a job that this process follows. When that ends, the app runs again."""
    st.fragment(_watching)(running, _Mark())


def unwatched(turn: Turn) -> None:
    """Draw a job that nobody follows here; the store is looked at again and again, in case another process does."""
    st.fragment(_looking, run_every=LOOK_AGAIN)(turn["id"])


def _watching(running: Run, mark: _Mark) -> None:
    if mark.last or research_place.has_words():
        st.rerun()
    version, mark.last = running.version, running.finished
    turn = running.snapshot()
    _draw(turn, watched=not mark.last)
    key = state.widget_key("research_bell", running.turn_id)
    doorbell(running.bell, seen=version, last=mark.last, outgrown=False, draw=next(_draws), key=key)


def _looking(turn_id: str) -> None:
    turn, running = state.store().turn(turn_id), run.find(turn_id)
    followed = running is not None and not running.finished
    if turn is None or turn["state"] in ENDED or followed or research_place.has_words():
        st.rerun()  # a click on Resume, for one, runs this fragment only
    _draw(jobs.as_kept(state.store(), turn), watched=False)


def _draw(turn: Turn, *, watched: bool) -> None:
    research_line.draw(turn, states.status(turn, clock.now(), watched))
    made = timeline.of(turn)
    research_timeline.draw(made, state.widget_key("research_timeline", turn["id"]), live=True)
    written = [record for record in turn["steps"] if record["step"].get("type") == "model_output"]
    for place, record in enumerate(written):
        for number, item in enumerate(reading.content(record["step"].get("content"))):
            text = item.get("type") == "text"
            view = Text(mended(reading.text(item.get("text")))) if text else reading.media(item)
            paint.paint(view, state.widget_key("research_writing", turn["id"], place, number))
