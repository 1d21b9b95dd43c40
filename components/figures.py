"""Numbers and ids as short text with their units: durations, tokens, bytes, dollars, ages.

Pure functions without Streamlit; must not look anything up.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

SHORT_ID = 14
"""Ids up to this length are shown whole."""

MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<:$#~"})
LINKED = re.compile(r"(?<=http)(?=s?\\:)|(?<=www)(?=\.)|(?=@[-\w])", re.IGNORECASE)
"""Where Markdown would make a link of an address or an e-mail address by itself; no escape prevents that."""
NOTHING = ":small[]"
"""Draws nothing, but ends a piece of text."""


def plain(text: str) -> str:
    """Text that Streamlit's Markdown shows letter for letter, on one line."""
    return LINKED.sub(NOTHING, " ".join(text.split()).translate(MARKS))


def cut(identifier: str) -> str:
    """An id cut in the middle: its start names the kind, its end tells it from the others."""
    return identifier if len(identifier) <= SHORT_ID else f"{identifier[:6]}…{identifier[-4:]}"


def clip(text: str, limit: int) -> str:
    """Text on one line, cut at `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def seconds(ms: float | None) -> str:
    """Milliseconds as people read them: 85 ms, 0.6 s, 12 s, 3:12 min."""
    if ms is None:
        return "–"
    if ms < 100:
        return f"{ms:.0f} ms"
    if ms < 9_950:
        return f"{ms / 1000:.1f} s"
    whole = round(ms / 1000)
    return f"{whole} s" if whole < 60 else f"{whole // 60}:{whole % 60:02d} min"


def count(number: float | None) -> str:
    """A whole number with thousands separators; a dash when it is unknown."""
    return "–" if number is None else f"{number:,.0f}"


def size(octets: int | None) -> str:
    """Bytes as B, kB or MB (powers of 1000, as on the wire)."""
    if octets is None:
        return "–"
    if octets < 1_000:
        return f"{octets} B"
    return f"{octets / 1_000:.1f} kB" if octets < 1_000_000 else f"{octets / 1_000_000:.1f} MB"


def dollars(amount: float | None) -> str:
    """US dollars with as many digits as the amount needs; a cost that isn't known says so."""
    if amount is None:
        return "cost unknown"
    if amount == 0:
        return "$0"
    if amount < 0.0001:
        return "under $0.0001"
    return f"${amount:.4f}" if amount < 1 else f"${amount:,.2f}"


def when(moment: datetime, now: datetime) -> str:
    """A moment near now, in words: just now, 5 min ago, 14:02, yesterday 14:02, 3 Nov 14:02."""
    age = now - moment
    if timedelta(0) <= age < timedelta(minutes=1):
        return "just now"
    if timedelta(0) <= age < timedelta(hours=1):
        return f"{age.seconds // 60} min ago"
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"{moment:%H:%M}"
    return f"yesterday {moment:%H:%M}" if days == 1 else f"{moment.day} {moment:%b %H:%M}"


def day_group(moment: datetime, now: datetime) -> str:
    """The heading a conversation stands under: Today, Yesterday or Earlier."""
    days = (now.date() - moment.date()).days
    return "Today" if days <= 0 else "Yesterday" if days == 1 else "Earlier"
