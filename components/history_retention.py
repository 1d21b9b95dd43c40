"""What the server still keeps and until when: the warning, the choices, saved timelines with their differences, the replay.

Must not delete anything.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components import clock, history_place, keeping, state
from components.figures import clip, count, dollars, plain, size, when
from workbench import expiry
from workbench.errors import StepwiseError
from workbench.history import reach, rehydrate, rescue, retention
from workbench.records import Turn
from workbench.settings import Prompt
from workbench.store import Store, StoreError

TIERS = {"": "As the connection's tier says", "free": "Free tier: 1 day", "paid": "Paid tier: 55 days", "own": "A number of days"}
SOON_S = 0.3


def warning(store: Store) -> None:
    """Say what expires soon and offer to save it, while there is any that isn't saved."""
    found = retention.ending(store)
    if not found.unsaved:
        return
    number = len(found.unsaved)
    first = expiry.countdown(found.first, clock.now()) if found.first else "soon"
    what = "1 interaction has" if number == 1 else f"{count(number)} interactions have"
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="history_warning"):
        st.markdown(
            f":orange[:material/hourglass_bottom:] **{what} less than 20 % of the time left** on the server; "
            f"the first {plain(first)}. {_by_itself(store)}", width="stretch",
        )  # fmt: skip
        saved = st.button(
            "Save full timelines",
            key=state.widget_key("history_rescue"),
            icon=":material/save:",
            help="Asks the server for all it knows of them (GET; nothing is generated or billed) and keeps it here.",
        )
    if saved:
        save(store, found.unsaved)
        st.rerun()


def _by_itself(store: Store) -> str:
    """What automatic saving does about it, where it is on."""
    if not keeping.autosave():
        return ""
    tried = rescue.last_round(store.owner)
    failed = [result for result in tried.results() if result.state == "failed"] if tried is not None else []
    if tried is None or not failed:
        return ":gray[Saved by itself within ten minutes.]"
    number = count(tried.count("failed"))
    reason = failed[0].note.partition(". ")[0].removesuffix(".")
    return f":gray[Saving by itself did not work for {number}: {plain(clip(reason, 160))}.]"


def save(store: Store, turn_ids: Sequence[str]) -> None:
    """Begin to save timelines; the page shows the progress."""
    job = rescue.save(store, reach.by(state.connection()), turn_ids)
    job.wait(SOON_S)
    history_place.keep_job(job.id)


@st.dialog("Retention", icon=":material/timer:")
def settings() -> None:
    """How long the server keeps interactions, and whether timelines are saved by themselves."""
    store = state.store()
    chosen, auto = keeping.retention(), keeping.autosave()
    kind = chosen if chosen in TIERS else "own"
    picked = st.radio(
        "The server keeps an interaction for",
        list(TIERS),
        index=list(TIERS).index(kind),
        format_func=lambda value: TIERS[value],
        key=state.widget_key("retention_tier"),
    )
    days = "55"
    if picked == "own":
        days = str(
            st.number_input(
                "Days",
                min_value=0.01,
                max_value=float(retention.LONGEST_DAYS),
                step=1.0,
                format="%g",
                value=float(chosen) if kind == "own" else 30.0,
                key=state.widget_key("retention_days"),
            )
        )
    st.caption(
        "Google keeps stored interactions 1 day on the free tier and 55 days on the paid one, then deletes them. "
        "Every countdown follows this choice, and so does what the next prompt of a chat sends again."
    )
    wanted = st.toggle(
        "Save timelines by themselves before they expire",
        value=auto,
        key=state.widget_key("retention_auto"),
        help="Stepwise looks every ten minutes while it runs, with your browser open or not. It asks the offline demo, and other "
        "servers with the key that you typed or the one of its environment. A typed key stays in memory: after a restart of "
        "Stepwise it is known again once you typed it again.",
    )
    if st.button("Save", key=state.widget_key("retention_save"), type="primary", icon=":material/check:"):
        _choose(store, days if picked == "own" else picked, bool(wanted))


def _choose(store: Store, value: str, auto: bool) -> None:
    try:
        retention.choose(store, value)
        retention.set_autosave(store, auto)
    except StoreError as error:
        st.error(f"{error} {error.hint}", icon=":material/error:")
        return
    if auto and (waiting := retention.ending(store).unsaved):
        save(store, waiting)  # the next look may be ten minutes away
    st.rerun()


def timeline(store: Store, turn: Turn) -> None:
    """What the server said of the turn when it was asked in full, and how that differs from what was seen."""
    kept = store.timeline(turn["id"])
    if kept is None:
        return
    found = rescue.differences(turn, kept)
    told = "as it was seen" if not found else "1 difference" if len(found) == 1 else f"{len(found)} differences"
    moment = when(clock.local(kept.saved), clock.now())
    label = f":material/save: Full timeline saved {plain(moment)}, {told}"
    with st.expander(label, type="compact", key=state.widget_key("history_timeline", turn["id"])):
        for sentence in found:
            st.markdown(f":orange[:material/difference:] {plain(sentence)}")
        if not found:
            st.markdown(":green[:material/check:] The server's steps, text, usage and status are what was seen here.")
        st.json({**kept.interaction, "steps": kept.steps}, expanded=1)


@st.dialog("Go on by a replay", icon=":material/replay:")
def ask_replay(turn_id: str) -> None:
    """Send every earlier step again, which begins a new chain on the server; what that takes is told first."""
    store, connection, chosen = state.store(), state.connection(), state.settings()
    turn = store.turn(turn_id)
    if turn is None:
        st.info("This turn is no longer in the history.", icon=":material/info:")
        return
    st.caption(
        "For a chain that expired or was deleted: all steps up to this turn are sent again with your prompt. "
        "The answer is stored anew, and the chat goes on from it by id."
    )
    text = st.text_area("Prompt", key=state.widget_key("replay_prompt"), placeholder="Where were we?", height=80)
    prompt = Prompt(str(text or "").strip())
    found = rehydrate.estimate(store, connection, chosen, turn_id, prompt)
    _estimate(found, chosen.agent or chosen.model)
    sent = st.button(
        "Send the replay", key=state.widget_key("replay_send"), type="primary", icon=":material/send:", disabled=not prompt.text
    )
    if sent:
        _replay(turn, prompt)


def _estimate(found: rehydrate.Estimate, model: str) -> None:
    about = "" if found.measured else "about "
    steps = "1 step" if found.steps == 1 else f"{found.steps} steps"
    cost = plain(dollars(found.usd))
    st.markdown(
        f"**{steps} again, {about}{count(found.tokens)} input tokens, {size(found.bytes)}: {cost}** "
        f":gray[with {plain(model)}; the answer costs extra.]"
    )
    for note in found.notes:
        st.caption(f":material/info: {plain(clip(note, 300))}")


def _replay(turn: Turn, prompt: Prompt) -> None:
    try:
        run = rehydrate.rehydrate(state.store(), state.connection(), state.settings(), turn["id"], prompt)
    except StepwiseError as error:
        st.error(f"{plain(str(error))} {plain(error.problem['hint'])}", icon=":material/error:")
        return
    state.open_chat(run.snapshot()["conversation_id"], run.turn_id)
