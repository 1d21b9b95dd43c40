"""Clock times: the time now somewhere, a time of one place in another, and how many hours places are apart.

Reads no clock but the server's, which came with the request; everything is UTC unless a place or a zone is named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from emulator.brain import references, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.dates import spoken
from emulator.brain.text import join

_ASKS = re.compile(
    r"\bwhat(?:'s| is)? (?:the )?(?:current |local )?time\b(?! (?:do|does|did|should|can|shall|complex\w*)\b)|\btime is it\b|"
    r"\b(?:current|local) time\b",
    re.I,
)
_APART = re.compile(r"\btime (?:zone )?difference\b|\bhours? (?:ahead|behind)\b|\btime zones? apart\b", re.I)
_CLOCK = re.compile(
    r"\b(?:(?P<word>noon|midday|midnight)|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s?(?:(?P<half>[ap])\.?m\b\.?|o[’']?clock\b)|"
    r"(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d))",
    re.I,
)
_ZONES = {
    "UTC": "UTC",
    "GMT": "UTC",
    "CET": "Europe/Paris",
    "CEST": "Europe/Paris",
    "BST": "Europe/London",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "ET": "America/New_York",
    "CST": "America/Chicago",
    "CT": "America/Chicago",
    "MST": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "IST": "Asia/Kolkata",
    "JST": "Asia/Tokyo",
    "SGT": "Asia/Singapore",
    "AEST": "Australia/Sydney",
}
_ZONE = re.compile(rf"\b(?:{'|'.join(_ZONES)})\b")
_CLAUSE = re.compile(r"[,.;?!]+(?!\d)|\b(?=(?:when|if|what)\b)|\bthen\b", re.I)
_THERE = re.compile(r"\b(?:there|that city|both|two|each)\b", re.I)


@dataclass(frozen=True)
class Where:
    """A place whose clock is read."""

    name: str
    zone: str

    def at(self, moment: datetime) -> datetime:
        """A moment on the clock of this place."""
        return moment.astimezone(_zone(self.zone))


_ALSO = re.compile(r"^\W*(?:and|what about|how about|or)(?: in)? (?P<where>[\w .'-]{2,30}?)\W*$", re.I)
_CONVERTED = re.compile(r"When it is (?P<time>\d\d:\d\d) in (?P<where>[^,]{2,40}), it is ")


@skill("clocks")
def offer(talk: Talk) -> Offer | None:
    """Fits questions on the time of day somewhere."""
    text = talk.gist
    if len(text) > 400:
        return None
    if (also := _ALSO.match(text)) and talk.past and (again := _last_asked(talk)):
        text = f"{again} what time is it in {also['where']}?"
    asked, apart = _ASKS.search(text), _APART.search(text)
    if not (asked or apart or _CLOCK.search(text)):
        return None  # without a look at the map, which takes a second to load
    places = _places(text)
    given = _given(text)
    if apart and len(two := places if len(places) >= 2 else [*_spoken_of(talk), *places]) >= 2:
        return Offer(0.95, partial(_difference, talk, two[0], two[-1]))
    if given is not None and (asked or len(places) >= 2 or re.search(r"\bconvert\b", text, re.I)):
        clock, source = given
        targets = [place for place in places if place != source] or _spoken_of(talk)
        if targets and source is not None:
            return Offer(0.96, partial(_converted, talk, clock, source, targets[:4]), whole=True)
    if given is None and asked:
        return Offer(0.92, partial(_now, talk, places or (_spoken_of(talk) if _THERE.search(text) else [])))
    return None


def _last_asked(talk: Talk) -> str:
    """The time and the place of the conversion that was asked for last: "when it is 5 pm in London"."""
    for pair in reversed(talk.past[-3:]):
        if match := _CONVERTED.match(pair.told):
            return f"When it is {match['time']} in {match['where']},"
    return ""


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return ZoneInfo("UTC")


def _places(text: str) -> list[Where]:
    cities = world.cities_in(text)
    capitals = [city for nation in world.countries_in(text) if (city := world.city(nation.capital))]
    zones = [Where(match.group(), _ZONES[match.group()]) for match in _ZONE.finditer(text)]
    found = [Where(city.name, city.timezone) for city in (cities or capitals)]
    return list(dict.fromkeys([*found, *zones]))


def _given(text: str) -> tuple[time, Where | None] | None:
    """The time of day that a text states, and the place that stands with it."""
    for clause in _CLAUSE.split(text):
        if match := _CLOCK.search(clause):
            behind, before = _places(clause[match.end() :]), _places(clause[: match.start()])
            source = [*behind, *before]
            if (clock := _read(match)) is not None:
                return clock, source[0] if source else None
    return None


def _read(match: re.Match[str]) -> time | None:
    if word := (match["word"] or "").lower():
        return time(0 if word == "midnight" else 12)
    hour = int(match["hour"] or match["hour24"])
    minute = int(match["minute"] or match["minute24"] or 0)
    if half := (match["half"] or "").lower():
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "p")
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _spoken_of(talk: Talk) -> list[Where]:
    for pair in reversed(talk.past[-6:]):
        for names in (references.entities(pair.said[:6_000], "city"), references.entities(pair.told[:6_000], "city")):
            found = [Where(city.name, city.timezone) for name in names if (city := world.city(name))]
            if found:
                return found[:2]
    return []


def _now(talk: Talk, places: list[Where]) -> Reply:
    moments = [(place, place.at(talk.ask.now)) for place in places or [Where("UTC", "UTC")]]
    told = [f"**{moment:%H:%M}** on {spoken(moment.date())} {_in(place)}" for place, moment in moments]
    brief = join([f"{moment:%H:%M} {_in(place)}" for place, moment in moments])
    zones = f"time zone{'s are' if len(moments) > 1 else ' is'} {join([place.zone for place, _ in moments])}"
    return Reply(
        f"It is {join(told)}.",
        f"{brief}." if len(moments) > 1 else f"{moments[0][1]:%H:%M}.",
        f"{moments[0][1]:%H:%M}",
        tuple(told) if len(told) > 1 else (),
        notes=(Note("Reading the server's clock", f"It shows {talk.ask.now.isoformat(timespec='minutes')}; the {zones}."),),
        data={place.name: moment.isoformat(timespec="minutes") for place, moment in moments},
    )


def _in(place: Where) -> str:
    return "(UTC)" if place.name == "UTC" else f"in {place.name}"


def _converted(talk: Talk, clock: time, source: Where, targets: list[Where]) -> Reply:
    today = source.at(talk.ask.now).date()
    start = datetime.combine(today, clock, _zone(source.zone))
    told = [f"**{target.at(start):%H:%M}** in {target.name}{_day(start, target.at(start))}" for target in targets]
    words = [f"{target.at(start):%H:%M} in {target.name}{_day(start, target.at(start))}" for target in targets]
    return Reply(
        f"When it is {clock:%H:%M} in {source.name}, it is {join(told)}.",
        f"{join(words)}.",
        f"{targets[0].at(start):%H:%M}",
        notes=(
            Note("Reading the time", f"{clock:%H:%M} on the clock of {source.name} ({source.zone}), on {spoken(today)}."),
            Note("Changing the zone", f"{join([f'{target.name} keeps {target.zone}' for target in targets])}."),
            Note("Minding the season", "Summer time counts as it holds on that day."),
        ),
        data={"from": start.isoformat(), "to": {target.name: target.at(start).isoformat() for target in targets}},
    )


def _day(start: datetime, end: datetime) -> str:
    days = (end.date() - start.date()).days
    return {1: ", the next day", -1: ", the day before"}.get(days, "")


def _difference(talk: Talk, one: Where, other: Where) -> Reply:
    gap = _offset(other, talk) - _offset(one, talk)
    hours = abs(gap) / timedelta(hours=1)
    count = f"{hours:g} hour{'s' * (hours != 1)}"
    if not gap:
        said = f"**{one.name}** and **{other.name}** have the same time at the moment."
    else:
        said = f"**{other.name}** is **{count}** {'ahead of' if gap > timedelta() else 'behind'} **{one.name}** at the moment."
    here, there = one.at(talk.ask.now), other.at(talk.ask.now)
    return Reply(
        f"{said} It is {here:%H:%M} in {one.name} and {there:%H:%M} in {other.name}.",
        said.replace("**", ""),
        count,
        notes=(
            Note("Finding the time zones", f"{one.name} keeps {one.zone}, {other.name} keeps {other.zone}."),
            Note("Minding the season", "Where summer time begins on different days, the difference changes for some weeks."),
        ),
        data={"from": one.name, "to": other.name, "hours": gap / timedelta(hours=1)},
    )


def _offset(place: Where, talk: Talk) -> timedelta:
    return place.at(talk.ask.now).utcoffset() or timedelta()
