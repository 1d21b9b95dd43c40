"""Get code: a turn, or everything that led to it, as Python, JavaScript or curl, with copy and download.

Drawing only: `workbench.code` writes it. Must not send anything, and knows no key.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from components import clock, keeping, state
from components.copy_button import copy_button
from components.figures import plain
from workbench import exchange
from workbench.code import LANGUAGES, Name, Script, bundle, gather
from workbench.errors import NotSent
from workbench.records import Turn
from workbench.send import path_to
from workbench.store import StoreError

Scope = Literal["turn", "branch"]
SCOPES: dict[Scope, str] = {"turn": "This turn", "branch": "The whole branch"}
ICON = ":material/code:"
HEIGHT = 460
LONG = 22
"""Code with more lines than this scrolls in a box of its own."""


@st.dialog("Get code", icon=ICON, width="large")
def dialog(turn_id: str, scope: Scope = "turn") -> None:
    """Show the code of this turn, or of the branch that ends with it."""
    try:
        path = _path(turn_id)
    except (StoreError, NotSent) as error:
        st.error("\n\n".join([plain(str(error)), plain(error.problem["hint"])]), icon=":material/error:")
        return
    if not path or not offers(path[-1]):
        st.info("This turn is no longer in the history.", icon=":material/info:")
        return
    language, whole, base_url = _choices(path, scope)
    script = gather(path, turn_id, clock.now(), whole=whole, base_url=base_url, retention=keeping.retention())
    _show(script, language, turn_id)


def offers(turn: Turn) -> bool:
    """True when the turn was sent to the Interactions API; a lane of Compare may use the older one."""
    return "contents" not in turn["request"]


def _path(turn_id: str) -> list[Turn]:
    """The branch that ends with this turn, root first; empty when the history no longer has it."""
    turn = state.store().turn(turn_id)
    return path_to(state.store(), turn["conversation_id"], turn_id) if turn else []


def _choices(path: list[Turn], scope: Scope) -> tuple[Name, bool, str]:
    """What to write: the language, whether it is the whole branch, and the server it asks."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        language: Name = st.segmented_control(
            "Language", list(LANGUAGES), default="python", format_func=lambda name: LANGUAGES[name].label, required=True,
            key=state.widget_key("code_language"), persist_state="session",
        )  # fmt: skip
        whole = scope == "branch"
        if len(exchange.exchanges(path)) > 1:
            chosen: Scope = st.segmented_control(
                "What", list(SCOPES), default=scope, format_func=lambda name: SCOPES[name], required=True,
                key=state.widget_key("code_scope", path[-1]["id"], scope),
                help="A turn continues from the id it had. The branch starts afresh, each turn continuing from the one before.",
            )  # fmt: skip
            whole = chosen == "branch"
        return language, whole, _server(path[-1])


def _server(turn: Turn) -> str:
    """Where the code sends to: where the turn was sent, or Google."""
    connection = state.connection()
    recorded = bundle.server_of(str(turn["sent"][0].get("url", ""))) if turn["sent"] else ""
    here = connection.base_url if turn["offline"] and connection.offline else recorded
    if not here:
        return ""
    place = "Offline demo" if turn["offline"] else here
    servers = {here: place, "": "Google"}
    return st.segmented_control(
        "Server", list(servers), default=here, format_func=lambda url: servers[url], required=True,
        key=state.widget_key("code_server", turn["id"]),
        help="The offline demo answers while this app runs, with any key." if turn["offline"] else None,
    )  # fmt: skip


def _show(script: Script, language: Name, turn_id: str) -> None:
    written = LANGUAGES[language]
    code = written.write(script)
    long = code.count("\n") > LONG
    st.code(code, language=written.highlight, height=HEIGHT if long else "content")
    _notes(script)
    name, mime, _ = bundle.download(script, language)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        st.download_button(
            f"Download {name}", data=lambda: bundle.download(script, language)[2], file_name=name, mime=mime, type="primary",
            key=state.widget_key("code_download", turn_id, language), icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        copy_button(code, label=f"Copy the {written.label} code", key=state.widget_key("code_copy", turn_id, language))
        st.caption(f"Run it with `GEMINI_API_KEY=... {written.run}`", width="content")


def _notes(script: Script) -> None:
    """What else must be known to run it."""
    for exchange_ in script.exchanges:
        if exchange_.remark:
            st.caption(f":material/schedule: It continues from an earlier interaction. {exchange_.remark}")
    if script.files:
        names = ", ".join(plain(name) for name in script.files)
        st.caption(f":material/attach_file: It reads {names} from beside it; the download has both.")
    if script.secrets():
        st.caption(f":material/key: Secret headers come from the environment: {', '.join(script.secrets())}.")
