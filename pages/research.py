"""The research page: a brief and the list of all research or, where the address names one, that research."""

from __future__ import annotations

import streamlit as st

from components import research_brief, research_list, research_place, research_view, shell, state

chosen = research_place.chosen()
if chosen is None:
    with st.container(horizontal=True, vertical_alignment="center", key="research_head"):
        st.markdown("### Research", anchors=False, width="stretch")
        if state.connection().offline:
            shell.demo_badge()
    st.caption("Hand an agent a brief, approve its plan, leave, and come back to a report with its sources.")
    research_brief.draw()
    research_list.draw()
else:
    research_view.draw(chosen)
