"""The progress of work on many interactions: each with its result, as it comes; then what can be done about it.

Must not start or change the work, but for stopping it.
"""

from __future__ import annotations

import streamlit as st

from components import history_place, state
from components.figures import clip, count, plain
from workbench.history import jobs
from workbench.history.jobs import Job, ResultState
from workbench.store import Store

EVERY_S = 0.5
SHOWN = 100
MARKS: dict[ResultState, tuple[str, str, str]] = {
    "waiting": (":material/schedule:", "gray", "Waiting"),
    "working": (":material/sync:", "primary", "Working"),
    "done": (":material/check_circle:", "green", "Done"),
    "skipped": (":material/remove_circle:", "gray", "Nothing to do"),
    "failed": (":material/error:", "red", "Failed"),
}
UNDOABLE = ("Forget",)


def draw(store: Store) -> None:
    """Draw the job that the address names, if it is this person's."""
    job = jobs.find(history_place.job_id(), store.owner) if history_place.job_id() else None
    if job is None:
        return
    with st.container(border=True, key="history_job"):
        if job.finished:
            _finished(job)
        else:
            st.fragment(_running, run_every=EVERY_S)(job)


def _running(job: Job) -> None:
    if job.finished:
        st.rerun()
    ended, every = job.count("done", "skipped", "failed"), job.count()
    st.progress(ended / every if every else 1.0, text=f"{plain(job.title)}: {count(ended)} of {count(every)}")
    _results(job)
    st.button(
        "Stop after those under way", key=state.widget_key("history_job_stop"), icon=":material/stop_circle:", on_click=job.stop
    )


def _finished(job: Job) -> None:
    counts = [(job.count(name), word.lower()) for name, (_, _, word) in MARKS.items()]
    told = ", ".join(f"{count(number)} {word}" for number, word in counts if number) or "nothing to do"
    icon = ":red[:material/error:]" if job.count("failed") else ":green[:material/check_circle:]"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{icon} **{plain(job.title)}:** {told}", width="stretch")
        if job.outcome and job.title in UNDOABLE:
            st.button(
                "Undo",
                key=state.widget_key("history_job_undo"),
                icon=":material/undo:",
                on_click=undo,
                args=(job.outcome,),
                help="Bring back what was deleted here. What was deleted on the server stays deleted.",
            )
        st.button(
            "Put away",
            key=state.widget_key("history_job_away"),
            icon=":material/close:",
            type="tertiary",
            on_click=history_place.drop_job,
        )
    with st.expander(
        "Each result", expanded=bool(job.count("failed")), type="compact", key=state.widget_key("history_job_list", job.id)
    ):
        _results(job)


def undo(deletion: str) -> None:
    """Take a deletion back. For callbacks."""
    back = state.store().restore(deletion)
    history_place.drop_job()
    history_place.hush()
    history_place.tell(f"{count(back)} turns are back." if back != 1 else "1 turn is back.")


def _results(job: Job) -> None:
    """One line each; those that failed first, the rest in order."""
    shown = sorted(job.results(), key=lambda result: result.state != "failed")[:SHOWN]
    with st.container(gap=None, key="history_job_results"):
        for result in shown:
            icon, color, word = MARKS[result.state]
            note = f" :gray[{plain(result.note)}]" if result.note else ""
            st.markdown(f":{color}[{icon} {word}] {plain(clip(result.words, 70))}{note}")
    if job.count() > len(shown):
        st.caption(f"and {count(job.count() - len(shown))} more")
