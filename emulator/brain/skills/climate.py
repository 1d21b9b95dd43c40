"""The usual weather of a place in a month that is named or was planned for. The forecast isn't known offline, and it says so."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import references
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.clothing import MONTHS, RULE, degrees_in, month_in, place_in

_WEATHER = re.compile(r"\bweather\b|\btemperatures?\b|\bhow (?:warm|cold|hot)\b|\bis it (?:warm|cold|hot)\b", re.I)
_THEN = re.compile(r"\bthen\b|\bthere\b|\bat that time\b|\bduring that\b", re.I)
_NOT_USUAL = re.compile(r"\b(?:today|tomorrow|now|tonight|wear|pack|bring|clothes|tool|function|api|code|why)\b", re.I)
_LONGEST, _RECENT = 90, 5


@skill("climate")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on the weather when both a place and a month are known."""
    text = talk.gist
    if len(text) > _LONGEST or not _WEATHER.search(text) or _NOT_USUAL.search(text):
        return None
    said = [pair.said[:300] for pair in reversed(talk.past[-_RECENT:])]
    months = [month_in(part, talk) for part in (text, *(said if _THEN.search(text) else []))]
    pointed = references.focus(talk.past, "city") if re.search(r"\bthere\b", text, re.I) else None
    places = [place_in(text), pointed.name if pointed else "", *map(place_in, said)]
    month, place = next(filter(None, months), 0), next(filter(None, places), "")
    degrees = degrees_in(place, month) if place and month else None
    return Offer(0.945, partial(_usual, place, month, degrees)) if degrees is not None else None


def _usual(place: str, month: int, degrees: int) -> Reply:
    when = MONTHS[month - 1].capitalize()
    lead = f"In **{place}** in {when}, expect roughly **{degrees} °C** by day."
    note = Note("Reckoning the weather", f"By its latitude about {degrees} °C are usual in {place} in {when}.")
    return Reply(f"{lead} {RULE}", lead, f"{degrees} °C", notes=(note,), data={"place": place, "month": when, "celsius": degrees})
