"""All lanes of a comparison in one fragment, redrawn while it runs: progress, which turn is shown, the lanes.

One fragment for all lanes, so that a click elsewhere is served at once. Watching never influences the run. Nothing that
comes or goes may move what follows it: see `compare_view`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components import compare_lane, compare_place, state
from components.figures import clip, plain, seconds
from workbench import compare
from workbench.compare import Comparing, Comparison, Lane, Outcome

TICK_S = 0.4
"""Well above the time that one redraw takes, else redraws would crowd out clicks."""
ABREAST = 4
PROMPT_LENGTH = 600


def draw(comparison: Comparison) -> None:
    """Draw the lanes and follow them while they run."""
    running = compare.find(comparison.id)
    live = running is not None and not running.finished
    st.fragment(_lanes, run_every=TICK_S if live else None)(comparison, live)


def _lanes(comparison: Comparison, live: bool) -> None:
    running = compare.find(comparison.id) if live else None
    if live and (running is None or running.finished):
        st.rerun()
    with st.container():
        if running is not None:
            comparison = running.snapshot()
            _progress(comparison, running)
    lane = comparison.plan.lane(state.expanded_lane() or "")
    with st.container(gap="small"):
        following = live and _follows(comparison)
        place = None if following else _place(comparison, lane)
    with st.container(key="compare_lanes", gap="small"):
        if lane is not None:
            compare_lane.whole(comparison, lane, place[0] if place else _newest(comparison, lane).repeat, running)
        elif place is None:
            _side_by_side(comparison, {one.id: _newest(comparison, one) for one in comparison.lanes}, running)
        else:
            shown = {one.id: comparison.at(one.id, *place) for one in comparison.lanes}
            _side_by_side(comparison, shown, running, caption=False)


def _place(comparison: Comparison, lane: Lane | None) -> tuple[int, int]:
    """Which repeat and turn is looked at; a lane that has the whole width shows all turns of its repeat."""
    if lane is not None:
        return compare_place.pick_repeat(comparison, "whole"), 0
    repeat, index = compare_place.pick(comparison, "lanes")
    text = plain(clip(comparison.plan.script.prompts[index].text, PROMPT_LENGTH))
    st.markdown(f":gray[:material/person: Prompt {index + 1}] {text}")
    return repeat, index


def _progress(comparison: Comparison, running: Comparing) -> None:
    now = running.progress()
    left = "" if now.left_s is None else f" · about {seconds(now.left_s * 1000)} left"
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="compare_progress"):
        st.progress(
            now.done / max(1, now.total),
            text=f"{now.done} of {now.total} turns · {seconds(now.elapsed_s * 1000)}{left}",
            width="stretch",
        )
        st.button(
            "Stop all",
            key=state.widget_key("compare_stop_all"),
            icon=":material/stop_circle:",
            shortcut="Esc",
            help="Ends all lanes. What came until then is kept.",
            on_click=running.stop,
        )


def _follows(comparison: Comparison) -> bool:
    return st.toggle("Follow the newest turn of each lane", value=True, key=state.widget_key("compare_follow", comparison.id))


def _newest(comparison: Comparison, lane: Lane) -> Outcome:
    """The turn a lane is at: the one that runs, else the last one that was sent, else its first."""
    outcomes = comparison.of(lane.id)
    running = [one for one in outcomes if one.state == "running"]
    begun = [one for one in outcomes if one.state not in ("waiting", "skipped")]
    return (running or begun[-1:] or list(outcomes[:1]))[0]


def _side_by_side(
    comparison: Comparison, shown: Mapping[str, Outcome | None], running: Comparing | None, *, caption: bool = True
) -> None:
    lanes = comparison.lanes
    abreast = min(len(lanes), ABREAST) if len(lanes) != 5 else 3
    front = _tabs(lanes, abreast)
    for first in range(0, len(lanes), abreast):
        with st.container(horizontal=True, wrap=False, gap="small", key=f"compare_row_{abreast}_{first}"):
            for lane in lanes[first : first + abreast]:
                compare_lane.column(comparison, lane, shown[lane.id], running, front=lane.id == front, caption=caption)


def _tabs(lanes: Sequence[Lane], abreast: int) -> str:
    """Which lane is seen where there is room for one only; the style rules show the choice just there."""
    names = {lane.id: lane.name for lane in lanes}
    with st.container(key=f"compare_tabs_{abreast}"):
        chosen: str = st.segmented_control(
            "Lane",
            list(names),
            format_func=lambda lane_id: names[lane_id],
            required=True,
            default=lanes[0].id,
            key=state.widget_key("compare_tab", lanes[0].id),
            label_visibility="collapsed",
        )
    return chosen
