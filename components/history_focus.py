"""A key that leads to the search field: "/" anywhere on the page, unless one is typing. Draws nothing that can be seen."""

from __future__ import annotations

import streamlit as st

from components import state

JS = """
export default function ({ parentElement }) {
  const owner = parentElement.ownerDocument ?? document;
  const typing = (element) => element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));
  const search = () => owner.querySelector('.st-key-history_filters input[type="search"]');
  search()?.setAttribute("aria-keyshortcuts", "/");
  const listen = (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing(owner.activeElement)) return;
    const field = search();
    if (!field || owner.querySelector('[role="dialog"]')) return;
    event.preventDefault();
    field.focus();
    field.select();
  };
  owner.addEventListener("keydown", listen);
  return () => owner.removeEventListener("keydown", listen);
}
"""

_SHORTCUT = st.components.v2.component("stepwise_search_shortcut", html="<span></span>", js=JS)


def search_shortcut() -> None:
    """Listen while the history is on the screen."""
    _SHORTCUT(key=state.widget_key("history_shortcut"), width="content", height=1)
