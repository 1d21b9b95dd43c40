"""Recipes for programs on dates and on money over time. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, code, recipe


@recipe(r"\b(?:days?|weeks?|how long|date)\b")
def _dates(match: re.Match[str], text: str, today: date) -> Program | None:
    found = [one.value for one in values.dates(text, today)]
    shift = re.search(r"\b(\d{1,5}) (day|week)s? (?:from|after|before|ago|later)", text, re.I)
    if shift:
        days = (
            int(shift[1]) * (7 if shift[2].lower() == "week" else 1) * (-1 if re.search(r"\b(?:before|ago)\b", text, re.I) else 1)
        )
        start = found[0] if found else today.isoformat()
        source = (
            "from datetime import date, timedelta\n\nday = date.fromisoformat({start}) + "
            "timedelta(days={days})\nprint(f'{day:%A}, {day.isoformat()}')"
        )
        return Program(code(source, start=start, days=days), "That is **{}**.")
    if not found or not re.search(r"\b(?:between|until|till|since|from|to|left|ago|how (?:many|long))\b", text, re.I):
        return None
    first, second = (found[0], found[1]) if len(found) > 1 else (today.isoformat(), found[0])
    source = "from datetime import date\n\nprint(abs((date.fromisoformat({second}) - date.fromisoformat({first})).days))"
    return Program(code(source, first=first, second=second), f"From {first} to {second} it is **{{}} days**.")


@recipe(r"\bleap years?\b.{0,30}?(\d{4})\b\D{1,12}(\d{4})\b")
def _leap_years(match: re.Match[str], text: str, today: date) -> Program | None:
    source = "import calendar\n\nprint(*[year for year in range({low}, {high} + 1) if calendar.isleap(year)], sep=', ')"
    return Program(code(source, low=int(match[1]), high=int(match[2])), "The leap years are **{}**.")


@recipe(r"\bcompound(?:ed)?\b.{0,80}|\binvest")
def _interest(match: re.Match[str], text: str, today: date) -> Program | None:
    found = values.numbers(text)
    rate = next((one.value for one in found if one.unit == "percent" or text[one.end : one.end + 1] == "%"), None)
    years = next((one.value for one in found if one.unit == "years"), None)
    start = next(
        (one.value for one in found if one.unit not in ("percent", "years") and text[one.end : one.end + 1] != "%"), None
    )
    if rate is None or years is None or start is None:
        return None
    often = next((count for said, count in _OFTEN.items() if re.search(rf"\b{said}\b", text, re.I)), 1)
    source = (
        "start, rate, years, periods = {start}, {rate}, {years}, {periods}\n"
        "end = start * (1 + rate / 100 / periods) ** (years * periods)\n"
        "print(f'{end:,.2f}, of which {end - start:,.2f} is interest')"
    )
    how = f"{rate} % a year" + (f", compounded {periods_in_words(often)}" if often > 1 else "")
    return Program(
        code(source, start=start, rate=rate, years=years, periods=often),
        f"After {years} years at {how}, {start:,} grows to **{{}}**.",
    )


_OFTEN = {
    "monthly": 12, "quarterly": 4, "(?:semi-?annually|half-?yearly|twice a year)": 2, "weekly": 52, "daily": 365,
    "every month": 12, "each month": 12, "every quarter": 4,
}  # fmt: skip


def periods_in_words(count: int) -> str:
    """How often in a year."""
    return {12: "monthly", 4: "quarterly", 2: "twice a year", 52: "weekly", 365: "daily"}[count]


_FEASTS = {
    "christmas eve": (12, 24), "christmas": (12, 25), "new year's eve": (12, 31), "new year": (1, 1), "halloween": (10, 31),
    "valentine": (2, 14),
}  # fmt: skip


@recipe(r"\b(?:(?:what|which) (?:day of the week|week ?day|day)|weekday)\b", first=True)
def _weekday(match: re.Match[str], text: str, today: date) -> Program | None:
    """The day of the week of a date, or of a feast with a fixed date in some year."""
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", text)
    feast = next((day for name, day in _FEASTS.items() if name in text.lower().replace("’", "'")), None)
    found = (
        [f"{int(year[1]):04}-{feast[0]:02}-{feast[1]:02}"]
        if feast and year
        else [str(one.value) for one in values.dates(text, today)]
    )
    if not found or re.search(r"\bhow many\b|\bweekdays\b", text, re.I):
        return None
    source = "from datetime import date\n\nprint(f'{date.fromisoformat({day}):%A}')".replace("{day}", repr(found[0]))
    return Program(source.replace("f'{date", 'f"{date').replace(":%A}')", ':%A}")') + "\n", f"{found[0]} is a **{{}}**.")
