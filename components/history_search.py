"""The search field of the history with its help, and the filters beside it; all of it stands in the address.

Must not search: it only says what is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

import streamlit as st

from components import clock, history_place, state
from components.figures import plain
from components.history_focus import search_shortcut
from components.history_place import Bound, first_page
from workbench.history import query
from workbench.records import TurnState
from workbench.store import LedgerFilter, SortKey, Store

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
    "Most bytes sent": ("bytes_out", True),
    "Expires first": ("expires", False),
    "Conversation A-Z": ("title", False),
    "Model A-Z": ("model", False),
    "Status": ("state", False),
    "Page": ("page", False),
}
PAGES = {"chat": "Chat", "research": "Research", "compare": "Compare"}
KEPT = {"stored": "Stored on the server", "local": "Kept here only", "expired": "Expired", "gone": "Deleted on the server"}
SESSION: Literal["session"] = "session"
URL: Literal["query-params"] = "query-params"
EXAMPLE = '"city life" model:flash status:failed after:7d cost>0.01'


def draw(store: Store) -> LedgerFilter:
    """Draw search, filters and sorting; returns what is wanted. They stay as set when the page is left."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="history_filters"):
        text: Any = st.text_input(
            "Search", key=state.widget_key(Bound.QUERY), type="search", icon=":material/search:", live=True,
            placeholder="Words, an id, or model: tag: after:  ( / )", on_change=first_page, persist_state=SESSION, bind=URL,
        )  # fmt: skip
        with st.popover("Help", icon=":material/help:", key=state.widget_key("history_help")):
            _help()
        base = _filters(store)
        sort: str = st.selectbox(
            "Sort",
            list(SORTS),
            key=state.widget_key(Bound.SORT),
            width=180,
            on_change=first_page,
            persist_state=SESSION,
            bind=URL,
        )
    search_shortcut()
    key, descending = SORTS[sort]
    parsed = query.parse(str(text or "").strip(), clock.now(), LedgerFilter(sort=key, descending=descending, **base))
    for problem in parsed.problems:
        st.caption(f":orange[:material/info: {plain(problem)}]")
    return parsed.filters


def _help() -> None:
    st.markdown("All words must occur, in prompts, answers, thoughts or tools; quotes bind them. A small slip is forgiven.")
    lines = (f"| `{name}` | {plain(meaning)} |" for name, meaning in query.OPERATORS.items())
    st.markdown("\n".join(("| Operator | Takes |", "|---|---|", *lines)))
    st.caption(f"For example: `{EXAMPLE}`. Press **/** to search from anywhere on this page.")


def _filters(store: Store) -> dict[str, Any]:
    chosen = _counted()
    label = f"Filters ({chosen})" if chosen else "Filters"
    with st.popover(label, icon=":material/tune:", key=state.widget_key("history_more")):
        models = _several("Model or agent", Bound.MODELS, _models(store))
        states = _several("Status", Bound.STATES, list(STATES), STATES)
        pages = _several("Page", Bound.PAGES, list(PAGES), PAGES)
        kept = _several("Kept", Bound.KEPT, list(KEPT), KEPT)
        tags = _several("Tag", Bound.TAGS, [tag for tag, _ in store.tags()])
        with st.container(horizontal=True):
            since, until = _date("From", Bound.SINCE), _date("To, included", Bound.UNTIL)
        least: float | None = st.number_input(
            "Cost over (US dollars)", min_value=0.0, value=None, step=0.01, format="%.4f", key=state.widget_key(Bound.COST),
            placeholder="Any", on_change=first_page, persist_state=SESSION, bind=URL,
        )  # fmt: skip
        archived: bool = st.toggle(
            "Archived conversations too",
            key=state.widget_key(Bound.ARCHIVED),
            on_change=first_page,
            persist_state=SESSION,
            bind=URL,
        )
        st.button(
            "Reset filters",
            key=state.widget_key("history_reset"),
            icon=":material/restart_alt:",
            type="tertiary",
            disabled=not chosen,
            on_click=reset,
        )
    return {
        "models": tuple(models), "states": tuple(states), "pages": tuple(pages), "held": tuple(kept), "tags": tuple(tags),
        "since": since and _wire(since), "until": until and _wire(until + timedelta(days=1)), "above_cost": least,
        "archived": None if archived or not store.count_conversations(archived=True) else False,
    }  # fmt: skip


def _models(store: Store) -> list[str]:
    """The models that occur; looked up anew each minute, since a very large history has to be read for it."""
    return history_place.remembered("models", None, int(clock.now().timestamp() / 60), store.ledger_models)


def _several(label: str, name: Bound, options: Sequence[Any], words: dict[Any, str] | None = None) -> list[Any]:
    """A choice of several; a value the address names that doesn't occur is dropped by the widget."""
    known = list(dict.fromkeys(options))
    return st.multiselect(
        label, known, key=state.widget_key(name), format_func=lambda value: (words or {}).get(value, value),
        placeholder="All", on_change=first_page, persist_state=SESSION, bind=URL,
    )  # fmt: skip


def _date(label: str, name: Bound) -> date | None:
    found: Any = st.date_input(
        label, value=None, key=state.widget_key(name), format="YYYY-MM-DD", on_change=first_page, persist_state=SESSION, bind=URL
    )
    return found if isinstance(found, date) else None


def _wire(day: date) -> str:
    """The beginning of a day where the person is, as rows keep time."""
    begins = datetime.combine(day, time(), clock.zone()).astimezone(UTC)
    return begins.isoformat(timespec="milliseconds").replace("+00:00", "Z")


FILTERS = (Bound.MODELS, Bound.STATES, Bound.PAGES, Bound.KEPT, Bound.TAGS, Bound.SINCE, Bound.UNTIL, Bound.COST, Bound.ARCHIVED)


def _counted() -> int:
    values = (st.session_state.get(state.widget_key(name)) for name in FILTERS)
    return sum(value not in (None, [], (), False, "") for value in values)


def reset() -> None:
    """Every filter back to all. For callbacks."""
    for name in (Bound.MODELS, Bound.STATES, Bound.PAGES, Bound.KEPT, Bound.TAGS):
        st.session_state[state.widget_key(name)] = []
    for name in (Bound.SINCE, Bound.UNTIL, Bound.COST):
        st.session_state[state.widget_key(name)] = None
    st.session_state[state.widget_key(Bound.ARCHIVED)] = False
    first_page()


def clear() -> None:
    """Search and filters back to all. For callbacks."""
    st.session_state[state.widget_key(Bound.QUERY)] = ""
    reset()


def narrowed(chosen: LedgerFilter) -> bool:
    """True when something is searched or filtered out."""
    return bool(_counted() or st.session_state.get(state.widget_key(Bound.QUERY)))
