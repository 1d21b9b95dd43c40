"""What the person chose about the server's memory: how long it lasts, and whether what expires is saved by itself.

Looked up once in each run of the script. Must not change the choice: the history page does.
"""

from __future__ import annotations

import streamlit as st

from components import identity, state
from components.state import Key
from workbench.history import retention as choices
from workbench.history import standby
from workbench.store import StoreError
from workbench.store.preferences import RETENTION

WORDS = {"": "", "free": "1 day", "paid": "55 days", "1": "1 day"}


def look_up() -> None:
    """Ask the store, since another tab may have changed it."""
    try:
        st.session_state[Key.KEEPING] = state.store().preferences()
    except StoreError:
        st.session_state[Key.KEEPING] = {}  # the page itself says what is wrong with the store


def retention() -> str:
    """How long the server keeps interactions: "free", "paid" or a number of days; empty: as each turn's tier says."""
    return _chosen().get(RETENTION, "")


def words() -> str:
    """The same in plain words; empty when nothing was chosen."""
    return WORDS.get(retention(), f"{retention()} days")


def autosave() -> bool:
    """True when timelines are saved by themselves before they expire."""
    return _chosen().get(choices.AUTOSAVE) == choices.ON


def lend() -> None:
    """Where saving by itself is on, let it use the connection of this session; where it is off, no longer."""
    if autosave():
        standby.lend(identity.owner(), state.connection())
    else:
        standby.take_back(identity.owner())


def _chosen() -> dict[str, str]:
    found: dict[str, str] = st.session_state.get(Key.KEEPING, {})
    return found
