"""The picked turn: its state, the ways on, its prompt and answer as the chat draws them, and what the server still knows.

Must not change anything itself.
"""

from __future__ import annotations

import streamlit as st

from components import answer, clock, code_view, glimpse, history_forget, history_retention, history_tree, inspect, state, usage
from components.figures import clip, plain, when
from components.prompt import prompt_text
from workbench import run as runs
from workbench.conversation import Node, Tree
from workbench.history.tree import standing
from workbench.records import Turn
from workbench.store import Store

PROMPT_LIMIT = 2_000
INSPECT, CODE = "Inspect", "Get code"
SAVE, REPLAY, FORGET = "Save the full timeline", "Go on by a replay", "Forget this turn"
ICONS = {INSPECT: ":material/frame_inspect:", CODE: code_view.ICON, SAVE: ":material/save:", REPLAY: ":material/replay:",
         FORGET: ":material/delete:"}  # fmt: skip


def draw(store: Store, tree: Tree, turn_id: str) -> None:
    """Draw the turn."""
    turn = store.turn(turn_id)
    if turn is None:
        return
    node = tree.node(turn_id)
    with st.container(border=False, key="history_preview"):
        _facts(node, turn)
        _buttons(store, node, turn, leaf=not tree.children(turn_id))
        _body(turn)
        history_retention.timeline(store, turn)


def _facts(node: Node, turn: Turn) -> None:
    moment = when(clock.local(turn["created"]), clock.now())
    model = plain(turn["request"].get("agent") or turn["model"] or "no model")
    st.markdown(f"{history_tree.standing_of(node)} :gray[{model} · {moment}]")


def _buttons(store: Store, node: Node, turn: Turn, *, leaf: bool) -> None:
    chainable = standing(node, clock.now()).chainable
    with st.container(horizontal=True, vertical_alignment="center"):
        label, icon = ("Continue here", ":material/arrow_forward:") if leaf else ("Fork from here", ":material/call_split:")
        forked = st.button(label, key=state.widget_key("history_fork"), icon=icon, help=_fork_help(chainable, leaf))
        coded = [CODE] if code_view.offers(turn) else []
        options = [INSPECT, *coded, *([SAVE] if chainable else []), REPLAY, FORGET]
        chosen = st.menu_button(
            "Turn",
            options,
            key=state.widget_key("history_turn_menu"),
            icon=":material/more_horiz:",
            format_func=lambda option: f"{ICONS[option]} {option}",
        )
    if forked:
        state.open_chat(turn["conversation_id"], turn["id"])
    if chosen == INSPECT:
        inspect.dialog(turn["id"])
    elif chosen == CODE:
        code_view.dialog(turn["id"])
    elif chosen == SAVE:
        history_retention.save(store, [turn["id"]])
        st.rerun()
    elif chosen == REPLAY:
        history_retention.ask_replay(turn["id"])
    elif chosen == FORGET:
        name = clip(prompt_text(turn) or "a turn without text", 60)
        history_forget.ask(history_forget.Scope(name, turn_ids=(turn["id"],)))


def _fork_help(chainable: bool, leaf: bool) -> str:
    how = "The server still has it, so only the new prompt is sent." if chainable else (
        "The server has no state for it, so every earlier step is sent again.")  # fmt: skip
    return how if leaf else f"Opens the chat at this turn; the next prompt begins a new branch. {how}"


def _body(turn: Turn) -> None:
    prompt = prompt_text(turn)
    with st.chat_message("user", avatar=":material/person:"):
        st.text(prompt if len(prompt) <= PROMPT_LIMIT else f"{prompt[:PROMPT_LIMIT]}…")
    with st.chat_message("assistant", avatar=":material/stairs_2:"):
        run = runs.find(turn["id"])
        if run is not None and not run.finished:
            answer.live(run)
            return
        glimpse.draw(turn, state.widget_key("history_steps", turn["id"]))
        if turn["problem"]:
            st.error(f"{plain(turn['problem']['message'])}\n\n{plain(turn['problem']['hint'])}", icon=":material/error:")
        usage.footer(turn)
