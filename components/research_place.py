"""Where a person is on the research page, and what they have typed so far. Must not draw."""

from __future__ import annotations

import streamlit as st

from components.keys import Key, Param
from workbench.research.brief import Brief

RESEARCH_PAGE = "pages/research.py"


def chosen() -> str | None:
    """The research that the address bar names."""
    return st.query_params.get(Param.RESEARCH)


def show(conversation_id: str | None) -> None:
    """Show a research, or the list: changes the address. For callbacks of the research page."""
    st.session_state.pop(Key.RESEARCH_ASKING, None)
    st.query_params.from_dict({Param.RESEARCH.value: conversation_id} if conversation_id else {})


def brief() -> Brief:
    """The brief that is being written."""
    found: Brief = st.session_state.setdefault(Key.RESEARCH_BRIEF, Brief())
    return found


def set_brief(value: Brief) -> None:
    """Keep the brief as it is now."""
    st.session_state[Key.RESEARCH_BRIEF] = value


def asking() -> str:
    """The job whose Cancel waits for its second click."""
    return str(st.session_state.get(Key.RESEARCH_ASKING, ""))


def set_asking(turn_id: str) -> None:
    """Ask whether this job shall really be cancelled; empty takes the question back."""
    st.session_state[Key.RESEARCH_ASKING] = turn_id


def say(sentence: str) -> None:
    """Something to be told at the next draw, such as what came of cancelling."""
    st.session_state[Key.RESEARCH_SAID] = sentence


def said() -> str:
    """The waiting sentence, once."""
    return str(st.session_state.pop(Key.RESEARCH_SAID, ""))


def has_words() -> bool:
    """Whether something waits to be told that only a run of the whole page can show."""
    return Key.NOTICE in st.session_state or bool(st.session_state.get(Key.RESEARCH_SAID))


def told() -> dict[str, tuple[str, str]]:
    """The ended jobs that this session was told of, each with what was said and its title."""
    found: dict[str, tuple[str, str]] = st.session_state.setdefault(Key.RESEARCH_TOLD, {})
    return found
