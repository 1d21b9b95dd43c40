"""What everything cost: tokens by kind, dollars, cached share and latency, by day, by model and by page, as charts.

Follows the search and the filters. Imports the chart library only when drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from components import clock, state
from components.figures import count, dollars, plain, seconds
from components.history_place import Bound
from components.history_search import PAGES
from workbench.store import Group, GroupKey, LedgerFilter, Store, Totals

BY: dict[GroupKey, str] = {"day": "Day", "model": "Model", "page": "Page"}
KINDS = ("New in", "Cached in", "Thought", "Out")
GROUP = "group"
HEIGHT = 300
MOST = 90
"""Days, models or pages in one chart."""


def draw(store: Store, chosen: LedgerFilter) -> None:
    """Draw the sums, then the charts."""
    totals = store.totals(chosen)
    if not totals.turns:
        st.info("Nothing to add up yet.", icon=":material/bar_chart:")
        return
    _sums(totals)
    by: GroupKey = st.segmented_control(
        "By", list(BY), default="day", format_func=lambda key: BY[key], required=True, key=state.widget_key(Bound.BY),
        bind="query-params",
    )  # fmt: skip
    groups = store.grouped(by, chosen, MOST if by == "day" else None)[:MOST]
    if by == "day":
        st.caption(f"Up to {MOST} days, the latest ones; the sums above are of all.")
    _charts(groups, by)
    with st.expander(
        "The same as a table", type="compact", key=state.widget_key("history_totals_table"), icon=":material/table:"
    ):
        _table(groups, by)


def _sums(totals: Totals) -> None:
    share = totals.cached_tokens / totals.input_tokens if totals.input_tokens else None
    unknown = (
        f"{count(totals.cost_unknown)} of unknown cost are left out" if totals.cost_unknown else "Estimated from list prices"
    )
    figures = (
        ("Interactions", count(totals.turns), ""),
        ("Input tokens", count(totals.input_tokens), ""),
        ("Cached share", "–" if share is None else f"{share:.0%}", "Of the input tokens"),
        ("Thought tokens", count(totals.thought_tokens), ""),
        ("Output tokens", count(totals.output_tokens), ""),
        ("Cost", plain(dollars(totals.cost)), unknown),
    )
    with st.container(horizontal=True, key="history_sums"):
        for label, value, note in figures:
            st.metric(label, value, help=note or None, border=True, width=150)


def _charts(groups: Sequence[Group], by: GroupKey) -> None:
    named = [(_day(group.name) if by == "day" else _name(group, by), group) for group in groups]
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Tokens**")
        _bars([row for name, group in named for row in _tokens(name, group.totals)], by, "Tokens", "Kind")
        st.markdown("**Cached share of the input**")
        shares = [{GROUP: name, "Share (%)": (group.cached_share or 0) * 100} for name, group in named]
        if any(row["Share (%)"] for row in shares):
            _bars(shares, by, "Share (%)")
        else:
            st.caption("Nothing came from the cache.")
    with right:
        st.markdown("**Cost in US dollars, estimated**")
        _bars([{GROUP: name, "Cost ($)": group.totals.cost} for name, group in named], by, "Cost ($)")
        st.markdown("**Latency, mean**")
        _bars([row for name, group in named for row in _latencies(name, group)], by, "Seconds", "Until", stack=False)


def _bars(rows: list[dict[str, Any]], by: GroupKey, value: str, color: str | None = None, *, stack: bool = True) -> None:
    """Days stand side by side; models and pages lie below each other, so that their names can be read."""
    st.bar_chart(
        rows, x=GROUP, y=value, color=color, stack=stack, height=HEIGHT, horizontal=by != "day", x_label="", y_label=value,
        sort=by != "day",
    )  # fmt: skip


def _day(name: str) -> str:
    """Short, since it stands upright under its bar; the year only where it isn't this one."""
    day = date.fromisoformat(name)
    return f"{day.day} {day:%b}" if day.year == clock.now().year else f"{day.day} {day:%b %Y}"


def _tokens(name: str, totals: Totals) -> list[dict[str, Any]]:
    numbers = (totals.input_tokens - totals.cached_tokens, totals.cached_tokens, totals.thought_tokens, totals.output_tokens)
    return [{GROUP: name, "Kind": kind, "Tokens": number} for kind, number in zip(KINDS, numbers, strict=True)]


def _latencies(name: str, group: Group) -> list[dict[str, Any]]:
    known = (("First text", group.first_text_ms), ("End", group.end_ms))
    return [{GROUP: name, "Until": what, "Seconds": ms / 1000} for what, ms in known if ms is not None]


def _name(group: Group, by: GroupKey) -> str:
    if by == "page":
        return PAGES.get(group.name, group.name)
    return group.name or "unknown"


def _table(groups: Sequence[Group], by: GroupKey) -> None:
    st.dataframe(
        [_cells(group, by) for group in groups],
        hide_index=True,
        column_config={"Cost ($)": st.column_config.NumberColumn(format="%.5f")},
        alt=f"Totals by {BY[by].lower()}",
    )


def _cells(group: Group, by: GroupKey) -> dict[str, Any]:
    share = group.cached_share
    return {
        BY[by]: _name(group, by),
        "Interactions": group.totals.turns,
        "Input": group.totals.input_tokens,
        "Cached": "–" if share is None else f"{share:.0%}",
        "Thought": group.totals.thought_tokens,
        "Output": group.totals.output_tokens,
        "Cost ($)": group.totals.cost,
        "First text": seconds(group.first_text_ms),
        "End": seconds(group.end_ms),
    }
