"""Small sums told as a story: apples bought and eaten, a journey with its times, a distance and a speed.

Reads only what the message says; a story with something it doesn't understand is left to others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from emulator.brain import daytimes
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown
from emulator.brain.text import number, number_pattern

_N = rf"(?:\d{{1,9}}(?:\.\d{{1,4}})?|{number_pattern()})"
_HAVE = r"have|has|had|own|owns|there (?:are|were)|start(?:s|ed)? with|begin(?:s)? with"
_GAIN = r"buy|buys|bought|get|gets|got|find|finds|found|receive[sd]?|add(?:s|ed)?|win|wins|won|earn(?:s|ed)?"
_LOSS = (
    r"give(?:s)? away|gave away|give[s]?|gave|eat|eats|ate|lose|loses|lost|sell|sells|sold|spend|spends|spent|use|uses|used|"
    r"throw[s]?|threw|break|breaks|broke|donate[sd]?|drop[s]?|dropped|drink|drinks|drank|remove[sd]?|take(?:s)? away|took away"
)
_DEED = re.compile(
    rf"\b(?P<verb>{_HAVE}|{_GAIN}|{_LOSS})\b(?: (?:him|her|me|them|away|up|another|about|of them|my \w+|\w+ friend))*"
    rf" (?P<n>{_N})\b(?: (?:more|new|other|of (?:them|those|these)))?(?: (?P<thing>[a-z]+))?",
    re.I,
)
_HOW_MANY = re.compile(
    r"\bhow (?:many|much)\b.{0,60}\b(?:have|has|left|remain|remaining|now|are there|do i|does)\b|\bwhat(?:'s| is) left\b", re.I
)
_IF = re.compile(
    rf"^\W*(?:and |now |then |what )*(?:if|when) (?:i|he|she|they|we|you) (?P<verb>{_GAIN}|{_LOSS})(?: away)? (?P<n>{_N})\b", re.I
)
_LASTS = re.compile(
    r"\bhow long\b.{0,40}\b(?:take|last|journey|trip|ride|meeting|flight|drive|it)\b|\b(?:duration|travel time)\b|"
    r"\bhow (?:many|much) (?:hours|minutes|time)\b",
    re.I,
)
_KM = re.compile(r"\b(\d{1,6}(?:\.\d{1,3})?)\s?(km|kilomet(?:re|er)s?|miles?|mi)\b(?!\s?/|\s?per|ph)", re.I)
_HOURS = re.compile(
    rf"\b({_N})\s?(?:h|hours?|hrs?)\b(?:(?: and)? ({_N})\s?(?:min|minutes?)\b)?|\b(\d{{1,4}})\s?(?:min|minutes)\b", re.I
)
_SPEED = re.compile(r"\b(\d{1,5}(?:\.\d{1,3})?)\s?(km/h|kph|kmh|mph|kilomet(?:re|er)s per hour|miles per hour)\b", re.I)
_HOW_FAST = re.compile(r"\b(?:speed|how fast|velocity)\b", re.I)
_HOW_FAR = re.compile(r"\bhow far\b|\bwhat distance\b|\bdistance\b", re.I)


@dataclass(frozen=True)
class Ride:
    """What a message tells of a journey; None where it doesn't."""

    minutes: Decimal | None
    length: Decimal | None
    unit: str
    speed: Decimal | None


@skill("word problems")
def offer(talk: Talk) -> Offer | None:
    """Fits a story with numbers and a question, and a further deed after one."""
    text = talk.gist
    if len(text) > 500:
        return None
    deeds = list(_DEED.finditer(text))
    if _HOW_MANY.search(text) and len(deeds) >= 2:
        return Offer(0.92, partial(_counted, deeds), whole=True)
    if (match := _IF.match(text)) and (before := _left_before(talk)) is not None:
        return Offer(0.92, partial(_further, *before, match["verb"], match["n"]), whole=True)
    return _ride_offer(talk, text)


def _amount(words: str) -> Decimal:
    return Decimal(words) if re.fullmatch(r"\d+(?:\.\d+)?", words) else Decimal(number(words) or 0)


def _signed(verb: str, amount: Decimal) -> Decimal:
    return -amount if re.fullmatch(_LOSS, verb, re.I) else amount


def _thing(deeds: list[re.Match[str]]) -> str:
    names = (deed["thing"] or "" for deed in deeds)
    return next((name for name in names if len(name) > 2 and name.lower() not in {"more", "and", "away", "each", "then"}), "")


def _counted(deeds: list[re.Match[str]]) -> Reply:
    values = [_signed(deed["verb"], _amount(deed["n"])) for deed in deeds]
    return _total(values, _thing(deeds))


def _total(values: list[Decimal], thing: str) -> Reply:
    total = sum(values, Decimal())
    rest = "".join(f" {'−' if value < 0 else '+'} {shown(abs(value))}" for value in values[1:])
    steps = f"{shown(values[0])}{rest}"
    said = f"{shown(total)}{' ' + thing if thing else ''}"
    return Reply(
        f"{steps} = **{said}**",
        f"{said}.",
        shown(total),
        notes=(
            Note("Reading the story", f"It has {len(values)} numbers; what is gained counts up, what is given away counts down."),
            Note("Computing", f"{steps} = {shown(total)}."),
        ),
        data={"steps": [float(value) for value in values], "result": float(total)},
    )


_RESULT = re.compile(r"= \*\*(-?[\d,]+(?:\.\d+)?)(?: ([a-z]+))?\*\*")


def _left_before(talk: Talk) -> tuple[Decimal, str] | None:
    """What the story in the last turn came to."""
    match = _RESULT.search(talk.past[-1].told) if talk.past else None
    told = match is not None and (_DEED.search(talk.past[-1].said) or _IF.match(talk.past[-1].said))
    return (Decimal(match[1].replace(",", "")), match[2] or "") if match and told else None


def _further(start: Decimal, thing: str, verb: str, amount: str) -> Reply:
    return _total([start, _signed(verb, _amount(amount))], thing)


def _ride_offer(talk: Talk, text: str) -> Offer | None:
    ride = _read(text)
    earlier = next((found for pair in reversed(talk.past[-3:]) if (found := _read(pair.said)).minutes or found.length), None)
    if _LASTS.search(text) and len(list(daytimes.times(text))) == 2 and ride.minutes is not None:
        return Offer(0.93, partial(_lasting, ride.minutes), whole=True)
    if earlier is not None and (_HOW_FAST.search(text) or _LASTS.search(text) or _HOW_FAR.search(text)):
        ride = Ride(ride.minutes or earlier.minutes, ride.length or earlier.length, ride.unit or earlier.unit, ride.speed)
    if _HOW_FAST.search(text) and ride.length and ride.minutes:
        return Offer(0.93, partial(_fast, ride), whole=True)
    if ride.speed and ride.length and _LASTS.search(text):
        return Offer(0.93, partial(_lasting, ride.length / ride.speed * 60, ride), whole=True)
    if ride.speed and ride.minutes and _HOW_FAR.search(text):
        return Offer(0.93, partial(_far, ride), whole=True)
    return None


def _read(text: str) -> Ride:
    text = text[:2_000]
    times, hours = list(daytimes.times(text)), _HOURS.search(text)
    minutes: Decimal | None = None
    if len(times) == 2:
        minutes = Decimal((times[1] - times[0]) % (24 * 60))
    elif hours:
        minutes = Decimal(hours[3]) if hours[3] else _amount(hours[1]) * 60 + (_amount(hours[2]) if hours[2] else 0)
    length, speed = _KM.search(text), _SPEED.search(text)
    miles = (length and length[2].lower().startswith("mi")) or (speed and speed[2].lower().startswith("m"))
    return Ride(
        minutes or None,
        Decimal(length[1]) if length else None,
        ("miles" if miles else "km") if length or speed else "",
        Decimal(speed[1]) if speed and Decimal(speed[1]) else None,
    )


def _spoken(minutes: Decimal) -> str:
    whole = round(minutes)
    hours, rest = divmod(whole, 60)
    parts = [f"{hours} hour{'s' * (hours != 1)}"] * bool(hours) + [f"{rest} minute{'s' * (rest != 1)}"] * bool(rest)
    return " and ".join(parts) or "no time at all"


def _lasting(minutes: Decimal, ride: Ride | None = None) -> Reply:
    how = (
        f"{shown(ride.length)} {ride.unit} at {shown(ride.speed)} {ride.unit} an hour"
        if ride and ride.length and ride.speed
        else ""
    )
    return Reply(
        f"It takes **{_spoken(minutes)}**{': ' + how if how else ''}.",
        f"{_spoken(minutes)}.",
        _spoken(minutes),
        notes=(Note("Computing the time", how or "I subtract the time of departure from the time of arrival."),),
        data={"minutes": float(minutes)},
    )


def _fast(ride: Ride) -> Reply:
    assert ride.length is not None
    assert ride.minutes is not None
    speed = ride.length / (ride.minutes / 60)
    said = f"{shown(round(speed, 1))} {'mph' if ride.unit == 'miles' else 'km/h'}"
    return Reply(
        f"{shown(ride.length)} {ride.unit} in {_spoken(ride.minutes)} is **{said}** on average.",
        f"{said}.",
        said,
        notes=(Note("Computing the speed", "Speed is the distance divided by the time, in hours."),),
        data={"speed": float(speed)},
    )


def _far(ride: Ride) -> Reply:
    assert ride.speed is not None
    assert ride.minutes is not None
    length = ride.speed * ride.minutes / 60
    said = f"{shown(round(length, 1))} {ride.unit}"
    return Reply(
        f"In {_spoken(ride.minutes)} at {shown(ride.speed)} {ride.unit} an hour one comes **{said}** far.",
        f"{said}.",
        said,
        notes=(Note("Computing the distance", "Distance is speed times time."),),
        data={"distance": float(length)},
    )
