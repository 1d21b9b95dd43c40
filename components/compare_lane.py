"""One lane of a comparison on the screen: a turn in it, or all of them when it has the whole width.

Answers are drawn by the same typed widgets as in the chat, while they stream and after. Must not follow anything:
`compare_live` redraws.
"""

from __future__ import annotations

import streamlit as st

from components import answer, compare_check, compare_strip, state
from components.compare_lanes import facts, name
from components.copy_button import copy_button
from components.figures import clip, plain
from workbench import run as runs
from workbench.compare import Comparing, Comparison, Lane, Outcome
from workbench.compare.lanes import COLOURS
from workbench.compare.model import ADAPTERS
from workbench.compare.results import SETTLED
from workbench.markdown import safe
from workbench.records import Turn
from workbench.store import StoreError

PROMPT_LENGTH = 90
WAITS = "Its turn has not come yet."
WINDOW = 10
"""Turns drawn in a lane of full width; older ones come page by page."""


def key(lane: Lane, part: str, *more: str | int) -> str:
    """A key that carries the lane's colour to the style rules."""
    return state.widget_key("lane", lane.colour % COLOURS, part, lane.id, *more)


def column(
    comparison: Comparison, lane: Lane, shown: Outcome | None, running: Comparing | None, *, front: bool, caption: bool
) -> None:
    """Draw a lane beside others, at one turn. `front`: its tab is the chosen one, where lanes are tabs."""
    with st.container(border=True, gap="small", key=key(lane, "pane_front" if front else "pane_behind")):
        _head(comparison, lane, running, expanded=False)
        if shown is None:
            st.caption(WAITS)
            return
        if running is not None:
            compare_strip.totals([one.measure for one in comparison.of(lane.id)])
        if caption:
            _caption(comparison, shown)
        _one_after_another(lane, shown)


def _one_after_another(lane: Lane, shown: Outcome) -> None:
    """Draw the turn beside an empty place; the next turn takes that one, and what is left of this one is overwritten at once.

    In one and the same place it would stay in the page for a while: until a redraw ends without another one waiting.
    """
    is_odd = (shown.repeat + shown.index) % 2
    if is_odd:
        st.empty()
    with st.container(gap="small"):
        draw_turn(lane, shown)
    if not is_odd:
        st.empty()


def whole(comparison: Comparison, lane: Lane, repeat: int, running: Comparing | None) -> None:
    """Draw a lane over the full width, with all its turns."""
    with st.container(border=True, gap="small", key=key(lane, "pane_whole")):
        _head(comparison, lane, running, expanded=True)
        compare_strip.totals([one.measure for one in comparison.of(lane.id, repeat)])
        turns = [one for one in comparison.of(lane.id, repeat) if one.state != "waiting"]
        pages = max(1, -(-len(turns) // WINDOW))
        page = pages
        if pages > 1:
            page = st.pagination(pages, default=pages, key=state.widget_key("compare_whole_page", pages))
        for shown in turns[(page - 1) * WINDOW : page * WINDOW]:
            st.divider()
            prompt = comparison.plan.script.prompts[shown.index]
            st.markdown(f"**Turn {shown.index + 1}** {plain(clip(prompt.text, 400))}")
            draw_turn(lane, shown)


def _head(comparison: Comparison, lane: Lane, running: Comparing | None, *, expanded: bool) -> None:
    with st.container(
        horizontal=True, gap="xsmall", vertical_alignment="center", key=state.widget_key("compare_lane_head", lane.id)
    ):
        with st.container(width="stretch", gap=None, key=state.widget_key("compare_name", lane.id)):
            name(lane)
        with st.container(horizontal=True, width="content", gap="xsmall", key=state.widget_key("compare_tool", lane.id)):
            if running is not None and _goes_on(comparison, lane) and not running.is_stopped(lane.id):
                st.button(
                    "Stop",
                    key=state.widget_key("compare_stop", lane.id),
                    icon=":material/stop_circle:",
                    type="tertiary",
                    help=f"Stops {plain(lane.name)}; the other lanes go on.",
                    on_click=running.stop,
                    args=(lane.id,),
                )
            _width(lane, expanded)
    baseline = " · baseline" if comparison.plan.baseline_lane.id == lane.id else ""
    st.caption(f"{plain(facts(lane))}{baseline}")


def _width(lane: Lane, expanded: bool) -> None:
    """Two buttons with a key each: a click may arrive twice, with a redraw, and one key would then mean there and back."""
    if expanded:
        key = state.widget_key("compare_all_lanes", lane.id)
        st.button(
            "All lanes", key=key, icon=":material/close_fullscreen:", type="tertiary", on_click=state.expand_lane, args=(None,)
        )
    else:
        key = state.widget_key("compare_expand", lane.id)
        st.button("Expand", key=key, icon=":material/open_in_full:", type="tertiary", on_click=state.expand_lane, args=(lane.id,))


def _goes_on(comparison: Comparison, lane: Lane) -> bool:
    return any(one.state not in SETTLED for one in comparison.of(lane.id))


def _caption(comparison: Comparison, shown: Outcome) -> None:
    prompts = comparison.plan.script.prompts
    repeat = f", repeat {shown.repeat + 1}" if comparison.plan.repeats > 1 else ""
    st.markdown(
        f":gray[Turn {shown.index + 1} of {len(prompts)}{repeat}:] {plain(clip(prompts[shown.index].text, PROMPT_LENGTH))}"
    )


def draw_turn(lane: Lane, shown: Outcome) -> None:
    """Draw an outcome: the answer as far as it has come, how it ended, what is to note, what was expected, its figures."""
    turn = turn_of(shown)
    with st.container(key=key(lane, "answer", shown.repeat, shown.index), gap="small"):
        _answer(shown, turn)
    _ending(lane, shown)
    for note in turn["notes"] if turn is not None else ():
        st.caption(f":material/info: {safe(note)}")
    if shown.state in SETTLED and shown.state != "skipped":
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            if shown.answer:
                copy_button(
                    shown.answer, label=f"Copy the answer of {lane.name}", key=key(lane, "copy", shown.repeat, shown.index)
                )
            if found := compare_check.mark(shown):
                st.markdown(found, width="content")
        compare_strip.turn(shown.measure)


def _answer(shown: Outcome, turn: Turn | None) -> None:
    if turn is not None:
        answer.settled(turn)
        if shown.state == "running" and not any(record["state"] == "open" for record in turn["steps"]):
            st.caption(":shimmer[Working]" if turn["steps"] else ":shimmer[Waiting for the first byte]")
        else:
            st.empty()
    elif shown.answer:
        st.markdown(safe(shown.answer))
    elif shown.state == "running":
        st.caption(":shimmer[Sending]")


def _ending(lane: Lane, shown: Outcome) -> None:
    if shown.state == "failed":
        st.error(plain(shown.problem) or "This turn failed.", icon=":material/error:")
    elif shown.state == "stopped":
        st.caption(":gray-badge[:material/stop_circle: Stopped] What came until then is kept.")
    elif shown.state == "skipped":
        st.caption(":gray-badge[:material/skip_next: Not sent] The lane was stopped before this turn.")
    elif shown.state == "waiting":
        starts = lane.kind in ADAPTERS and not shown.index
        st.caption(f"{plain(lane.name)} starts when its turn comes, which takes some seconds." if starts else WAITS)


def turn_of(shown: Outcome) -> Turn | None:
    """The turn behind an outcome: from its run while it is in flight, else from the store; None for an imported one."""
    if shown.turn_id is None:
        return None
    run = runs.find(shown.turn_id)
    if run is not None:
        return run.snapshot()
    try:
        return state.store().turn(shown.turn_id)
    except StoreError:
        return None  # the answer itself is kept with the outcome
