"""The empty chat page: what this is, and one starter prompt per capability. Each works offline."""

from __future__ import annotations

import streamlit as st

from components import state

STARTERS = (
    ("Memory", ":material/psychology:", "Hi, my name is Karthik. I like cricket and watching movies."),
    ("Arithmetic", ":material/calculate:", "What is 18% of 2,450, and how long does a 340 km drive take at 85 km/h?"),
    ("Places", ":material/public:", "What are the three largest cities in Spain?"),
    ("Explanation", ":material/school:", "Explain how neural networks work, in simple words."),
    ("Table", ":material/table:", "Compare Tokyo, Kyoto and Osaka as a table."),
    ("Story", ":material/auto_stories:", "Tell me a short story about a lighthouse keeper."),
)


def starters() -> None:
    """Draw the starters as cards; a click sends the prompt."""
    st.markdown("#### What would you like to try?", anchors=False)
    st.caption("One starter per capability. The chat is kept on the server: each next turn sends only its new text.")
    with st.grid(3, min_column_width=220, gap="small", key="starters"):
        for number, (name, icon, prompt) in enumerate(STARTERS):
            st.button(f"**{name}** {prompt}", key=state.widget_key("starter", number), icon=icon, width="stretch", wrap=True,
                      on_click=state.intend, args=("send", "", prompt))
