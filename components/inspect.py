"""Inspect one turn: the request as sent, its events on a scrubber, the response, a waterfall of steps, a download.

A drawer with lazy tabs: only the open one is built. Must not change the turn.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import events_tab, state, waterfall
from components.figures import count, plain, seconds, size
from components.usage import OFFLINE_BADGE
from workbench import export
from workbench import run as runs
from workbench.records import Turn
from workbench.store import StoreError

REQUEST, EVENTS, RESPONSE, WATERFALL = "Request", "Events", "Response", "Waterfall"
FORMATTED, AS_SENT = "Formatted", "As sent"
INTERACTION, RECORD = "Interaction", "Stepwise record"
WIDTH = 760


@st.dialog("Inspect turn", width=WIDTH, position="right", icon=":material/frame_inspect:")
def dialog(turn_id: str) -> None:
    """Open the drawer for this turn. Call it once per script run, from the click that asks for it."""
    try:
        turn = _turn(turn_id)
        events = state.store().events(turn_id)
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    if turn is None:
        st.info("This turn is no longer in the history.", icon=":material/info:")
        return
    _head(turn, events)
    _tabs(turn, events)


def _turn(turn_id: str) -> Turn | None:
    """The turn as it is at this moment: from its run while it runs, else from the store."""
    run = runs.find(turn_id)
    return run.snapshot() if run is not None else state.store().turn(turn_id)


def _head(turn: Turn, events: list[tuple[float, dict[str, Any]]]) -> None:
    facts = [plain(turn["model"] or "no model"), plain(turn["status"] or turn["state"]), f"{len(events)} events"]
    badge = f"{OFFLINE_BADGE} " if turn["offline"] else ""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"{badge}:gray[{' · '.join([*facts, seconds(turn['timings']['end'])])}]", width="content")
        st.download_button(
            "Download JSON",
            data=lambda: export.turn_json(turn, events),
            file_name=export.file_name(turn),
            mime="application/json",
            key=state.widget_key("inspect_download", turn["id"]),
            icon=":material/download:",
            on_click="ignore",
        )
    for note in turn["notes"]:
        st.caption(f":material/info: {plain(note)}")


def _tabs(turn: Turn, events: list[tuple[float, dict[str, Any]]]) -> None:
    names = [REQUEST, EVENTS, RESPONSE, WATERFALL]
    tabs = dict(zip(names, st.tabs(names, key=state.widget_key("inspect_tabs", turn["id"]), on_change="rerun"), strict=True))
    draw = {
        REQUEST: lambda: _request(turn),
        EVENTS: lambda: events_tab.draw(turn, events),
        RESPONSE: lambda: _response(turn),
        WATERFALL: lambda: waterfall.draw(turn),
    }
    for name, tab in tabs.items():
        if tab.open:
            with tab:
                draw[name]()


def _request(turn: Turn) -> None:
    if not turn["sent"]:
        st.caption("Nothing has left this machine for this turn. This body was built for it:")
        st.code(export.dumps(turn["request"]), language="json", wrap_lines=True)
        return
    style = st.segmented_control(
        "Body",
        [FORMATTED, AS_SENT],
        default=FORMATTED,
        required=True,
        key=state.widget_key("inspect_body", turn["id"]),
        label_visibility="collapsed",
        help="Formatted adds line breaks only; As sent is the body byte for byte.",
    )
    for sent in turn["sent"]:
        _sent(sent, as_sent=style == AS_SENT)


def _sent(sent: dict[str, Any], *, as_sent: bool) -> None:
    """One HTTP request as it left this machine."""
    body = str(sent.get("body") or "")
    facts = [f"sent at {seconds(sent.get('at_ms'))}", f"{size(sent.get('bytes_out'))} out", f"{size(sent.get('bytes_in'))} in"]
    status = sent.get("status")
    st.markdown(f"**{plain(str(sent.get('method', '')))}** `{sent.get('url', '')}`")
    st.caption(" · ".join([f"HTTP {status}" if status else "no answer", *facts]))
    if body:
        st.code(body if as_sent else export.pretty(body), language="json", wrap_lines=True)
    headers = sent.get("headers") or {}
    with st.expander(f"{count(len(headers))} headers (the key is never recorded)", type="compact"):
        st.code("\n".join(f"{name}: {value}" for name, value in headers.items()), language="http", wrap_lines=True)


def _response(turn: Turn) -> None:
    shape = st.segmented_control(
        "Shape",
        [INTERACTION, RECORD],
        default=INTERACTION,
        required=True,
        key=state.widget_key("inspect_shape", turn["id"]),
        label_visibility="collapsed",
        help="Interaction is the answer in the API's own shape; the record is what Stepwise keeps of the turn.",
    )
    if turn["problem"]:
        st.error(f"{plain(turn['problem']['message'])}\n\n{plain(turn['problem']['hint'])}", icon=":material/error:")
    value = export.interaction(turn) if shape == INTERACTION else dict(turn)
    st.code(export.dumps(value), language="json", wrap_lines=True, height=560)
