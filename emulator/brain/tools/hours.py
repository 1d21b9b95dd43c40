"""Times of day that a text names, each with the words that say it: "at half past two", "from 10 to 11:30", "in the evening".

What people leave out is filled in as they mean it: an hour for dinner is one in the evening. It reads no clock.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from emulator.brain.tools import values
from emulator.brain.tools.values import Found

_DAY = "|".join([*(name.lower() for name in calendar.day_name), *(name.lower()[:3] for name in calendar.day_name)])
_HOUR = re.compile(r"\b([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?\s?(?:uhr|h|o'clock)\b", re.I)
_HOURS = {word: at + 1 for at, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split())}
_PART = r"(?:\s(?:in the )?(morning|afternoon|evening|at night|tonight))?"
_AT = re.compile(
    rf"\b(?:at|by|around|about) ([01]?\d|2[0-3]|{'|'.join(_HOURS)})\b{_PART}"
    r"(?![:.,]?\d)(?!\s*(?:%|percent|degrees|euros?|dollars|minutes|hours|km|a\.?m|p\.?m))",
    re.I,
)
_PAST = re.compile(rf"\b(half past|quarter past|quarter to) (1?\d|{'|'.join(_HOURS)})\b{_PART}", re.I)
_PART_OF_DAY = re.compile(
    rf"\b(?:(?:in the|this|tomorrow|{_DAY}) (morning|afternoon|evening|night)|(at lunchtime|at midday|tonight))\b", re.I
)
_FROM_TO = re.compile(
    r"\b(?:from |between |at )?([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s?([ap]m)?\s?(?:to|until|till|and|-|–)\s?"
    r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?\s?([ap]m)?\b(?![:/.,]?\d)(?!\s?(?:%|percent|degrees|euros?|dollars|people|guests|km|kg))",
    re.I,
)
_USUAL = {"morning": "09:00", "afternoon": "15:00", "evening": "19:00", "night": "20:00", "tonight": "20:00"}
_APPOINTED = re.compile(
    r"\b(?:table|meet(?:ing)?|call|appointment|alarm|wake|remind(?:er)?|dinner|lunch|breakfast|pick|start|end|arriv\w+|leav\w+"
    r"|depart\w*|schedule|book|reserv\w+|train|bus|flight|event)\b",
    re.I,
)
_EVENING = re.compile(
    r"\b(?:table|dinner|evening|tonight|night|party|movie|film|cinema|concert|theatre|theater|drinks|restaurant)\b", re.I
)
_EARLY = re.compile(r"\b(?:wake|alarm|get up|breakfast|morning)\b", re.I)


def times(text: str, days: Sequence[Found] = ()) -> list[Found]:
    """The times of day, as HH:MM; "at 10" is one beside a day."""
    found = _spans_of_hours(text[: values.LONGEST], days)
    found += [
        Found(one.value, one.start, one.end, kind="time")
        for one in values.times(text)
        if not any(one.start < other.end and other.start < one.end for other in found)
    ]
    for match in _HOUR.finditer(text[: values.LONGEST]):
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            found.append(Found(f"{int(match[1]):02}:{match[2] or '00'}", match.start(), match.end(), kind="time"))
    for match in (*_PAST.finditer(text[: values.LONGEST]), *_AT.finditer(text[: values.LONGEST])):
        beside = any(0 <= match.start() - day.end < 3 or 0 <= day.start - match.end() < 5 for day in days)
        beside = beside or any(0 <= match.start() - part.end() < 2 for part in _PART_OF_DAY.finditer(text[: values.LONGEST]))
        if not (beside or match.re is _PAST or _APPOINTED.search(text)):
            continue
        if not any(one.start < match.end() and match.start() < one.end for one in found):
            start = match.start(1) if match.re is _AT else match.start()
            found.append(Found(_clock(match, text), start, match.end(), kind="time"))
    if not found:
        found = [
            Found(
                _USUAL.get((match[1] or match[2]).lower(), "12:00"), match.start(match.lastindex or 0), match.end(), kind="time"
            )
            for match in _PART_OF_DAY.finditer(text[: values.LONGEST])
        ]
    return sorted(found, key=lambda one: one.start)


def _spans_of_hours(text: str, days: Sequence[Found]) -> list[Found]:
    """'From 10 to 11:30', '2-3pm': both ends, where something says that it is about hours."""
    found: list[Found] = []
    for match in _FROM_TO.finditer(text):
        told = match[2] or match[3] or match[5] or match[6]
        beside = any(0 <= match.start() - day.end < 4 or 0 <= day.start - match.end() < 5 for day in days)
        within = any(match.start() < day.end and day.start < match.end() for day in days)
        if within or not (told or (beside and re.match(r"from|between", match[0], re.I))):
            continue
        halves = [match[3] or match[6] or "", match[6] or match[3] or ""]
        hours = [int(match[1]), int(match[4])]
        if match[6] and not match[3] and hours[0] > hours[1]:
            halves[0] = "am"
        if not any(halves) and 0 < hours[0] < 7 and hours[1] < 12:
            halves = ["pm", "pm"]
        spots = [(match.start(), match.end(2) if match[2] else match.end(1)), (match.start(4), match.end())]
        for hour, minutes, half, spot in zip(hours, (match[2], match[5]), halves, spots, strict=True):
            late = half.lower() == "pm"
            said = hour % 12 + 12 * late if half else hour
            found.append(Found(f"{said:02}:{minutes or '00'}", *spot, kind="time"))
    return found


def window(text: str, days: Sequence[Found]) -> tuple[str, str] | None:
    """The one span of hours that a text names, "between 11 and 1 pm"."""
    found = _spans_of_hours(text[: values.LONGEST], days)
    return (str(found[0].value), str(found[1].value)) if len(found) == 2 else None


def _clock(match: re.Match[str], text: str) -> str:
    """The hour that people mean: the afternoon's up to six, the evening's where it is about an evening."""
    said, part = match[match.re.groups - 1].lower(), (match[match.re.groups] or "").lower()
    hour = _HOURS.get(said) or int(said)
    late = part in ("afternoon", "evening", "at night", "tonight")
    early = part == "morning" or bool(_EARLY.search(text))
    if 0 < hour < 12 and (late or (not early and (hour < 7 or _EVENING.search(text)))) and not said.startswith("0"):
        hour += 12
    way = match[1].lower() if match.re is _PAST else ""
    minutes = hour * 60 + {"half past": 30, "quarter past": 15, "quarter to": -15}.get(way, 0)
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
