"""All researches, newest first: state, elapsed time, sources, cost. Redrawn by itself while one is running."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from components import clock, notifier, research_marks, research_place, state
from components.figures import clip, dollars, plain, when
from workbench import prices
from workbench.research import costs, jobs, report, states
from workbench.research.jobs import Listed
from workbench.store import StoreError

EVERY = timedelta(seconds=2)


def draw() -> None:
    """Draw the list."""
    try:
        found = jobs.listed(state.store())
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    with st.container(horizontal=True, vertical_alignment="center", key="research_list_head"):
        st.markdown("#### Your research", anchors=False, width="stretch")
        if found:
            notifier.ask(key=state.widget_key("research_notify", "list"))
    if not found:
        st.caption("Nothing yet. A job that you start stands here, runs on when you leave, and waits for you with its report.")
        return
    moving = any(one.watched for one in found)
    st.fragment(_rows, run_every=EVERY if moving else None)(moving)


def _rows(moving: bool) -> None:
    found = jobs.listed(state.store())
    for one in found:
        _row(one)
    if moving and not any(one.watched for one in found):
        st.rerun()


def _price(one: Listed) -> str:
    """What it cost; in the demo nothing. Agents have no price in the list, only Google's band for a whole run."""
    if one.turn["offline"]:
        return "free (demo)"
    if cost := prices.cost(one.turn):
        return plain(dollars(cost.usd))
    job, band = one.turn.get("job"), costs.band(str(one.turn["model"]))
    return plain(band.price()) if band is not None and job is not None and job["kind"] == "report" else "cost unknown"


def _row(one: Listed) -> None:
    now = clock.now()
    status = states.status(one.turn, now, one.watched)
    job = one.turn.get("job")
    kind = "plan" if job is not None and job["kind"] == "plan" else "report"
    began = when(clock.local(one.turn["created"]), now)
    facts = f"{kind} · {research_marks.facts(status, report.count_sources(one.turn))} · {_price(one)} · {began}"
    with st.container(gap=None, key=state.widget_key("research_row", one.conversation_id)):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(research_marks.badge(status), width="content")
            key = state.widget_key("research_open", one.conversation_id)
            if st.button(plain(clip(one.title, 90)), key=key, type="tertiary"):
                research_place.show(one.conversation_id)
                st.rerun()  # the click reruns the list's fragment only
        st.caption(facts)
