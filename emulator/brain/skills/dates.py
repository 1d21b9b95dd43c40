"""Dates and times: today, weekdays, days between, days until, adding and subtracting, leap years.

Reads no clock but the server's, which came with the request; days are those of UTC.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern

_MONTHS = {name.lower(): index for index, name in enumerate(calendar.month_name) if name} | {
    name.lower(): index for index, name in enumerate(calendar.month_abbr) if name
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_WRITTEN = re.compile(
    (
        rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})|({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|"
        rf"th)?)\b,?(?: (\d{{4}}))?"
    ),
    re.I,
)
_FEASTS = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "new year": (1, 1),
    "new years": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "pi day": (3, 14),
}
_FEAST = re.compile(r"\b(" + "|".join(sorted(_FEASTS, key=len, reverse=True)) + r")\b", re.I)
_UNIT = r"(days?|weeks?|months?|years?)"
_N = rf"({number_pattern()}|an?)"
_SHIFT = re.compile(
    (
        rf"\b{_N} {_UNIT} (from|after|before|ago|since|later|prior)\b|\b(?:add|plus) {_N} {_UNIT}|\b(?:in|"
        rf"subtract|minus) {_N} {_UNIT}"
    ),
    re.I,
)
_BETWEEN = re.compile(
    (
        r"\b(?:how (?:many|long|much)|number of|days|weeks|difference)\b.{0,60}\b(?:between|from|until|"
        r"till|to|since|before|left|ago|passed)\b"
    ),
    re.I,
)
_WEEKDAY = re.compile(r"\b(?:what|which) (?:day|weekday)\b|\bday of (?:the )?week\b|\bweekday\b", re.I)
_TODAY = re.compile(
    (
        r"\b(?:what(?:'s| is)?|tell me|which is)\b.{0,20}\b(?:date|today(?:'s date)?|day is it|day today|"
        r"year is it|month is it)\b|\btoday'?s date\b|\bwhat day is (?:it|today)\b"
    ),
    re.I,
)
_LEAP = re.compile(r"\bis (\d{4}) a leap year|\bleap year\b.{0,20}?(\d{4})", re.I)


@skill("dates")
def offer(talk: Talk) -> Offer | None:
    """Fits questions that a calendar or a clock answers."""
    text = talk.gist
    if len(text) > 400:
        return None
    if match := _LEAP.search(text):
        return Offer(0.94, lambda: _leap(int(match[1] or match[2])))
    found = dates_in(text, talk.ask.now.date())
    if (
        (shift := _SHIFT.search(text))
        and re.search(r"\b(?:what|which|when|date|day)\b|^\W*(?:add|subtract)\b", text, re.I)
        and not _BETWEEN.match(text)
    ):
        return Offer(0.9, lambda: _shifted(shift, found[0] if found else talk.ask.now.date()))
    if found and _BETWEEN.search(text):
        return Offer(0.93, lambda: _between(found, talk.ask.now.date(), text))
    if found and _WEEKDAY.search(text) and not _TODAY.search(text):
        return Offer(0.92, lambda: _weekday(found[0]))
    return Offer(0.9, lambda: _today(talk)) if _TODAY.search(text) else None


def dates_in(text: str, today: date) -> list[date]:
    """The dates a text names, in order; without a year, the next such day from today on."""
    found: list[tuple[int, date]] = []
    for match in _ISO.finditer(text):
        found += _valid(match.start(), int(match[1]), int(match[2]), int(match[3]))
    for match in _WRITTEN.finditer(text):
        month, day = _MONTHS[(match[2] or match[3]).lower()], int(match[1] or match[4])
        found += (
            _valid(match.start(), int(match[5]), month, day)
            if match[5]
            else _next(match.start(), _since(found, text, today), month, day)
        )
    for match in _FEAST.finditer(text):
        found += _next(match.start(), today, *_FEASTS[match[1].lower()])
    for match in re.finditer(r"\b(today|tomorrow|yesterday|now)\b", text, re.I):
        found.append((match.start(), today + timedelta(days={"tomorrow": 1, "yesterday": -1}.get(match[1].lower(), 0))))
    return [day for _, day in sorted(dict.fromkeys(found))]


def _since(found: list[tuple[int, date]], text: str, today: date) -> date:
    """The day after which a date without a year is looked for: of two that are set against each other both lie in one "
    "stretch."""
    if found:
        return max(day for _, day in found)
    return date(today.year, 1, 1) if len(_WRITTEN.findall(text)) > 1 else today


def _valid(at: int, year: int, month: int, day: int) -> list[tuple[int, date]]:
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]:
        return [(at, date(year, month, day))]
    return []


def _next(at: int, today: date, month: int, day: int) -> list[tuple[int, date]]:
    return next(
        (
            [(at, found)]
            for year in range(today.year, today.year + 9)
            for _, found in _valid(at, year, month, day)
            if found >= today
        ),
        [],
    )


def spoken(day: date) -> str:
    """A date in words."""
    return f"{calendar.day_name[day.weekday()]}, {day.day} {calendar.month_name[day.month]} {day.year}"


def _between(found: list[date], today: date, text: str) -> Reply:
    first, second = (found[0], found[1]) if len(found) > 1 else (today, found[0])
    days = abs((second - first).days)
    count = f"{days:,} day{'s' * (days != 1)}"
    weeks = (
        f", that is {days // 7} week{'s' * (days // 7 != 1)}"
        + (f" and {days % 7} day{'s' * (days % 7 != 1)}" if days % 7 else "")
        if days >= 7
        else ""
    )
    if len(found) > 1:
        said = f"Between {spoken(first)} and {spoken(second)} lie **{count}**{weeks}."
    else:
        said = (
            f"{'There are' if second >= first else 'It has been'} **{count}** "
            f"{'until' if second >= first else 'since'} {spoken(second)}{weeks}."
        )
    return Reply(
        said,
        f"{count}.",
        str(days),
        notes=(
            Note(
                "Reading the dates",
                (
                    f"The dates are {spoken(first)}{' (today, by the server’s clock)' if len(found) == 1 else ''} and "
                    f"{spoken(second)}."
                ),
            ),
            Note("Counting", f"The difference is {count}, not counting the first day."),
        ),
        data={"from": first.isoformat(), "to": second.isoformat(), "days": days},
    )


def _weekday(day: date) -> Reply:
    name = calendar.day_name[day.weekday()]
    return Reply(
        f"{day.day} {calendar.month_name[day.month]} {day.year} is a **{name}**.",
        f"{name}.",
        name,
        notes=(Note("Consulting the calendar", f"By the Gregorian calendar {day.isoformat()} falls on a {name}."),),
        data={"date": day.isoformat(), "weekday": name},
    )


def _shifted(match: re.Match[str], start: date) -> Reply:
    groups = [group for group in match.groups() if group]
    count, unit = number(groups[0]) or 1, groups[1].lower().rstrip("s")
    back = (len(groups) > 2 and groups[2].lower() in {"before", "ago", "prior"}) or match.group().lower().startswith(
        ("subtract", "minus")
    )
    result = _moved(start, -count if back else count, unit)
    if result is None:
        return Reply(
            "That date lies outside the calendar I can handle (years 1 to 9999).",
            notes=(Note("Computing", "The result is out of range."),),
        )
    span = f"{count} {unit}{'s' * (count != 1)}"
    return Reply(
        f"{span} {'before' if back else 'after'} {spoken(start)} is **{spoken(result)}**.",
        f"{spoken(result)}.",
        result.isoformat(),
        notes=(
            Note("Finding the starting day", f"It is {spoken(start)}."),
            Note("Moving through the calendar", f"{span} {'back' if back else 'ahead'} is {spoken(result)}."),
        ),
        data={"start": start.isoformat(), "result": result.isoformat()},
    )


def _moved(start: date, count: int, unit: str) -> date | None:
    if unit in {"day", "week"}:
        days = count * (7 if unit == "week" else 1)
        return start + timedelta(days=days) if 1 <= start.toordinal() + days <= date.max.toordinal() else None
    months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1])) if 1 <= year <= 9999 else None


def _leap(year: int) -> Reply:
    leap = calendar.isleap(year) if year else False
    return Reply(
        f"{'Yes' if leap else 'No'}, {year} is {'' if leap else 'not '}a leap year.",
        word="Yes" if leap else "No",
        notes=(
            Note(
                "Applying the rule",
                (f"A leap year is divisible by 4, and by 400 if it ends in 00; {year} {'is one' if leap else 'is none'}."),
            ),
        ),
    )


def _today(talk: Talk) -> Reply:
    day = talk.ask.now.date()
    return Reply(
        f"Today is **{spoken(day)}** (UTC).",
        f"{spoken(day)}.",
        day.isoformat(),
        notes=(Note("Reading the server's clock", f"It shows {talk.ask.now.isoformat(timespec='minutes')}."),),
        data={"date": day.isoformat()},
    )
