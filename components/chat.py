"""The chat screen, part by part: carry out what was asked, then header, turns, and the composer with its status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from components import branch as branches
from components import (
    chat_menu,
    composer,
    connection_panel,
    decisions,
    exchange_total,
    keeping,
    shell,
    standing,
    starters,
    state,
    turn,
)
from components.branch import Branch
from components.figures import plain
from workbench import answering, recovery, request, send
from workbench.conversation import Tree
from workbench.errors import NotSent, StepwiseError, problem
from workbench.records import Turn
from workbench.run import Run
from workbench.settings import Prompt
from workbench.store import ConversationRow

STATUS, NEXT = "chat_status", "chat_next"
"""Fragments that are drawn alone when a turn is sent at once: the line under the input first, since the turn's run stays."""
LEAVING_S, SETTLING_S = 0.03, 1.0
"""So long drawing waits for a request to leave, which it would only hold up, and a prompt for the answer before it to be kept."""


def load() -> Branch:
    """The branch that the address names; where function results went on by themselves, the address goes along."""
    branch = branches.load(state.store(), state.place())
    leaf = branch.path[-1] if branch.path else None
    if leaf is not None and state.place().turn_id not in (None, leaf):
        state.go(branch.conversation_id, leaf)
    return branch


def carry_out() -> None:
    """Do what was typed or clicked on the chat page. First thing in each run: so the request leaves before anything is drawn."""
    intent, decision = state.take_intent(), decisions.take()
    if intent is None and decision is None:
        return
    state.set_connection(connection_panel.given())
    _carry_out(intent.text if intent else "", lambda: _start(intent) if intent else _decide(decision))


def go_on(branch: Branch) -> Branch:
    """Fetch the last answer when it broke off with the app and its key has come only now; returns the branch to draw."""
    leaf = branch.leaf
    if leaf is None or branch.run is not None or not recovery.was_interrupted(leaf):
        return branch
    if not recovery.fetchable(leaf, state.connection()):
        return branch
    _carry_out("", lambda: recovery.fetch(state.store(), state.connection(), leaf["id"]))
    return load()


def _carry_out(text: str, start: Callable[[], Run]) -> None:
    """Start a run and go to its turn; what can't be sent goes back to the input, with the reason."""
    try:
        run = start()
    except StepwiseError as error:
        state.keep_notice(f"Not sent: {error}", error.problem["hint"])
        state.keep_draft(text)
        return
    run.wait_until_sent(LEAVING_S)
    state.narrow_window()
    state.go(run.snapshot()["conversation_id"], run.turn_id)


def _decide(decision: decisions.Decision | None) -> Run:
    """Carry out what was clicked about a function call."""
    assert decision is not None
    store, connection, turn_id, call_id = state.store(), state.connection(), decision.turn_id, decision.call_id
    given = answering.Given(decision.result, decision.is_error)
    match decision.kind:
        case "approve":
            return answering.approve(store, connection, turn_id, call_id, decision.arguments)
        case "answer":
            return answering.answer(store, connection, turn_id, call_id, given)
        case "deny":
            return answering.deny(store, connection, turn_id, call_id, decision.reason)
        case "differently":
            others = branches.following(store, state.place(), turn_id)
            return answering.answer_differently(store, connection, turn_id, {call_id: given}, others)
        case "go_on":
            return answering.go_on(store, connection, turn_id)


def _start(intent: state.Intent) -> Run:
    store, connection, settings = state.store(), state.connection(), state.settings()
    if intent.kind != "send" and _running() is not None:
        raise NotSent(problem("busy", "This chat is still answering.", "Stop it or wait until it has ended, and click again."))
    starters_by_kind: dict[str, Callable[[], Run]] = {
        "send": lambda: _send(intent, load()),
        "regenerate": lambda: send.regenerate(store, connection, intent.turn_id, settings),
        "edit": lambda: send.edit_text(store, connection, intent.turn_id, intent.text, settings),
        "retry": lambda: send.retry(store, connection, intent.turn_id),
        "fetch": lambda: recovery.fetch(store, connection, intent.turn_id),
    }
    return starters_by_kind[intent.kind]()


def _send(intent: state.Intent, branch: Branch) -> Run:
    """Continue the branch on screen. An answer that can be read to its last word may still be on its way into the store."""
    if branch.run is not None and branch.run.wait(SETTLING_S):
        branch = load()
    if branch.run is not None:
        again = " Attach the files again then." if intent.attachments else ""
        hint = f"Stop it or wait; your text is in the input below.{again}"
        raise NotSent(problem("busy", "This chat is still answering.", hint))
    return send.send(state.store(), state.connection(), state.settings(), Prompt(intent.text, intent.attachments),
                     branch.conversation_id, branch.leaf["id"] if branch.leaf else None, path=branch.turns)


def latest_id(branch: Branch) -> str | None:
    """The newest interaction id of the branch."""
    return next((found["interaction_id"] for found in reversed(branch.turns) if found["interaction_id"]), None)


def header(branch: Branch) -> None:
    """The chat's title, the demo badge, and what can be done with the whole chat."""
    row = _row(branch)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="chat_header"):
        st.markdown(f"### {plain(_title(branch, row))}", anchors=False, width="stretch")
        if state.connection().offline:
            shell.demo_badge()
        if branch.turns:
            with st.container(width="content"):
                chat_menu.draw(row, branch.path[-1])
    if branch.missing:
        st.warning("**This chat isn't on this machine.** It was deleted, or made elsewhere. Start a new one below.",
                   icon=":material/link_off:")


def _row(branch: Branch) -> ConversationRow | None:
    return state.store().conversation(branch.turns[0]["conversation_id"]) if branch.turns else None


def _title(branch: Branch, row: ConversationRow | None) -> str:
    if not branch.turns:
        return "New chat"
    return (row.title if row else "") or "Untitled chat"


def compose(branch: Branch) -> None:
    """The input. Where a turn follows one that stands on the screen, its callback sends it, and only what is new is drawn."""
    follows = bool(branch.turns) and branch.run is None
    composer.draw(_send_at_once if follows else lambda: None)


def _send_at_once() -> None:
    """Start what was typed and draw its turn; a page that stands is left alone, but not one that misses the turn before."""
    carry_out()
    run = _running()
    if run is not None and standing.at(run.snapshot()["parent_id"]):
        st.rerun([STATUS, NEXT])


def _running() -> Run | None:
    """The run of the turn that the address names, while it is in flight in this process."""
    return branches.in_flight(state.place().turn_id or "")


@st.fragment(key=NEXT)
def _next(branch: Branch) -> None:
    """What is below the last turn: the turn after it while it is in flight, if it was sent at once, or the way to later ones."""
    run = _running()
    turn_sent = run.snapshot() if run is not None else None
    if run is not None and turn_sent is not None and turn_sent["parent_id"] == branch.path[-1]:
        turn.live(run, Tree(state.store().skeleton(turn_sent["conversation_id"])))
    elif branch.later and st.button("Back to the newest turn of this branch", key=state.widget_key("newest"), type="tertiary",
                                    icon=":material/arrow_downward:"):
        state.go(branch.conversation_id, branch.later)
        st.rerun()


def turns(branch: Branch) -> None:
    """The last turns of the branch, the one in flight included; starters when there is none."""
    if not branch.turns:
        starters.starters()
        return
    hidden = max(0, len(branch.turns) - state.window())
    if hidden:
        st.button(f"Show {min(state.WINDOW, hidden)} earlier of {hidden}", key=state.widget_key("earlier"), type="tertiary",
                  icon=":material/expand_less:", on_click=state.widen_window)
    for place, shown in list(enumerate(branch.turns))[hidden:]:
        with st.container():  # as the fragment of a turn sent at once has one: the same place in the page, live and settled
            _turn(branch, shown, branch.turns[place - 1] if place else None)
        exchange_total.draw(branch.turns, shown)
    _next(branch)


def _turn(branch: Branch, shown: Turn, parent: Turn | None) -> None:
    if branch.run is not None and branch.run.turn_id == shown["id"]:
        turn.live(branch.run, branch.tree)
    else:
        turn.settled(shown, branch.tree, parent, leaf=shown is branch.leaf, busy=branch.run is not None)


def footing(branch: Branch) -> None:
    """A message that waits, and the line under the input: the end of the page."""
    if notice := state.take_notice():
        with st.bottom.container(key="composer_notice"):
            st.warning(f"**{plain(notice[0])}** {plain(notice[1])}", icon=":material/warning:")
    with st.bottom:
        _status(branch)
    standing.put(branch.path[-1] if branch.path and branch.run is None else None)


@st.fragment(key=STATUS)
def _status(branch: Branch) -> None:
    """The line under the input, of a turn sent at once as well."""
    run = branch.run or _running()
    if run is not None:
        composer.status_while(run)
        return
    now, connection = datetime.now(UTC), state.connection()
    built = request.build(state.settings(), Prompt(""), branch.turns, now, connection, retention=keeping.retention())
    composer.status(built, branch.leaf, state.settings())
