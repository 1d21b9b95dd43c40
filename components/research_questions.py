"""Questions about a report, asked of a model that goes on from the report's interaction; and the way into the chat."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import answer, state, usage
from components.figures import plain
from components.prompt import prompt_text
from workbench import catalog, run, send
from workbench.errors import StepwiseError
from workbench.markdown import safe
from workbench.records import Turn
from workbench.research.jobs import PAGE
from workbench.settings import DEFAULT_MODEL, Prompt, Settings


def draw(turns: Sequence[Turn], last: Turn) -> None:
    """Draw the questions asked so far, and the input for the next one. `last` is what it goes on from."""
    st.markdown("### Questions about this report", anchors=False)
    busy = False
    for turn in turns:
        busy = _question(turn) or busy
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="research_ask_bar"):
        models = [entry.id for entry in catalog.chat_models()]
        model = st.selectbox(
            "Model", models, index=models.index(DEFAULT_MODEL), key=state.widget_key("research_model"), width=260
        )
        if st.button("Open in chat", key=state.widget_key("research_chat"), icon=":material/chat:"):
            state.open_chat(last["conversation_id"], last["id"])
    with st.container(key="research_ask"):  # in the flow: an input pinned to the page would open a report at its end
        text = st.chat_input("Ask about this report", key=state.widget_key("research_question"), disabled=busy)
    if text:
        _ask(text, str(model), last)


def _question(turn: Turn) -> bool:
    """One question with its answer; True while the answer comes."""
    running = run.find(turn["id"])
    busy = running is not None and not running.finished
    with st.chat_message("user", avatar=":material/person:"):
        st.text(prompt_text(turn))
    with st.chat_message("assistant", avatar=":material/stairs_2:"):
        if running is not None and busy:
            answer.live(running)
            return True
        turn = run.newest(turn)
        answer.settled(turn)
        if turn["problem"]:
            st.error(f"**{safe(turn['problem']['message'])}** {safe(turn['problem']['hint'])}", icon=":material/error:")
        usage.footer(turn)
    return False


def _ask(text: str, model: str, last: Turn) -> None:
    try:
        send.send(
            state.store(), state.connection(), Settings(model=model), Prompt(text), last["conversation_id"], last["id"], PAGE
        )
    except StepwiseError as error:
        st.error(f"**{plain(str(error))}** {plain(error.problem['hint'])}", icon=":material/error:")
        return
    st.rerun()
