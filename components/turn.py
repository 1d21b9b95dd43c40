"""One turn on the screen: what was asked, the answer's steps, and what can be done with it.

`live` and `settled` draw the same views through components.answer; buttons appear only once a turn has settled.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import answer, background_line, closer_look, decisions, state, usage
from components.composer import changes
from components.copy_button import copy_button
from components.prompt import draw_prompt
from workbench import calls, inherit, recovery
from workbench.answer import answer_text
from workbench.conversation import Tree
from workbench.markdown import safe
from workbench.records import ENDED, Problem, Turn
from workbench.run import Run
from workbench.settings import Settings

ASSISTANT = ":material/stairs_2:"
WAITING = ":orange-badge[:material/front_hand: Waiting for you]"


def live(run: Run, tree: Tree) -> None:
    """Draw a turn in flight and follow it; it runs on whatever happens to this page."""
    turn = run.snapshot()
    with st.container(key=state.widget_key("turn", turn["id"])):
        draw_prompt(turn, tree, busy=True)
        with st.chat_message("assistant", avatar=ASSISTANT):
            background_line.live(run, turn)
            answer.live(run, follow=not turn.get("round"))  # a round that goes on by itself moves no page under a reader


def settled(turn: Turn, tree: Tree, parent: Turn | None = None, *, leaf: bool = True, busy: bool = False) -> None:
    """Draw a turn that has ended, with its footer and buttons. `leaf`: it is the last one shown; `busy`: a turn runs."""
    unanswered = not busy and not tree.children(turn["id"])
    with st.container(key=state.widget_key("turn", turn["id"])):
        draw_prompt(turn, tree, busy=busy)
        with st.chat_message("assistant", avatar=ASSISTANT):
            background_line.settled(turn)
            answer.settled(turn, open_to_answers=unanswered)
            _outcome(turn, busy, unanswered)
            usage.footer(turn)
            _actions(turn, tree, parent, leaf, busy)


def _outcome(turn: Turn, busy: bool, unanswered: bool) -> None:
    """What the steps don't say: that it was stopped, that it failed and why, what happened on the way."""
    fetch = unanswered and recovery.fetchable(turn, state.connection())
    if turn["problem"]:
        _problem(turn, turn["problem"], busy, fetch)
    elif turn["state"] == "stopped":
        st.caption(":gray-badge[:material/stop_circle: Stopped] What came until then is kept; the next prompt takes it along.")
        if fetch:
            _fetch(turn)
    elif turn["state"] == "needs_action":
        if unanswered:
            _needs_action(turn)
    elif turn["state"] not in ENDED:
        _elsewhere(turn)
    elif not turn["steps"]:
        st.caption("The model ended its turn without saying anything.")
    for note in turn["notes"]:
        st.caption(f":material/info: {safe(note)}")


def _needs_action(turn: Turn) -> None:
    """What the model waits for. Results that are all there and went nowhere can be sent."""
    if not calls.ready(turn):
        number = len(calls.waiting(turn))
        which = "one function call" if number == 1 else f"{number} function calls" if number else "a function's result"
        st.markdown(f"{WAITING} :gray[The model waits for {which}.]")
        return
    st.markdown(f"{WAITING} :gray[All results are here, but they were not sent.]")
    st.button("Send the results", key=state.widget_key("go_on", turn["id"]), icon=":material/send:",
              on_click=decisions.decide, args=("go_on", turn["id"]))


def _problem(turn: Turn, problem: Problem, busy: bool, fetch: bool) -> None:
    status = f" (HTTP {problem['status']})" if problem["status"] else ""
    wait = f"\n\nThe service asks to wait {problem['wait_s']:.0f} s." if problem["wait_s"] else ""
    hint = f"\n\n{safe(problem['hint'])}" if problem["hint"] else ""
    st.error(f"**{safe(problem['message'])}**{status}{wait}{hint}", icon=":material/error:")
    with st.container(horizontal=True, key=state.widget_key("failed", turn["id"])):
        st.button("Retry", key=state.widget_key("retry", turn["id"]), icon=":material/refresh:", disabled=busy,
                  help="Sends exactly the same request again, as a new version of this turn.",
                  on_click=state.intend, args=("retry", turn["id"]))
        if fetch:
            _fetch(turn)


def _fetch(turn: Turn) -> None:
    """The server may have gone on after this turn ended here; looking costs nothing and sends nothing again."""
    st.button("Fetch from the server", key=state.widget_key("fetch", turn["id"]), icon=":material/cloud_download:",
              help="Asks the server by the interaction's id what has become of it. Nothing is sent again.",
              on_click=state.intend, args=("fetch", turn["id"]))


def _elsewhere(turn: Turn) -> None:
    """In flight, but not in this process."""
    st.info("This turn is being answered by another Stepwise process, or is being recovered.", icon=":material/sync:")
    st.button("Look again", key=state.widget_key("look", turn["id"]), icon=":material/refresh:")


def _actions(turn: Turn, tree: Tree, parent: Turn | None, leaf: bool, busy: bool) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=state.widget_key("actions", turn["id"])):
        text = answer_text(turn)
        if text:
            copy_button(text, label="Copy the answer as Markdown", key=state.widget_key("copy", turn["id"]))
        if turn.get("calls") and not leaf:
            closer_look.buttons(turn["id"])
            return
        st.button("Regenerate", key=state.widget_key("regenerate", turn["id"]), icon=":material/autorenew:", type="tertiary",
                  help="Asks again with the settings of now; this answer stays.", disabled=busy,
                  on_click=state.intend, args=("regenerate", turn["id"]))
        if not leaf:
            st.button("Continue from here", key=state.widget_key("fork", turn["id"]), icon=":material/fork_right:",
                      type="tertiary", help="The next prompt starts a new branch after this answer; the others stay.",
                      on_click=state.go, args=(turn["conversation_id"], turn["id"]))
        closer_look.buttons(turn["id"], code=True)
        if parent is not None:
            changes(_differences(parent, turn), state.widget_key("changes", turn["id"]))


def _differences(parent: Turn, turn: Turn) -> Sequence[inherit.Change]:
    return inherit.changes(Settings.from_dict(parent["settings"]), Settings.from_dict(turn["settings"]))
