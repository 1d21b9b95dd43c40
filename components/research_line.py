"""The state line of a job and what can be done with it: resume, recover, detach, cancel (which takes two clicks).

Drawing and callbacks; what they do is the engine's.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import notifier, research_marks, research_place, state
from components.figures import plain
from workbench.errors import StepwiseError
from workbench.records import Turn
from workbench.research import jobs, report
from workbench.research.states import Action, Status

LABELS: dict[Action, tuple[str, str, str]] = {
    "resume": ("Resume", ":material/play_arrow:", "Follow it again, from the last event on."),
    "recover": ("Recover", ":material/cloud_sync:", "Ask once, with a single GET, what has become of it."),
    "detach": ("Detach", ":material/link_off:", "Stop watching. The job goes on, and can be resumed."),
    "again": ("Retry", ":material/refresh:", "Send the same request again, as a new job."),
    "cancel": ("Cancel", ":material/cancel:", "End the job on the server, and its bill."),
}


def draw(turn: Turn, status: Status) -> None:
    """Draw the line and the buttons."""
    with st.container(key=state.widget_key("research_line", turn["id"]), border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(research_marks.badge(status), width="content")
            st.caption(research_marks.facts(status, report.count_sources(turn)), width="stretch")
            if research_place.asking() != turn["id"]:
                if status.running and turn["job"]["kind"] == "plan":
                    _skip(turn)
                for action in status.actions:
                    _button(turn, action)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if not (status.over and not status.actions):
                st.caption(research_marks.MEANINGS[status.state], width="stretch")
            if status.running:
                notifier.ask(key=state.widget_key("research_notify", turn["id"]))
        if research_place.asking() == turn["id"] and "cancel" in status.actions:
            _sure(turn)


def _button(turn: Turn, action: Action) -> None:
    label, icon, about = LABELS[action]
    key = state.widget_key("research", action, turn["id"])
    click: Callable[..., None] = research_place.set_asking if action == "cancel" else _do
    given = (turn["id"],) if action == "cancel" else (action, turn["id"])
    st.button(label, key=key, icon=icon, help=about, on_click=click, args=given)


def _skip(turn: Turn) -> None:
    st.button("Start now", key=state.widget_key("research_skip", turn["id"]), icon=":material/fast_forward:", on_click=_skip_plan,
              args=(turn["id"],), help="Don't wait for the plan: cancel it and start the research at once.")  # fmt: skip


def _skip_plan(turn_id: str) -> None:
    try:
        jobs.skip_plan(state.store(), state.connection(), turn_id)
    except StepwiseError as error:
        state.keep_notice(plain(str(error)), plain(error.problem["hint"]))


def _sure(turn: Turn) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(":orange[**Cancel this job on the server?** What came until now is kept.]", width="stretch")
        st.button(
            "Yes, cancel it",
            key=state.widget_key("research_sure", turn["id"]),
            icon=":material/cancel:",
            type="primary",
            on_click=_do,
            args=("cancel", turn["id"]),
        )
        st.button(
            "Keep it running", key=state.widget_key("research_keep", turn["id"]), on_click=research_place.set_asking, args=("",)
        )


def _do(action: Action, turn_id: str) -> None:
    research_place.set_asking("")
    store, connection = state.store(), state.connection()
    try:
        if action == "detach":
            jobs.detach(turn_id)
        elif action == "cancel":
            research_place.say(jobs.cancel(store, connection, turn_id))
        elif action == "resume":
            jobs.resume(store, connection, turn_id)
        elif action == "again":
            jobs.again(store, connection, turn_id)
        else:
            jobs.recover(store, connection, turn_id).wait(10)
    except StepwiseError as error:
        state.keep_notice(plain(str(error)), plain(error.problem["hint"]))
