"""Several entries of one tool, as in the chat's panel and in a lane: which of them one is, and the ways to add and remove one.

Draws titles and buttons; what an entry holds is drawn where it belongs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from workbench.tools import ToolSpec


def head(spec: ToolSpec, place: int, line: str, key: str, remove: Callable[..., None], args: tuple[Any, ...]) -> None:
    """Which of several this is, with a way to take it out."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key=line):
        st.markdown(f"**{spec.one.capitalize()} {place + 1}**")
        st.button(
            f"Remove {spec.one} {place + 1}", key=key, type="tertiary", icon=":material/close:", on_click=remove, args=args
        )


def another(spec: ToolSpec, key: str, add: Callable[..., None], args: tuple[Any, ...]) -> None:
    """A way to add one, where a request takes several of its kind."""
    if spec.one:
        st.button(f"Add another {spec.one}", key=key, type="tertiary", icon=":material/add:", on_click=add, args=args)
