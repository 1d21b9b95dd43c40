"""How long it is until, or since, a day that was told or spoken of: "how many days until our anniversary?", "weeks until then?".

Finds the date in what the user said; a date that stands in the question itself is `dates`' business.
"""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.library import tokens
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.dates import dates_in

_LONGEST, _RECENT = 120, 12
_ASK = re.compile(
    r"\bhow (?P<much>many (?P<unit>days?|weeks?|months?|nights?|sleeps)|long|far away)\b.{0,30}?\b(?:until|till|to|before|for|is|"
    r"away is|left)\b\s*(?P<what>(?:my|our|the|his|her|their) [\w' -]{2,40}?|then|that|that day|it)(?: from (?:now|today))?\W*$",
    re.I,
)
_DAY = re.compile(r"\*\*(?:\w+, )?(\d{1,2} [A-Z][a-z]+ \d{4})\*\*|\b(?:\w+day, )(\d{1,2} [A-Z][a-z]+ \d{4})")
_IN = re.compile(
    r"^\W*(?:(?:and|so|ok) )*(?:(?:what is (?:that|it) |what's that |that's )?in (weeks|months|hours|years)|"
    r"how many (weeks|months|hours|years) "
    r"(?:is|are|would) (?:that|it|this)(?: be)?)\W*$",
    re.I,
)
_DAYS = re.compile(r"\*\*(\d[\d,]*) days?\*\*")
_EMPTY = frozenset("my our the his her their next big a an of for to trip event day date".split())


@skill("untils")
def offer(talk: Talk) -> Offer | None:
    """Fits a question on the time until a day that stands in the conversation."""
    text, today = talk.whole, talk.ask.now.date()
    if len(text) <= 60 and talk.past and (unit := _IN.match(text)) and (told := _DAYS.search(talk.past[-1].told[:300])):
        return Offer(0.955, partial(_in_unit, int(told[1].replace(",", "")), (unit[1] or unit[2]).lower()))
    match = _ASK.search(text) if len(text) <= _LONGEST and talk.past else None
    if match is None or dates_in(text, today):
        return None
    pointing = match["what"].lower() in {"then", "that", "that day", "it"}
    if pointing and match["what"].lower() == "it" and not match["unit"]:
        return None
    found = _last_day(talk, today) if pointing else _told(talk, match["what"], today)
    return Offer(0.955, partial(_counted, *found, today, (match["unit"] or "day").lower())) if found else None


def _told(talk: Talk, what: str, today: date) -> tuple[str, date] | None:
    wanted = {word.rstrip("s") for word in tokens(what)} - _EMPTY
    for pair in reversed(talk.past[-_RECENT:]):
        said = pair.said[:500]
        if wanted and wanted <= {word.rstrip("s") for word in tokens(said)} and (days := dates_in(said, today)):
            return re.sub(r"^(?:my|our) ", "your ", what.strip(), flags=re.I), days[-1]
    return None


def _last_day(talk: Talk, today: date) -> tuple[str, date] | None:
    for pair in reversed(talk.past[-4:]):
        if days := [day for day in dates_in(pair.said[:500], today) if day != today]:
            return "then", days[-1]
        if (match := _DAY.search(pair.told[:600])) and (days := dates_in(match[1] or match[2], today)):
            return "then", days[-1]
    return None


def _in_unit(days: int, unit: str) -> Reply:
    """A number of days in weeks, months or hours."""
    weeks, rest = divmod(days, 7)
    said = {
        "w": f"{weeks} week{'s' * (weeks != 1)}" + (f" and {rest} day{'s' * (rest != 1)}" if rest else ""),
        "m": f"{days / 30.44:.1f} months",
        "h": f"{days * 24:,} hours",
        "y": f"{days / 365.25:.1f} years",
    }[unit[0]]
    note = Note("Taking the days of the last answer", f"{days} days; a month has 30.44 on average.")
    return Reply(f"{days:,} days are **{said}**.", f"{said}.", said, notes=(note,))


def _counted(what: str, day: date, today: date, unit: str) -> Reply:
    days = (day - today).days
    weeks, rest = divmod(abs(days), 7)
    by_weeks = f"{weeks} week{'s' * (weeks != 1)}" + (f" and {rest} day{'s' * (rest != 1)}" if rest else "")
    when = f"{day:%A}, {day.day} {day:%B} {day.year}"
    if days == 0:
        told = f"That is **today**, {when}."
    elif days < 0:
        told = f"That was **{-days} days ago**, on {when}."
    elif unit.startswith("week"):
        told = f"It is **{by_weeks}** until {what}, {when}." if what != "then" else f"It is **{by_weeks}** until {when}."
    else:
        told = f"It is **{days} day{'s' * (days != 1)}** until {what if what != 'then' else when}"
        told += f", {when}." if what != "then" else f", that is {by_weeks}." if weeks else "."
    note = Note("Finding the day", f"The conversation names {when}; today is {today:%d %B %Y}.")
    word = by_weeks if unit.startswith("week") else f"{days} days"
    return Reply(told, f"{word}.", word, notes=(note,), data={"date": day.isoformat(), "days": days})
