"""A comparison and its results, from the first byte on: what is said at the top, the lanes, and the numbers below.

It starts and stops nothing by being drawn. What comes and goes while lanes run has a container of its own that always
stays: what follows would otherwise change its place on the page and be built anew, and a click that falls into that is lost.
"""

from __future__ import annotations

import streamlit as st

from components import clock, compare_draft, compare_files, compare_live, compare_numbers, compare_verdict, nudge, shell, state
from components.figures import plain, when
from workbench import compare
from workbench.compare import Comparison
from workbench.compare.results import OFFLINE_SENTENCE
from workbench.store import StoreError


def draw(comparison_id: str) -> None:
    """Draw the comparison that the address names, or say that it isn't here."""
    try:
        found = compare.load(state.store(), comparison_id)
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    if found is None:
        _missing()
        return
    _head(found)
    with st.container():
        if found.state != "running" and any(one.state == "done" for one in found.outcomes):
            compare_verdict.draw(found)
    compare_live.draw(found)
    compare_numbers.draw(found)
    nudge.to_top(found.id)


def _missing() -> None:
    st.markdown("### Compare", anchors=False)
    st.warning(
        "**This comparison isn't on this machine.** It was deleted, or made elsewhere: import its JSON file to see it.",
        icon=":material/link_off:",
    )
    st.button(
        "New comparison", key=state.widget_key("compare_new"), icon=":material/add:", on_click=state.show_comparison, args=(None,)
    )


def _head(comparison: Comparison) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="compare_head"):
        st.markdown(f"### {plain(comparison.title)}", anchors=False, width="stretch")
        if comparison.offline:
            shell.demo_badge()
        compare_files.export_button(comparison)
        st.button(
            "Change and run again",
            key=state.widget_key("compare_again"),
            icon=":material/edit:",
            type="tertiary",
            help="Puts this script and these lanes into the editor.",
            on_click=_again,
            args=(comparison,),
        )
        st.button("New comparison", key=state.widget_key("compare_new"), icon=":material/add:", type="tertiary", on_click=_new)
    st.caption(_facts(comparison))
    with st.container(gap="small"):
        _remarks(comparison)


def _remarks(comparison: Comparison) -> None:
    """What is out of the ordinary."""
    if comparison.state == "interrupted":
        st.warning("Stepwise ended while this comparison ran. What had come until then is kept.", icon=":material/power_off:")
    if comparison.state == "running" and compare.find(comparison.id) is None:
        st.info("Another Stepwise process is running this comparison.", icon=":material/sync:")
        st.button("Look again", key=state.widget_key("compare_look"), icon=":material/refresh:")
    for note in comparison.notes:
        st.caption(f":material/info: {plain(note)}")


def _facts(comparison: Comparison) -> str:
    """When, by whom, whether from a file; and what the emulator's numbers are worth."""
    started = f"started {when(clock.local(comparison.created), clock.now())}"
    by = "the embedded emulator" if comparison.offline else comparison.server
    facts = [started, *([f"answered by {by}"] if by else []), *(["imported from a file"] if comparison.imported else [])]
    return " · ".join([*map(plain, facts), *([OFFLINE_SENTENCE] if comparison.offline else [])])


def _again(comparison: Comparison) -> None:
    compare_draft.use(comparison.plan)
    state.show_comparison(None)


def _new() -> None:
    compare_draft.start_over()
    state.show_comparison(None)
