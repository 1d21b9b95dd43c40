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

KIND, ALLOWED = "mcp_server", "allowed_tools"
SECRETS = "mcp_headers"
LISTED = "mcp_listed"
SHOWN, ABOUT = 12, 120


def headers() -> dict[str, dict[str, str]]:
    """The secret headers by the exact address of their server, for the connection."""
    return {url: dict(given) for url, given in sheets.sheet(SECRETS).items()}


def knows(tool: Mapping[str, Any]) -> bool:
    """True when the server at this address has told its tools, so that they can be chosen by name."""
    return bool(_answer(str(tool.get("url") or "")).get("tools"))


def draw(spec: ToolSpec, tool: Mapping[str, Any], place: int) -> None:
    """Draw the headers and the list of tools for the server at this address, the one at `place` among several."""
    url = str(tool.get("url") or "")
    _headers(url, place)
    if st.button("List its tools", key=state.widget_key("mcp_list", place), icon=":material/list:", width="stretch",
                 disabled=not url, help="Connects to the server from this machine and asks what it offers."):
        _ask(url)
        st.rerun()
    _listed(spec, tool, url, place)


def _headers(url: str, place: int) -> None:
    mine: dict[str, str] = sheets.sheet(SECRETS).get(url, {})
    for name in mine:
        row = state.widget_key("mcp_header", place, name)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=row):
            st.markdown(f":material/lock: {plain(name)}", width="stretch")
            st.button(f"Forget {plain(name)}", key=state.widget_key("mcp_forget", place, name), icon=":material/close:",
                      type="tertiary", on_click=_forget, args=(url, name))
    line = state.widget_key("mcp_header_line", place)
    st.text_input("Secret header", key=line, type="password", placeholder="Authorization: Bearer …", disabled=not url,
                  autocomplete="new-password", on_change=_keep, args=(url, line),
                  help="Name, colon, value. Kept in this tab's session only and sent to this address only.")
    wrong = state.rejected().get(f"{SECRETS} {url}")
    if wrong:
        st.markdown(f":red[:material/error: {plain(wrong)}]")


def _keep(url: str, key: str) -> None:
    """Take the header out of the field at once: the page never shows it again."""
    typed = str(st.session_state[key] or "")
    try:
        given = mcp_servers.parse_headers(typed)
    except FieldError as error:
        state.rejected()[f"{SECRETS} {url}"] = str(error)
        return
    state.rejected().pop(f"{SECRETS} {url}", None)
    st.session_state[key] = ""
    if given:
        sheets.sheet(SECRETS)[url] = {**sheets.sheet(SECRETS).get(url, {}), **given}


def _forget(url: str, name: str) -> None:
    sheets.sheet(SECRETS).get(url, {}).pop(name, None)


def _answer(url: str) -> dict[str, Any]:
    """What the server at this address said when it was asked last."""
    found: dict[str, Any] = sheets.sheet(LISTED).get(url, {})
    return found


def _ask(url: str) -> None:
    with st.spinner("Asking the server", show_time=True):
        try:
            sheets.sheet(LISTED)[url] = {"tools": mcp_servers.list_tools(url, headers().get(url))}
        except StepwiseError as error:
            sheets.sheet(LISTED)[url] = {"problem": str(error), "hint": error.problem["hint"]}


def _listed(spec: ToolSpec, tool: Mapping[str, Any], url: str, place: int) -> None:
    answer = _answer(url)
    if answer.get("problem"):
        st.markdown(f":red[:material/error: {plain(answer['problem'])}]")
        st.caption(plain(answer["hint"]))
        return
    offered: tuple[RemoteTool, ...] | None = answer.get("tools")
    if offered is None:
        return
    if not offered:
        st.caption("The server answers, but offers no tool.")
        return
    names = list(dict.fromkeys(remote.name for remote in offered))  # a server may lie and name one twice
    key = state.widget_key("mcp_allowed", place)
    allowed = [name for name in mcp_servers.with_plain_names(tool)[ALLOWED] if name in names]
    if key not in st.session_state or st.session_state[key] != allowed:
        st.session_state[key] = allowed
    st.pills(f"It offers {len(offered)}; choose to allow only some", names, key=key, selection_mode="multi",
             format_func=lambda name: plain(clip(name, 40)), on_change=_allow, args=(spec, key, place))
    for remote in offered[:SHOWN]:
        st.caption(f"**{plain(remote.name)}** {plain(clip(remote.description, ABOUT))}")
    if len(offered) > SHOWN:
        st.caption(f"and {len(offered) - SHOWN} more")


def _allow(spec: ToolSpec, key: str, place: int) -> None:
    chosen = tuple(st.session_state[key])
    state.set_settings(tools.with_option(state.settings(), spec, ALLOWED, chosen, place))
