"""A calm empty state: what a page is for, and one way on.

Must not load anything.
"""

from __future__ import annotations

import streamlit as st

CHAT_PAGE = "pages/chat.py"


def empty_page(title: str, icon: str, text: str, note: str) -> None:
    """Draw a page that has no content yet: its name, its purpose in one line, and the way back to Chat."""
    st.title(title)
    empty_state(icon=icon, text=text, note=note)


def empty_state(icon: str, text: str, note: str) -> None:
    """Draw why there is nothing to see here, and the button that leads to Chat."""
    with st.container(border=True, horizontal_alignment="center", gap="small", key="empty_state"):
        st.space("small")
        st.markdown(f"### {icon}", text_alignment="center", anchors=False)
        st.markdown(text, text_alignment="center")
        st.caption(note, text_alignment="center")
        st.page_link(CHAT_PAGE, label="Open Chat", icon=":material/chat:")
        st.space("small")
