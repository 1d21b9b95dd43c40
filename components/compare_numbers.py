"""What was measured: the verdict in words, running totals as charts, then tables, the wire view and the answers' difference.

While a comparison runs, this part is redrawn now and then, in a fragment of its own. Must not compute figures itself.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import compare_charts, compare_diff, compare_table, compare_wire, state
from components.figures import plain
from workbench import compare
from workbench.compare import Comparison, verdict
from workbench.compare.results import OFFLINE_SENTENCE

TICK_S, SLOW_TICK_S = 2.0, 6.0
MANY = 200
"""Turns from which on the numbers are redrawn more rarely."""
VIEWS: dict[str, tuple[str, Callable[[Comparison], None]]] = {
    "whole": ("Whole script", compare_table.whole),
    "turns": ("Turn by turn", compare_table.by_turn),
    "checks": ("Expected answers", compare_table.checks),
    "wire": ("Wire view", compare_wire.draw),
    "diff": ("Text difference", compare_diff.draw),
}


def draw(comparison: Comparison) -> None:
    """Draw all of it, and keep it up to date while the comparison runs."""
    running = compare.find(comparison.id)
    live = running is not None and not running.finished
    tick = (SLOW_TICK_S if len(comparison.outcomes) > MANY else TICK_S) if live else None
    st.fragment(_numbers, run_every=tick)(comparison, live)


def _numbers(comparison: Comparison, live: bool) -> None:
    running = compare.find(comparison.id) if live else None
    now = comparison if running is None else running.snapshot()
    with st.container(key="compare_numbers", gap="small"):
        if not any(one.state == "done" for one in now.outcomes):
            return
        _verdict(now, live)
        compare_charts.draw(now)
        key = state.widget_key("compare_views", comparison.id)
        view: str = st.segmented_control(
            "Figures",
            list(VIEWS),
            format_func=lambda name: VIEWS[name][0],
            default="whole",
            required=True,
            key=key,
            label_visibility="collapsed",
        )
        with st.container(key="compare_figures", gap="small"):
            VIEWS[view][1](now)


def _verdict(comparison: Comparison, live: bool) -> None:
    st.markdown("#### " + ("So far" if live else "Verdict"), anchors=False)
    found = [sentence for sentence in verdict.sentences(comparison) if sentence != OFFLINE_SENTENCE]
    with st.container(key="compare_verdict"):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found))
