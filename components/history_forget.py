"""Asks before anything is forgotten: names it, says where it would be deleted and what that breaks. Then starts the job.

Nothing is deleted without a click on the button that says so.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components import history_place, state
from components.figures import clip, count, plain
from workbench.history import forget, reach
from workbench.store import LedgerFilter, Store, StoreError

WHERE: dict[forget.Where, str] = {"local": "Here", "server": "On the server", "both": "Both"}
CAPTIONS = {
    "local": "Deleted from this machine; can be undone for a week. The server keeps what it has until it expires.",
    "server": "The server forgets; the copy here stays, and later prompts send it again.",
    "both": "Deleted there and here. Only the copy here can be brought back.",
}
EVERYTHING = "everything"
FOR_GOOD_ALL = (
    "What is in the bin already goes as well, and so do the copies that upgrades left. Without this, everything can be brought "
    "back for a week, from the bin."
)


@dataclass(frozen=True)
class Scope:
    """What is to be forgotten, with the name a person knows it by."""

    name: str
    turn_ids: tuple[str, ...] = ()
    conversation_ids: tuple[str, ...] = ()
    filters: LedgerFilter | None = None

    @property
    def all(self) -> bool:
        """True when nothing would be left."""
        return self.filters == LedgerFilter()


@st.dialog("Forget", icon=":material/delete:", width="medium")
def ask(scope: Scope) -> None:
    """Ask where to delete; show what would happen; do nothing without a click."""
    store = state.store()
    where: forget.Where = st.segmented_control(
        "Delete", list(WHERE), default="local", format_func=lambda value: WHERE[value], required=True,
        key=state.widget_key("forget_where"),
    )  # fmt: skip
    st.caption(CAPTIONS[where])
    try:
        plan = history_place.remembered("plan", scope, where, lambda: _plan(store, scope, where))
    except StoreError as error:
        st.error(f"{error}\n\n{error.hint}", icon=":material/error:")
        return
    if not plan.turn_ids and not plan.bare:
        st.info("Nothing is left to forget.", icon=":material/info:")
        return
    _told(scope, plan)
    for_good = where != "server" and st.checkbox(
        "For good: no undo, the text is overwritten", key=state.widget_key("forget_for_good"),
        help=FOR_GOOD_ALL if scope.all else "Without this, what is deleted here can be brought back for a week, from the bin.",
    )  # fmt: skip
    _buttons(store, scope, plan, bool(for_good))


def _plan(store: Store, scope: Scope, where: forget.Where) -> forget.Plan:
    return forget.plan(store, where, turn_ids=scope.turn_ids, conversation_ids=scope.conversation_ids, filters=scope.filters)


def _told(scope: Scope, plan: forget.Plan) -> None:
    number = len(plan.turn_ids)
    what = f"**{plain(clip(scope.name, 80))}**"
    chats = f"{count(plan.conversations)} conversation{'s' * (plan.conversations != 1)}"
    lines = [f"{what}: {count(number)} interaction{'s' * (number != 1)} in {chats}."]
    if plan.bare:
        lines.append(f"{count(len(plan.bare))} without any turn.")
    if plan.where != "local":
        rest = "" if plan.on_server == number else f"; {count(number - plan.on_server)} not there: expired, or never stored"
        lines.append(f"To be deleted on the server: {count(plan.on_server)}{rest}.")
    if plan.running:
        lines.append(f"{plan.running} still running: cancelled first.")
    st.markdown("\n\n".join(lines))
    if plan.breaks:
        st.warning(plain(plan.breaks), icon=":material/link_off:")


def _buttons(store: Store, scope: Scope, plan: forget.Plan, for_good: bool) -> None:
    sure = True
    if scope.all:
        typed = st.text_input(f"Type “{EVERYTHING}” to go on", key=state.widget_key("forget_sure"), live=True)
        sure = str(typed or "").strip().lower() == EVERYTHING
    number = len(plan.turn_ids)
    label = "Forget everything" if scope.all else f"Forget {count(number)} interactions" if number != 1 else "Forget it"
    with st.container(horizontal=True):
        confirmed = st.button(
            label, key=state.widget_key("forget_confirm"), type="primary", icon=":material/delete:", disabled=not sure
        )
        kept = st.button("Keep", key=state.widget_key("forget_keep"))
    if confirmed:
        _start(store, plan, for_good)
    if confirmed or kept:
        st.rerun()


def _start(store: Store, plan: forget.Plan, for_good: bool) -> None:
    job = forget.start(store, reach.by(state.connection()), plan, for_good)
    job.wait(_SOON_S)
    history_place.keep_job(job.id)
    history_place.clear_ticks()


_SOON_S = 0.3
"""A small deletion is over at once: its result is then shown without a progress bar in between."""


def leftovers(store: Store) -> None:
    """List what could not be deleted on a server, with the reason, until it is."""
    found = store.leftovers()
    if not found:
        return
    number = f"{len(found)} interactions are" if len(found) > 1 else "1 interaction is"
    label = f":orange[:material/cloud_alert:] {number} perhaps still on the server"
    with st.expander(label, key=state.widget_key("history_leftovers")):
        for one in found[:50]:
            st.markdown(f"`{one.interaction_id}` {plain(clip(one.words, 60))} :gray[{plain(one.reason)}]")
        with st.container(horizontal=True):
            again = st.button("Try again", key=state.widget_key("leftovers_retry"), icon=":material/refresh:")
            dropped = st.button("Take off the list", key=state.widget_key("leftovers_drop"), type="tertiary")
    if again:
        history_place.keep_job(forget.retry(store, reach.by(state.connection()), found).id)
        st.rerun()
    if dropped:
        store.drop_leftovers([one.interaction_id for one in found])
        st.rerun()
