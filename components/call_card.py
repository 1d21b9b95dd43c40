"""One function call with its result under it: a pill that says how far it is, and what a person can do about it.

Decisions are only left as a wish for the chat page, which carries them out; must not decide or send anything itself.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import decisions, result_form, sheets, state
from components.call_buttons import deny, opener
from components.figures import plain
from components.paint import paint, paint_all
from components.values import draw_value
from workbench import calls, tool_finding
from workbench.activities import output
from workbench.functions import Choice
from workbench.records import CallRecord, CallState, Turn
from workbench.settings import Settings
from workbench.views import Activity, View

PILLS: dict[CallState, tuple[str, str, str]] = {
    "queued": ("gray", "Pending", ":material/schedule:"),
    "running": ("primary", "Running", "spinner"),
    "needs_approval": ("orange", "Needs approval", ":material/front_hand:"),
    "needs_answer": ("orange", "Needs your answer", ":material/edit_note:"),
    "done": ("gray", "Done", ":material/check:"),
    "failed": ("red", "Error", ":material/error:"),
    "denied": ("gray", "Denied", ":material/block:"),
    "stopped": ("gray", "Stopped", ":material/stop_circle:"),
    "interrupted": ("orange", "Interrupted", ":material/power_off:"),
}
OPEN: frozenset[CallState] = frozenset({"needs_approval", "needs_answer", "stopped", "interrupted"})
SOURCES = {"hand": "by hand", "recorded": "recorded", "check": "checked before the call", "injected": "injected"}


def draw(turn: Turn, call: CallRecord, view: Activity, *, key: str, open_to_answers: bool) -> None:
    """Draw the call. `open_to_answers`: nothing follows this turn yet, so a call that waits gets its buttons."""
    choice = tool_finding.callee(Settings.from_dict(turn["settings"]), call["name"])
    if call["state"] in OPEN and open_to_answers:
        _waiting(turn, call, view, choice, key)
        return
    color, word, icon = PILLS[call["state"]]
    took = f" · {call['seconds']:.1f} s" if call["seconds"] is not None else ""
    title = _title(call, shimmer=call["state"] == "running")
    with st.expander(f"{title} :{color}-badge[{word}]{took}", type="step", icon=icon, key=key):
        _arguments(call, view.details, key)
        _result(call, key)
        if call["state"] != "running":
            opener(turn["id"], call["call_id"], key, "Answer differently", ":material/alt_route:",
                   "Opens the function bench: another result makes a new branch from here; this one stays.")
    if call["state"] == "running" and call["progress"] is not None:
        st.progress(call["progress"], text=plain(call["doing"]) or None)


def _title(call: CallRecord, *, shimmer: bool = False) -> str:
    name = plain(call["name"] or "Function call")
    return f":shimmer[{name}]" if shimmer else name


def _waiting(turn: Turn, call: CallRecord, view: Activity, choice: Choice | None, key: str) -> None:
    """A call that waits for a person is a card in plain sight, never folded."""
    color, word, icon = PILLS[call["state"]]
    with st.container(border=True, gap="small", key=state.widget_key("call", key)):
        st.markdown(f"{choice.icon if choice else ':material/function:'} **{_title(call)}** :{color}-badge[{icon} {word}]")
        if call["reason"]:
            st.caption(plain(call["reason"]))
        _arguments(call, view.details, key)
        if call["state"] == "needs_answer" or choice is None or choice.typed:
            _answer(turn, call, choice, key)
        else:
            _approval(turn, call, key)


def _answer(turn: Turn, call: CallRecord, choice: Choice | None, key: str) -> None:
    call_id = call["call_id"]
    name = state.widget_key("result", key)
    result_form.draw(name, choice, first=None)
    with st.container(horizontal=True, gap="small", key=state.widget_key("call_buttons", key)):
        st.button("Send this result", key=state.widget_key("answer", key), type="primary", icon=":material/send:",
                  on_click=_send, args=(turn["id"], call_id, name, False))
        st.button("Send as error", key=state.widget_key("answer_error", key), icon=":material/error:",
                  help="The model sees it as what went wrong.", on_click=_send, args=(turn["id"], call_id, name, True))
        opener(turn["id"], call_id, key, "Bench", ":material/science:", "Recorded results, delays and errors.")
        deny(turn["id"], call_id, key)


def _send(turn_id: str, call_id: str, name: str, is_error: bool) -> None:
    decisions.decide("answer", turn_id, call_id, result=result_form.value(name), is_error=is_error)
    sheets.drop(name)


def _approval(turn: Turn, call: CallRecord, key: str) -> None:
    call_id = call["call_id"]
    again = call["state"] in ("stopped", "interrupted")
    with st.container(horizontal=True, gap="small", key=state.widget_key("call_buttons", key)):
        st.button("Run it again" if again else "Approve", key=state.widget_key("approve", key), type="primary",
                  icon=":material/play_arrow:", help="Runs the function with these arguments and sends its result.",
                  on_click=decisions.decide, args=("approve", turn["id"], call_id))
        opener(turn["id"], call_id, key, "Edit or answer", ":material/edit:",
               "Change the arguments before it runs, or say yourself what it returns.")
        deny(turn["id"], call_id, key)


def _arguments(call: CallRecord, details: Sequence[View], key: str) -> None:
    if isinstance(call["arguments"], dict):
        draw_value(call["arguments"], "Arguments", state.widget_key(key, "arguments"))
        return
    for number, detail in enumerate(details[:1]):  # arguments that aren't JSON, as they came
        paint(detail, state.widget_key(key, "raw", number))


def _result(call: CallRecord, key: str) -> None:
    if call["state"] not in ("done", "failed", "denied"):
        return
    source = SOURCES.get(call["source"], "")
    label = ("Error" if call["is_error"] else "Result") + (f" ({source})" if source else "")
    if calls.is_content(call["result"]):
        st.caption(label)
        paint_all(output(call["result"]), state.widget_key(key, "result"))
        return
    draw_value(call["result"], label, state.widget_key(key, "result"))
