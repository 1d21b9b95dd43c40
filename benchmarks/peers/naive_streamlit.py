"""The chat of Streamlit's own tutorial: messages in session state, redrawn in a loop, st.write_stream."""

from __future__ import annotations

import model
import streamlit as st


@st.cache_resource
def sdk() -> model.genai.Client:
    return model.client()


if "messages" not in st.session_state:
    before = model.past()
    st.session_state.messages = [
        {"role": role, "content": text}
        for turn in before["turns"]
        for role, text in zip(("user", "assistant"), turn, strict=True)
    ]
    st.session_state.chain = {"last": before["last"]}
    st.session_state.pings = 0

if st.sidebar.button("Ping"):
    st.session_state.pings += 1
st.sidebar.write(f"pong {st.session_state.pings}")

for message in st.session_state.messages:
    with st.chat_message(message["role"]):
        st.markdown(message["content"])

if prompt := st.chat_input("Say something"):
    st.session_state.messages.append({"role": "user", "content": prompt})
    with st.chat_message("user"):
        st.markdown(prompt)
    with st.chat_message("assistant"):
        answer = st.write_stream(model.stream(sdk(), prompt, st.session_state.chain))
    st.session_state.messages.append({"role": "assistant", "content": answer})
