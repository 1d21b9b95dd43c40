"""The picked row of the history: its prompt, its answer, its figures, and the ways on.

Must not change anything.
"""

from __future__ import annotations

import streamlit as st

from components import glimpse, inspect, state, usage
from components.figures import clip, plain
from workbench.records import Turn
from workbench.store import LedgerRow

PROMPT_LIMIT = 600


def draw(row: LedgerRow | None) -> None:
    """Draw the preview, or what to do to get one."""
    with st.container(border=True, key=state.widget_key("history_preview")):
        turn = state.store().turn(row.id) if row else None
        if row is None or turn is None:
            st.caption("Select a row to look at it here.")
            return
        _head(row)
        _buttons(row)
        _body(turn)


def _head(row: LedgerRow) -> None:
    st.markdown(f"**{plain(clip(row.title or 'Untitled', 80))}**")


def _buttons(row: LedgerRow) -> None:
    with st.container(horizontal=True):
        opened = st.button("Open in chat", key=state.widget_key("history_open"), type="primary", icon=":material/chat:")
        inspected = st.button("Inspect", key=state.widget_key("history_inspect"), icon=":material/frame_inspect:")
    if opened:
        state.open_chat(row.conversation_id, row.id)
    if inspected:
        inspect.dialog(row.id)


def _body(turn: Turn) -> None:
    prompt = "\n".join(str(item.get("text", "")) for item in turn["prompt"] if item.get("type") == "text")
    st.caption("Prompt")
    st.text(prompt if len(prompt) <= PROMPT_LIMIT else f"{prompt[:PROMPT_LIMIT]}…")
    st.caption("Answer")
    glimpse.draw(turn, state.widget_key("history_steps", turn["id"]))
    if turn["problem"]:
        st.error(f"{plain(turn['problem']['message'])}\n\n{plain(turn['problem']['hint'])}", icon=":material/error:")
    usage.footer(turn)
