"""What was clicked about a function call waits here until the chat page carries it out, like an Intent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from components.state import Key

Kind = Literal["approve", "answer", "deny", "differently", "go_on"]


@dataclass(frozen=True)
class Decision:
    """A person's word on one call, or with "go_on" on a whole turn."""

    kind: Kind
    turn_id: str
    call_id: str = ""
    arguments: Any = None
    """With "approve": other arguments than the model's."""
    result: Any = None
    is_error: bool = False
    reason: str = ""


def decide(kind: Kind, turn_id: str, call_id: str = "", **more: Any) -> None:
    """Leave a decision. For callbacks, and before a rerun."""
    st.session_state[Key.DECISION] = Decision(kind, turn_id, call_id, **more)


def take() -> Decision | None:
    """The waiting decision, once."""
    found: Decision | None = st.session_state.pop(Key.DECISION, None)
    return found
