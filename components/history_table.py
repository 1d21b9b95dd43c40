"""The ledger as a table: filters, one page of rows, and what was picked.

Filtering, sorting and paging happen in the database; must not load turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, Literal

import streamlit as st

from components import clock, state
from components.figures import clip, count, dollars, plain
from workbench.records import TurnState
from workbench.store import LedgerFilter, LedgerPage, LedgerRow, Totals
from workbench.store.ledger import SortKey

PAGE = 50
STATES: dict[TurnState, str] = {
    "waiting": "Waiting",
    "streaming": "Running",
    "done": "Done",
    "needs_action": "Waiting for you",
    "failed": "Failed",
    "stopped": "Stopped",
}
SORTS: dict[str, tuple[SortKey, bool]] = {
    "Newest first": ("created", True),
    "Oldest first": ("created", False),
    "Costliest first": ("cost", True),
    "Slowest first": ("end_ms", True),
    "Most input": ("input_tokens", True),
    "Most output": ("output_tokens", True),
    "Conversation A-Z": ("title", False),
    "Model A-Z": ("model", False),
    "Status": ("state", False),
}
PAGES = {"chat": "Chat", "research": "Research", "compare": "Compare"}
KEPT: Literal["session"] = "session"


def filters(models: Sequence[str]) -> LedgerFilter:
    """Draw search, filters and sorting; they stay as set when the page is left."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=state.widget_key("history_filters")):
        query = st.text_input(
            "Search", key=state.widget_key("history_query"), type="search", icon=":material/search:", width=230,
            placeholder="Title, prompt, answer or id", live=True, persist_state=KEPT, on_change=_first_page,
        )  # fmt: skip
        chosen_models = st.multiselect(
            "Model or agent", models, key=state.widget_key("history_models"), placeholder="All", width=200,
            persist_state=KEPT, on_change=_first_page,
        )  # fmt: skip
        states = st.multiselect(
            "Status", list(STATES), format_func=_state_name, key=state.widget_key("history_states"), placeholder="All",
            width=150, persist_state=KEPT, on_change=_first_page,
        )  # fmt: skip
        pages = st.multiselect(
            "Page", list(PAGES), format_func=_page_name, key=state.widget_key("history_pages"), placeholder="All", width=130,
            persist_state=KEPT, on_change=_first_page,
        )  # fmt: skip
        sort: str = st.selectbox(
            "Sort", list(SORTS), key=state.widget_key("history_sort"), width=150, persist_state=KEPT, on_change=_first_page
        )
    key, descending = SORTS[sort]
    return LedgerFilter(
        query=(query or "").strip(),
        models=tuple(chosen_models),
        states=tuple(states),
        pages=tuple(pages),
        sort=key,
        descending=descending,
    )


def _first_page() -> None:
    st.session_state[state.widget_key("history_page")] = 1


def _state_name(name: TurnState) -> str:
    return STATES[name]


def _page_name(name: str) -> str:
    return PAGES[name]


def read(chosen: LedgerFilter) -> tuple[LedgerPage, Totals]:
    """One page of the ledger and the sums over all that matches."""
    key = state.widget_key("history_page")
    number = int(st.session_state.get(key, 1))
    page = state.store().ledger(PAGE, (number - 1) * PAGE, chosen)
    if not page.rows and number > 1:
        _first_page()
        page = state.store().ledger(PAGE, 0, chosen)
    return page, state.store().totals(chosen)


def summary(totals: Totals) -> None:
    """Draw the sums in one line; turns of unknown cost are counted, never added as zero."""
    share = f" ({totals.cached_tokens / totals.input_tokens:.0%} cached)" if totals.cached_tokens else ""
    unknown = f", {count(totals.cost_unknown)} of unknown cost" if totals.cost_unknown else ""
    turns = "1 interaction" if totals.turns == 1 else f"{count(totals.turns)} interactions"
    tokens = f"{count(totals.input_tokens)} input tokens{share} · {count(totals.thought_tokens)} thought · "
    cost = f"{plain(dollars(totals.cost))} estimated{unknown}"
    st.caption(f"{turns} · {tokens}{count(totals.output_tokens)} output · {cost}")


def table(page: LedgerPage) -> LedgerRow | None:
    """Draw the rows; returns the picked one."""
    picked = st.dataframe(
        [_cells(row) for row in page.rows],
        key=state.widget_key("history_table"),
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        column_config=_columns(),
        height="content" if len(page.rows) < 12 else 480,
        alt=f"{len(page.rows)} interactions",
    )
    pages = ceil(page.count / PAGE)
    if pages > 1:
        st.pagination(pages, key=state.widget_key("history_page"))
    rows: Sequence[int] = picked["selection"]["rows"]
    return page.rows[rows[0]] if rows and rows[0] < len(page.rows) else None


def _cells(row: LedgerRow) -> dict[str, Any]:
    return {
        "when": clock.local(row.created),
        "prompt": clip(row.words, 80),
        "model": row.model or "",
        "state": STATES.get(row.state, row.state),  # type: ignore[call-overload]
        "input": row.input_tokens,
        "cached": row.cached_tokens,
        "thought": row.thought_tokens,
        "output": row.output_tokens,
        "cost": row.cost,
        "first": None if row.first_text_ms is None else row.first_text_ms / 1000,
        "total": None if row.end_ms is None else row.end_ms / 1000,
        "title": row.title,
        "page": PAGES.get(row.page, row.page),
        "answered": "Offline demo" if row.offline else "Server",
        "stored": "Stored" if row.stored and row.interaction_id else "Not stored",
        "id": row.interaction_id or "",
    }


def _columns() -> dict[str, Any]:
    column, number = st.column_config, st.column_config.NumberColumn
    return {
        "when": column.DatetimeColumn("When", format="D MMM, HH:mm", width=105, pinned=True),
        "prompt": column.TextColumn("Prompt", width="medium"),
        "title": column.TextColumn("Conversation", width="small"),
        "model": column.TextColumn("Model or agent", width=130),
        "state": column.TextColumn("Status", width=90),
        "answered": column.TextColumn("Answered by", width=100),
        "input": number("In (tok)", format="localized", width=75),
        "cached": number("Cached (tok)", format="localized", width=95),
        "thought": number("Thought (tok)", format="localized", width=100),
        "output": number("Out (tok)", format="localized", width=80),
        "cost": number("Cost ($)", format="%.5f", width=85, help="Estimated from list prices; empty when unknown"),
        "first": number("First text (s)", format="%.2f", width=100),
        "total": number("Total (s)", format="%.2f", width=80),
        "page": column.TextColumn("Page", width=70),
        "stored": column.TextColumn("On the server", width=100),
        "id": column.TextColumn("Interaction id", width="small"),
    }


def narrowed(chosen: LedgerFilter) -> bool:
    """True when something is filtered out."""
    return bool(chosen.query or chosen.models or chosen.states or chosen.pages)
