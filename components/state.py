"""The one place that names session_state keys, widget keys and query parameters.

It holds a person's place (which chat, which turn), the settings and the connection that the panels gave, and small
view state. It must not draw anything, and no record of a chat lives here: that is the store's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from components import identity
from components.keys import Attachments, Wish
from components.keys import Intent as Intent
from components.keys import Key as Key
from components.keys import Param as Param
from components.keys import Place as Place
from workbench.probe import Report
from workbench.settings import Connection, Settings
from workbench.store import Store, open_store

if TYPE_CHECKING:
    from workbench.compare.model import Plan

CHAT_PAGE = "pages/chat.py"
COMPARE_PAGE = "pages/compare.py"
WINDOW = 10
"""Turns drawn at first; older ones come by "Show earlier"."""


def widget_key(*parts: str | int) -> str:
    """A widget key made of parts: `widget_key("turn", turn_id, "copy")`; it becomes the CSS class `st-key-...` too."""
    return "_".join(str(part) for part in parts)


def store() -> Store:
    """The store as the person of this session sees it."""
    return whole_store().for_user(identity.owner())


@st.cache_resource(show_spinner=False)
def whole_store() -> Store:
    """The process-wide store, for the upkeep of the app. Pages use `store`."""
    return open_store().everyone()


def place() -> Place:
    """Where the address bar says we are."""
    return Place(st.query_params.get(Param.CONVERSATION), st.query_params.get(Param.TURN))


def go(conversation_id: str | None, turn_id: str | None = None) -> None:
    """Open a chat (or a new one) on the chat page: changes the address, not the page. For callbacks and for the chat page."""
    if conversation_id != place().conversation_id:
        st.session_state[Key.WINDOW] = WINDOW
    st.session_state.pop(Key.EDITING, None)
    for name, value in ((Param.CONVERSATION, conversation_id), (Param.TURN, turn_id if conversation_id else None)):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)


def open_chat(conversation_id: str | None, turn_id: str | None = None) -> None:
    """Open a chat from any page, in the script body (not in a callback); ends the script run."""
    st.session_state.pop(Key.EDITING, None)
    st.session_state[Key.WINDOW] = WINDOW
    st.session_state[Key.RESTORE] = conversation_id is not None
    st.session_state[Key.OPENED] = opened() + 1
    wanted = {Param.CONVERSATION.value: conversation_id, Param.TURN.value: turn_id if conversation_id else None}
    st.switch_page(CHAT_PAGE, query_params={name: value for name, value in wanted.items() if value})


def opened() -> int:
    """How many chats were opened by a click in this session."""
    count: int = st.session_state.get(Key.OPENED, 0)
    return count


def settings() -> Settings:
    """What the settings panel said last."""
    found: Settings | None = st.session_state.get(Key.SETTINGS)
    return found if found is not None else Settings()


def set_settings(value: Settings) -> None:
    """Called by the router with what the settings panel returned."""
    st.session_state[Key.SETTINGS] = value


def connection() -> Connection:
    """What the connection panel said last."""
    found: Connection | None = st.session_state.get(Key.CONNECTION)
    return found if found is not None else Connection()


def set_connection(value: Connection) -> None:
    """Called by the router with what the connection panel returned."""
    st.session_state[Key.CONNECTION] = value


def latest_interaction_id() -> str | None:
    """The newest interaction id of the branch on screen."""
    found: str | None = st.session_state.get(Key.LATEST)
    return found


def set_latest_interaction_id(value: str | None) -> None:
    """Kept by the chat page at each draw."""
    st.session_state[Key.LATEST] = value


def window() -> int:
    """How many turns are drawn."""
    shown: int = st.session_state.setdefault(Key.WINDOW, WINDOW)
    return shown


def widen_window() -> None:
    """Ten turns more."""
    st.session_state[Key.WINDOW] = window() + WINDOW


def narrow_window() -> None:
    """Back to the first window, when a new turn starts."""
    st.session_state[Key.WINDOW] = WINDOW


def editing() -> str | None:
    """The turn whose prompt is being edited."""
    found: str | None = st.session_state.get(Key.EDITING)
    return found


def set_editing(turn_id: str | None) -> None:
    """Start (or, with None, end) editing a turn's prompt."""
    st.session_state[Key.EDITING] = turn_id


def keep_draft(text: str) -> None:
    """Put text back into the composer at the next draw: nothing typed is ever lost."""
    st.session_state[Key.DRAFT] = text


def take_draft() -> str:
    """The text waiting for the composer, once."""
    text: str = st.session_state.pop(Key.DRAFT, "")
    return text


def keep_notice(title: str, body: str = "") -> None:
    """A message for the next draw, such as why a send failed."""
    st.session_state[Key.NOTICE] = (title, body)


def take_notice() -> tuple[str, str] | None:
    """The waiting message, once."""
    found: tuple[str, str] | None = st.session_state.pop(Key.NOTICE, None)
    return found


def intend(kind: Wish, turn_id: str = "", text: str = "", attachments: Attachments = ()) -> None:
    """Callbacks leave their wish here."""
    st.session_state[Key.INTENT] = Intent(kind, turn_id, text, attachments)


def take_intent() -> Intent | None:
    """The waiting wish, once."""
    found: Intent | None = st.session_state.pop(Key.INTENT, None)
    return found


def list_offset(query: str) -> int:
    """How far the conversation list is turned; a new search starts at its first page."""
    found: tuple[str, int] = st.session_state.get(Key.LIST, ("", 0))
    if found[0] != query:
        found = (query, 0)
    st.session_state[Key.LIST] = found
    return found[1]


def move_list(by: int) -> None:
    """Turn the conversation list by so many rows."""
    query, offset = st.session_state.get(Key.LIST, ("", 0))
    st.session_state[Key.LIST] = (query, max(0, offset + by))


def keep_report(tested: Connection, report: Report) -> None:
    """Remember what a test of this connection found."""
    st.session_state[Key.CONNECTION_TEST] = (tested, report)


def report_on(connection: Connection) -> Report | None:
    """What the last test found, if it was of this very connection."""
    found: tuple[Connection, Report] | None = st.session_state.get(Key.CONNECTION_TEST)
    return found[1] if found is not None and found[0] == connection else None


def take_restore() -> bool:
    """Once after a chat was opened, and once at the start: the settings should become those of its last turn."""
    wanted: bool = st.session_state.get(Key.RESTORE, True)
    st.session_state[Key.RESTORE] = False
    return wanted


def rejected() -> dict[str, str]:
    """Fields of the settings whose typed value wasn't taken, each with the reason."""
    found: dict[str, str] = st.session_state.setdefault(Key.REJECTED, {})
    return found


def comparison_id() -> str | None:
    """Which comparison the address bar names."""
    return st.query_params.get(Param.COMPARISON)


def show_comparison(comparison_id: str | None) -> None:
    """Show a comparison (or, with None, the page where one is made): changes the address. For the compare page's callbacks."""
    st.session_state.pop(Key.LANE, None)
    st.query_params.from_dict({Param.COMPARISON.value: comparison_id} if comparison_id else {})


def open_comparison(comparison_id: str) -> None:
    """Open a comparison from any page, in the script body (not in a callback); ends the script run."""
    st.session_state.pop(Key.LANE, None)
    st.session_state[Key.OPENED] = opened() + 1
    st.switch_page(COMPARE_PAGE, query_params={Param.COMPARISON.value: comparison_id})


def plan() -> Plan | None:
    """The comparison that a person is putting together."""
    found: Plan | None = st.session_state.get(Key.PLAN)
    return found


def set_plan(value: Plan | None) -> None:
    """Keep what was put together so far; None starts afresh."""
    st.session_state[Key.PLAN] = value


def expanded_lane() -> str | None:
    """The lane that has the whole width."""
    found: str | None = st.session_state.get(Key.LANE)
    return found


def expand_lane(lane_id: str | None) -> None:
    """Give one lane the whole width or, with None, put all side by side again."""
    st.session_state[Key.LANE] = lane_id
