"""A conversation as a tree of its turns: each with its state in words and an icon, forks indented, long runs folded.

Must not change the conversation; a click only opens a turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components import clock, history_place, state
from components.figures import clip, plain
from workbench.conversation import Node, Tree
from workbench.history import tree as outlines
from workbench.history.tree import Line, NodeState

WORDS = 34
WINDOW = 18
"""Lines drawn at once, around the open turn."""
DEEPEST = 8
MARKS: dict[NodeState, tuple[str, str]] = {
    "running": (":material/sync:", "primary"),
    "needs_action": (":material/front_hand:", "orange"),
    "failed": (":material/error:", "red"),
    "stopped": (":material/stop_circle:", "gray"),
    "deleted": (":material/cloud_off:", "gray"),
    "expired": (":material/event_busy:", "gray"),
    "expiring": (":material/hourglass_bottom:", "orange"),
    "stored": (":material/cloud_done:", "green"),
    "local": (":material/hard_drive:", "gray"),
}


def draw(conversation_id: str, nodes: Sequence[Node], turn_id: str, head: str | None) -> None:
    """Draw the tree. The path in use is the one to the conversation's head; `turn_id` is open beside it."""
    tree = Tree(nodes)
    opened = history_place.unfolded(conversation_id)
    leaf = head if head in tree else tree.default_head()
    lines = outlines.outline(tree, leaf, opened, keep={turn_id})
    shown, above, below = _window(lines, turn_id)
    _head(tree, nodes, opened)
    with st.container(gap=None, key="history_tree"):
        _more(turn_id, above, "above", ":material/keyboard_arrow_up:", -WINDOW)
        least = min(line.depth for line in shown)  # what all have in common need not be indented
        for line in shown:
            _line(conversation_id, tree, replace(line, depth=line.depth - least), current=turn_id in line.ids)
        _more(turn_id, below, "below", ":material/keyboard_arrow_down:", WINDOW)


def _more(turn_id: str, number: int, where: str, icon: str, by: int) -> None:
    if number:
        st.button(
            f":gray[{number} more {'line' if number == 1 else 'lines'} {where}]",
            key=state.widget_key("history_tree", where),
            icon=icon,
            type="tertiary",
            on_click=history_place.shift_tree,
            args=(turn_id, by),
        )


def _head(tree: Tree, nodes: Sequence[Node], opened: set[str]) -> None:
    forks = sum(len(tree.children(node.id)) > 1 for node in nodes)
    turns = "1 turn" if len(nodes) == 1 else f"{len(nodes)} turns"
    forked = "" if not forks else ", 1 fork" if forks == 1 else f", {forks} forks"
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(f":material/account_tree: {turns}{forked}", width="content")
        if opened:
            st.button(
                "Fold",
                key=state.widget_key("history_fold"),
                icon=":material/unfold_less:",
                type="tertiary",
                on_click=history_place.fold_all,
            )


def _window(lines: list[Line], turn_id: str) -> tuple[list[Line], int, int]:
    """The lines around the open turn, and how many are left out above and below."""
    at = next((place for place, line in enumerate(lines) if turn_id in line.ids), 0)
    start = max(0, min(at - WINDOW // 2 + history_place.tree_shift(turn_id), len(lines) - WINDOW))
    return lines[start : start + WINDOW], start, max(0, len(lines) - start - WINDOW)


def _line(conversation_id: str, tree: Tree, line: Line, *, current: bool) -> None:
    kind = "current" if current else "used" if line.used else "other"
    with st.container(key=state.widget_key("history_line", kind, f"d{min(line.depth, DEEPEST)}", line.ids[0])):
        if line.folded:
            st.button(
                f":material/unfold_more: :gray[{len(line.ids)} turns in a row]",
                type="tertiary",
                width="stretch",
                key=state.widget_key("history_unfold", line.ids[0]),
                help="Show these turns",
                on_click=history_place.unfold,
                args=(conversation_id, line.ids[0]),
            )
        else:
            st.button(
                _label(tree.node(line.ids[0]), line),
                type="tertiary",
                width="stretch",
                key=state.widget_key("history_node", line.ids[0]),
                on_click=history_place.pick,
                args=(conversation_id, line.ids[0]),
            )


def _label(node: Node, line: Line) -> str:
    standing = outlines.standing(node, clock.now())
    icon, color = MARKS[standing.state]
    fork = f" :primary[:material/call_split: {line.children}]" if line.children > 1 else ""
    words = plain(clip(node.words, max(16, WORDS - 2 * line.depth))) or "(no text)"
    told = standing.words.replace("expires in", "stored,") if standing.state == "stored" else standing.words
    return f":{color}[{icon}] {words}{fork} :{color}[{plain(told)}]"


def standing_of(node: Node) -> str:
    """The state of a node as a badge."""
    standing = outlines.standing(node, clock.now())
    icon, color = MARKS[standing.state]
    return f":{color}-badge[{icon} {plain(standing.words)}]"
