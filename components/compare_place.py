"""Which turn of which repeat is looked at: a picker that stays small, however many there are."""

from __future__ import annotations

import streamlit as st

from components import state
from workbench.compare import Comparison

FEW = 12
"""So many turns are drawn as segments, more as pages."""


def pick(comparison: Comparison, where: str) -> tuple[int, int]:
    """Draw the picker; returns the repeat and the prompt, from 0. The last prompt that was answered is picked at first."""
    answered = max((one.index for one in comparison.outcomes if one.turn_id or one.answer), default=0)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"compare_place_{where}"):
        index = _number(
            "Turn",
            len(comparison.plan.script.prompts),
            state.widget_key("compare_turn", where, comparison.id),
            first=answered + 1,
        )
        repeat = pick_repeat(comparison, where)
    return repeat, index


def pick_repeat(comparison: Comparison, where: str) -> int:
    """Draw the picker of the repeat alone."""
    return _number("Repeat", comparison.plan.repeats, state.widget_key("compare_repeat", where, comparison.id), first=1)


def _number(label: str, many: int, key: str, *, first: int) -> int:
    if many == 1:
        return 0
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", key=f"{key}_box"):
        st.markdown(f":gray[{label}]", width="content")
        return _picker(label, many, key, first)


def _picker(label: str, many: int, key: str, first: int) -> int:
    if many > FEW:
        return int(st.pagination(many, default=first, max_visible_pages=9, key=key)) - 1
    chosen: int = st.segmented_control(
        label, list(range(1, many + 1)), default=first, required=True, key=key, label_visibility="collapsed"
    )
    return chosen - 1
