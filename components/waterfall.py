"""A waterfall of a turn: one bar per step, and one for the wait before the first byte.

Vega-Lite straight from plain values, so that neither pandas nor altair is loaded.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from components import usage
from components.figures import seconds
from workbench.records import StepRecord, Turn

ROW_PX, FRAME_PX = 34, 110
KINDS = ["output", "tool", "thought", "waiting"]


@dataclass(frozen=True)
class Bar:
    """One row: from where to where, in milliseconds since the request was sent."""

    row: str
    kind: str
    start: float
    end: float
    text: str


def draw(turn: Turn) -> None:
    """Draw the bars in the order of the steps, or say why there are none."""
    rows = bars(turn)
    if not rows:
        st.caption("No step has a time yet.")
        return
    total = max(bar.end for bar in rows)
    spoken = "; ".join(f"{bar.row}: {bar.text}" for bar in rows)
    st.vega_lite_chart(spec(rows), width="stretch", height=ROW_PX * len(rows) + FRAME_PX, alt=f"Waterfall of the turn. {spoken}")
    st.caption(f"Milliseconds since the request was sent; {seconds(total)} in all.")
    usage.bill(turn)


def bars(turn: Turn) -> list[Bar]:
    """The wait for the first byte, then each step that has begun."""
    now = max([value for value in _moments(turn) if value is not None], default=0.0)
    first = turn["timings"]["first_byte"]
    rows = [_bar("waiting for the server", "waiting", 0.0, first)] if first else []
    return rows + [
        _bar(f"{place} {record['step'].get('type', '?')}", kind_of(record), record["started_ms"], record["ended_ms"] or now)
        for place, record in enumerate(turn["steps"], 1)
        if record["started_ms"] is not None
    ]


def kind_of(record: StepRecord) -> str:
    """The group that a step's bar is coloured by."""
    name = str(record["step"].get("type"))
    return "thought" if name == "thought" else "output" if name == "model_output" else "tool"


def _moments(turn: Turn) -> list[float | None]:
    return [turn["timings"]["end"], *(record["ended_ms"] or record["started_ms"] for record in turn["steps"])]


def _bar(row: str, kind: str, start: float, end: float) -> Bar:
    return Bar(row, kind, round(start, 1), round(max(end, start), 1), seconds(end - start))


def spec(rows: list[Bar]) -> dict[str, Any]:
    """The Vega-Lite chart: one bar per row; the duration stands in the row's label, which follows the theme."""
    took = [{"field": "row", "title": "step"}, {"field": "text", "title": "took"}, {"field": "start", "title": "from ms"}]
    return {
        "data": {"values": [asdict(bar) | {"label": f"{bar.row} · {bar.text}"} for bar in rows]},
        "mark": {"type": "bar", "cornerRadius": 3, "height": 14},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": None,
                "title": None,
                "axis": {"labelLimit": 200, "labelOverlap": False, "ticks": False},
            },
            "x": {"field": "start", "type": "quantitative", "title": "ms since sending"},
            "x2": {"field": "end"},
            "color": {
                "field": "kind",
                "type": "nominal",
                "title": None,
                "legend": {
                    "orient": "top",
                    "columns": 2,
                    "values": [kind for kind in KINDS if any(bar.kind == kind for bar in rows)],
                },
                "scale": {"domain": KINDS},
            },
            "tooltip": took,
        },
    }
