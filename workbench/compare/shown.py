"""Figures as short text, for sentences, files and reports: bytes, tokens, dollars, milliseconds, shares. Pure."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

DASH = "–"
NEAR = 1.5
"""Below this ratio a difference is told in per cent."""


def storable(text: str) -> str:
    """The text without NUL and half characters, which no file can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def markup(value: object) -> str:
    """Text for HTML and SVG, attributes included."""
    return escape(storable(str(value)), quote=True)


def bytes_(value: float | None) -> str:
    """Bytes as B, kB or MB, in powers of 1000."""
    if value is None:
        return DASH
    if value < 1_000:
        return f"{value:.0f} B"
    return f"{value / 1_000:.1f} kB" if value < 1_000_000 else f"{value / 1_000_000:.1f} MB"


def whole(value: float | None) -> str:
    """A count with thousands separators."""
    return DASH if value is None else f"{value:,.0f}"


def dollars(value: float | None) -> str:
    """US dollars with as many digits as the amount needs."""
    if value is None:
        return "unknown"
    if value == 0:
        return "$0"
    return f"${value:.6f}" if value < 0.01 else f"${value:.4f}" if value < 1 else f"${value:,.2f}"


def ms(value: float | None) -> str:
    """Milliseconds, or seconds when there are many."""
    if value is None:
        return DASH
    return f"{value:.0f} ms" if value < 1_000 else f"{value / 1_000:.1f} s"


def share(value: float | None) -> str:
    """A share of 1 as per cent."""
    return DASH if value is None else f"{value * 100:.0f} %"


def ratio(value: float) -> str:
    """A ratio as it is read: 17×, 6.3×, 0.16×; one below 1.5, either way, as a difference: +4 %, −12 %."""
    if 1 / NEAR < value < NEAR:
        return f"{'+' if value >= 1 else '−'}{abs(value - 1) * 100:.0f} %"
    return f"{value:,.0f}×" if value >= 10 else f"{value:.2g}×"


def per_second(value: float | None) -> str:
    """A rate."""
    return DASH if value is None else f"{value:,.0f}/s"


WRITTEN: dict[str, Callable[[float | None], str]] = {
    "bytes": bytes_,
    "count": whole,
    "usd": dollars,
    "ms": ms,
    "share": share,
    "per_s": per_second,
}
"""How each unit of a metric is written."""
