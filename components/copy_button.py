"""A "Copy" button that looks like its neighbours and copies in the browser: a click causes no rerun."""

from __future__ import annotations

import streamlit as st

from components.clipboard import JS

HTML = """
<button type="button">
<svg viewBox="0 0 18 18" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
<rect x="6" y="2" width="9.5" height="11" rx="1.5"/><path d="M3 5v9a2 2 0 0 0 2 2h7"/></svg>
<span class="text"></span><span class="word">copy</span></button>
"""

CSS = """
:host { display: inline-block; }
button { all: unset; box-sizing: border-box; cursor: pointer; display: inline-flex; align-items: center; gap: 0.5rem;
  height: 2rem; font: 0.875rem/1.6 var(--st-font); color: var(--st-text-color); white-space: nowrap; }
button:hover { color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); border-radius: var(--st-button-radius); }
.text { display: none; }
.word { display: inline-block; }
.word::first-letter { text-transform: uppercase; }
"""

_BUTTON = st.components.v2.component("stepwise_copy_button", html=HTML, css=CSS, js=JS)


def copy_button(text: str, *, label: str, key: str) -> None:
    """Draw the button; `label` is what a screen reader says."""
    _BUTTON(data={"text": text, "shown": "", "label": label}, key=key, width="content")
