"""Fetching an interaction that was made elsewhere, by its id, with the chain before it."""

from __future__ import annotations

import streamlit as st

from components import history_place, state
from components.figures import plain
from workbench.errors import StepwiseError
from workbench.history import retrieve


@st.dialog("Retrieve by id", icon=":material/cloud_download:")
def ask() -> None:
    """Ask for the id; fetch it through the connection at hand; open the conversation it became."""
    connection = state.connection()
    server = "the offline demo" if connection.offline else connection.base_url or "Google"
    st.caption(
        f"From {plain(server)}. What it continues is fetched too, as far back as the server has it. GET only, nothing is billed."
    )
    wanted = st.text_input("Interaction id", key=state.widget_key("retrieve_id"), placeholder="v1_…")
    title = st.text_input(
        "Title of the conversation", key=state.widget_key("retrieve_title"), placeholder="From its first prompt"
    )
    if st.button(
        "Fetch", key=state.widget_key("retrieve_go"), type="primary", icon=":material/cloud_download:", disabled=not wanted
    ):
        _fetch(str(wanted or ""), str(title or ""))


def _fetch(wanted: str, title: str) -> None:
    try:
        with st.spinner("Fetching the chain …"):
            found = retrieve.retrieve(state.store(), state.connection(), wanted, title.strip())
    except TimeoutError:
        st.error("The server has not answered in time. Try again.", icon=":material/error:")
    except StepwiseError as error:
        st.error(f"{plain(error.problem['message'])}\n\n{plain(error.problem['hint'])}", icon=":material/error:")
    else:
        history_place.pick(found.conversation_id, found.turn_id)
        what = "1 interaction was fetched." if found.new == 1 else f"{found.new} interactions were fetched."
        history_place.tell(" ".join(([what] if found.new else []) + list(found.notes)))
        st.rerun()
