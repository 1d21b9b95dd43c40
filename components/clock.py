"""The time as the person at the screen reads it: the browser's time zone.

Must not be used for anything stored: records are in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st


def zone() -> tzinfo:
    """The browser's time zone; UTC while it is unknown."""
    name = st.context.timezone
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def now() -> datetime:
    """This moment in the browser's time zone."""
    return datetime.now(zone())


def local(moment: str | datetime) -> datetime:
    """A stored moment (ISO 8601) in the browser's time zone."""
    known = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return known.astimezone(zone())
