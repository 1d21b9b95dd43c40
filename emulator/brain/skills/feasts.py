"""Days that move or are counted from a birth: Easter and what hangs on it, how old somebody is, when somebody was born."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial

from emulator.brain import daytimes
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.dates import dates_in, spoken

_FROM_EASTER = {
    "easter monday": 1,
    "good friday": -2,
    "easter sunday": 0,
    "ash wednesday": -46,
    "ascension": 39,
    "pentecost": 49,
    "whit monday": 50,
    "shrove tuesday": -47,
    "palm sunday": -7,
    "easter": 0,
}
_NTH = {
    "thanksgiving": (11, 3, 4),
    "mother's day": (5, 6, 2),
    "father's day": (6, 6, 3),
    "black friday": (11, 4, 4),
    "labor day": (9, 0, 1),
}
"""Month, weekday (Monday is 0) and which one of the month; Black Friday is the day after Thanksgiving."""
_FEAST = re.compile(r"\b(" + "|".join([*_FROM_EASTER, *_NTH]) + r")\b", re.I)
_WHEN = re.compile(
    r"\b(?:when|what (?:day|date)|which (?:day|date)|date of|how (?:long|many days|many weeks)|days (?:until|"
    r"till|to))\b",
    re.I,
)
_UNTIL = re.compile(r"\b(?:how (?:long|many days|many weeks)|days (?:until|till|to))\b", re.I)
_HOUR = re.compile(
    r"\bhow (?:long|much time|many (?:hours|minutes))\b.{0,20}\b(?:until|till|to|before|left "
    r"until)\s+(\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.?m)?\b.{0,3})$",
    re.I,
)
_YEAR = re.compile(r"\b(1[5-9]\d\d|2[0-4]\d\d)\b")
_BORN = re.compile(
    r"\bhow old (?:is|am|are|would|will|was)\b.{0,50}\bborn\b|\bborn\b.{0,60}\bhow old (?:am|is|are|would|will)\b|\bhow "
    r"old\b.{0,30}\bfrom (?:19|20)\d\d\b",
    re.I,
)
_OLD = re.compile(
    r"\b(?:what|which) year (?:was|were|is|am)\b.{0,40}\bborn\b.{0,40}\b(\d{1,3})\b|"
    r"\b(\d{1,3})\b.{0,30}\b(?:what|which) year was\b.{0,20}\bborn\b",
    re.I,
)


@skill("feasts")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on movable feasts and on ages by a year of birth."""
    text, today = talk.gist, talk.ask.now.date()
    if len(text) > 200:
        return None
    if (match := _FEAST.search(text)) and _WHEN.search(text):
        return Offer(0.95, partial(_feast, match[1].lower(), text, today))
    if (match := _HOUR.search(text)) and (minute := next(daytimes.times(match[1]), None)) is not None:
        return Offer(0.94, partial(_until, minute, talk.ask.now))
    if _BORN.search(text) and (found := dates_in(text, today) or _YEAR.findall(text)):
        return Offer(0.96, partial(_age, found[0] if isinstance(found[0], date) else int(found[0]), text, today))
    if match := _OLD.search(text):
        return Offer(0.93, partial(_born, int(match[1] or match[2]), today))
    return None


def _until(minute: int, now: datetime) -> Reply:
    left = (minute - now.hour * 60 - now.minute) % (24 * 60)
    hours, rest = divmod(left, 60)
    parts = [f"{hours} hour{'s' * (hours != 1)}"] * bool(hours) + [f"{rest} minute{'s' * (rest != 1)}"] * bool(rest)
    said = " and ".join(parts) or "no time at all"
    note = Note("Reading the server's clock", f"It is {daytimes.shown(now.hour * 60 + now.minute)} (UTC) now.")
    return Reply(f"It is **{said}** until {daytimes.shown(minute)} (UTC).", f"{said}.", said, notes=(note,))


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    rest = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, rest // 31, rest % 31 + 1)


def _on(feast: str, year: int) -> date:
    if feast in _FROM_EASTER:
        return easter(year) + timedelta(days=_FROM_EASTER[feast])
    if feast == "black friday":
        return _on("thanksgiving", year) + timedelta(days=1)
    month, weekday, nth = _NTH[feast]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _feast(feast: str, text: str, today: date) -> Reply:
    named = _YEAR.search(text)
    year = (
        int(named[1])
        if named
        else today.year + bool(re.search(r"\bnext year\b", text, re.I)) - bool(re.search(r"\blast year\b", text, re.I))
    )
    day = _on(feast, year)
    if not named and year == today.year and day < today and not re.search(r"\bthis year\b", text, re.I):
        day = _on(feast, year + 1)
    name = feast.title().replace("'S", "'s")
    left = (day - today).days
    away = f" That is in {left:,} days." if left > 0 and (_UNTIL.search(text) or left < 366) else ""
    verb = "was" if left < 0 else "is"
    return Reply(
        f"{name} {day.year} {verb} on **{spoken(day)}**.{away}",
        f"{left} days." if _UNTIL.search(text) else f"{spoken(day)}.",
        day.isoformat(),
        notes=(Note("Consulting the calendar", f"By the Gregorian calendar {name} {day.year} falls on {day.isoformat()}."),),
        data={"feast": name, "date": day.isoformat()},
    )


def _age(born: date | int, text: str, today: date) -> Reply:
    years = [int(year) for year in _YEAR.findall(text)]
    then = years[-1] if len(years) > 1 else today.year
    if isinstance(born, int) and born <= then:
        age = then - born
        said = f"Somebody born in {born} {'was' if then < today.year else 'will be' if then > today.year else 'is'} "
        told = (
            f"{said}**{age - 1} or {age}** years old in {then}, depending on the birthday."
            if age
            else f"{said}not yet one in {then}."
        )
        return Reply(
            told, f"{age}.", str(age), notes=(Note("Subtracting the years", f"{then} − {born} = {age}."),), data={"age": age}
        )
    if isinstance(born, int) or born > today:
        said = "That lies in the future, so nobody born then is any age yet."
        return Reply(said, notes=(Note("Comparing the dates", "The birth comes after today."),))
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return Reply(
        f"**{age}** years old today, {spoken(today)}.",
        f"{age}.",
        str(age),
        data={"age": age},
        notes=(Note("Counting birthdays", f"From {born.isoformat()} to {today.isoformat()} there are {age}."),),
    )


def _born(age: int, today: date) -> Reply:
    year = today.year - age
    return Reply(
        f"In **{year - 1}** or **{year}**, depending on whether the birthday has been this year.",
        f"{year - 1} or {year}.",
        str(year),
        notes=(Note("Subtracting the years", f"{today.year} − {age} = {year}."),),
        data={"years": [year - 1, year]},
    )
