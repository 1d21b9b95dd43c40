"""The wire view: what left this machine for one prompt in each lane, to scale, beside what the model had before it.

Bars are plain HTML made of numbers; bodies are drawn as code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

import streamlit as st

from components import compare_place, state
from components.figures import clip, count, plain, size
from workbench import export
from workbench.compare import Comparison, Lane, Outcome, lanes, wireview
from workbench.compare.lanes import COLOURS
from workbench.store import StoreError

SHADES = {wireview.NEW: 100, wireview.EARLIER: 55}
OTHER_SHADE = 25
SENT, HAD = "Left this machine", "The model had before it"
LEGEND = (
    (100, "the new input"), (55, "earlier steps, sent again"), (25, "all else: settings, tools, ids"),
)  # fmt: skip
BODY_LIMIT = 20_000
"""Characters of a body that are drawn; the export has all of it."""
PROMPT_LENGTH = 200


def draw(comparison: Comparison) -> None:
    """Draw the bars, and under each the requests."""
    repeat, index = compare_place.pick(comparison, "wire")
    try:
        wires = wireview.view(state.store(), comparison, repeat, index)
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    if not any(wire.requests for wire in wires):
        st.caption("What was sent isn't known here: the turns themselves are kept where the comparison was run.")
        return
    prompt = plain(clip(comparison.plan.script.prompts[index].text, PROMPT_LENGTH))
    st.markdown(f":gray[:material/person: Prompt {index + 1}] {prompt}")
    _bars(comparison, wires, [comparison.at(lane.id, repeat, index) for lane in comparison.lanes])
    for lane, wire in zip(comparison.lanes, wires, strict=True):
        _requests(lane, wire)


def _bars(comparison: Comparison, wires: Sequence[wireview.LaneWire], shown: Sequence[Outcome | None]) -> None:
    """A row for each lane: bytes on the left, tokens on the right, each to the scale of all lanes."""
    contexts = [(outcome.measure.context_tokens or 0) if outcome else 0 for outcome in shown]
    most = max(contexts, default=0) or 1
    rows = [
        _row(lane, wire, outcome, most)
        for lane, wire, outcome in zip(comparison.lanes, wires, shown, strict=True)
    ]  # fmt: skip
    keys = "".join(f'<span><i class="shade-{shade}"></i>{escape(words)}</span>' for shade, words in LEGEND)
    held = '<span><i class="shade-held"></i>held by the server, not sent</span>'
    heads = f"<span></span><span>{SENT}</span><span>{HAD}</span>"
    st.html(f'<div class="wire"><div class="heads">{heads}</div>{"".join(rows)}<p class="keys">{keys}{held}</p></div>')


def _row(lane: Lane, wire: wireview.LaneWire, outcome: Outcome | None, most: int) -> str:
    colour = f"lane-{lane.colour % COLOURS}"
    about = next(info.help for info in lanes.kinds() if info.kind == lane.kind)
    many = "1 request" if len(wire.requests) == 1 else f"{len(wire.requests)} requests"
    return (
        f'<div class="row {colour}"><span class="lane-name">{escape(lane.name)}</span>'
        f"{_measure(SENT, _segments(wire), size(wire.bytes_out))}{_measure(HAD, _context(outcome, most), _tokens(outcome))}"
        f"<small>{escape(about)} {many}, {size(wire.bytes_in)} came back.</small></div>"
    )


def _measure(head: str, pieces: Iterable[str], figure: str) -> str:
    """A bar with its figure; its own head is shown where the screen is too narrow for heads over the columns."""
    track = f'<span class="track">{"".join(pieces)}</span>'
    return f'<span class="measure"><span class="head">{head}</span>{track}<b>{figure}</b></span>'


def _segments(wire: wireview.LaneWire) -> list[str]:
    whole = wire.bytes_out or 1
    pieces = [piece for request in wire.requests for piece in request.pieces] or [wireview.Piece(wireview.REST, wire.bytes_out)]
    return [
        f'<i class="shade-{SHADES.get(piece.label, OTHER_SHADE)}" style="width:{100 * wire.share * piece.bytes / whole:.3f}%" '
        f'title="{escape(piece.label)}: {size(piece.bytes)}"></i>'
        for piece in sorted(pieces, key=lambda piece: -SHADES.get(piece.label, OTHER_SHADE))
    ]


def _context(outcome: Outcome | None, most: int) -> Iterator[str]:
    """Tokens that were reported as input, and those that the server added from what it holds."""
    if outcome is None or outcome.measure.context_tokens is None:
        return
    sent = min(outcome.measure.input_tokens or 0, outcome.measure.context_tokens)
    held = outcome.measure.context_tokens - sent
    for shade, tokens, words in (("100", sent, "reported"), ("held", held, "held by the server")):
        if tokens:
            width = f"width:{100 * tokens / most:.3f}%"
            yield f'<i class="shade-{shade}" style="{width}" title="{words}: {count(tokens)} tokens"></i>'


def _tokens(outcome: Outcome | None) -> str:
    if outcome is None or outcome.measure.context_tokens is None:
        return "–"
    about = "≈ " if outcome.measure.context_tokens != outcome.measure.input_tokens else ""
    return f"{about}{count(outcome.measure.context_tokens)} tokens"


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
