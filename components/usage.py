"""The footer of a turn: what answered, how fast, for how many tokens and dollars, under which id, kept how long.

Drawing only; must not fetch or store anything. Nothing that isn't known is shown as zero.
"""

from __future__ import annotations

import streamlit as st

from components import clock, keeping, state
from components.clipboard import copy_chip
from components.figures import count, cut, dollars, plain, seconds
from workbench import expiry, prices, usages
from workbench.records import Turn

OFFLINE_BADGE = ":violet-badge[:material/cloud_off: Offline demo]"
SEPARATOR = " · "
NO_BREAK = "\u00a0"


def footer(turn: Turn) -> None:
    """Draw the footer: figures that wrap in groups, and the interaction id with copy."""
    badge = f"{OFFLINE_BADGE} " if turn["offline"] else ""
    row = state.widget_key("usage", turn["id"])
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", width="content", key=row):
        st.markdown(badge + _quiet([plain(turn["model"] or ""), *_speed(turn), *_tokens(turn)]), width="content")
        st.markdown(_quiet([*_price(turn), expiry.words(turn, clock.now(), keeping.retention())]), width="content")
        _identifier(turn)


def _identifier(turn: Turn) -> None:
    found = turn["interaction_id"]
    if found:
        key = state.widget_key("usage_id", turn["id"])
        copy_chip(found, shown=cut(found), label=f"Copy interaction id {found}", key=key)


def _quiet(facts: list[str]) -> str:
    """The facts on one grey line; each holds together when the line wraps."""
    return f":gray[{SEPARATOR.join(fact.replace(' ', NO_BREAK) for fact in facts if fact)}]"


def _speed(turn: Turn) -> list[str]:
    times = turn["timings"]
    first = [moment for moment in (times["first_thought"], times["first_text"]) if moment is not None]
    made = (turn["usage"] or {}).get("total_output_tokens")
    writing = (times["end"] or 0) - (times["first_text"] or 0)
    facts = [f"{seconds(min(first))} to first token"] if first and turn["request"].get("stream") else []
    if times["end"] is not None:
        facts.append(seconds(times["end"]))
    if made and times["first_text"] is not None and writing > 0:
        facts.append(f"{count(made / writing * 1000)} tok/s")
    return facts


def _tokens(turn: Turn) -> list[str]:
    usage = turn["usage"]
    if not usage:
        return []
    cached = usage.get("total_cached_tokens") or 0
    whole = usage.get("total_input_tokens")
    kinds = [
        ("new in", None if whole is None else usages.new_input(whole, cached), True),
        ("cached", cached, False),
        ("thought", usage.get("total_thought_tokens"), False),
        ("tool use", usage.get("total_tool_use_tokens"), False),
        ("out", usage.get("total_output_tokens"), True),
    ]
    return [f"{count(number)} {kind}" for kind, number, always in kinds if number or (always and number is not None)]


def _price(turn: Turn) -> list[str]:
    if not turn["usage"]:
        return []
    cost = prices.cost(turn)
    if cost is None:
        return ["free (demo)" if turn["offline"] and turn["settings"].get("agent") else "cost unknown"]
    saved = f" ({plain(dollars(cost.saved))} saved by cache)" if cost.saved > 0 else ""
    return [f"{plain(dollars(cost.usd))}{saved}"]


def bill(turn: Turn) -> None:
    """Draw what the estimate is made of."""
    cost = prices.cost(turn)
    if cost is None:
        st.caption("The price of this turn isn't known.")
        return
    lines = [f"{part.label}: {count(part.count)} {part.unit}, {plain(dollars(part.usd))}" for part in cost.parts]
    saved = f" Caching saved {plain(dollars(cost.saved))}." if cost.saved > 0 else ""
    st.caption(f"Estimated from list prices, not an invoice: {plain(dollars(cost.usd))}.{saved}")
    st.caption(SEPARATOR.join(lines))
