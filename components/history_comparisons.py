"""Comparisons that were run, to be opened again on their own page."""

from __future__ import annotations

from math import ceil

import streamlit as st

from components import clock, state
from components.compare_recent import STATES
from components.figures import clip, plain, when
from workbench import compare
from workbench.compare import ComparisonRow
from workbench.store import Store

PAGE = 25


def draw(store: Store) -> None:
    """Draw the comparisons, the newest first."""
    total = store.count_comparisons()
    number = int(st.session_state.get(state.widget_key("history_comparisons_page"), 1))
    rows = compare.listed(store, PAGE, (number - 1) * PAGE)
    if not rows:
        st.info(
            "Nothing has been compared yet. The Compare page asks the same of several lanes and measures them.",
            icon=":material/compare_arrows:",
        )
        return
    with st.container(gap="small", key="history_comparisons"):
        for row in rows:
            _row(row)
    if total > PAGE:
        st.pagination(ceil(total / PAGE), key=state.widget_key("history_comparisons_page"))


def _row(row: ComparisonRow) -> None:
    times = f" · {row.repeats} repeats" if row.repeats > 1 else ""
    offline = " :violet-badge[:material/cloud_off: Offline demo]" if row.offline else ""
    moment = when(clock.local(row.created), clock.now())
    key = state.widget_key("history_compared", row.id)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        opened = st.button(
            plain(clip(row.title, 80)),
            key=state.widget_key("history_comparison", row.id),
            icon=":material/compare_arrows:",
            type="tertiary",
        )
        st.markdown(
            f":gray[{row.lanes} lanes · {row.prompts} prompts{times} · {plain(moment)}] {STATES[row.state]}{offline}",
            width="content",
        )
    if opened:
        state.open_comparison(row.id)
