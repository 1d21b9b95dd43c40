"""The ledger as a table: one page of rows, the sums, and what was picked or ticked.

Filtering, sorting and paging happen in the database; must not load turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil
from typing import Any

import streamlit as st

from components import clock, history_place, state
from components.figures import clip, count, cut, dollars, plain
from components.history_place import Bound
from components.history_search import PAGES, SESSION, STATES, URL
from workbench import expiry
from workbench.store import Found, LedgerFilter, LedgerRow, Store, Totals

ROWS, HITS = 50, 15
"""On one page: rows of a table, which is one element, or hits, which are four each."""
SUMS_KEPT_S = 15


def read(store: Store, chosen: LedgerFilter, size: int) -> Found:
    """One page of the ledger; the rows are drawn before all that match are counted."""
    number = _number()
    if number > 1:
        page = store.ledger(size, (number - 1) * size, chosen)
        if page.rows:
            return page
        history_place.first_page()
    return store.first_rows(size, chosen)


def totals(store: Store, chosen: LedgerFilter) -> Totals:
    """The sums over all that matches. Adding up a very large history takes a while, so they are kept for a few seconds, or
    until this process writes."""
    wanted = replace(chosen, now="", sort="created", descending=True)
    key = (wanted, store.changes, int(clock.now().timestamp() / SUMS_KEPT_S))
    return history_place.remembered("totals", None, key, lambda: store.totals(chosen))


def _number() -> int:
    """Which page is shown; the address says it before the widget is drawn for the first time."""
    said = st.session_state.get(state.widget_key(Bound.NUMBER), st.query_params.get(Bound.NUMBER, 1))
    return max(1, int(said)) if str(said).isdecimal() else 1


def summary(sums: Totals) -> None:
    """Draw the sums in one line; turns of unknown cost are counted, never added as zero."""
    share = f" ({sums.cached_tokens / sums.input_tokens:.0%} cached)" if sums.cached_tokens else ""
    unknown = f", {count(sums.cost_unknown)} of unknown cost" if sums.cost_unknown else ""
    turns = "1 interaction" if sums.turns == 1 else f"{count(sums.turns)} interactions"
    tokens = f"{count(sums.input_tokens)} input tokens{share} · {count(sums.thought_tokens)} thought · "
    cost = f"{plain(dollars(sums.cost))} estimated{unknown}"
    st.caption(f"{turns} · {tokens}{count(sums.output_tokens)} output · {cost}")


def table(page: Found) -> list[LedgerRow]:
    """Draw the rows. A click on a cell opens its conversation; returns the ticked rows."""
    key = history_place.table_key([row.id for row in page.rows])
    picked = st.dataframe(
        [_cells(row) for row in page.rows],
        key=key,
        on_select=lambda: _open(key, page.rows),
        selection_mode=["multi-row", "single-cell"],
        hide_index=True,
        placeholder="–",
        column_config=_columns(),
        height="content" if len(page.rows) < 14 else 540,
        alt=f"{len(page.rows)} interactions. Click a cell to open its conversation; tick rows to act on several.",
    )
    rows: Sequence[int] = picked["selection"]["rows"]
    return [page.rows[place] for place in rows if place < len(page.rows)]


def pager(found: int, size: int) -> None:
    """Draw the page numbers, when there is more than one page."""
    pages = ceil(found / size)
    if pages > 1:
        st.pagination(pages, key=state.widget_key(Bound.NUMBER), persist_state=SESSION, bind=URL)


def _open(key: str, rows: Sequence[LedgerRow]) -> None:
    place = history_place.clicked_row(key)
    if place is not None and place < len(rows):
        history_place.pick(rows[place].conversation_id, rows[place].id)


def _cells(row: LedgerRow) -> dict[str, Any]:
    return {
        "when": clock.local(row.created),
        "prompt": clip(row.words, 80) or "(no text)",
        "model": row.agent or row.model or "",
        "state": STATES.get(row.state, row.state),  # type: ignore[call-overload]
        "kept": kept(row),
        "input": row.input_tokens,
        "cached": row.cached_tokens,
        "thought": row.thought_tokens,
        "tool": row.tool_tokens,
        "output": row.output_tokens,
        "cost": row.cost,
        "first": None if row.first_text_ms is None else row.first_text_ms / 1000,
        "total": None if row.end_ms is None else row.end_ms / 1000,
        "sent": None if row.bytes_out is None else row.bytes_out / 1000,
        "received": None if row.bytes_in is None else row.bytes_in / 1000,
        "title": row.title,
        "page": PAGES.get(row.page, row.page),
        "answered": "Offline demo" if row.offline else "Server",
        "id": cut(row.interaction_id) if row.interaction_id else "",
        "previous": cut(row.previous_interaction_id) if row.previous_interaction_id else "",
    }


def kept(row: LedgerRow) -> str:
    """Where the interaction is, in a few words: "expires in 23 h", "kept here only"."""
    if not row.stored or not row.interaction_id:
        return "here only"
    if row.gone:
        return "deleted there"
    return expiry.countdown(expiry.parse_time(row.expires), clock.now()) if row.expires else "stored"


def _columns() -> dict[str, Any]:
    column, number = st.column_config, st.column_config.NumberColumn
    return {
        "when": column.DatetimeColumn("When", format="D MMM, HH:mm", width=105),
        "prompt": column.TextColumn("Prompt", width=240),
        "title": column.TextColumn("Conversation", width=150),
        "model": column.TextColumn("Model or agent", width=130),
        "state": column.TextColumn("Status", width=90),
        "kept": column.TextColumn("On the server", width=120, help="How long the server still keeps it"),
        "answered": column.TextColumn("Answered by", width=100),
        "input": number("In (tok)", format="localized", width=75),
        "cached": number("Cached (tok)", format="localized", width=95),
        "thought": number("Thought (tok)", format="localized", width=100),
        "tool": number("Tool (tok)", format="localized", width=80),
        "output": number("Out (tok)", format="localized", width=80),
        "cost": number("Cost ($)", format="%.5f", width=85, help="Estimated from list prices; empty when unknown"),
        "first": number("First text (s)", format="%.2f", width=100),
        "total": number("Total (s)", format="%.2f", width=80),
        "sent": number("Sent (kB)", format="%.1f", width=80),
        "received": number("Received (kB)", format="%.1f", width=105),
        "page": column.TextColumn("Page", width=70),
        "id": column.TextColumn("Interaction id", width=110),
        "previous": column.TextColumn("Previous id", width=110),
    }
