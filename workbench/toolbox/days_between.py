"""How far two dates are apart."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TypedDict

from workbench.toolbox import function


class Distance(TypedDict):
    """A span of time."""

    days: int
    weeks: float
    working_days: int


@function("Days between dates", ":material/date_range:")
def days_between(start: str, end: str) -> Distance:
    """Count the days from one date to another, and the working days (Monday to Friday, holidays not left out) among them.

    Args:
        start: The first date, as YYYY-MM-DD.
        end: The second date, as YYYY-MM-DD; it doesn't count itself.
    """
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    days = (last - first).days
    early = min(first, last)
    full, rest = divmod(abs(days), 7)
    working = full * 5 + sum((early + timedelta(days=full * 7 + extra)).weekday() < 5 for extra in range(rest))
    return {"days": days, "weeks": round(days / 7, 2), "working_days": working if days >= 0 else -working}
