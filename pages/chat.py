"""The chat page: the branch on screen, the turn in flight, and the composer."""

from __future__ import annotations

import streamlit as st

from components import chat, state

branch = chat.go_on(chat.load())
state.set_latest_interaction_id(chat.latest_id(branch))
chat.compose(branch)
with st.container(key="chat"):
    chat.header(branch)
    chat.turns(branch)
chat.footing(branch)
