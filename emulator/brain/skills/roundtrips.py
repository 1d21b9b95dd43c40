"""A stay in a country, split over the cities that the library has an article on; and the same with another number of days.

Plans for a city alone are `itineraries`' business; prices, opening hours and trains aren't known offline.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import world
from emulator.brain.cityguide import guided_city
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.places import guide
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern, spelled

_LONGEST = 250
_STAY = re.compile(
    rf"\b(?:(?P<n>{number_pattern()}|an?)[ -]?(?P<unit>days?|nights?|weeks?)|(?P<weekend>weekend)|(?P<bare>trip|holiday|vacation|"
    r"honeymoon|tour|travel(?:l?ing)?|visit(?:ing)?))\b",
    re.I,
)
_DAYS = re.compile(rf"\b(?P<n>{number_pattern()}|an?)[ -]?(?P<unit>days?|nights?|weeks?)\b|\b(?P<weekend>weekend)\b", re.I)
_WANTS = re.compile(
    r"\b(?:ideas?|plan|planning|itinerary|route|where (?:should|could|can|do|would)|what (?:should|could|can|would) (?:i|we) "
    r"(?:see|"
    r"do|visit)|suggest\w*|recommend\w*|help|tips|advice|any thoughts|go)\b",
    re.I,
)
_TASK = re.compile(r"\b(?:cost|budget|price|flight|visa|pack|wear|weather|e-?mail|letter|poem|story|joke|when|"
                   r"best time|currency)\b", re.I)  # fmt: skip
_AGAIN = re.compile(r"\b(?:instead|make it|only|what if|have|shorten|extend|just|for|rather|change)\b", re.I)
_MOST_CITIES = 4


@skill("round trips")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for ideas for a stay in a country, and another length of the one planned last."""
    text = talk.gist
    if len(text) > _LONGEST or _TASK.search(text) or guided_city(text):
        return None
    nations = world.countries_in(text)
    if len(nations) == 1 and _STAY.search(text) and _WANTS.search(text):
        return _planned(nations[0], _length(text), _asks(text))
    days = _length(text)
    if talk.past and not nations and days and len(text.split()) <= 8 and _AGAIN.search(text) and (nation := _before(talk)):
        return _planned(nation, days, True)
    return None


def _asks(text: str) -> bool:
    return text.rstrip().endswith("?") or bool(re.search(r"\b(?:plan|itinerary|suggest|recommend|help|give)\b", text, re.I))


def _planned(nation: world.Country, days: int, asks: bool) -> Offer | None:
    cities = guide(nation)
    return Offer(0.905 if days else 0.865, partial(_plan, nation, cities, days)) if cities and asks else None


def _length(text: str) -> int:
    match = _DAYS.search(text)
    if match is None:
        return 0
    if match["weekend"]:
        return 2
    count = number(match["n"]) or 1
    unit = match["unit"].lower()
    return count * 7 if unit.startswith("week") else count + unit.startswith("night")


def _before(talk: Talk) -> world.Country | None:
    """The country of the plan made in the last turns."""
    for pair in reversed(talk.past[-4:]):
        if re.match(r"(?:\w+ days?|A trip) .{0,12}\*\*", pair.told) and (nations := world.countries_in(pair.told[:80])):
            return nations[0]
    return None


def _plan(nation: world.Country, cities: list[Entry], days: int) -> Reply:
    chosen = cities[: max(1, min(_MOST_CITIES, len(cities), (days or 7) // 2))]
    shares = _shares(days, len(chosen))
    spoken = world.spoken(nation)
    length = f"{capitalise(spelled(days))} day{'s' * (days > 1)}" if days else "A trip"
    points = tuple(_stop(city, share) for city, share in zip(chosen, shares, strict=True))
    lead = f"{length} in **{spoken}** could go like this:"
    more = f"\n\nTell me a city, and I'll plan it day by day: “Plan {shares[0] or 3} days in {chosen[0].title}.”"
    rest = [city.title for city in cities[len(chosen) : len(chosen) + 3]]
    more = f"\n\nWith more time, add {join(rest)}.{more}" if rest else more
    return Reply(
        f"{lead}\n\n" + "\n".join(f"{place}. {point}" for place, point in enumerate(points, 1)) + more,
        f"Go to {join([city.title for city in chosen])}.",
        chosen[0].title,
        points,
        (("City", "Days", "See", "Try"), *((city.title, str(share or "–"), city.head("landmark"), city.head("dish"))
                                          for city, share in zip(chosen, shares, strict=True))),
        (
            Note("Choosing the cities", f"The library has {len(cities)} cities of {spoken}; I take {len(chosen)}."),
            Note("Keeping it realistic", "I know no trains, prices or opening hours offline, so the plan names places only."),
        ),
        {"country": nation.name, "cities": [city.title for city in chosen], "days": days},
    )  # fmt: skip


def _stop(city: Entry, share: int) -> str:
    stay = f" ({spelled(share)} day{'s' * (share > 1)})" if share else ""
    return f"**{city.title}**{stay}: {city.fields['brief']}. See {city.head('landmark')} and try {city.head('dish')}."


def _shares(days: int, stops: int) -> list[int]:
    if not days:
        return [0] * stops
    size, longer = divmod(days, stops)
    return [size + (place < longer) for place in range(stops)]
