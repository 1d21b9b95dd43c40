"""A small chip that copies a text to the clipboard with one click and says that it did.

Must not hold state on the server: a click causes no rerun.
"""

from __future__ import annotations

import streamlit as st

HTML = """
<button type="button"><span class="text"></span><span class="word">copy</span></button>
"""

CSS = """
:host { display: inline-block; }
button { all: unset; box-sizing: border-box; cursor: pointer; display: inline-flex; gap: 0.4em; align-items: baseline;
  font: 13px/20px var(--st-font); color: var(--st-text-color); padding: 0 6px; border-radius: var(--st-button-radius);
  border: 1px solid transparent; white-space: nowrap; }
button:hover { border-color: var(--st-border-color); background: var(--st-secondary-background-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); }
.text { font-family: var(--st-code-font); font-size: 12px; opacity: 0.75; }
.word { color: var(--st-link-color); }
"""

JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const word = button.querySelector(".word");
  button.querySelector(".text").textContent = data.shown;
  button.title = data.text;
  button.setAttribute("aria-label", data.label);
  const say = (text) => {
    word.textContent = text;
    setTimeout(() => { word.textContent = "copy"; }, 1500);
  };
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
      say("copied");
    } catch {
      window.prompt("The browser does not let this page copy. Copy it here:", data.text);
    }
  };
}
"""

_CHIP = st.components.v2.component("stepwise_copy_chip", html=HTML, css=CSS, js=JS)


def copy_chip(text: str, *, shown: str, label: str, key: str) -> None:
    """Draw `shown` with the word "copy" beside it; a click copies `text`. `label` is what a screen reader says."""
    _CHIP(data={"text": text, "shown": shown, "label": label}, key=key, width="content")
