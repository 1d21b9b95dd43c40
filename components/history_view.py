"""The history page, part by part: title and actions, what waits to be told, the tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from components import (
    empty,
    history_bin,
    history_bulk,
    history_comparisons,
    history_conversations,
    history_forget,
    history_hits,
    history_import,
    history_job,
    history_open,
    history_place,
    history_retention,
    history_retrieve,
    history_search,
    history_table,
    history_totals,
    state,
)
from components.figures import plain
from components.history_place import Bound
from workbench.store import Found, LedgerFilter, LedgerRow, Store

INTERACTIONS, CONVERSATIONS, COMPARISONS, TOTALS = "Interactions", "Conversations", "Comparisons", "Totals"
RETRIEVE, IMPORT, RETENTION, BIN, FORGET = "Retrieve by id", "Import", "Retention", "Bin", "Forget everything"
ICONS = {
    RETRIEVE: ":material/cloud_download:", IMPORT: ":material/upload:", RETENTION: ":material/timer:",
    BIN: ":material/restore_from_trash:", FORGET: ":material/delete_forever:",
}  # fmt: skip
HITS, TABLE = "Hits", "Table"
SIDE_BY_SIDE = (11, 9)
_SHAPE = state.widget_key("history_shape")


def draw(store: Store) -> None:
    """Draw the page."""
    history_place.come_back()
    _header()
    _told()
    history_job.draw(store)
    history_retention.warning(store)
    history_forget.leftovers(store)
    names = [INTERACTIONS, CONVERSATIONS, COMPARISONS, TOTALS]
    tabs = st.tabs(names, key=state.widget_key(Bound.VIEW), on_change="rerun", bind="query-params")
    parts: dict[str, Callable[[Store], None]] = {
        INTERACTIONS: _interactions, CONVERSATIONS: _conversations, COMPARISONS: history_comparisons.draw, TOTALS: _totals,
    }  # fmt: skip
    for name, tab in zip(names, tabs, strict=True):
        if tab.open:
            with tab:
                st.fragment(parts[name])(store)  # searching, turning pages and opening a turn draw nothing else


def _header() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="history_header"):
        st.title("History", width="stretch")
        chosen = next(iter([name for name in (RETRIEVE, IMPORT, RETENTION) if _action(name)]), None)
        rare = st.menu_button(
            "More",
            [BIN, FORGET],
            key=state.widget_key("history_rare"),
            icon=":material/more_horiz:",
            type="tertiary",
            format_func=lambda option: f"{ICONS[option]} {option}",
        )
    ask: dict[str, Callable[[], None]] = {
        RETRIEVE: history_retrieve.ask, IMPORT: history_import.ask, RETENTION: history_retention.settings, BIN: history_bin.ask,
        FORGET: lambda: history_forget.ask(history_forget.Scope("Everything in your history", filters=LedgerFilter())),
    }  # fmt: skip
    if chosen or rare:
        ask[str(chosen or rare)]()


def _action(name: str) -> bool:
    return st.button(name, key=state.widget_key("history_action", name.split()[0].lower()), icon=ICONS[name], type="tertiary")


def _told() -> None:
    told = history_place.take_told()
    if told is not None:
        (st.error if told.failed else st.info)(plain(told.words), icon=":material/error:" if told.failed else ":material/info:")


def _interactions(store: Store) -> None:
    chosen = history_search.draw(store)
    page = history_table.read(store, chosen, _size(_shape(chosen)))
    history_hits.instead(page)
    if not page.rows and not state.place().conversation_id:
        _nothing(chosen)
        return
    with _sides(store):
        _found(store, chosen, page)


@contextmanager
def _sides(store: Store) -> Iterator[None]:
    """What is listed on the left, the open conversation on the right; on a phone it comes first."""
    if state.place().conversation_id is None:
        yield
        return
    with st.container(key="history_sides"):
        left, right = st.columns(SIDE_BY_SIDE, gap="medium")
    with left:
        yield
    with right:
        history_open.draw(store)


def _found(store: Store, chosen: LedgerFilter, page: Found) -> None:
    if not page.rows:
        _nothing(chosen)
        return
    above = st.container(key="history_found_sums")
    ticked = _rows(chosen, page)  # first, so that it is there while a large history is still being added up
    sums = history_table.totals(store, chosen)
    _turn_pages(chosen, sums.turns)
    with above:
        if ticked:
            history_bulk.ticked(store, ticked)
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container():
                history_table.summary(sums)
            history_bulk.found(store, chosen, sums.turns)


def _rows(chosen: LedgerFilter, page: Found) -> list[LedgerRow]:
    """Draw what was found; returns the ticked rows."""
    shape = _shape(chosen)
    if chosen.query.strip():
        st.segmented_control(
            "Show as",
            [HITS, TABLE],
            default=HITS,
            required=True,
            label_visibility="collapsed",
            key=_SHAPE,
            on_change=history_place.first_page,
            persist_state="session",
        )
    if shape == TABLE:
        return history_table.table(page)
    history_hits.draw(page)
    return []


def _turn_pages(chosen: LedgerFilter, found: int) -> None:
    shape = _shape(chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        history_table.pager(found, _size(shape))
        if state.place().conversation_id is None:
            how = "Click a cell to open its conversation beside the table; tick rows to act on several."
            st.caption(f":material/ads_click: {how if shape == TABLE else 'Click a hit to open its conversation.'}")


def _shape(chosen: LedgerFilter) -> str:
    """How what was found is shown; the choice holds for searches."""
    return str(st.session_state.get(_SHAPE) or HITS) if chosen.query.strip() else TABLE


def _size(shape: str) -> int:
    return history_table.HITS if shape == HITS else history_table.ROWS


def _nothing(chosen: LedgerFilter) -> None:
    if history_search.narrowed(chosen):
        st.info("Nothing matches these filters.", icon=":material/filter_alt_off:")
        st.button(
            "Clear search and filters",
            key=state.widget_key("history_clear"),
            icon=":material/restart_alt:",
            on_click=history_search.clear,
        )
        return
    empty.empty_state(
        icon=":material/history:",
        text="Every interaction is logged here before its stream begins: search, sort, look inside, open it again.",
        note="Nothing has been sent yet.",
    )


def _conversations(store: Store) -> None:
    with _sides(store):
        history_conversations.draw(store)


def _totals(store: Store) -> None:
    history_totals.draw(store, history_search.draw(store))
