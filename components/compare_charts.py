"""Running totals as four small charts: the turn on x, one line per lane, in the lane's colour and with a shape of its own.

Vega-Lite straight from plain values, so that altair isn't loaded.
"""

from __future__ import annotations

from html import escape
from typing import Any

import streamlit as st

from components import state
from workbench.compare import Comparison, stats
from workbench.compare.lanes import COLOURS
from workbench.compare.shown import WRITTEN

SCALES = {"bytes": (1_000, "kB"), "count": (1, "tokens"), "usd": (0.01, "US cents"), "ms": (1_000, "s")}
TITLES = {"bytes_out": "Bytes sent", "input_tokens": "Input tokens reported", "cost_usd": "Estimated cost", "total_ms": "Time"}
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down", "triangle-right", "triangle-left"]
WIDTHS = [4, 2.8, 2, 1.4, 1.4, 1.4, 1.4, 1.4]
"""Lines that lie upon each other: the ones below are wider, so that each can be seen."""
HEIGHT_PX = 190
TOOLTIP = {"name": "lane", "turn": "turn", "text": "so far"}


def draw(comparison: Comparison) -> None:
    """Draw the four charts and one legend for all."""
    _legend(comparison)
    with st.grid(4, min_column_width=215, gap="small", key="compare_charts"):
        for key in stats.CHARTS:
            _chart(comparison, stats.BY_KEY[key])


def _legend(comparison: Comparison) -> None:
    names = [f'<span class="lane-name lane-{lane.colour % COLOURS}">{escape(lane.name)}</span>' for lane in comparison.lanes]
    st.html(f'<div class="lane-legend"><span>Running totals{_median(comparison)}</span>{"".join(names)}</div>')


def _median(comparison: Comparison) -> str:
    return ", median of the repeats" if comparison.plan.repeats > 1 else ""


def _chart(comparison: Comparison, metric: stats.Metric) -> None:
    unit, name = SCALES[metric.unit]
    rows = []
    for lane in comparison.lanes:
        for place, value in enumerate(stats.running_totals(comparison, lane.id, metric), 1):
            if value is not None:
                rows.append(
                    {
                        "turn": place,
                        "lane": lane.id,
                        "name": lane.name,
                        "value": value / unit,
                        "text": WRITTEN[metric.unit](value),
                    }
                )
    title = f"{TITLES.get(metric.key, metric.label)}, {name}"
    with st.container(gap=None, key=f"compare_chart_{metric.key}"):
        st.caption(title)
        if rows:
            key = state.widget_key("compare_chart_box", metric.key)
            st.vega_lite_chart(
                spec(comparison, rows), width="stretch", height=HEIGHT_PX, key=key, alt=_spoken(comparison, metric, title)
            )
        else:
            st.caption(":gray[Not measured]")


def _spoken(comparison: Comparison, metric: stats.Metric, title: str) -> str:
    ends = []
    for lane in comparison.lanes:
        known = [value for value in stats.running_totals(comparison, lane.id, metric) if value is not None]
        ends.append(f"{lane.name} {WRITTEN[metric.unit](known[-1]) if known else 'not measured'}")
    return f"Running totals. {title}: {'; '.join(ends)}."


def spec(comparison: Comparison, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The Vega-Lite chart. The scale names all eight colours of the theme, so that each lane has its own one."""
    slots = {lane.colour % COLOURS: lane.id for lane in comparison.lanes}
    domain = [slots.get(number, f"free {number}") for number in range(COLOURS)]
    last = len(comparison.plan.script.prompts)
    widths = {"domain": [lane.id for lane in comparison.lanes], "range": WIDTHS[: len(comparison.lanes)]}
    return {
        "data": {"values": rows},
        "mark": {"type": "line", "point": {"size": 45, "filled": True}, "clip": False},
        "encoding": {
            "x": {
                "field": "turn", "type": "quantitative", "title": "turn", "scale": {"domain": [1, max(2, last)], "nice": False},
                "axis": {"tickMinStep": 1, "format": "d", "grid": False, "tickCount": min(last, 6)},
            },
            "y": {"field": "value", "type": "quantitative", "title": None, "axis": {"tickCount": 4, "format": "~r"}},
            "color": {"field": "lane", "type": "nominal", "legend": None, "scale": {"domain": domain}},
            "shape": {"field": "lane", "type": "nominal", "legend": None, "scale": {"domain": domain, "range": SHAPES}},
            "strokeWidth": {"field": "lane", "type": "nominal", "legend": None, "scale": widths},
            "tooltip": [{"field": key, "title": title} for key, title in TOOLTIP.items()],
        },
    }  # fmt: skip
