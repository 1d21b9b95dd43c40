"""How long a distance takes at a speed: "how long would it take to drive there at 100 km/h?", "and on foot?".

Takes the distance from the question or the last answers; without a speed it reckons with a usual one and says so.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_LONGEST = 140
_ASK = re.compile(r"\bhow long\b.{0,30}\b(?:take|need|last|drive|walk|cycle|travel|get|be)\b|\bhow many (?:hours|days)\b", re.I)
_SPEED = re.compile(r"\b(?P<v>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>km/h|kmh|kph|kilomet(?:re|er)s per hour|mph|miles per hour)", re.I)
_NUM = r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<million> million)?\s?(?P<unit>km|kilomet(?:re|er)s|miles|mi)\b"
_LENGTH = re.compile(rf"\b{_NUM}(?!\s?(?:/|per) ?h)", re.I)
_MODES: tuple[tuple[str, str, int], ...] = (
    (r"\bwalk\w*|\bon foot\b", "on foot", 5),
    (r"\bcycl\w*|\bbike\b|\bbicycle\b", "by bicycle", 18),
    (r"\bdriv\w*|\bcar\b", "by car", 90),
    (r"\bfly\w*|\bplane\b|\bflight\b", "by plane", 850),
)
_KM_PER_MILE = 1.609344


@skill("travel times")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for the time when a distance is known, and a speed or a way to travel."""
    text = talk.whole
    if len(text) > _LONGEST or not _ASK.search(text):
        return None
    speed = _SPEED.search(text)
    own = _LENGTH.search(_SPEED.sub(" ", text))
    if not speed and (own is None or not any(re.search(pattern, text, re.I) for pattern, _, _ in _MODES)):
        return None
    length = own or next((found for pair in reversed(talk.past[-2:]) if (found := _LENGTH.search(pair.told[:1_000]))), None)
    if length is None:
        return None
    mode = next((name for pattern, name, _ in _MODES if re.search(pattern, text, re.I)), "")
    usual = next((kmh for pattern, _, kmh in _MODES if re.search(pattern, text, re.I)), 0)
    kmh = float(speed["v"].replace(",", "")) * (_KM_PER_MILE if speed["unit"].lower().startswith("m") else 1) if speed else usual
    return (
        Offer(0.952, partial(_taken, _km(length), length[0], kmh, speed[0] if speed else f"{usual} km/h", mode)) if kmh else None
    )


def _km(length: re.Match[str]) -> float:
    value = float(length["n"].replace(",", "")) * (1_000_000 if length["million"] else 1)
    return value * _KM_PER_MILE if length["unit"].lower().startswith("mi") else value


def _taken(km: float, length: str, kmh: float, speed: str, mode: str) -> Reply:
    hours = km / kmh
    said = _span(hours)
    verb, how = "takes" if length.startswith("1 ") else "take", f" {mode}" if mode else ""
    text = f"At {speed}, {length} {verb} about **{said}**{how}, without a stop."
    note = Note("Dividing the way by the speed", f"{km:,.0f} km ÷ {kmh:,.0f} km/h = {hours:,.1f} hours.")
    return Reply(text, f"About {said}.", said, notes=(note,), data={"hours": round(hours, 2)})


def _span(hours: float) -> str:
    if hours < 1:
        return f"{max(1, round(hours * 60))} minutes"
    if hours < 48:
        whole, minutes = divmod(round(hours * 60), 60)
        return f"{whole} hour{'s' * (whole != 1)}" + (f" {minutes} minutes" if minutes else "")
    days = hours / 24
    if days < 730:
        return f"{days:,.0f} days" + (f" (some {days / 30.44:.0f} months)" if days >= 90 else "")
    return f"{days / 365.25:,.0f} years"
