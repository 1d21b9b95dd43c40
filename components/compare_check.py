"""What an answer is expected to hold, set per prompt, and the mark that says whether it did."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from components import compare_draft, state
from components.figures import plain
from workbench.compare import Check, Outcome, checks
from workbench.compare.model import CheckKind

KINDS: dict[CheckKind | Literal[""], str] = {
    "": "Hold nothing special", "contains": "Contain a text", "regex": "Match a pattern", "json": "Be valid JSON",
}  # fmt: skip

SHORT_MARKS = {True: ":green[:material/check: yes]", False: ":red[:material/close: no]"}


def popover(index: int, check: Check | None) -> None:
    """Draw the button that opens the expectation of a prompt."""
    with st.popover(
        f"Expected answer to prompt {index + 1}", icon=":material/fact_check:" if check else ":material/rule:", type="tertiary",
        help="What the answer should hold: did it remember?", key=state.widget_key("compare_expect", index),
    ):  # fmt: skip
        _form(index, check)


def _form(index: int, check: Check | None) -> None:
    kind_key, text_key = state.widget_key("compare_check_kind", index), state.widget_key("compare_check_text", index)
    for key, value in ((kind_key, check.kind if check else ""), (text_key, check.expected if check else "")):
        if key not in st.session_state or st.session_state[key] != value:
            st.session_state[key] = value
    st.selectbox(
        "The answer should",
        list(KINDS),
        key=kind_key,
        format_func=lambda kind: KINDS[kind],
        on_change=_changed,
        args=(index, kind_key, text_key),
    )
    if check and check.kind != "json":
        st.text_input(
            "Text" if check.kind == "contains" else "Pattern",
            key=text_key,
            placeholder="Karthik",
            on_change=_changed,
            args=(index, kind_key, text_key),
        )
        if check.expected and (wrong := checks.problem(check)):
            st.caption(f":red[:material/error: {plain(wrong)}]")


def _changed(index: int, kind_key: str, text_key: str) -> None:
    kind: CheckKind | Literal[""] = st.session_state[kind_key]
    compare_draft.expect(index, Check(kind, str(st.session_state.get(text_key) or "")) if kind else None)


def mark(outcome: Outcome) -> str:
    """Whether the answer held what was expected, as Markdown; empty when nothing was."""
    found = outcome.check
    if found is None:
        return ""
    if found.passed is None:
        return f":gray-badge[:material/help: Not told] {plain(found.note)}"
    if found.passed:
        return ":green-badge[:material/check: As expected]"
    return f":red-badge[:material/close: Not as expected] :gray[{plain(found.note)}]"
