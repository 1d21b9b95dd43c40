"""What state saved, first in one sentence, then as bars to scale, then all findings for those who open them.

Bars are plain HTML made of numbers and escaped names. Must not compute figures itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import streamlit as st

from components import state
from components.figures import dollars, plain
from workbench.compare import Comparison, Lane, stats, verdict
from workbench.compare.lanes import COLOURS
from workbench.compare.lead import lead
from workbench.compare.results import OFFLINE_SENTENCE
from workbench.compare.shown import DASH, WRITTEN, ratio

CARDS: tuple[tuple[str, str], ...] = (
    ("bytes_out", "Bytes sent"), ("input_tokens", "Input tokens reported"), ("cached_share", "Cached share of context"),
    ("cost_usd", "Estimated cost"), ("first_text_ms", "Time to first text, median"), ("total_ms", "Total time"),
)  # fmt: skip
BEYOND = {"cost_usd": "cost_context_usd"}
"""What a bar may grow to: the cost if the history that the server holds is billed, too."""
KEY = "× or % against the baseline, where a difference is clear; ≈ no clear difference."
BEYOND_KEY = "Pale: if the history that the server holds is billed, which isn't reported."


def draw(comparison: Comparison, *, live: bool = False) -> None:
    """Draw it; `live`: of the turns that every lane has answered so far."""
    held = comparison.up_to(comparison.answered) if live else comparison
    with st.container(border=True, gap="small", key="compare_verdict"):
        st.markdown(f":gray[{_title(held, live)}]")
        if not held.plan.script.prompts:
            st.caption("The first numbers come once every lane has answered the first prompt.")
            return
        said = lead(held)
        st.markdown(f"#### {plain(said.headline)}", anchors=False)
        if said.rest:
            st.markdown("  \n".join(plain(sentence) for sentence in said.rest))
        _bars(held)
        if not live:
            _findings(held)


def _title(held: Comparison, live: bool) -> str:
    if not live:
        return "Verdict"
    turns = len(held.plan.script.prompts)
    return f"So far, after turn {turns}" if turns else "So far"


def _findings(comparison: Comparison) -> None:
    found = [sentence for sentence in verdict.sentences(comparison) if sentence != OFFLINE_SENTENCE]
    with st.expander(f"All {len(found)} findings and their limits", type="compact", key=state.widget_key("compare_findings")):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found))


def _bars(comparison: Comparison) -> None:
    rows = {row.metric.key: row for row in stats.table(comparison)}
    cards = [_card(comparison, rows, key, title) for key, title in CARDS if key in rows]
    if cards:
        st.html(f'<div class="score">{"".join(cards)}</div>')
        beyond = any(_beyond(rows, key, place) for key in BEYOND for place in range(len(comparison.lanes)))
        st.caption(f"{KEY} {BEYOND_KEY}" if beyond else KEY)


def _card(comparison: Comparison, rows: dict[str, stats.Row], key: str, title: str) -> str:
    row = rows[key]
    whole = [_beyond(rows, key, place) or cell.spread.median or 0.0 for place, cell in enumerate(row.cells)]
    most = 1.0 if row.metric.unit == "share" else max(whole, default=0.0) or 1.0
    lines = [
        _line(lane, cell, row.metric, most, _beyond(rows, key, place))
        for place, (lane, cell) in enumerate(zip(comparison.lanes, row.cells, strict=True))
    ]
    return f'<div class="card"><span class="what">{escape(title)}</span>{"".join(lines)}</div>'


def _beyond(rows: dict[str, stats.Row], key: str, place: int) -> float | None:
    """How far a lane's bar may grow; None where nothing goes beyond what was measured."""
    more = rows.get(BEYOND.get(key, ""))
    if more is None:
        return None
    own, whole = rows[key].cells[place].spread.median, more.cells[place].spread.median
    return whole if own is not None and whole is not None and whole > own else None


def _line(lane: Lane, cell: stats.Cell, metric: stats.Metric, most: float, beyond: float | None) -> str:
    value, written = cell.spread.median, dollars if metric.unit == "usd" else WRITTEN[metric.unit]
    said = DASH if value is None else written(value)
    more = f" <small>to {escape(written(beyond))}</small>" if beyond is not None else ""
    colour, name = f"lane-{lane.colour % COLOURS}", escape(lane.name)
    return (
        f'<span class="lane-name {colour}" title="{name}"><span>{name}</span></span>'
        f'<span class="track {colour}">{"".join(_segments(value, most, beyond))}</span>'
        f'<b>{escape(said)}{more}</b><small class="mark" title="{escape(cell.reason)}">{escape(_mark(cell))}</small>'
    )


def _segments(value: float | None, most: float, beyond: float | None) -> Iterator[str]:
    if value is not None:
        yield f'<i class="shade-100" style="width:{100 * value / most:.2f}%"></i>'
        if beyond is not None:
            yield f'<i class="shade-25" style="width:{100 * (beyond - value) / most:.2f}%"></i>'


def _mark(cell: stats.Cell) -> str:
    match cell.judgement:
        case "better" | "worse":
            return ratio(cell.ratio) if cell.ratio is not None else ""
        case "unclear":
            return "≈"
        case "same":
            return "="
        case "baseline":
            return "base"
        case _:
            return ""
