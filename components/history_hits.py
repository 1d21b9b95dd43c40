"""What a search found, as a list: where it hit, the words around it with the hit marked, and the facts of the turn.

All text is untrusted and escaped. Must not search.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import clock, history_place, state
from components.figures import clip, dollars, plain, when
from components.history_search import PAGES
from components.history_table import kept
from workbench.store import Found, LedgerRow, Snippet, Span

PLACES = {"prompt": "Prompt", "answer": "Answer", "thought": "Thought", "tools": "Tools", "title": "Title"}


def draw(page: Found) -> None:
    """Draw the hits; a click on one opens its conversation at that turn."""
    open_turn = state.place().turn_id
    with st.container(gap=None, key="history_hits"):
        for row in page.rows:
            _hit(row, page.hits.get(row.id), current=row.id == open_turn)


def instead(page: Found) -> None:
    """Say which words occur nowhere, and what was searched for instead."""
    for word, others in page.instead.items():
        shown = ", ".join(f"**{plain(other)}**" for other in others)
        st.caption(f":material/spellcheck: “{plain(word)}” occurs nowhere; shown is {shown}.")


def _hit(row: LedgerRow, found: Snippet | None, *, current: bool) -> None:
    """One button, since each element costs the browser about as much as the whole text of a hit."""
    st.button(
        f"**{plain(clip(row.title or 'Untitled', 60))}** {_words(row, found)} :gray[{_facts(row)}]",
        key=state.widget_key("history_hit", "current" if current else "other", row.id),
        type="tertiary",
        width="stretch",
        on_click=history_place.pick,
        args=(row.conversation_id, row.id),
    )


def _words(row: LedgerRow, found: Snippet | None) -> str:
    if found is not None:
        return f":gray[{PLACES.get(found.place, found.place)}] {marked(found.spans)}"
    return f":gray[Prompt] {plain(clip(row.words, 160))}" if row.words else ""


def _facts(row: LedgerRow) -> str:
    facts = (
        when(clock.local(row.created), clock.now()),
        row.agent or row.model or "",
        PAGES.get(row.page, row.page),
        kept(row),
        dollars(row.cost) if row.cost is not None else "",
    )
    return " · ".join(plain(fact) for fact in facts if fact)


def marked(spans: Sequence[Span]) -> str:
    """Spans as Markdown: hits stand out, and every letter of the text stays what it is."""
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    text = span.text.replace("**", "")  # emphasis in an answer; its marks would only be in the way
    words = plain(text)
    if not words:
        return " " if text else ""
    before, after = (" " if edge.isspace() else "" for edge in (text[0], text[-1]))
    return f"{before}{f':primary-background[**{words}**]' if span.hit else words}{after}"
