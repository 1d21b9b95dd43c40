"""Work shared by many: "3 bakers make 12 cakes in 2 hours, how long do 6 bakers need for 48?".

Takes it that all work alike and nobody waits for another, and says how it reckons.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from emulator.brain import examples
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown
from emulator.brain.text import number, number_pattern

_LONGEST = 400
_N = number_pattern()
_UNIT = r"(?P<unit>seconds?|minutes?|hours?|days?|weeks?)"
_MADE = re.compile(
    rf"\b(?P<n>{_N}) (?P<who>[a-z]+) (?:can |could |together )*(?P<verb>[a-z]+) (?P<m>{_N}|an?) (?P<what>[a-z]+)"
    rf"(?: in| every| per| within| an| a)* (?P<t>{_N}|an?)? ?{_UNIT}",
    re.I,
)
_LONG = re.compile(
    rf"\bhow (?:long|much time|many (?:seconds|minutes|hours|days|weeks))\b.{{0,60}}?\b(?P<n>{_N}) (?P<who>[a-z]+)\b"
    rf"[^?]{{0,40}}?\b(?P<m>{_N}) (?P<what>[a-z]+)",
    re.I,
)
_MANY = re.compile(
    rf"\bhow many (?P<what>[a-z]+)\b.{{0,30}}?\b(?P<n>{_N}) (?P<who>[a-z]+)\b"
    rf"[^?]{{0,40}}?\b(?:in|within) (?P<t>{_N}|an?) {_UNIT}",
    re.I,
)
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


@skill("work rates")
def offer(talk: Talk) -> Offer | None:
    """Fits a statement of how many make how much in what time, and a question for other amounts."""
    text = talk.gist
    if len(text) > 2 * _LONGEST:
        return None
    if (shown_pairs := examples.read(text)) and _MADE.search(shown_pairs.asked):
        text = shown_pairs.asked
    made = _MADE.search(text)
    if made is None or len(text) > _LONGEST:
        return None
    if long := _LONG.search(text, made.end()):
        return Offer(0.975, partial(_long, made, long), whole=True)
    if many := _MANY.search(text, made.end()):
        return Offer(0.975, partial(_many, made, many), whole=True)
    return None


def _number(text: str | None) -> Decimal:
    return Decimal(number(text or "") or 1)


def _rate(made: re.Match[str]) -> Decimal:
    """How much one of them makes in one of the units told."""
    return _number(made["m"]) / _number(made["n"]) / _number(made["t"])


def _long(made: re.Match[str], asked: re.Match[str]) -> Reply:
    unit = made["unit"].lower().rstrip("s")
    together = _rate(made) * _number(asked["n"])
    time = _number(asked["m"]) / together
    said = f"{shown(round(time, 4))} {unit}{'s' * (round(time, 4) != 1)}"
    rate, took = shown(round(together, 4)), f"{shown(_number(made['t']))} {unit}{'s' * (_number(made['t']) != 1)}"
    how = (
        f"{made['n']} {made['who']} {made['verb']} {made['m']} {made['what']} in {took}, so {asked['n']} {made['verb']} {rate} "
        f"a {unit}, and {asked['m']} ÷ {rate} = {shown(round(time, 4))}"
    )
    notes = (Note("Finding the rate of one", f"Each makes {shown(round(_rate(made), 6))} a {unit}."), Note("Dividing", f"{how}."))
    return Reply(f"It takes **{said}**: {how}.", f"{said}.", said, notes=notes, data={"time": float(time), "unit": unit})


def _many(made: re.Match[str], asked: re.Match[str]) -> Reply:
    scale = Decimal(_SECONDS[asked["unit"].lower().rstrip("s")]) / _SECONDS[made["unit"].lower().rstrip("s")]
    total = round(_rate(made) * _number(asked["n"]) * _number(asked["t"]) * scale, 4)
    said = f"{shown(total)} {asked['what']}"
    each = shown(round(_rate(made), 6))
    note = Note("Finding the rate of one", f"Each makes {each} a {made['unit'].lower().rstrip('s')}.")
    how = f"{asked['n']} × {each} a {made['unit'].lower().rstrip('s')} × {asked['t']} {asked['unit']}"
    return Reply(f"They make **{said}**: {how}.", f"{said}.", said, notes=(note,), data={"amount": float(total)})
