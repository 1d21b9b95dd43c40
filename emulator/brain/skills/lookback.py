"""A short question on the last answer itself: what weekday that date is, the number as a fraction, the plan when it rains.

Reads the last answer only; adds nothing that doesn't follow from it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import partial

from emulator.brain import almanac
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import bullets

_WEEKDAY = re.compile(
    r"\b(?:what|which) (?:week ?day|day of the week|day) (?:is|was|will) (?:it|that|this)\b|\b(?:what|"
    r"which) (?:weekday|day of the week)\W*$",
    re.I,
)
_DAYS = re.compile(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b")
_FORM = re.compile(
    r"^\W*(?:(?:and|now|please|what is (?:it|that)|write (?:it|that)|give (?:it|that)|show (?:it|that)|"
    r"can you)\b[\s,]*)*(?:as|in|into) (?:an? )?(?P<form>decimal|fraction|percentage|percent|per cent|"
    r"simplest form)s?\W*$",
    re.I,
)
_NUMBER = re.compile(r"\*\*(-?[\d,]*\.?\d+)(?P<percent>\s?%)?\*\*")
_RAIN = re.compile(
    r"\b(?:if|when) it(?:'s| is)? ?(?:rains?|raining|rainy|bad weather|pours)|\brainy day\b|\bindoor(?:s)?\b|\bbad weather\b",
    re.I,
)
_PLANNED = re.compile(r"\b(?:days?|Day \d) in \*\*(?P<city>[^*\n]{2,40})\*\*|\bIn \*\*(?P<other>[^*\n]{2,40})\*\* I would see\b")
_INDOORS = re.compile(r"museum|gallery|cathedral|basilica|palace|church|temple|opera|painting|library", re.I)


@skill("lookback")
def offer(talk: Talk) -> Offer | None:
    """Fits such a question when the last answer has what it asks for."""
    text = talk.gist
    if len(text) > 100 or not talk.past:
        return None
    last = talk.past[-1].told[:4_000]
    if _WEEKDAY.search(text) and (day := _DAYS.search(last)):
        return Offer(0.95, partial(_weekday, day[1]))
    if (match := _FORM.match(text)) and (found := _NUMBER.search(last)):
        return Offer(0.95, partial(_number, found[1].replace(",", ""), bool(found["percent"]), match["form"].lower()), whole=True)
    if _RAIN.search(text) and (
        city := next((hit for pair in reversed(talk.past[-4:]) if (hit := _PLANNED.search(pair.told[:600]))), None)
    ):
        return Offer(0.95, partial(_rainy, city["city"] or city["other"]))
    return None


def _weekday(day: str) -> Reply:
    return Reply(f"It is a **{day}**.", f"{day}.", day, notes=(Note("Reading the last answer", f"It names the day: {day}."),))


def _number(value: str, is_percent: bool, form: str) -> Reply:
    exact = Fraction(value) / (100 if is_percent else 1)
    near = exact.limit_denominator(10_000)
    said = {"d": f"{float(exact):.10g}", "p": f"{float(exact * 100):.10g} %"}.get(form[0], f"{near.numerator}/{near.denominator}")
    note = Note("Writing the number anew", f"{value} is {said} in that form.")
    return Reply(f"{value}{' %' if is_percent else ''} = **{said}**", f"{said}.", said, notes=(note,))


def _rainy(city: str) -> Reply:
    """What can be seen under a roof."""
    sights = [thing for thing in almanac.kinds()["landmark"].things if thing.cells["city"] == city.removesuffix(" City")]
    roofed = [thing for thing in sights if _INDOORS.search(f"{thing.name} {thing.cells['about']}")]
    points = [f"**{thing.title}:** {thing.cells['about']}." for thing in roofed[:3]]
    points += [
        "**A market hall or a café:** an hour with something warm and a view of the street.",
        "**A cooking class, a cinema or an aquarium:** good with children, too.",
    ]
    note = Note("Looking for places with a roof", f"Of {len(sights)} sights in {city} on file, {len(roofed)} are indoors.")
    return Reply(
        f"If it rains in **{city}**:\n\n{bullets(points)}",
        f"Go indoors: {roofed[0].title if roofed else 'a museum'}.",
        points=tuple(points),
        notes=(note,),
    )
