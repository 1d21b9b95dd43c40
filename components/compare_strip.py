"""The metric strip of a lane: a turn's figures, or a lane's running totals, as small labelled numbers.

Plain HTML made of numbers only; what isn't known is a dash, never a zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from components.figures import count, dollars, seconds, size
from workbench.compare import Measure

DASH = "–"


def turn(measured: Measure) -> None:
    """Draw one turn's figures."""
    first = [moment for moment in (measured.first_thought_ms, measured.first_text_ms) if moment is not None]
    _draw(
        [
            ("Sent", size(measured.bytes_out), ""),
            ("Received", size(measured.bytes_in), ""),
            ("New input", count(measured.new_tokens), ""),
            ("Cached", count(measured.cached_tokens), _cached(measured)),
            ("Context", _context(measured), ""),
            ("Thought", count(measured.thought_tokens), ""),
            *([("Tool use", count(measured.tool_tokens), "")] if measured.tool_tokens else []),
            ("Output", count(measured.output_tokens), ""),
            ("First token", seconds(min(first)) if first else DASH, ""),
            ("Total", seconds(measured.total_ms), ""),
            *([("Speed", count(measured.tokens_per_s), "tok/s")] if measured.tokens_per_s is not None else []),
            ("Cost", DASH if measured.cost_usd is None else dollars(measured.cost_usd), ""),
            *([("Retries", count(measured.retries), "")] if measured.retries else []),
        ],
        "turn-strip",
    )


def _cached(measured: Measure) -> str:
    if measured.cached_tokens:
        return "" if measured.cached_share is None else f"{measured.cached_share:.0%}"
    return "too short" if measured.too_short_to_cache else ""


def _context(measured: Measure) -> str:
    """What the model had before it; about so much, where the server held a part of it and didn't say how much."""
    known = count(measured.context_tokens)
    return f"≈ {known}" if measured.context_tokens is not None and measured.context_tokens != measured.input_tokens else known


def totals(measures: Sequence[Measure]) -> None:
    """Draw a lane's sums so far."""
    cost = _sum(m.cost_usd for m in measures)
    _draw(
        [
            ("Sent", size(_whole(m.bytes_out for m in measures)), ""),
            ("Input", count(_sum(m.input_tokens for m in measures)), ""),
            ("Cached", count(_sum(m.cached_tokens for m in measures)), ""),
            ("Output", count(_sum(m.output_tokens for m in measures)), ""),
            ("Time", seconds(_sum(m.total_ms for m in measures)), ""),
            ("Cost", DASH if cost is None else dollars(cost), ""),
        ],
        "total-strip",
        "All turns so far",
    )


def _sum(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _whole(values: Iterable[int | None]) -> int | None:
    total = _sum(values)
    return None if total is None else int(total)


def _draw(figures: Sequence[tuple[str, str, str]], look: str, title: str = "") -> None:
    parts = [
        f"<div><span>{escape(label)}</span><b>{escape(value)}{f' <small>{escape(more)}</small>' if more else ''}</b></div>"
        for label, value, more in figures
    ]
    head = f'<span class="what">{escape(title)}</span>' if title else ""
    st.html(f'<div class="strip {look}">{head}{"".join(parts)}</div>')
