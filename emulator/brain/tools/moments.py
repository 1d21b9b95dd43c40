"""Dates that a text names, each with the words that say it: "on the 3rd of May", "next Tuesday", "the end of January".

Everything is counted from the day given; it reads no clock. What has no year lies ahead.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from emulator.brain.skills.dates import dates_in
from emulator.brain.tools import values
from emulator.brain.tools.values import Found

_DAYS = [name.lower() for name in calendar.day_name]
_DAY = "|".join([*_DAYS, *(name.lower()[:3] for name in _DAYS)])
_MONTHS = "|".join(name for pair in zip(calendar.month_name[1:], calendar.month_abbr[1:], strict=True) for name in pair)
_COUNT = r"(\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_NUMBER = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True)) | {"a": 1, "an": 1}
_WRITTEN = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?)\b(?:,? \d{{4}}\b)?", re.I
)
_ORDINARY = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b(?:today|tonight|tomorrow|yesterday)\b|\b(?:christmas|new year)[\w' ]{0,6}", re.I
)
_POINTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_WEEKDAY = re.compile(rf"\b(?:(next|this|last|past|the) )?(?:({_DAY})s?)\b( after(?! \d)| next week)?", re.I)
_RANGE = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?(?=(?: ?(?:, ?(?:and )?|to|until|till|-|–|and|&) ?(?:the )?\d{1,2}(?:st|nd|rd|th)?){1,8}"
    rf" (?:of )?({_MONTHS})\b(?:,? (\d{{4}}))?)",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)? ?(?:to|until|till|through|-|–) ?(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:,? (\d{{4}}))?\b(?! ?(?:{_MONTHS}|[:.]\d|[ap]\.?m))",
    re.I,
)
"""'December 10 to 13': the end of a stay."""
_SPAN = re.compile(rf"\b(?:in )?{_COUNT} (day|week|month|year)s?( ago| from now| from today|(?= time\b))?\b", re.I)
_NEAR = re.compile(
    r"\b(?<!day of )(?:(next|this|last|the|coming) (week|weekend|month|year)|(end of (?:the|this) (?:month|year)))\b", re.I
)
_NTH = re.compile(
    rf"\b(?:on )?the (\d{{1,2}})(?:st|nd|rd|th)\b(?! of|\s(?:{_MONTHS}|\w+))|\bon the (\d{{1,2}})(?:st|nd|rd|th)\b", re.I
)
_IN_MONTH = re.compile(r"\b(?:the )?(first|last|\d{1,2}(?:st|nd|rd|th))(?: day)? of (the|this|next) (month|year)\b", re.I)
_OF_MONTH = re.compile(rf"\b(?:the )?(start|beginning|middle|mid|end)(?: of |[ -])(?:of )?({_MONTHS})\b(?:,? (\d{{4}}))?", re.I)
_PAST = re.compile(
    r"^\W*(?:i|we|she|he|they)(?:'ve| have| had)? (?:paid|spent|bought|worked|ate|ran|drove|had|sold|logged|met)\b", re.I
)
_SINCE = re.compile(r"\bsince (?:the )?$", re.I)
_YEAR, _UNTIL = re.compile(r"\d{4}"), re.compile(r"\s*(?:to|until|till|through|and|-|–)\s*(?:the )?", re.I)
_LEADS = re.compile(rf"\b({_DAY}),? (?:the )?$", re.I)
_BESIDE = re.compile(rf",? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|(?:{_MONTHS})\.? \d{{1,2}})\b", re.I)
"""A weekday said with its date is no date of its own."""
_AFTER = re.compile(r"\bday after tomorrow\b", re.I)


def dates(text: str, today: date) -> list[Found]:
    """The dates a text names, in order."""
    text = text[: values.LONGEST]
    found: list[Found] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if any(one.start < match.end() and match.start() < one.end for one in found):
                continue
            day = read(match, today, found)
            if day is not None and day > today and _SINCE.search(text[: match.start()]) and not _YEAR.search(match[0]):
                day = _moved(day, -12, "month")
            if pattern is _WRITTEN and day is not None and not _YEAR.search(match[0]):
                day = _on_weekday(day, text[max(0, match.start() - 14) : match.start()])
            if pattern is _WEEKDAY and _BESIDE.match(text, match.end()):
                continue
            if day is not None:
                period = (match[2] or "").lower() if pattern is _NEAR else ""
                found.append(Found(day.isoformat(), match.start(), match.end(), period, "date"))
    for match in _MONTH_FIRST.finditer(text):
        end = next(iter(dates_in(f"{match[2]} {match[1]} {match[3] or ''}".strip(), today)), None)
        if end is not None:
            found.append(Found(end.isoformat(), match.start(2), match.end(), "", "date"))
    return _same_year(sorted(found, key=lambda one: one.start), text)


def _same_year(found: list[Found], text: str) -> list[Found]:
    """A day before one with a year is of that year: "from 3 April to 5 April 2023"."""
    made = found[-1:]
    for one in reversed(found[:-1]):
        after = made[0]
        said, ends = text[one.start : one.end], _YEAR.search(text[after.start : after.end])
        if ends and _WRITTEN.fullmatch(said) and not _YEAR.search(said) and _UNTIL.fullmatch(text[one.end : after.start]):
            year = int(str(after.value)[:4]) - (str(one.value)[5:] > str(after.value)[5:])
            one = Found(f"{year}{str(one.value)[4:]}", one.start, one.end, one.unit, one.kind)
        made.insert(0, one)
    return made


def _on_weekday(day: date, before: str) -> date:
    """A day without a year, in the year in which it falls on the weekday said before it: "Saturday 9 May"."""
    said = _LEADS.search(before)
    if said is None:
        return day
    wanted = next(at for at, name in enumerate(_DAYS) if name.startswith(said[1].lower()))
    years = (_moved(day, 12 * by, "month") for by in (0, -1, 1))
    return next((one for one in years if one is not None and one.weekday() == wanted), day)


def _plain(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    said = match[0].lower().replace("tonight", "today")
    return next(iter(dates_in(said, today)), None)


def _ranged(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    """The first day of '3 to 6 May 2027'."""
    return next(iter(dates_in(f"{match[1]} {match[2]} {match[3] or ''}".strip(), today)), None)


def _pointed(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    return _day(int(match[3]), int(match[2]), int(match[1]))


def _slashed(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    first, second = int(match[1]), int(match[2])
    return _day(int(match[3]), second, first) if first > 12 else _day(int(match[3]), first, second)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    """The coming one; "next" is that of next week, "the Sunday after" follows the date said before."""
    lead, named, tail = (match[1] or "").lower(), match[2].lower(), (match[3] or "").lower()
    if len(named) == 3 and not match[2][0].isupper():
        return None
    wanted = next(at for at, name in enumerate(_DAYS) if name.startswith(named))
    if tail == " after" and before:
        start = date.fromisoformat(max(before, key=lambda one: one.start).value)
        return start + timedelta(days=(wanted - start.weekday()) % 7 or 7)
    ahead = (wanted - today.weekday()) % 7 or 7
    if not lead.strip() and not tail and _PAST.search(match.string[:400]):
        return today + timedelta(days=ahead - 7)
    if lead in ("last", "past"):
        return today + timedelta(days=ahead - 7 if ahead < 7 else -7)
    if lead == "next" or tail == " next week":
        return today - timedelta(days=today.weekday()) + timedelta(days=7 + wanted)
    return today + timedelta(days=ahead)


def _span(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    """'In 3 days', 'two weeks ago'; a bare length of time is no date."""
    tail = (match[3] or "").strip().lower()
    if not (tail or match[0].lower().startswith("in ")):
        return None
    count = int(match[1]) if match[1].isdigit() else _NUMBER[match[1].lower()]
    return _moved(today, -count if tail == "ago" else count, match[2].lower())


def _moved(start: date, count: int, unit: str) -> date | None:
    try:
        if unit in ("day", "week"):
            return start + timedelta(days=count * (7 if unit == "week" else 1))
        months = start.year * 12 + start.month - 1 + count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def _near(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    """The first day of a week, month or year, and the last for 'end of the month'."""
    if match[3]:
        month = 12 if match[3].lower().endswith("year") else today.month
        return date(today.year, month, calendar.monthrange(today.year, month)[1])
    step = {"next": 1, "last": -1}.get(match[1].lower(), 0)
    unit = match[2].lower()
    monday = today - timedelta(days=today.weekday())
    if unit == "weekend":
        return monday + timedelta(days=5 + 7 * step)
    if unit == "week":
        return monday + timedelta(days=7 * step)
    return _moved(today.replace(day=1) if unit == "month" else today.replace(month=1, day=1), step, unit)


def last_day(first: date, period: str) -> date:
    """The last day of a week, a weekend, a month or a year."""
    if period in ("week", "weekend"):
        return first + timedelta(days=6 if period == "week" else 1)
    after = _moved(first, 1, period) or first
    return after - timedelta(days=1)


def _nth(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    wanted = int(match[1] or match[2])
    said = [one for one in before if one.end <= match.start()]
    today = max(today, date.fromisoformat(str(said[-1].value))) if said else today
    for ahead in range(3):
        month = _moved(today.replace(day=1), ahead, "month")
        day = _day(month.year, month.month, wanted) if month else None
        if day is not None and day >= today:
            return day
    return None


def _in_month(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    """'The first of next month', 'the last day of the year'."""
    unit = match[3].lower()
    start = _moved(today.replace(day=1) if unit == "month" else today.replace(month=1, day=1), match[2].lower() == "next", unit)
    if start is None or match[1].lower() == "first":
        return start
    if match[1].lower() == "last":
        return last_day(start, unit)
    return _day(start.year, start.month, int(re.sub(r"\D", "", match[1])))


def _of_month(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    """The first, the fifteenth or the last day of a month that is named."""
    first = next(iter(dates_in(f"1 {match[2]} {match[3] or ''}".strip(), today)), None)
    if first is None:
        return None
    if not match[3] and (first.month, first.year) == (today.month, today.year + 1):
        first = today.replace(day=1)
    part = match[1].lower()
    return last_day(first, "month") if part == "end" else first.replace(day=15) if part.startswith("mid") else first


def _overmorrow(match: re.Match[str], today: date, before: list[Found]) -> date | None:
    return today + timedelta(days=2)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date, list[Found]], date | None]], ...] = (
    (_AFTER, _overmorrow),
    (_IN_MONTH, _in_month),
    (_OF_MONTH, _of_month),
    (_RANGE, _ranged),
    (_WRITTEN, _plain),
    (_POINTED, _pointed),
    (_SLASHED, _slashed),
    (_ORDINARY, _plain),
    (_SPAN, _span),
    (_NEAR, _near),
    (_WEEKDAY, _weekday),
    (_NTH, _nth),
)
