"""A plan on the screen: its steps to edit, a comment, what changed since the revision before, and the way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from components import plan_steps, state
from components.figures import plain
from workbench.answer import answer_text
from workbench.errors import StepwiseError
from workbench.markdown import safe
from workbench.records import Turn
from workbench.research import brief as briefs
from workbench.research import costs, jobs, plans
from workbench.research.plans import Line

MARKS = plan_steps.MARKS


def draw(plan: Turn, earlier: Turn | None, revision: int, *, newest: bool) -> None:
    """Draw a plan. `newest`: it can still be changed and approved."""
    steps = plans.steps_of(plan)
    lines = plans.difference(plans.steps_of(earlier) if earlier is not None else steps, steps)
    with st.container(border=True, key=state.widget_key("research_plan", plan["id"])):
        st.markdown(f"#### Plan{f', revision {revision}' if revision > 1 else ''}", anchors=False)
        if earlier is not None and steps and all(line.change == "same" for line in lines):
            st.caption("Nothing changed since the revision before.")
        if not steps:
            st.markdown(safe(answer_text(plan)))
        elif newest:
            plan_steps.draw(plan["id"], lines)
        else:
            _listed(lines)
        if newest:
            _editor(plan, steps)


def _listed(lines: Sequence[Line]) -> None:
    number, shown = 0, []
    for line in lines:
        number += line.change != "removed"
        text = f"~~{safe(line.text)}~~" if line.change == "removed" else safe(line.text)
        mark = "-" if line.change == "removed" else f"{number}."
        shown.append(f"{mark} {text} {MARKS[line.change]}")
    st.markdown("\n\n".join(shown))


def _editor(plan: Turn, steps: tuple[str, ...]) -> None:
    comment = state.widget_key("plan_comment", plan["id"])
    st.text_area("Comment", key=comment, height=80, placeholder="What should be added, left out, or weighed more?")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            "Start the research",
            key=state.widget_key("plan_approve", plan["id"]),
            type="primary",
            icon=":material/play_arrow:",
            on_click=_act,
            args=(_approve, plan["id"], steps, comment),
            help="Approves the plan, with your edits if there are any.",
        )
        st.button(
            "Send back",
            key=state.widget_key("plan_revise", plan["id"]),
            icon=":material/reply:",
            on_click=_act,
            args=(_revise, plan["id"], steps, comment),
            help="Asks for another revision of the plan.",
        )
        brief = briefs.of_request(plan["request"])
        expected = costs.words(brief, plan["offline"])
        st.caption(f":material/payments: {plain(expected)}.", width="stretch", help=plain(costs.basis(brief)) or None)


def _act(act: Callable[[str, tuple[str, ...], str], None], plan_id: str, steps: tuple[str, ...], comment: str) -> None:
    """Read what is wished; steps are sent only when somebody has changed them."""
    edited, on_steps = plan_steps.wishes(plan_id, steps)
    words = "\n".join(filter(None, [on_steps, str(st.session_state.get(comment) or "").strip()]))
    try:
        act(plan_id, edited, words)
    except StepwiseError as error:
        state.keep_notice(plain(str(error)), plain(error.problem["hint"]))


def _approve(plan_id: str, edited: tuple[str, ...], comment: str) -> None:
    jobs.approve(state.store(), state.connection(), plan_id, edited, comment)


def _revise(plan_id: str, edited: tuple[str, ...], comment: str) -> None:
    jobs.revise(state.store(), state.connection(), plan_id, comment, edited)
