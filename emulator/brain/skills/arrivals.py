"""When something ends that begins at a clock time and lasts so long, or when it has to begin.

Reads a plain time and a duration; zones and places are for the skill on clocks.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial

from emulator.brain import daytimes
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern

_N = rf"\d{{1,3}}|{number_pattern()}|an?|half an"
_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s?(?P<half>[ap])\.?m\b\.?|\b(?P<h24>[01]?\d|2[0-3]):(?P<m24>[0-5]\d)\b",
    re.I,
)
_LASTS = re.compile(
    rf"\b(?:(?P<hours>{_N})(?P<and_half> and a half)?\s?(?:h|hours?|hrs?)\b"
    rf"(?: and a (?P<half>half)|(?:,| and)? ?(?P<more>{_N})\s?(?:min|minutes?|m)\b)?"
    rf"|(?P<minutes>{_N})\s?(?:min|minutes?)\b)",
    re.I,
)
_END = re.compile(r"\b(?:when|what time)\b.{0,40}\b(?:arrives?|ends?|finish(?:es)?|over|there|done|ready|lands?|back)\b", re.I)
_START = re.compile(r"\b(?:when|what time)\b.{0,40}\b(?:leave|start|begin|depart|set off|did it)\b", re.I)
_LONGEST = 240
_DAY = 24 * 60


@skill("arrivals")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on the end or the beginning of something that lasts so long."""
    text = talk.whole
    if len(text) > _LONGEST:
        return None
    times = [at for match in _TIME.finditer(text) if (at := _read(match)) is not None]
    lasts = _LASTS.search(text)
    if len(times) == 1 and lasts and (_END.search(text) or _START.search(text)):
        back = not _END.search(text)
        return Offer(0.96, partial(_shifted, times[0], _duration(lasts), back), whole=True)
    return None


def _read(match: re.Match[str]) -> int | None:
    return daytimes.minutes(match["hour"] or match["h24"], match["minute"] or match["m24"], match["half"])


def _count(said: str | None) -> float:
    return 0.5 if (said or "").lower().startswith("half") else float(number(said or "") or 0)


def _duration(match: re.Match[str]) -> timedelta:
    hours = _count(match["hours"]) + (0.5 if match["half"] or match["and_half"] else 0)
    return timedelta(hours=hours, minutes=_count(match["more"]) + _count(match["minutes"]))


def _spoken(lasts: timedelta) -> str:
    hours, minutes = divmod(int(lasts.total_seconds()) // 60, 60)
    said = [f"{hours} hour{'s' * (hours != 1)}"] * bool(hours) + [f"{minutes} minute{'s' * (minutes != 1)}"] * bool(minutes)
    return " and ".join(said) or "no time at all"


def _shifted(at: int, lasts: timedelta, back: bool) -> Reply:
    minutes = int(lasts.total_seconds()) // 60
    days, then = divmod(at - minutes if back else at + minutes, _DAY)
    day = "" if not days else " the next day" if days == 1 else " the day before" if days == -1 else f" {abs(days)} days later"
    shown, sum_of = daytimes.shown(then), f"{daytimes.shown(at)} {'−' if back else '+'} {_spoken(lasts)}"
    text = f"At **{shown}**{day}: {sum_of}."
    return Reply(text, text, shown, notes=(Note("Reading the times", f"It is {sum_of}."),))
