"""Taking in a bundle: it is checked first, the report says what it holds and what is wrong, and nothing is overwritten."""

from __future__ import annotations

import streamlit as st

from components import history_place, state
from components.figures import clip, count, plain
from workbench.errors import StepwiseError
from workbench.history import importing
from workbench.history.importing import Report

LARGEST_MB = 200
SHOWN = 30


@st.dialog("Import", icon=":material/upload:", width="medium")
def ask() -> None:
    """Ask for a file, report on it, take it in on a click."""
    given = st.file_uploader(
        "A bundle that was exported as JSON", type=["json"], key=state.widget_key("import_file"), max_upload_size=LARGEST_MB,
        help="The file is checked before anything is written. What is here already is never overwritten.",
    )  # fmt: skip
    if given is None:
        st.caption("Conversations with their turns, events, saved timelines, tags and attachments, from this machine or another.")
        return
    try:
        report = importing.check(given)
    except StepwiseError as error:
        st.error(f"{plain(error.problem['message'])}\n\n{plain(error.problem['hint'])}", icon=":material/error:")
        return
    _holds(report)
    _skipped(report)
    label = "Import 1 conversation" if report.conversations == 1 else f"Import {count(report.conversations)} conversations"
    taken = st.button(
        label, key=state.widget_key("import_go"), type="primary", icon=":material/upload:", disabled=not report.conversations
    )
    if taken:
        _take_in(given)


def _holds(report: Report) -> None:
    turns = "1 turn" if report.turns == 1 else f"{count(report.turns)} turns"
    chats = "1 conversation" if report.conversations == 1 else f"{count(report.conversations)} conversations"
    st.markdown(f":green[:material/check_circle:] The file holds **{chats}** with **{turns}**.")
    titles = [plain(clip(title, 70)) for title in report.titles[:8]]
    more = f" :gray[and {report.conversations - 8} more]" if report.conversations > 8 else ""
    if titles:
        st.markdown(" · ".join(titles) + more)
    if report.cut_off:
        st.warning("The file ends too early: it was cut off. What is whole in it can be taken in.", icon=":material/content_cut:")


def _skipped(report: Report) -> None:
    if not report.skipped:
        return
    number = len(report.skipped) + report.more_skipped
    with st.expander(
        f":orange[:material/warning:] {count(number)} left out, with the reason", key=state.widget_key("import_skipped")
    ):
        for one in report.skipped[:SHOWN]:
            st.markdown(f"**{plain(clip(one.place, 60))}** :gray[{plain(clip(one.reason, 240))}]")
        if number > SHOWN:
            st.caption(f"and {count(number - SHOWN)} more")


def _take_in(given: object) -> None:
    try:
        done = importing.bring_in(state.store(), given)  # type: ignore[arg-type]
    except StepwiseError as error:
        st.error(f"{plain(error.problem['message'])}\n\n{plain(error.problem['hint'])}", icon=":material/error:")
        return
    parts = [
        f"{count(done.conversations)} conversation{'s' * (done.conversations != 1)} with {count(done.turns)} "
        f"turn{'s' * (done.turns != 1)} imported."
    ]
    parts += [f"{done.copies} under new ids, because theirs are in use here."] if done.copies else []
    parts += [f"{one.place}: {one.reason}" for one in done.skipped[:3]]
    parts += [f"{len(done.skipped) + done.more_skipped - 3} more were left out."] if len(done.skipped) > 3 else []
    history_place.tell(" ".join(parts))
    if done.conversation_ids:
        history_place.pick(done.conversation_ids[0])
    st.rerun()
