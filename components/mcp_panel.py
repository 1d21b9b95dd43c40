"""The parts of the MCP server's card that are more than options: secret headers, and asking the server for its tools.

A header typed here lives in this session's memory only: never in the settings, a file, an address or a log.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import sheets, state
from components.figures import clip, plain
from workbench import mcp_servers, tools
from workbench.errors import StepwiseError
from workbench.inputs import FieldError
from workbench.mcp_servers import RemoteTool
from workbench.tools import ToolSpec

SECRETS = "mcp_headers"
LISTED = "mcp_listed"
SHOWN, ABOUT = 12, 120


def headers() -> dict[str, dict[str, str]]:
    """The secret headers by the exact address of their server, for the connection."""
    return {url: dict(given) for url, given in sheets.sheet(SECRETS).items()}


def draw(spec: ToolSpec, tool: Mapping[str, Any]) -> None:
    """Draw the headers and the list of tools for the server at this address."""
    url = str(tool.get("url") or "")
    _headers(url)
    if st.button("List its tools", key=state.widget_key("mcp_list"), icon=":material/list:", width="stretch", disabled=not url,
                 help="Connects to the server from this machine and asks what it offers."):
        _ask(url)
    _listed(spec, tool, url)


def _headers(url: str) -> None:
    mine: dict[str, str] = sheets.sheet(SECRETS).get(url, {})
    for name in mine:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=state.widget_key("mcp_header", name)):
            st.markdown(f":material/lock: {plain(name)}", width="stretch")
            st.button(f"Forget {plain(name)}", key=state.widget_key("mcp_forget", name), icon=":material/close:", type="tertiary",
                      on_click=_forget, args=(url, name))
    line = state.widget_key("mcp_header_line")
    st.text_input("Secret header", key=line, type="password", placeholder="Authorization: Bearer …", disabled=not url,
                  autocomplete="new-password", on_change=_keep, args=(url, line),
                  help="Name, colon, value. Kept in this tab's session only and sent to this address only.")
    wrong = state.rejected().get(SECRETS)
    if wrong:
        st.markdown(f":red[:material/error: {plain(wrong)}]")


def _keep(url: str, key: str) -> None:
    """Take the header out of the field at once: the page never shows it again."""
    typed = str(st.session_state[key] or "")
    try:
        given = mcp_servers.parse_headers(typed)
    except FieldError as error:
        state.rejected()[SECRETS] = str(error)
        return
    state.rejected().pop(SECRETS, None)
    st.session_state[key] = ""
    if given:
        sheets.sheet(SECRETS)[url] = {**sheets.sheet(SECRETS).get(url, {}), **given}


def _forget(url: str, name: str) -> None:
    sheets.sheet(SECRETS).get(url, {}).pop(name, None)


def _ask(url: str) -> None:
    answer = sheets.sheet(LISTED)
    answer.clear()
    with st.spinner("Asking the server", show_time=True):
        try:
            answer.update(url=url, tools=mcp_servers.list_tools(url, headers().get(url)))
        except StepwiseError as error:
            answer.update(url=url, problem=str(error), hint=error.problem["hint"])


def _listed(spec: ToolSpec, tool: Mapping[str, Any], url: str) -> None:
    answer = sheets.sheet(LISTED)
    if answer.get("url") != url:
        return
    if answer.get("problem"):
        st.markdown(f":red[:material/error: {plain(answer['problem'])}]")
        st.caption(plain(answer["hint"]))
        return
    offered: tuple[RemoteTool, ...] = answer["tools"]
    if not offered:
        st.caption("The server answers, but offers no tool.")
        return
    key = state.widget_key("mcp_allowed")
    allowed = list(mcp_servers.with_plain_names(tool)["allowed_tools"])
    if key not in st.session_state or st.session_state[key] != allowed:
        st.session_state[key] = [name for name in allowed if name in {remote.name for remote in offered}]
    st.pills(f"It offers {len(offered)}; choose to allow only some", [remote.name for remote in offered], key=key,
             selection_mode="multi", on_change=_allow, args=(spec, key))
    for remote in offered[:SHOWN]:
        st.caption(f"**{plain(remote.name)}** {plain(clip(remote.description, ABOUT))}")


def _allow(spec: ToolSpec, key: str) -> None:
    state.set_settings(tools.with_option(state.settings(), spec, "allowed_tools", tuple(st.session_state[key])))
