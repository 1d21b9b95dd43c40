"""Draws a JSON-able value where there is little room: short ones in plain sight, long ones in a box that opens.

All text is untrusted and escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.figures import clip, plain
from workbench import export

SHORT_ITEMS, SHORT_TEXT = 8, 400
LONG_TEXT = 4_000


def draw_value(value: Any, label: str, key: str) -> None:
    """Draw a value under its label."""
    if value in (None, {}, [], ""):
        st.caption(f"{plain(label)}: none")
    elif isinstance(value, str):
        _text(value, label)
    elif isinstance(value, Mapping) and _is_short(value):
        facts = (f"**{plain(str(name))}** {plain(_words(held))}" for name, held in value.items())
        st.markdown(f":gray[{plain(label)}:] " + " · ".join(facts))
    else:
        line = f"{plain(label)} :gray[{plain(export.one_line(value, 60))}]"
        with st.expander(line, type="compact", key=key, icon=":material/data_object:"):
            st.json(value, expanded=2)


def _text(text: str, label: str) -> None:
    if len(text) <= SHORT_TEXT and "\n" not in text:
        st.markdown(f":gray[{plain(label)}:] {plain(text)}")
    else:
        st.caption(plain(label))
        st.code(text if len(text) <= LONG_TEXT else text[:LONG_TEXT] + " …", language=None, wrap_lines=True)
        if len(text) > LONG_TEXT:
            st.caption(f"{len(text):,} characters; Inspect shows them all.")


def _is_short(value: Mapping[str, Any]) -> bool:
    flat = all(held is None or isinstance(held, str | int | float | bool) for held in value.values())
    return flat and len(value) <= SHORT_ITEMS and sum(len(str(held)) for held in value.values()) <= SHORT_TEXT


def _words(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return clip(str(value), SHORT_TEXT)
