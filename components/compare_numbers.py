"""What was measured: running totals as charts, then tables, the wire view and the answers' difference.

While a comparison runs, this part is redrawn now and then, in a fragment of its own, with the verdict so far above it. Must
not compute figures itself.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import streamlit as st

from components import compare_charts, compare_diff, compare_table, compare_verdict, compare_wire, state
from components.doorbell import doorbell
from workbench import compare
from workbench.compare import Comparison

CALM_MS, SLOW_CALM_MS = 2_000, 6_000
"""Least time between two redraws; many turns are redrawn more rarely."""
MANY = 200

_draws = count(1)
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
    st.fragment(_numbers)(comparison, running is not None and not running.finished)


def _numbers(comparison: Comparison, live: bool) -> None:
    running = compare.find(comparison.id) if live else None
    seen, now = (0, comparison) if running is None else (running.version, running.snapshot())
    with st.container(key="compare_numbers", gap="small"):
        if any(one.state == "done" for one in now.outcomes):
            _measured(now, live)
    if running is not None:
        many = len(now.outcomes) > MANY
        key = state.widget_key("compare_numbers_bell", comparison.id)
        url = f"{running.bell}?for=numbers"
        doorbell(url, seen=seen, last=False, draw=next(_draws), key=key, calm_ms=SLOW_CALM_MS if many else CALM_MS)


def _measured(comparison: Comparison, live: bool) -> None:
    if live:
        compare_verdict.draw(comparison, live=True)
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
