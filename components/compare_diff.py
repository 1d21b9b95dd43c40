"""The answers to one prompt held against the baseline's, word by word.

Plain HTML of escaped text: what only the baseline has is struck out, what only the lane has is underlined.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from components import compare_place
from components.compare_lanes import name
from workbench.compare import Comparison, Outcome, diff

TAGS = {"same": "span", "removed": "del", "added": "ins"}
TEXT_LIMIT = 60_000
"""Characters of an answer that are compared."""


def draw(comparison: Comparison) -> None:
    """Draw the differences of all lanes but the baseline."""
    repeat, index = compare_place.pick(comparison, "diff")
    base = comparison.plan.baseline_lane
    first = comparison.at(base.id, repeat, index)
    others = [lane for lane in comparison.lanes if lane.id != base.id]
    if first is None or not first.answer:
        st.caption("The baseline has no answer to this prompt.")
        return
    if not others:
        st.caption("There is no other lane to hold against the baseline.")
    st.html('<p class="diff-key">against the baseline: <del>only there</del> <ins>only here</ins></p>')
    for lane in others:
        with st.container(border=True, gap="xsmall", key=f"lane_{lane.colour}_diff_{lane.id}"):
            name(lane)
            _difference(first, comparison.at(lane.id, repeat, index))


def _difference(first: Outcome, other: Outcome | None) -> None:
    if other is None or not other.answer:
        st.caption("No answer here.")
        return
    baseline, answer = first.answer[:TEXT_LIMIT], other.answer[:TEXT_LIMIT]
    if baseline == answer:
        st.caption("Word for word the same.")
        return
    st.caption(f"{diff.likeness(baseline, answer):.0%} alike")
    body = "".join(f"<{TAGS[part.kind]}>{escape(part.text)}</{TAGS[part.kind]}>" for part in diff.parts(baseline, answer))
    st.html(f'<div class="diff">{body}</div>')
