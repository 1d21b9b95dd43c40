"""One research from its first plan to the last question about its report. Starts and stops nothing by being drawn."""

from __future__ import annotations

import streamlit as st

from components import (
    attached,
    clock,
    research_line,
    research_live,
    research_place,
    research_plan,
    research_questions,
    research_report,
    research_timeline,
    shell,
    state,
    usage,
)
from components.figures import plain
from components.prompt import prompt_text
from workbench import attachments, run
from workbench.markdown import safe
from workbench.records import ENDED, Turn
from workbench.research import jobs, states, timeline
from workbench.store import StoreError


def draw(conversation_id: str) -> None:
    """Draw the research that the address names, or say that it isn't here."""
    try:
        found = state.store().conversation(conversation_id)
        turns = state.store().turns([node.id for node in state.store().skeleton(conversation_id)])
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    _head(found.title if found else "")
    turns = [run.newest(turn) for turn in turns]
    made = [turn for turn in turns if "job" in turn]
    if not made:
        st.warning("**This research isn't on this machine.** It was deleted, or made elsewhere.", icon=":material/link_off:")
        return
    _notices()
    with st.expander("Brief", icon=":material/description:", type="compact"):
        st.text(prompt_text(made[0]))
        attached.draw(attachments.of(made[0]["prompt"]), made[0]["id"])
    plans = [turn for turn in made if turn["job"]["kind"] == "plan"]
    reports = [turn for turn in made if turn["job"]["kind"] == "report"]
    _plans(plans, open_=not reports)
    for turn in reports[-1:]:
        _job(turn)
        _questions(turn, [other for other in turns if "job" not in other])
    fresh = [turn["id"] for turn in made if jobs.mark_seen(state.store(), turn)]
    if fresh:
        st.rerun()  # the number in the navigation was drawn before


def _head(title: str) -> None:
    st.button(
        "All research",
        key=state.widget_key("research_back"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=research_place.show,
        args=(None,),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="research_head"):
        st.markdown(f"### {plain(title or 'Research')}", anchors=False, width="stretch")
        if state.connection().offline:
            shell.demo_badge()


def _notices() -> None:
    notice = state.take_notice()
    if notice:
        st.warning(f"**{notice[0]}** {notice[1]}", icon=":material/warning:")
    if words := research_place.said():
        st.info(plain(words), icon=":material/info:")


def _plans(plans: list[Turn], *, open_: bool) -> None:
    """All revisions; the newest one last, open until a report is being made."""
    done = [plan for plan in plans if plan["state"] == "done"]
    for turn in plans[-1:]:
        if turn["state"] != "done" and open_:
            _job(turn)
    if not done:
        return
    newest = open_ and plans[-1]["state"] in ENDED
    for place, plan in enumerate(done):
        last = place == len(done) - 1
        earlier = done[place - 1] if place else None
        if last and newest:
            research_plan.draw(plan, earlier, place + 1, newest=True)
        else:
            with st.expander(
                f"Plan, revision {place + 1}" if len(done) > 1 else "Plan", icon=":material/checklist:", type="compact"
            ):
                research_plan.draw(plan, earlier, place + 1, newest=False)


def _job(turn: Turn) -> None:
    running = run.find(turn["id"])
    if running is not None and not running.finished:
        research_live.watched(running)
    elif turn["state"] not in ENDED:
        research_live.unwatched(turn)
    else:
        _ended(turn)


def _ended(turn: Turn) -> None:
    research_line.draw(turn, states.status(turn, clock.now(), watched=False))
    if turn["problem"]:
        hint = f"\n\n{safe(turn['problem']['hint'])}" if turn["problem"]["hint"] else ""
        st.error(f"**{safe(turn['problem']['message'])}**{hint}", icon=":material/error:")
    for note in turn["notes"]:
        st.caption(f":material/info: {safe(note)}")
    research_timeline.draw(timeline.of(turn), state.widget_key("research_timeline", turn["id"]), live=False)
    if turn["job"]["kind"] == "report":
        research_report.draw(turn)
    usage.footer(turn)


def _questions(report: Turn, others: list[Turn]) -> None:
    if report["state"] == "done" and report["interaction_id"]:
        research_questions.draw(others, others[-1] if others else report)
