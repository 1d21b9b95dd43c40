"""What was measured: running totals as charts, then tables, the wire view and the answers' difference.

While a comparison runs, this part is redrawn now and then, in a fragment of its own, with the verdict so far above it. Must
not compute figures itself.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components import compare_charts, compare_diff, compare_table, compare_verdict, compare_wire, state
from workbench import compare
from workbench.compare import Comparison

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
        if any(one.state == "done" for one in now.outcomes):
            _measured(now, live)


def _measured(comparison: Comparison, live: bool) -> None:
    if live:
        with st.container():
            compare_verdict.draw(comparison, live=True)
    else:
        st.empty()  # in its place: a browser that misses the end of a run would keep what an empty container held before
    with st.container(gap="small"):
        if comparison.whole_repeats:  # a chart that grew with each turn would keep the browser busy
            compare_charts.draw(comparison.first_repeats(comparison.whole_repeats))
    view: str = st.segmented_control(
        "Figures",
        list(VIEWS),
        format_func=lambda name: VIEWS[name][0],
        default="whole",
        required=True,
        key=state.widget_key("compare_views", comparison.id),
        label_visibility="collapsed",
    )
    with st.container(key="compare_figures", gap="small"):
        VIEWS[view][1](comparison)
