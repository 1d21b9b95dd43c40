"""Plans for a stay in a city, day by day, with other lengths on request; what is around a sight; what a trip costs.

Plans only for cities with an article; prices and opening hours aren't known offline, and it says so.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import guidebook, world
from emulator.brain.cityguide import city_of_landmark, guided_city, itinerary
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.places import city_of
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, number, number_pattern

_PLAN = re.compile(
    r"\b(?:plan(?:ning)?|itinerary|schedule|trip|programme|visit(?:ing)?|stay(?:ing)?|spend(?:ing)?|days? (?:in|at)|"
    r"weekend (?:in|at)|week in)\b",
    re.I,
)
_TRIP = re.compile(r"\b(?:plan|planning|itinerary|trip)\b.{0,40}\b(?:to|in|for)\b", re.I)
_MAKE_ONE = re.compile(
    r"\b(?:plan|itinerary|programme)\b.{0,40}\b(?:days?|weekend|week)\b|\b(?:day|weekend|week)s?[ "
    r"-](?:plan|itinerary|programme|trip)\b",
    re.I,
)
_LENGTH = re.compile(rf"\b(?P<n>{number_pattern()}|an?|single|half)?[ -]?(?P<unit>days?|nights?|weekend|weeks?)\b", re.I)
_NEAR = re.compile(r"\b(?:near(?:by)?|around|close to|next to|in the area of|within walking distance)\b", re.I)
_COST = re.compile(
    r"\b(?:how (?:much|expensive)|what)\b.{0,30}\b(?:cost|costs|expensive|budget|spend|money)\b|\bhow expensive\b|\bbudget for\b",
    re.I,
)
_IT = re.compile(r"\b(?:it|that|this|there|the (?:trip|plan|stay|weekend)|we|i)\b", re.I)
_DEFAULT_DAYS = 3


@skill("itineraries")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for a plan of a stay, and what is asked about it afterwards."""
    text = talk.gist
    if len(text) > 400:
        return None
    if _NEAR.search(text) and (sight := city_of_landmark(text)):
        return Offer(0.88, partial(_around, *sight))
    days, city = _days(text), guided_city(text)
    if city is not None and ((days and _PLAN.search(text)) or _TRIP.search(text)):
        return Offer(0.9 if days else 0.8, partial(itinerary, city, days or _DEFAULT_DAYS))
    if not talk.past:
        return None
    if days and len(text.split()) <= 10 and not city and not guidebook.find(text) and (before := _planned(talk)):
        return Offer(0.9, partial(itinerary, before[0], days))
    if (
        days
        and _MAKE_ONE.search(text)
        and not (world.cities_in(text) or guidebook.find(text))
        and (place := city_of(talk, bare=True))
        and place.entry
    ):
        return Offer(0.9, partial(itinerary, place.entry, days)) if place.entry.is_city else None
    if _COST.search(text) and _IT.search(text) and not re.search(r"\d", text) and (before := _planned(talk)):
        return Offer(0.9, partial(_costs, *before))
    return None


def _days(text: str) -> int:
    """How many days a text speaks of; 0 when it names none."""
    match = _LENGTH.search(text)
    if match is None:
        return 0
    unit, count = match["unit"].lower(), number(match["n"] or "") or 1
    if unit.startswith("week") and unit != "weekend":
        return 7 * count
    return 2 if unit == "weekend" else count + unit.startswith("night")


def _planned(talk: Talk) -> tuple[Entry, int] | None:
    """The city of the plan that the last turns made, and its days."""
    for pair in reversed(talk.past[-4:]):
        if days := pair.told.count("**Day ") or (_days(pair.said) if _PLAN.search(pair.said) else 0):
            found = guided_city(pair.said) or guided_city(pair.told[:400])
            if found is not None:
                return found, days
    return None


def _around(entry: Entry, sight: str) -> Reply:
    return Reply(
        f"{capitalise(sight)} stands in **{entry.title}**. {entry.tail('special')} {entry.tail('dish')}\n\n"
        "I have no street map offline: which houses are within a few minutes' walk, and when they open, the Google Maps tool "
        "tells you with a key.",
        f"It is in {entry.title}, known for {entry.fields['brief']}.",
        entry.title,
        notes=(
            Note("Finding the sight", f"The library's article on {entry.title} names {sight} as its landmark."),
            Note("Saying what is missing", "The library knows cities, no streets, so I tell what the city is known for."),
        ),
        data={"sight": sight, "city": entry.title},
    )


def _costs(entry: Entry, days: int) -> Reply:
    points = (
        "**The way there:** the one part that grows with the distance; book early",
        f"**Beds:** {max(days - 1, 1)} night{'s' * (days > 2)}, usually the largest part",
        f"**Meals:** {days} day{'s' * (days > 1)}; {entry.head('dish')} costs less where no menu hangs outside in five languages",
        "**Getting around:** a day ticket beats single ones from the third ride on",
        f"**Tickets:** {entry.head('landmark')} and one museum a day",
    )
    return Reply(
        f"I know no prices offline, so I can't give you a sum for **{entry.title}**. These are what it is made of:\n\n"
        + "\n".join(f"- {point}." for point in points)
        + "\n\nTell me your figures, and I'll add them up.",
        "I know no prices offline; give me your figures, and I'll add them up.",
        "Unknown",
        points,
        notes=(
            Note("Looking for prices", "The library has none, and an invented sum would mislead."),
            Note("Naming the parts", f"The plan is for {days} day{'s' * (days > 1)} in {entry.title}."),
        ),
    )
