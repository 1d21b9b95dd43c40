"""Stepwise's router. `streamlit run app.py` imports it once for the server side, then runs it as the script of each page."""

from __future__ import annotations

import streamlit as st

if __name__ != "__main__":
    from components import server

    app = st.App(__file__, **server.options())
else:
    from components import chat, connection_panel, identity, keeping, nudge, research_bell, settings_panel, shell, sidebar, state

    chat.carry_out()
    shell.frame()
    identity.gate()
    keeping.look_up()
    ended = research_bell.number()
    page = st.navigation(
        [
            st.Page("pages/chat.py", title="Chat", icon=":material/chat:", default=True),
            st.Page("pages/research.py", title=research_bell.title(ended), icon=":material/travel_explore:"),
            st.Page("pages/compare.py", title="Compare", icon=":material/compare_arrows:"),
            st.Page("pages/history.py", title="History", icon=":material/history:"),
        ],
        position="top",
    )
    shell.style(page.url_path)
    with st.sidebar:
        chats = st.container()
        state.set_settings(settings_panel.draw())
        state.set_connection(connection_panel.draw())
        keeping.lend()
        identity.account()
    research_bell.watch(ended)
    nudge.close_sidebar_when_opened()
    try:
        page.run()
    finally:  # a page that fails must not take the chats with it
        with chats:
            sidebar.draw(mark=page.url_path != "history")  # there another chat is opened without drawing this list anew
