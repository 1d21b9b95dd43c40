"""Notifications of the browser when a job ends: a button that asks for the permission, and the element that sends them.

Both live in the browser: a click here causes no rerun, nothing is asked for before a click, and without the permission, or
while the page is being looked at, nothing is sent. The toasts are not its business.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

HTML = """
<button type="button" hidden>
<svg viewBox="0 0 18 18" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">
<path d="M4 13h10l-1.2-1.8V8a3.8 3.8 0 0 0-7.6 0v3.2L4 13Z"/><path d="M7.5 15.5h3"/></svg>
<span></span></button>
"""
CSS = """
:host { display: inline-block; }
button { all: unset; box-sizing: border-box; cursor: pointer; display: inline-flex; align-items: center; gap: 0.5rem;
  min-height: 2rem; font: 0.875rem/1.6 var(--st-font); color: var(--st-text-color); white-space: nowrap; }
button[hidden] { display: none; }
button[disabled] { cursor: default; opacity: 0.7; }
button:not([disabled]):hover { color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); border-radius: var(--st-button-radius); }
"""
ASK_JS = """
const WORDS = { default: "Notify me in this browser", granted: "Notifications are on", denied: "Notifications are blocked" };

export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  if (!("Notification" in window)) return;
  const show = () => {
    button.querySelector("span").textContent = WORDS[Notification.permission];
    button.disabled = Notification.permission !== "default";
    button.title = Notification.permission === "denied" ? "Allow them in the browser's settings for this page." :
      "Tells you when a research ends while you look at something else.";
    button.hidden = false;
  };
  button.onclick = () => Notification.requestPermission().then(show);
  show();
}
"""
TELL_JS = """
const told = (window.stepwiseNotified ??= new Set());

export default function ({ data }) {
  const [ids, titles, bodies] = [data.ids, data.titles, data.bodies].map((lines) => lines.split("\\n"));
  for (const [number, id] of ids.entries()) {
    const [title, body] = [titles[number], bodies[number]];
    const watched = document.visibilityState === "visible" && document.hasFocus();
    const may = "Notification" in window && Notification.permission === "granted";
    if (told.has(id) || (!watched && !may)) continue;
    told.add(id);
    if (watched) continue;
    const note = new Notification(title, { body, tag: id });
    note.onclick = () => { window.focus(); note.close(); };
  }
}
"""
_ASK = st.components.v2.component("stepwise_notify_me", html=HTML, css=CSS, js=ASK_JS)
_TELL = st.components.v2.component("stepwise_notifier", html="<span></span>", css=":host { display: none; }\n", js=TELL_JS)


def ask(*, key: str) -> None:
    """The button; it says so when notifications are on or blocked, and hides where the browser has none."""
    _ASK(key=key, width="content", height="content")


def tell(news: Sequence[tuple[str, str, str]], *, key: str) -> None:
    """Send what hasn't been sent in this window: an id, a title and a sentence each."""
    if news:
        # Lines and no lists: for a list Streamlit loads pandas to see whether it is a table.
        ids, titles, bodies = ("\n".join(" ".join(word.split()) for word in column) for column in zip(*news, strict=True))
        _TELL(data={"ids": ids, "titles": titles, "bodies": bodies}, key=key, height="content")
