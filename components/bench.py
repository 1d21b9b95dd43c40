"""The function bench, a drawer for one call: change its arguments, try it, give another result, make it slow or fail.

What is decided here is left as a wish for the chat page; trying a function out sends nothing to the model.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from components import branch, decisions, result_form, schema_form, sheets, state
from components.figures import plain
from components.values import draw_value
from workbench import answering, calls, export, functions, tool_finding
from workbench.errors import StepwiseError
from workbench.functions import Choice
from workbench.records import SETTLED, CallRecord, Turn
from workbench.settings import Settings
from workbench.store import StoreError

WIDTH = 620
RESULT, ARGUMENTS, TRIALS = "Result", "Arguments", "Trials"
MOST_DELAY = 120.0
MOST_RECORDED = 20
LINE = 70


@st.dialog("Function bench", width=WIDTH, position="right", icon=":material/science:")
def dialog(turn_id: str, call_id: str) -> None:
    """Open the bench for this call. Call it once per script run, from the click that asks for it."""
    try:
        turn = branch.as_shown(state.store(), state.place(), turn_id)
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    call = calls.opened(turn, _settings(turn)).get(call_id) if turn else None
    if turn is None or call is None:
        st.info("This call is no longer in the history.", icon=":material/info:")
        return
    choice = tool_finding.callee(_settings(turn), call["name"])
    pending = call["state"] not in SETTLED
    st.markdown(f"**{plain(call['name'])}** :gray[{plain(choice.description) if choice else 'not declared any more'}]")
    names = [ARGUMENTS, RESULT, TRIALS] if pending else [RESULT, ARGUMENTS, TRIALS]
    for name, tab in zip(names, st.tabs(names, key=_key("tabs", call)), strict=True):
        with tab:
            {RESULT: _result, ARGUMENTS: _arguments, TRIALS: _trials}[name](turn, call, choice)


def _settings(turn: Turn | None) -> Settings:
    return Settings.from_dict(turn["settings"]) if turn else Settings()


def _result(turn: Turn, call: CallRecord, choice: Choice | None) -> None:
    """What the call returned, or should have: from a form, as JSON, or one recorded earlier."""
    pending, name = call["state"] not in SETTLED, _key("result", call)
    if not pending:
        st.caption("Another result makes a new branch from the same call; this one stays.")
    result_form.draw(name, choice, first=call["result"])
    _recorded(turn, call, name)  # under the form: the browser fetches it late, and it must not push the form away from a click
    st.session_state.setdefault(_key("failed", call), call["is_error"])
    failed = st.toggle("It failed", key=_key("failed", call), help="The model sees an error then.")
    label = "Send this result" if pending else "Answer differently"
    if st.button(label, key=_key("send", call), type="primary", icon=":material/send:" if pending else ":material/alt_route:"):
        kind: decisions.Kind = "answer" if pending else "differently"
        decisions.decide(kind, turn["id"], call["call_id"], result=result_form.value(name), is_error=failed)
        sheets.drop(name)
        st.rerun()


def _recorded(turn: Turn, call: CallRecord, name: str) -> None:
    """Earlier results of this function, in this chat."""
    ids = [node.id for node in state.store().skeleton(turn["conversation_id"])]
    found = calls.recorded(state.store().turns(ids), call["name"])[:MOST_RECORDED]
    if not found:
        return
    lines = [f"{number}. {export.one_line(old['result'], LINE)} ← {export.one_line(old['arguments'], LINE)}"
             for number, old in enumerate(found, 1)]
    st.selectbox("Take a recorded result", lines, index=None, key=_key("recorded", call), on_change=_take,
                 placeholder=f"{len(found)} in this chat", args=(name, call, lines, found))


def _take(name: str, call: CallRecord, lines: list[str], found: list[CallRecord]) -> None:
    chosen = st.session_state[_key("recorded", call)]
    if chosen in lines:
        old = found[lines.index(chosen)]
        result_form.put(name, old["result"])
        st.session_state[_key("failed", call)] = old["is_error"]


def _arguments(turn: Turn, call: CallRecord, choice: Choice | None) -> None:
    """The arguments, to be changed; a function of the toolbox can be run with them."""
    name = _key("arguments", call)
    given = {} if call["arguments"] is None else call["arguments"]
    arguments = schema_form.draw(name, choice.parameters if choice else {}, given)
    wrong = calls.check_arguments(choice, arguments) if choice else ""
    if wrong:
        st.markdown(f":red[:material/error: {plain(wrong)}]")
    if choice is None or choice.typed:
        st.caption("Nothing here can run this function: it was typed in as a schema. Give its result by hand.")
        return
    ready = not wrong and not schema_form.wrong(name)
    with st.container(horizontal=True, gap="small", key=_key("run_buttons", call)):
        if call["state"] not in SETTLED and st.button("Approve with these", key=_key("approve", call), type="primary",
                                                      icon=":material/play_arrow:", disabled=not ready):
            decisions.decide("approve", turn["id"], call["call_id"], arguments=arguments)
            sheets.drop(name)
            st.rerun()
        if st.button("Try it", key=_key("try", call), icon=":material/science:", disabled=not ready,
                     help="Runs the function here and now. Nothing is sent to the model."):
            _try(turn, call, arguments)
    _outcome(call)


def _try(turn: Turn, call: CallRecord, arguments: Any) -> None:
    with st.spinner(f"Running {call['name']}", show_time=True):
        try:
            outcome = answering.try_out(_settings(turn), turn["conversation_id"], call["name"], arguments)
        except StepwiseError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
    sheets.sheet(_key("tried", call)).update(result=outcome.result, is_error=outcome.is_error)


def _outcome(call: CallRecord) -> None:
    tried = sheets.sheet(_key("tried", call))
    if not tried:
        return
    with st.container(border=True, key=_key("outcome", call)):
        draw_value(tried["result"], "Error" if tried["is_error"] else "It returned", _key("tried_value", call))
        st.button("Use as the result", key=_key("use", call), icon=":material/input:", on_click=_use, args=(call, dict(tried)))


def _use(call: CallRecord, tried: dict[str, Any]) -> None:
    result_form.put(_key("result", call), tried["result"])
    st.session_state[_key("failed", call)] = tried["is_error"]


def _trials(turn: Turn, call: CallRecord, choice: Choice | None) -> None:
    """Delay and error injection, for the calls to come."""
    present = tool_finding.callee(state.settings(), call["name"])
    if present is None:
        st.caption("This function isn't declared in the present settings.")
        return
    if present.typed:
        st.caption("This function is answered by hand, so it can't be slow or fail by itself. Send an error as its result.")
        return
    st.caption("For the next calls in this chat: see how the model copes with a slow or failing function.")
    delay = st.number_input("Seconds to wait before it answers", 0.0, MOST_DELAY, present.delay_s, 0.5, key=_key("delay", call))
    error = st.text_input("Fail with this error instead", present.error, key=_key("error", call), placeholder="No error")
    if st.button("Apply to the next calls", key=_key("apply", call), icon=":material/check:"):
        state.set_settings(functions.with_fault(state.settings(), call["name"], float(delay or 0), error or ""))
        st.rerun()


def _key(part: str, call: CallRecord) -> str:
    return state.widget_key("bench", part, call["call_id"])
