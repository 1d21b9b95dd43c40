"""The events of a turn on a scrubber: pick one, see it, and the turn as it stood right after it.

Must not parse events: folding belongs to the workbench, drawing of steps to the registry and the painter.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import glimpse, state
from components.figures import count, plain, seconds
from workbench import export
from workbench.records import Turn
from workbench.turn import as_of

Events = list[tuple[float, dict[str, Any]]]


def draw(turn: Turn, events: Events) -> None:
    """Draw the scrubber, the chosen event, and the turn as of that event."""
    if not events:
        st.caption("No event was received for this turn.")
        return
    key = state.widget_key("inspect_event", turn["id"])
    chosen = _scrubber(key, events)
    at_ms, event = events[chosen - 1]
    st.caption(f"Event {chosen} of {len(events)} · {seconds(at_ms)} after sending · `{event.get('event_type', '?')}`")
    st.code(export.dumps(event), language="json", wrap_lines=True, height=200)
    _table(events, turn["id"])
    st.caption("The turn right after this event")
    with st.container(border=True, key=state.widget_key("inspect_as_of", turn["id"])):
        _steps(as_of(turn, events[:chosen]), state.widget_key(key, chosen))


def _table(events: Events, turn_id: str) -> None:
    """All events with their times, once somebody wants the list."""
    box = st.expander(
        f"All {len(events)} events", type="compact", key=state.widget_key("inspect_list", turn_id), on_change="rerun"
    )
    if not box.open:
        return
    rows = [
        {"number": number, "at": at_ms, "kind": str(event.get("event_type", "?")), "data": export.one_line(event)}
        for number, (at_ms, event) in enumerate(events, 1)
    ]
    column = st.column_config
    columns = {
        "number": column.NumberColumn("Event", width=60),
        "at": column.NumberColumn("At (ms)", format="localized", width=80),
        "kind": column.TextColumn("Type", width=150),
        "data": column.TextColumn("Data", width="large"),
    }
    box.dataframe(rows, hide_index=True, height=240, column_config=columns, alt=f"{len(events)} events")


def _scrubber(key: str, events: Events) -> int:
    last = len(events)
    if last == 1:
        return 1
    st.session_state.setdefault(key, last)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            "Back", key=state.widget_key(key, "back"), icon=":material/skip_previous:", on_click=_move, args=(key, -1, last)
        )
        chosen: int = st.slider("Event", 1, last, key=key, label_visibility="collapsed", width="stretch")
        st.button("Next", key=state.widget_key(key, "next"), icon=":material/skip_next:", on_click=_move, args=(key, 1, last))
    return chosen


def _move(key: str, by: int, last: int) -> None:
    st.session_state[key] = min(max(int(st.session_state[key]) + by, 1), last)


def _steps(turn: Turn, key: str) -> None:
    glimpse.draw(turn, key)
    usage = turn["usage"]
    total = "" if usage is None else f" · {count(usage.get('total_tokens'))} tokens in total"
    st.caption(f"Status: {plain(turn['status'] or turn['state'])}{total}")
