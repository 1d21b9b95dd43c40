"""The steps of a plan, each to be changed, commented on or left out by itself, and room for further ones.

Widgets only; what they ask for is put into words by workbench.research.plans.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import state
from components.figures import plain
from workbench.markdown import safe
from workbench.research import plans
from workbench.research.plans import Change, Line, Wish

MARKS: dict[Change, str] = {"added": ":green-badge[added]", "removed": ":red-badge[removed]", "same": ""}


def draw(plan_id: str, lines: Sequence[Line]) -> None:
    """Draw the lines: the steps with what is wished of them, and between them what was taken away."""
    with st.container(gap="xsmall", key=_key(plan_id, "list")):
        place = 0
        for line in lines:
            if line.change == "removed":
                st.markdown(f":gray[– ~~{safe(line.text)}~~] {MARKS['removed']}")
                continue
            _step(plan_id, place, line)
            place += 1
    st.text_area("Further steps", key=_key(plan_id, "more"), height=68, placeholder="One per line; they come before the report")


def wishes(plan_id: str, steps: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The steps to ask for, none when nothing was changed, and the comments on single ones."""
    more = [line.strip() for line in str(st.session_state.get(_key(plan_id, "more")) or "").splitlines() if line.strip()]
    found = [_wish(plan_id, place, step) for place, step in enumerate(steps)]
    if not more or not found:
        return plans.wished(steps, found, more)
    asked, comments = plans.wished(steps, found)
    kept = list(asked or steps)
    return (*kept[:-1], *more, *kept[-1:]), comments  # the last step writes the report


def _step(plan_id: str, place: int, line: Line) -> None:
    wish = _wish(plan_id, place, line.text)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=_key(plan_id, "row", place)):
        st.markdown(f"{place + 1}. {_worded(line, wish)}", width="stretch")
        with st.popover(f"Edit {place + 1}", type="tertiary", icon=":material/edit:", key=_key(plan_id, "edit", place)):
            st.text_area("Step", value=line.text, key=_key(plan_id, "text", place), height=100)
            st.text_input("Comment on this step", key=_key(plan_id, "comment", place), placeholder="What matters here?")
            st.toggle("Leave it out", key=_key(plan_id, "out", place))


def _worded(line: Line, wish: Wish) -> str:
    if wish.left_out:
        return f"~~{safe(line.text)}~~ :orange-badge[to be left out]"
    marks = [MARKS[line.change], ":orange-badge[edited]" if wish.text.strip() != line.text else ""]
    marks.append(f":orange-badge[:material/comment: {plain(wish.comment.strip())}]" if wish.comment.strip() else "")
    return " ".join([safe(wish.text.strip() or line.text), *filter(None, marks)])


def _wish(plan_id: str, place: int, step: str) -> Wish:
    def given(name: str, otherwise: str | bool) -> str | bool:
        found: str | bool | None = st.session_state.get(_key(plan_id, name, place))
        return otherwise if found is None else found

    return Wish(str(given("text", step)), str(given("comment", "")), bool(given("out", False)))


def _key(plan_id: str, *parts: str | int) -> str:
    return state.widget_key("plan_step", plan_id, *parts)
