"""The lanes of a comparison that is being put together: a card for each, and how to add, copy, vary and remove one.

It changes the draft only. What a lane's settings are is for `compare_lane_dialog`.
"""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from components import compare_draft, compare_lane_dialog, state
from components.figures import plain
from workbench import catalog, rules
from workbench.compare import Lane
from workbench.compare import lanes as kinds

VARY: dict[kinds.SweepKey, str] = {
    "thinking_level": "Thinking level", "model": "Model", "service_tier": "Service tier", "store": "Store on and off",
    "thinking_summaries": "Thought summaries",
}  # fmt: skip
COPY, REMOVE = "Duplicate", "Remove"
MENU_ICONS = {COPY: ":material/content_copy:", REMOVE: ":material/delete:"}


def draw() -> None:
    """Draw the lanes."""
    lanes = compare_draft.plan().lanes
    with st.container(key="compare_lanes_setup", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown("#### Lanes", anchors=False, width="content")
            _add(len(lanes))
        for lane in lanes:
            _card(lane, only=len(lanes) == 1)


def _add(there: int) -> None:
    infos = {info.kind: info for info in kinds.kinds()}
    with st.popover("Add a lane", icon=":material/add:", type="tertiary", key=state.widget_key("compare_add_lane"),
                    disabled=there >= compare_draft.MOST_LANES):  # fmt: skip
        for kind, info in infos.items():
            st.button(
                f"**{info.label}** {info.help}",
                key=state.widget_key("compare_add", kind),
                wrap=True,
                width="stretch",
                type="tertiary",
                disabled=bool(info.unavailable),
                on_click=compare_draft.add_lane,
                args=(kind,),
            )
            if info.unavailable:
                st.caption(plain(info.unavailable))


def name(lane: Lane) -> None:
    """Draw a lane's name beside its colour."""
    st.html(f'<span class="lane-name lane-{lane.colour % kinds.COLOURS}">{escape(lane.name)}</span>')


def facts(lane: Lane) -> str:
    """A lane's kind (where its name doesn't say it), model and what else it was told, on one line."""
    sent = kinds.effective(lane)
    level = f"{sent.thinking_level} thinking" if sent.thinking_level else "default thinking"
    tools = [", ".join(str(tool.get("name") or tool.get("type")) for tool in sent.tools)] if sent.tools else []
    stored = ["store off"] if lane.kind == "stateless" and not sent.store else []
    tier = [f"{sent.service_tier} tier"] if sent.service_tier else []
    kind = [] if lane.name == kinds.label(lane.kind) else [kinds.label(lane.kind)]
    return " · ".join([*kind, catalog.entry(sent.model).name, level, *tier, *stored, *tools])


def _card(lane: Lane, *, only: bool) -> None:
    key = f"lane_{lane.colour % kinds.COLOURS}_card_{lane.id}"
    with st.container(border=True, gap="xsmall", key=key):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="xsmall"):
            with st.container(width="stretch", gap=None, key=state.widget_key("compare_name", lane.id)):
                name(lane)
            _buttons(lane, only)
        st.caption(plain(facts(lane)))
        for rule in rules.problems(kinds.effective(lane), state.connection()):
            if rule.severity == "block":
                st.caption(f":red[:material/error: {plain(rule.message)}]")


def _buttons(lane: Lane, only: bool) -> None:
    with st.container(horizontal=True, width="content", gap="xsmall", vertical_alignment="center",
                      key=state.widget_key("compare_tool", lane.id)):  # fmt: skip
        if st.button("Settings", key=state.widget_key("compare_edit", lane.id), icon=":material/tune:", type="tertiary"):
            compare_lane_dialog.dialog(lane.id)
        vary = st.menu_button(
            "Vary",
            [key for key in VARY if kinds.sweepable(lane, key)],
            key=state.widget_key("compare_vary", lane.id),
            type="tertiary",
            icon=":material/stacks:",
            format_func=lambda key: VARY[key],
            help="All lanes become copies of this one, each with another value of one setting.",
        )
        options = [COPY] if only else [COPY, REMOVE]
        action = st.menu_button(
            f"More about {plain(lane.name)}",
            options,
            key=state.widget_key("compare_lane_menu", lane.id),
            type="tertiary",
            icon=":material/more_vert:",
            format_func=lambda one: f"{MENU_ICONS[one]} {one}",
        )
    if vary or action:
        doing = (
            partial(compare_draft.sweep, lane.id, vary)
            if vary
            else partial(compare_draft.duplicate if action == COPY else compare_draft.remove_lane, lane.id)
        )
        doing()
        st.rerun()
