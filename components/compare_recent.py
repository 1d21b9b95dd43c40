"""Comparisons that were run before, to be opened again."""

from __future__ import annotations

import streamlit as st

from components import clock, state
from components.figures import clip, plain, when
from workbench import compare
from workbench.compare import ComparisonRow
from workbench.store import StoreError

SHOWN = 8
STATES = {
    "running": ":primary-badge[:material/sync: Running]", "done": "", "stopped": ":gray-badge[:material/stop_circle: Stopped]",
    "interrupted": ":red-badge[:material/error: Interrupted]",
}  # fmt: skip


def draw() -> None:
    """Draw the newest comparisons, if there are any."""
    try:
        rows = compare.listed(state.store(), SHOWN)
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    if not rows:
        return
    st.markdown("#### Run before", anchors=False)
    with st.container(gap="xsmall", key="compare_recent"):
        for row in rows:
            _row(row)


def _row(row: ComparisonRow) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=state.widget_key("compare_recent", row.id)):
        st.button(
            plain(clip(row.title, 70)),
            key=state.widget_key("compare_open", row.id),
            icon=":material/compare_arrows:",
            type="tertiary",
            on_click=state.show_comparison,
            args=(row.id,),
        )
        times = f" · {row.repeats} repeats" if row.repeats > 1 else ""
        offline = " :violet-badge[:material/cloud_off: Offline demo]" if row.offline else ""
        moment = when(clock.local(row.created), clock.now())
        st.markdown(
            f":gray[{row.lanes} lanes · {row.prompts} prompts{times} · {moment}] {STATES[row.state]}{offline}", width="content"
        )
