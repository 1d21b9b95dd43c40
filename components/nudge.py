"""Small nudges in the browser that Streamlit has no word for: close a phone's sidebar, read scripts early, give Escape to a
dialog, focus a field, go to the top.

A sidebar that lies over the page is closed by a tap beside it; opening a chat from it makes that very tap, because a
button in the sidebar can't close it (beside a wide page Streamlit ignores such taps). Must not change anything else.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from components import state

TAP_JS = """
export default function ({ data }) {
  const before = window.stepwiseOpened ?? 0;
  window.stepwiseOpened = data.opened;
  if (data.opened > before) {
    document.querySelector("#stMain")?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
  }
  if (!window.stepwiseEscape) {
    window.stepwiseEscape = true;
    document.addEventListener("keydown", (event) => {
      const dialog = document.querySelector('[role="dialog"]');
      if (event.key !== "Escape" || !event.isTrusted || !dialog || document.activeElement !== document.body) return;
      dialog.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true }));
    });
  }
  const known = document.querySelector('script[type="module"][src]')?.src;
  if (!known || !data.soon || window.stepwiseSoon) return;
  window.stepwiseSoon = true;
  const read = (event) => {
    if (!event.target.closest?.('a[href*="/history"]')) return;
    document.removeEventListener("pointerover", read);
    data.soon.split(" ").forEach((name) => import(new URL(name, known).href).catch(() => {}));
  };
  document.addEventListener("pointerover", read);
}
"""
SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"
SOON = " ".join(file.name for name in ("DataFrame", "Selectbox", "Pagination") for file in SCRIPTS.glob(f"{name}.*.js"))
"""Streamlit's scripts of what the history shows. They are read when the pointer comes to the way there, so that the history
opens sooner; any earlier they would hold up a first answer."""
FOCUS_JS = """
export default function ({ data, parentElement }) {
  if (parentElement.stepwiseDone) return;
  parentElement.stepwiseDone = true;
  const place = (tries) => {
    const field = document.querySelector("." + data.field + " textarea");
    if (field) {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
      field.scrollIntoView({ block: "center" });
    } else if (tries) {
      requestAnimationFrame(() => place(tries - 1));
    }
  };
  place(30);
}
"""

TOP_JS = """
export default function ({ data }) {
  if (window.stepwiseShown === data.shown) return;
  window.stepwiseShown = data.shown;
  document.querySelector("#stMain")?.scrollTo(0, 0);
}
"""

_TAP = st.components.v2.component("stepwise_sidebar_tap", js=TAP_JS)
_FOCUS = st.components.v2.component("stepwise_focus", js=FOCUS_JS)
_TOP = st.components.v2.component("stepwise_top", js=TOP_JS)


def close_sidebar_when_opened() -> None:
    """Draw the invisible element that taps when the count of opened chats has grown, reads scripts early, and helps Escape.

    A button that is disabled while it works, as a download's, loses the focus, and an open dialog then hears no Escape.
    """
    with st.container(key=state.widget_key("nudge", "sidebar")):
        _TAP(data={"opened": state.opened(), "soon": SOON}, key=state.widget_key("nudge_element", "sidebar"))


def focus(key: str) -> None:
    """Put the cursor at the end of the text area with this key, once, and bring it into view."""
    with st.container(key=state.widget_key("nudge", key)):
        _FOCUS(data={"field": f"st-key-{key}"}, key=state.widget_key("nudge_element", key))


def to_top(shown: str) -> None:
    """Draw the invisible element that scrolls to the top of the page when something else is shown on it than before."""
    with st.container(key=state.widget_key("nudge", "top")):
        _TOP(data={"shown": shown}, key=state.widget_key("nudge_element", "top"))
