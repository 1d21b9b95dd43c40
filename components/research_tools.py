"""The tools of a brief: which the agent may use, the file stores it searches, the MCP servers it asks.

Widgets only; what a tool needs and what is refused is said by workbench.research.brief.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components import sheets, state, stores_panel
from components.figures import clip, plain
from workbench.file_stores import FileStore
from workbench.research import brief as briefs
from workbench.research.brief import Brief

PICKED = "research_stores"


def draw(brief: Brief) -> Brief:
    """Draw the choices; the brief with them."""
    chosen = st.pills(
        "Tools", list(briefs.TOOLS), selection_mode="multi", default=list(brief.tools), key=_key("tools"),
        format_func=lambda kind: briefs.TOOLS[kind],
    )  # fmt: skip
    stores = _stores(brief) if "file_search" in chosen else brief.stores
    mcp = _servers(brief) if "mcp_server" in chosen else brief.mcp
    with st.popover("What isn't offered here", type="tertiary", icon=":material/block:"):
        for what, why in briefs.NOT_OFFERED:
            st.markdown(f"**{what}**: {why}.")
    return replace(brief, tools=tuple(kind for kind in briefs.TOOLS if kind in chosen), stores=stores, mcp=mcp)


def _stores(brief: Brief) -> tuple[str, ...]:
    """The stores that this key has, to choose from; another name can be typed in."""
    key = _key("stores")
    picked = sheets.sheet(PICKED).pop("names", None)
    if picked is not None:  # in the dialog, whose runs don't draw this input: only a run that does may change it
        st.session_state[key] = list(picked)
    named = list(dict.fromkeys([*brief.stores, *st.session_state.get(key, ())]))
    listed = stores_panel.known()
    found, problem = (listed, "") if listed is not None else stores_panel.ask()
    titles = {store.name: _label(store) for store in found}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=_key("stores_row")):
        chosen = st.multiselect(
            "File stores to search", list(dict.fromkeys([*titles, *named])), list(brief.stores), key=key, accept_new_options=True,
            format_func=lambda name: titles.get(name, name), placeholder="Choose a store, or type a name" if found else
            "No store yet: make one, and put files into it",
        )  # fmt: skip
        if st.button("Manage stores", key=_key("stores_manage"), icon=":material/folder_managed:",
                     help="Make stores, upload files, see their state, delete them."):
            sheets.drop(stores_panel.SHEET)
            stores_panel.dialog(stores_panel.Use(_names, _choose))
    if problem:
        st.caption(f":orange[:material/warning:] {plain(problem)} A store's name can be typed in.")
    return briefs.store_names(chosen)


def _names() -> tuple[str, ...]:
    picked: tuple[str, ...] | None = sheets.sheet(PICKED).get("names")
    return picked if picked is not None else tuple(st.session_state.get(_key("stores")) or ())


def _choose(names: tuple[str, ...]) -> None:
    sheets.sheet(PICKED)["names"] = names


def _label(store: FileStore) -> str:
    number = store.ready + store.processing + store.failed
    return f"{clip(store.title or store.name, 40)} ({number} file{'' if number == 1 else 's'})"


def _servers(brief: Brief) -> tuple[dict[str, str], ...]:
    typed = st.text_input(
        "Addresses of MCP servers", ", ".join(str(server.get("url", "")) for server in brief.mcp), key=_key("mcp"),
        placeholder="https://example.com/mcp", help="Several with commas between.",
    )  # fmt: skip
    return briefs.servers(str(typed or ""))


def _key(name: str) -> str:
    return state.widget_key("research_form", name)
