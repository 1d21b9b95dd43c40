"""The timeline of a run: thoughts by their titles, searches as chips, pages read, code run. Drawing only."""

from __future__ import annotations

import streamlit as st

from components import state
from components.figures import clip, plain, seconds
from workbench.citations import host_of
from workbench.markdown import safe
from workbench.research.timeline import Moment, Timeline

ICONS = {
    "thought": ":material/psychology:",
    "search": ":material/search:",
    "pages": ":material/article:",
    "code": ":material/terminal:",
    "other": ":material/handyman:",
    "writing": ":material/edit_note:",
}


def counts(timeline: Timeline) -> str:
    """What the timeline adds up to."""
    parts = [
        (len(timeline.queries), "query", "queries"),
        (len(timeline.pages), "page read", "pages read"),
        (timeline.runs, "code run", "code runs"),
    ]
    return " · ".join(f"{number} {one if number == 1 else many}" for number, one, many in parts if number)


def draw(timeline: Timeline, key: str, *, live: bool) -> None:
    """Draw it: open while nothing is being written, folded once the report begins."""
    if not timeline.moments:
        return
    unfolded = live and not timeline.writing
    # Two keys: under one, the browser would keep the first state and never fold it.
    name = state.widget_key(key, "open" if unfolded else "folded")
    label = f"Timeline · {counts(timeline) or f'{len(timeline.moments)} entries'}"
    with st.expander(label, expanded=unfolded, icon=":material/timeline:", key=name):
        for number, moment in enumerate(timeline.moments):
            _moment(moment, state.widget_key(key, number))


def _moment(moment: Moment, key: str) -> None:
    at = f" :gray[{seconds(moment.at_ms)}]" if moment.at_ms is not None else ""
    title = plain(clip(moment.title, 110))
    shown = f":shimmer[{title}]" if moment.open else f"**{title}**"
    with st.container(gap="xsmall", key=key):
        st.markdown(f"{ICONS[moment.kind]} {shown}{at}")
        if moment.kind == "code":
            st.code(moment.body, language="python", wrap_lines=True)
        elif moment.body:
            st.caption(safe(moment.body))
        if moment.items:
            with st.container(horizontal=True, gap="xsmall"):
                for item in moment.items:
                    chip = _short(item) if moment.kind == "pages" else item
                    st.markdown(f":gray-badge[{plain(clip(chip, 60))}]")  # st.badge would escape what is escaped already


def _short(address: str) -> str:
    path = address.partition("://")[2].partition("/")[2]
    return f"{host_of(address)}/{path}" if path else host_of(address) or address
