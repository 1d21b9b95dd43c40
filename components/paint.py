"""Draws a View with Streamlit: one match over the closed union, and nothing else.

All text comes from a model or a person and is not trusted: no raw HTML, no remote images, labels escaped.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import Literal, assert_never

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import media, state, structured
from components.figures import clip, plain
from components.values import draw_value
from components.web import is_web
from workbench.citations import host_of
from workbench.markdown import safe
from workbench.views import (
    Activity,
    Chips,
    Citation,
    Code,
    Data,
    Frame,
    Json,
    Link,
    Links,
    Media,
    Notice,
    Text,
    Thought,
    Unknown,
    View,
)

FRAME_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
FRAME_STYLE = "<style>:root { color-scheme: light dark; } body { font-family: sans-serif; margin: 0; }</style>"
"""What brings no colours of its own is readable on both themes."""
TALL, MANY_LINES, LONG, LONGEST = 360, 24, 3_000, 20_000
"""A code box is so many pixels high from so many lines or characters on; the last is where it is cut."""
STATES = {
    "pending": ("gray", "Pending", ":material/schedule:"),
    "running": ("primary", "Running", "spinner"),
    "done": ("gray", "Done", ":material/check:"),
    "failed": ("red", "Error", ":material/error:"),
    "needs_approval": ("orange", "Needs approval", ":material/front_hand:"),
    "denied": ("gray", "Denied", ":material/block:"),
    "stopped": ("gray", "Stopped", ":material/stop_circle:"),
}

SOURCES = {"url": ":material/link:", "file": ":material/description:", "place": ":material/place:"}


def paint(view: View, key: str) -> None:
    """Draw one view. `key` makes its widgets unique and stays the same while the view grows."""
    match view:
        case Text():
            _text(view, key)
        case Thought():
            _thought(view, key)
        case Activity():
            _activity(view, key)
        case Notice():
            _notice(view)
        case Unknown():
            _unknown(view, key)
        case _:
            _paint_detail(view, key)


def _paint_detail(view: Code | Json | Links | Chips | Media | Frame | Data, key: str) -> None:
    match view:
        case Data():
            structured.draw(view, key)
        case Code():
            _code(view)
        case Json():
            draw_value(view.value, view.label or "Data", key)
        case Links():
            _links(view)
        case Chips():
            _chips(view, key)
        case Media():
            media.draw(view, key)
        case Frame():
            _frame(view)
        case _:
            assert_never(view)


def paint_all(views: Iterable[View], key: str) -> None:
    """Draw several views under keys of their own."""
    for number, view in enumerate(views):
        paint(view, state.widget_key(key, number))


def _text(view: Text, key: str) -> None:
    if view.markdown:
        st.markdown(safe(view.markdown))
    if view.citations:
        with st.container(horizontal=True, gap="small", key=state.widget_key(key, "sources")):
            for citation in view.citations:
                _citation(citation, key)


def _citation(citation: Citation, key: str) -> None:
    """A chip that opens a card: title, domain, and the words of the answer that rest on it."""
    domain = host_of(citation.url) or citation.kind
    label = f"{citation.number} · {plain(clip(citation.title or domain, 32))}"
    icon = SOURCES.get(citation.kind, ":material/link:")
    with st.popover(label, key=state.widget_key(key, "source", citation.number), type="secondary", icon=icon):
        st.markdown(f"**{plain(citation.title or domain)}**")
        st.caption(plain(domain))
        if citation.quote:
            st.markdown("\n".join(f"> {plain(line)}" for line in citation.quote.splitlines()))
        if is_web(citation.url):
            st.link_button("Open source", citation.url, icon=":material/open_in_new:", type="tertiary")


def thought_box(view: Thought, key: str) -> DeltaGenerator:
    """The box of a thought, without its words: open while it is thought, folded when it has ended."""
    # Two keys: under one, the browser would keep the first state and never fold the thought when it ends.
    return st.expander(_thought_label(view), expanded=view.open, type="compact", key=f"{key}_open" if view.open else key)


def _thought(view: Thought, key: str) -> None:
    with thought_box(view, key):
        for summary in view.summaries:
            st.markdown(safe(summary))
        if view.open:
            return
        if not view.summaries:
            st.caption("No summary came with this thought. Turn on thought summaries in the settings to see one.")
        st.caption("Signed by the model" if view.signed else "No signature")


def _thought_label(view: Thought) -> str:
    if view.open:
        return ":shimmer[Thinking]"
    if view.seconds is None:
        return "Thought"
    if view.seconds < 0.05:
        return "Thought for a moment"
    return f"Thought for {view.seconds:.1f} s" if view.seconds < 0.95 else f"Thought for {view.seconds:.0f} s"


def _code(view: Code) -> None:
    """A long one scrolls in a box; what is far too long for a page ends with a word on where the rest is."""
    if view.label:
        st.caption(plain(view.label))
    height: int | Literal["content"] = TALL if view.source.count("\n") > MANY_LINES or len(view.source) > LONG else "content"
    whole = len(view.source) <= LONGEST
    st.code(view.source if whole else f"{view.source[:LONGEST]} …", language=view.language, wrap_lines=True, height=height)
    if not whole:
        st.caption(f"{len(view.source):,} characters; Inspect shows them all.")


def _links(view: Links) -> None:
    if view.label:
        st.caption(plain(view.label))
    st.markdown("\n".join(_link(link) for link in view.items))


def _link(link: Link) -> str:
    title = plain(link.title or link.url)
    note = f" — {plain(link.note)}" if link.note else ""
    return f"- [{title}](<{link.url}>){note}" if is_web(link.url) else f"- {title}{note}"


def _chips(view: Chips, key: str) -> None:
    if view.label:
        st.caption(plain(view.label))
    with st.container(horizontal=True, gap="xsmall", key=state.widget_key(key, "chips")):
        for item in view.items:
            st.markdown(f":gray-badge[{plain(clip(item, 80))}]")  # st.badge would escape what is escaped already


def _frame(view: Frame) -> None:
    """Foreign HTML has an opaque origin of its own and may run no script."""
    head = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{FRAME_POLICY}"><base target="_blank">'
    page = f"{head}{FRAME_STYLE}{view.html}"
    encoded = base64.b64encode(page.encode()).decode()
    st.iframe(f"data:text/html;base64,{encoded}", height=view.height, alt=view.label or "Content of the service")


def _notice(view: Notice) -> None:
    if view.level == "info":
        st.caption(f":material/info: {plain(view.title)} {plain(view.body)}".strip())
        return
    text = f"**{plain(view.title)}**" + (f"\n\n{safe(view.body)}" if view.body else "")
    if view.level == "error":
        st.error(text, icon=":material/error:")
    else:
        st.warning(text, icon=":material/warning:")


def _activity(view: Activity, key: str) -> None:
    color, word, icon = STATES[view.state]
    took = f" · {view.seconds:.1f} s" if view.seconds is not None else ""
    shown = f":shimmer[{plain(view.title)}]" if view.state == "running" else plain(view.title)
    with st.expander(f"{shown} :{color}-badge[{word}]{took}", type="step", icon=icon, key=key):
        paint_all(view.details, key)


def _unknown(view: Unknown, key: str) -> None:
    tag = view.tag.replace("`", "'")[:80]
    st.warning(f"**Stepwise doesn't know `{tag}` yet.** This is all that came:", icon=":material/help:")
    with st.container(key=key):
        st.json(view.raw, expanded=True)

