"""The page on which a comparison is put together: script on the left, lanes on the right, one Run.

Nothing is sent before Run is clicked.
"""

from __future__ import annotations

import streamlit as st

from components import compare_draft, compare_files, compare_lanes, compare_recent, compare_script, shell, state
from components.figures import clip, count, plain
from workbench import compare
from workbench.compare import Plan, problems
from workbench.compare.model import MAX_REPEATS
from workbench.errors import StepwiseError

TITLE_LENGTH = 60
ORDERS = {"parallel": "At once", "in_turn": "In turn"}


def draw() -> None:
    """Draw the editor, and start what is asked for."""
    _head()
    left, right = st.columns([5, 4], gap="large")
    with left:
        compare_script.draw()
    with right:
        compare_lanes.draw()
        if _run_bar(compare_draft.plan()):
            _start(compare_draft.plan())
    compare_recent.draw()


def _head() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="compare_head"):
        st.markdown("### Compare", anchors=False, width="stretch")
        if state.connection().offline:
            shell.demo_badge()
        compare_files.import_button()
    st.caption(
        "One script of prompts, several lanes side by side: what server-side state changes in bytes, tokens, time and dollars."
    )
    notice = state.take_notice()
    if notice:
        st.warning(f"**{plain(notice[0])}** {plain(notice[1])}", icon=":material/warning:")


def _run_bar(plan: Plan) -> bool:
    """How it is run, and the button."""
    found = problems(plan)
    keys = {name: state.widget_key("compare", name) for name in ("repeats", "order")}
    for name, key in keys.items():
        if st.session_state.get(key) != getattr(plan, name):
            st.session_state[key] = getattr(plan, name)
    with st.container(border=True, key="compare_run_bar", gap="small"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            st.number_input(
                "Repeats",
                1,
                MAX_REPEATS,
                key=keys["repeats"],
                width=130,
                on_change=_changed,
                args=("repeats", keys["repeats"]),
                help="More than one gives medians and spread; the order of the lanes alternates.",
            )
            st.segmented_control(
                "Lanes run",
                list(ORDERS),
                key=keys["order"],
                format_func=lambda key: ORDERS[key],
                required=True,
                on_change=_changed,
                args=("order", keys["order"]),
                help="At once is quicker; in turn keeps one lane from slowing another.",
            )
        clicked = st.button(
            "Run",
            key=state.widget_key("compare_run"),
            type="primary",
            icon=":material/play_arrow:",
            width="stretch",
            disabled=bool(found),
            shortcut="Mod+Enter",
        )
        st.caption(plain(" ".join(found)) if found else _size(plan))
    return clicked


def _size(plan: Plan) -> str:
    times = f" · {plan.repeats} repeats" if plan.repeats > 1 else ""
    prompts = "1 prompt" if len(plan.script.prompts) == 1 else f"{len(plan.script.prompts)} prompts"
    lanes = "1 lane" if len(plan.lanes) == 1 else f"{len(plan.lanes)} lanes"
    return f"{prompts} · {lanes}{times} · {count(plan.turns)} turns to send"


def _changed(name: str, key: str) -> None:
    """Take a choice. A browser that hasn't shown the control yet may report that nothing is chosen in it: that isn't one."""
    chosen = st.session_state[key]
    if chosen is not None:
        compare_draft.put(**{name: chosen})


def _start(plan: Plan) -> None:
    try:
        running = compare.start(
            state.store(), state.connection(), plan, clip(plan.script.title or plan.script.prompts[0].text, TITLE_LENGTH)
        )
    except StepwiseError as error:
        st.error(f"**{plain(str(error))}** {plain(error.problem['hint'])}", icon=":material/error:")
        return
    state.show_comparison(running.id)
    st.rerun()
