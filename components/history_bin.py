"""The bin: what was deleted on this machine lately, to be brought back or made final."""

from __future__ import annotations

import streamlit as st

from components import clock, history_place, state
from components.figures import clip, plain, size, when
from workbench.store import Deletion, Store
from workbench.store.bin import KEPT_DAYS


@st.dialog("Bin", icon=":material/restore_from_trash:", width="medium")
def ask() -> None:
    """List the deletions, the latest first."""
    store = state.store()
    found = store.bin()
    st.caption(
        f"What was deleted here stays in the bin for {KEPT_DAYS} days, then it is gone for good. The server's copies are apart."
    )
    _copies(store)
    if not found:
        st.info("The bin is empty.", icon=":material/delete_outline:")
        return
    for deletion in found[:30]:
        _row(deletion)
    if st.button("Empty the bin for good", key=state.widget_key("bin_empty"), icon=":material/delete_forever:"):
        count = store.purge()
        history_place.tell(f"{count} turns are gone for good." if count != 1 else "1 turn is gone for good.")
        st.rerun()


def _copies(store: Store) -> None:
    """Copies that upgrades have left still hold what was forgotten since."""
    found = store.copies()
    if not found:
        return
    number = "1 copy" if len(found) == 1 else f"{len(found)} copies"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="history_copies"):
        st.markdown(
            f":material/history: {number} from before an upgrade "
            f":gray[{size(sum(path.stat().st_size for path in found))}, with all that was forgotten since]",
            width="stretch",
        )  # fmt: skip
        dropped = st.button("Delete", key=state.widget_key("copies_drop"), icon=":material/delete_forever:", type="tertiary")
    if dropped:
        store.drop_copies()
        st.rerun(scope="fragment")


def _row(deletion: Deletion) -> None:
    turns = "1 turn" if deletion.turns == 1 else f"{deletion.turns} turns"
    chats = (
        "" if not deletion.conversations else f", {deletion.conversations} whole conversation{'s' * (deletion.conversations > 1)}"
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        which = f"**{plain(clip(deletion.title or 'Untitled', 60))}**{' and others' if deletion.conversations > 1 else ''}"
        moment = plain(when(clock.local(deletion.at), clock.now()))
        st.markdown(f"{which} :gray[{turns}{chats}, {moment}]", width="stretch")
        restored = st.button(
            "Bring back", key=state.widget_key("bin_restore", deletion.name), icon=":material/undo:", type="tertiary"
        )
        purged = st.button(
            "For good", key=state.widget_key("bin_purge", deletion.name), icon=":material/delete_forever:", type="tertiary"
        )
    if restored:
        count = state.store().restore(deletion.name)
        history_place.tell(f"{count} turns are back." if count != 1 else "1 turn is back.")
        st.rerun()
    if purged:
        state.store().purge(deletion.name)
        st.rerun(scope="fragment")
