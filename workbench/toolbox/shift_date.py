"""A date some time before or after another."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from typing import TypedDict

from workbench.toolbox import function


class Shifted(TypedDict):
    """A date and its day of the week."""

    date: str
    weekday: str


@function("Date arithmetic", ":material/edit_calendar:")
def shift_date(start: str, days: int = 0, weeks: int = 0, months: int = 0, years: int = 0) -> Shifted:
    """Find the date that lies some days, weeks, months or years after another one. Negative numbers go back.

    Args:
        start: The date to begin with, as YYYY-MM-DD.
        days: Days to add.
        weeks: Weeks to add.
        months: Months to add; a day that the month lacks becomes its last.
        years: Years to add.
    """
    first = date.fromisoformat(start)
    number = first.year * 12 + first.month - 1 + months + years * 12
    year, month = number // 12, number % 12 + 1
    if not 1 <= year <= 9999:
        raise ValueError("Only the years 1 to 9999 can be reckoned with.")
    moved = date(year, month, min(first.day, calendar.monthrange(year, month)[1])) + timedelta(days=days, weeks=weeks)
    return {"date": moved.isoformat(), "weekday": calendar.day_name[moved.weekday()]}
