"""One line under an answer that took several requests: what all of its rounds used and cost together. Drawing only."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.figures import count, dollars, plain
from workbench import exchange
from workbench.records import ENDED, Turn

KINDS = (("total_input_tokens", "in"), ("total_thought_tokens", "thought"), ("total_output_tokens", "out"))


def draw(branch: Sequence[Turn], last: Turn) -> None:
    """Draw the line when `last` ends an exchange of several turns; nothing otherwise."""
    turns = next((found for found in exchange.exchanges(branch) if found[-1]["id"] == last["id"]), [])
    used = exchange.usage(turns)
    if len(turns) < 2 or used is None or last["state"] not in ENDED:
        return
    tokens = [f"{count(used[key])} {word}" for key, word in KINDS if used.get(key)]
    price = exchange.cost(turns)
    facts = [f"{len(turns)} requests", *tokens, *([plain(dollars(price))] if price is not None else [])]
    st.caption(f":material/functions: This answer in all: {' · '.join(facts)}")
