"""A closer look at a turn, in a dialog over the page: how it went on the wire, or what it is as code.

The buttons stand below each turn; the dialogs open from one place of the page, a fragment with the key `PLACE`. So a click
draws that place alone, unless an answer is being drawn, and no turn needs a fragment of its own, which would cost the browser
at every pass over the page.
"""

from __future__ import annotations

import streamlit as st

from components import code_view, inspect, standing, state

PLACE = "closer_look"
INSPECT, CODE = "inspect", "code"


def buttons(turn_id: str, *, code: bool = False) -> None:
    """Draw them. `code`: offer the turn as code as well."""
    if code:
        st.button("Get code", key=state.widget_key(CODE, turn_id), icon=code_view.ICON, type="tertiary",
                  help="This turn, or the whole branch, as Python, JavaScript or curl.", on_click=_ask, args=(CODE, turn_id))
    st.button("Inspect", key=state.widget_key(INSPECT, turn_id), icon=":material/frame_inspect:", type="tertiary",
              help="The request as sent, every event with its time, the response, a waterfall of the steps.",
              on_click=_ask, args=(INSPECT, turn_id))


def _ask(kind: str, turn_id: str) -> None:
    st.session_state[state.Key.LOOK] = (kind, turn_id)
    if standing.at(state.place().turn_id):  # else what draws an answer may just have been interrupted, and must be drawn again
        st.rerun([PLACE])


def open_asked() -> None:
    """Open the dialog that was asked for, once. For the fragment with the key `PLACE`."""
    kind, turn_id = st.session_state.pop(state.Key.LOOK, ("", ""))
    if kind == CODE:
        code_view.dialog(turn_id)
    elif kind == INSPECT:
        inspect.dialog(turn_id)
