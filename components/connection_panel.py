"""Where requests go: the offline demo, Google, or another base URL; with key, retention tier, and a test.

A key typed here lives in this session's memory only: never in a file, an address, a log or the page. Must not send prompts.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, cast

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from components import connection_test, keeping, mcp_panel, state
from components.figures import plain
from workbench import connections, embedded
from workbench.errors import EmulatorDown
from workbench.settings import Connection, Mode, Tier

MODES: dict[Mode, str] = {"demo": "Demo", "google": "Google", "custom": "Custom"}
TITLES: dict[Mode, str] = {"demo": "Offline demo", "google": "Google", "custom": "Custom URL"}
TIERS: dict[Tier, str] = {"free": "Free", "paid": "Paid"}
KEEPS: dict[Tier, str] = {"free": "Interactions are kept on the server for 1 day.", "paid": "Kept on the server for 55 days."}
GET_KEY = "https://aistudio.google.com/api-keys"
KEPT: Literal["session"] = "session"
START_S = 10.0
EMULATOR = {
    "off": ":gray-badge[:material/pause_circle: Not started]",
    "starting": ":primary-badge[:material/hourglass_top: Starting]",
    "running": ":violet-badge[:material/check_circle: Running]",
    "restarting": ":orange-badge[:material/restart_alt: Restarting]",
    "failed": ":red-badge[:material/error: Failed]",
}


def draw() -> Connection:
    """Draw the panel and return the connection. Closed, it draws nothing but its title."""
    box = st.expander("Connection", icon=":material/lan:", key=state.widget_key("connection_panel"), on_change="rerun")
    if box.open:
        with box, st.container(gap="small", key=state.widget_key("connection_fields")):
            _form()
    else:
        st.caption(f"{TITLES[_mode()]} · {TIERS[_tier_value()].lower()} tier")
    return given()


def given() -> Connection:
    """The connection as chosen at this moment, fit to send with; draws nothing."""
    return _harmless(current())


def _harmless(connection: Connection) -> Connection:
    """A custom server without a usable address gets no key: an empty address means Google's to the client."""
    lost = connection.mode == "custom" and not connection.base_url
    return replace(connection, api_key="") if lost else connection


def _form() -> None:
    st.session_state.setdefault(_key("mode"), _mode())
    st.segmented_control(
        "Requests go to", list(MODES), format_func=lambda mode: MODES[mode], key=_key("mode"), required=True, width="stretch",
        help="Demo answers on this machine, without a key. Custom is any server that speaks the Interactions API.",
        persist_state=KEPT, wrap=False,
    )  # fmt: skip
    mode = _mode()
    if mode == "demo":
        _emulator()
    else:
        if mode == "custom":
            _base_url()
        _api_key(mode)
    _tier()
    connection_test.draw(given())


def _emulator() -> None:
    """The embedded emulator: is it there, where, how often was it restarted."""
    found = embedded.state(_tier_value())
    st.markdown(f":gray[Embedded emulator] {EMULATOR[found.status]}")
    restarts = f" · restarted {found.restarts} times" if found.restarts > 1 else " · restarted once" if found.restarts else ""
    if found.base_url:
        st.caption(f"`{found.base_url}`{restarts}")
    if found.status == "failed":
        st.error(f"It can't be started. Its last words:\n\n{plain(found.message[-400:])}", icon=":material/error:")
        st.button("Start again", key=_key("restart"), icon=":material/restart_alt:", on_click=_restart)
    st.caption("It makes up answers from the conversation itself. No text leaves this machine.")


def _restart() -> None:
    try:
        embedded.ensure(_tier_value(), START_S)
    except EmulatorDown as error:
        state.keep_notice(error.problem["message"], error.problem["hint"])


def _base_url() -> None:
    text = st.text_input(
        "Base URL", key=_key("url"), placeholder="http://127.0.0.1:8787", persist_state=KEPT, type="url",
        help="Scheme, host, port and path prefix, without /v1 or /v1beta.",
    )  # fmt: skip
    checked = connections.check_base_url(text) if text else None
    if checked is None:
        st.caption("Start an emulator of your own with `python -m emulator --port 8787`.")
    elif checked.problem:
        st.error(checked.problem, icon=":material/error:")
    elif checked.hint:
        st.markdown(f":orange-badge[:material/warning: Note] :gray[{plain(checked.hint)}]")


def _api_key(mode: Mode) -> None:
    """Each server has a key field of its own, so that a key typed for one is never sent to the other."""
    found = connections.find_key("", _environ(mode), _secrets(mode))
    typed = st.text_input(
        "API key",
        key=_key(f"key_{mode}"),
        type="password",
        placeholder=f"Using the key from {found.source}" if found else "Paste a key",
        autocomplete="new-password",
        persist_state=KEPT,
    )
    wrong = connections.check_key(typed) if typed else ""
    if wrong:
        st.error(wrong, icon=":material/error:")
    elif typed:
        st.caption(":material/lock: Kept in this tab's session only, never written down.")
    elif found:
        st.caption(f":material/key: Key from {found.source}")
    elif mode == "google":
        st.markdown(f":orange-badge[:material/key_off: No key] :gray[Nothing can be sent yet.] [Get a key]({GET_KEY})")
    else:
        st.markdown(":orange-badge[:material/key_off: No key] :gray[Keys of the environment are not sent to other servers.]")


def _tier() -> None:
    st.session_state.setdefault(_key("tier"), "free")
    st.segmented_control(
        "Tier", list(TIERS), format_func=lambda tier: TIERS[tier], key=_key("tier"),
        required=True, width="stretch", wrap=False, persist_state=KEPT,
        help="The API doesn't tell the tier of a key, so say it here: it sets the clock that shows when interactions expire.",
    )  # fmt: skip
    chosen = keeping.words()
    st.caption(f"Kept on the server for {chosen}, as you chose under History, Retention." if chosen else KEEPS[_tier_value()])


def current() -> Connection:
    """The connection as chosen at this moment, without drawing anything."""
    mode = _mode()
    url = _demo_url() if mode == "demo" else str(st.session_state.get(_key("url")) or "")
    typed = str(st.session_state.get(_key(f"key_{mode}")) or "")
    found = connections.resolve(mode, typed, url, _tier_value(), _environ(mode), _secrets(mode))
    return replace(found, mcp_headers=mcp_panel.headers())


def _demo_url() -> str:
    """The emulator's address. The first paint doesn't wait for it; later runs do, since they may be about to send."""
    found = embedded.state(_tier_value())
    first_paint = state.Key.CONNECTION not in st.session_state
    if found.base_url or first_paint or found.status == "failed":
        return found.base_url
    try:
        return embedded.ensure(_tier_value(), START_S)
    except EmulatorDown:
        return ""


def _mode() -> Mode:
    chosen = st.session_state.get(_key("mode"))
    return cast(Mode, chosen) if chosen in MODES else connections.default_mode(os.environ, _secrets("google"))


def _tier_value() -> Tier:
    return "paid" if st.session_state.get(_key("tier")) == "paid" else "free"


def _environ(mode: Mode) -> Mapping[str, str]:
    """Where a key may be found; a key for Google is offered to Google only."""
    return os.environ if mode == "google" else {}


def _secrets(mode: Mode) -> Mapping[str, object]:
    if mode != "google":
        return {}
    try:
        return {name: st.secrets[name] for name in connections.KEY_NAMES if name in st.secrets}
    except StreamlitSecretNotFoundError:
        return {}


def _key(part: str) -> str:
    return state.widget_key("connection", part)
