"""The wire view: what left this machine for one prompt in each lane, sizes to scale, against what the model had before it.

Bars are plain HTML made of numbers; bodies are drawn as code.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components import compare_place, state
from components.figures import count, plain, size
from workbench import export
from workbench.compare import Comparison, Lane, Outcome, wireview
from workbench.compare.lanes import COLOURS
from workbench.store import StoreError

SHADES = {wireview.NEW: 100, wireview.EARLIER: 55}
OTHER_SHADE = 25
BODY_LIMIT = 20_000
"""Characters of a body that are drawn; the export has all of it."""


def draw(comparison: Comparison) -> None:
    """Draw the bars, and under each the requests."""
    repeat, index = compare_place.pick(comparison, "wire")
    try:
        lanes = wireview.view(state.store(), comparison, repeat, index)
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    if not any(wire.requests for wire in lanes):
        st.caption("What was sent isn't known here: the turns themselves are kept where the comparison was run.")
        return
    _bars(comparison, lanes, [comparison.at(lane.id, repeat, index) for lane in comparison.lanes])
    for lane, wire in zip(comparison.lanes, lanes, strict=True):
        _requests(lane, wire)


def _bars(comparison: Comparison, lanes: tuple[wireview.LaneWire, ...], shown: Sequence[Outcome | None]) -> None:
    rows = []
    for lane, wire, outcome in zip(comparison.lanes, lanes, shown, strict=True):
        colour = lane.colour % COLOURS
        rows.append(
            f'<span class="lane-name lane-{colour}">{escape(lane.name)}</span>'
            f'<span class="track lane-{colour}">{"".join(_segments(wire))}</span><b>{size(wire.bytes_out)}</b>'
            f"<small>{escape(_facts(wire, outcome))}</small>"
        )
    st.html(f'<div class="wire">{"".join(rows)}</div>')
    st.caption("Request bodies to scale: full colour is new input, half is earlier steps sent again, pale is all else.")


def _facts(wire: wireview.LaneWire, outcome: Outcome | None) -> str:
    many = "1 request" if len(wire.requests) == 1 else f"{len(wire.requests)} requests"
    context = outcome.measure.context_tokens if outcome else None
    saw = [] if context is None else [f"the model had {count(context)} tokens of context"]
    return " · ".join([many, f"{size(wire.bytes_in)} came back", *saw])


def _segments(wire: wireview.LaneWire) -> list[str]:
    whole = wire.bytes_out or 1
    pieces = [piece for request in wire.requests for piece in request.pieces] or [wireview.Piece(wireview.REST, wire.bytes_out)]
    return [
        f'<i class="shade-{SHADES.get(piece.label, OTHER_SHADE)}" style="width:{100 * wire.share * piece.bytes / whole:.3f}%" '
        f'title="{escape(piece.label)}: {size(piece.bytes)}"></i>'
        for piece in sorted(pieces, key=lambda piece: -SHADES.get(piece.label, OTHER_SHADE))
    ]


def _requests(lane: Lane, wire: wireview.LaneWire) -> None:
    """The title never changes: a box whose title did would close itself when another turn is picked."""
    label = f"What **{plain(lane.name)}** sent"
    box = st.expander(label, type="compact", key=state.widget_key("compare_wire_box", lane.id), on_change="rerun")
    if box.open:
        with box:
            for request in wire.requests:
                _request(request)


def _request(request: wireview.Request) -> None:
    status = f"HTTP {request.status}" if request.status else "no answer"
    st.markdown(f"**{plain(request.method)}** `{request.url.replace('`', '')}` :gray[{status}]")
    if request.pieces:
        st.caption(" · ".join(f"{plain(piece.label)} {size(piece.bytes)}" for piece in request.pieces))
    if request.body:
        body = export.pretty(request.body)
        st.code(body[:BODY_LIMIT], language="json", wrap_lines=True, height=320 if len(body) > 900 else "content")
        if len(body) > BODY_LIMIT:
            st.caption(f"The first {count(BODY_LIMIT)} of {count(len(body))} characters.")
