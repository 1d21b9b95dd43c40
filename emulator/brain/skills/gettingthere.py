"""How one gets from one city to another, and whether a city is expensive: what the map gives, and what isn't known offline."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import references, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.distances import Leg
from emulator.brain.text import number, number_pattern
from emulator.brain.world import City

_LONGEST = 120
_GET = re.compile(
    r"\b(?:how (?:do|can|could|should|would) (?:i|we|one|you) (?:best )?(?:get|go|travel)|"
    r"(?:what is|what's) the best way(?: to get)?|"
    r"best way to (?:get|go|travel))\b",
    re.I,
)
_DEAR = re.compile(
    r"^\W*(?:and |so |but )*(?:is|are|how) (?:it|that|the city|this city|[\w ]{3,20}?)?\W*(?:very |really |quite |too )?"
    r"(?:expensive|cheap|pricey|costly|affordable)\b(?: there| to (?:visit|live)| city)*\W*$",
    re.I,
)
_ENOUGH = re.compile(r"\benough\b", re.I)
_BUDGET = re.compile(
    r"[$€£₹]\s?(?P<n>\d[\d,]*(?:\.\d+)?)|(?P<m>\d[\d,]*(?:\.\d+)?)\s?(?:euros?|dollars?|pounds?|rupees?|eur|usd|gbp)\b", re.I
)
_BY_LAND_KM, _BY_ROAD_KM = 700, 250


@skill("getting there")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for the way between two cities, and one for the prices in the city that is spoken of."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    if _GET.search(text) and (two := _ends(talk)):
        return Offer(0.93, partial(_way, Leg(*two)))
    if (budget := _BUDGET.search(text)) and _ENOUGH.search(text) and (city := _spoken_of(talk)):
        return Offer(0.96, partial(_enough, city, budget, text), whole=True)
    if _DEAR.match(text) and (city := _spoken_of(talk)):
        return Offer(0.9, partial(_dear, city))
    return None


def _ends(talk: Talk) -> tuple[City, City] | None:
    named = list(dict.fromkeys(world.cities_in(talk.gist)))
    if len(named) >= 2:
        start_first = re.search(rf"\bfrom (?:the )?{re.escape(named[0].name)}", talk.gist, re.I)
        return (named[0], named[1]) if start_first else (named[1], named[0])
    if len(named) == 1 and re.search(r"\bthere\b|\bfrom\b", talk.gist, re.I) and (other := _spoken_of(talk, named[0])):
        there = re.search(r"\bfrom here\b", talk.gist, re.I)
        return (other, named[0]) if there else (named[0], other)
    return None


def _spoken_of(talk: Talk, but: City | None = None) -> City | None:
    found = references.entities(talk.gist, "city") if but is None else ()
    pointed = references.focus(talk.past, "city") if talk.past else None
    names = [*found, *([pointed.name] if pointed else [])]
    return next((city for name in names if (city := world.city(name)) and city != but), None)


def _way(leg: Leg) -> Reply:
    km = leg.km
    how = (
        "the car or a regional train takes you there in a morning"
        if km < _BY_ROAD_KM
        else "a train is usually the easiest way, a flight hardly saves time"
        if km < _BY_LAND_KM
        else f"a flight is the usual way, about {leg.flight_hours:.1f} hours in the air if it is direct"
    )
    text = (
        f"From **{leg.start.name}** to **{leg.end.name}** it is about **{leg.length()}** in a straight line: {how}. "
        "I know no timetables or fares offline; look them up for your day."
    )
    note = Note("Measuring the way", f"{leg.start.name} to {leg.end.name}: {km:.0f} km; the advice goes by that alone.")
    return Reply(text, f"About {leg.length()}.", leg.length(), notes=(note,), data={"km": round(km)})


def _enough(city: City, budget: re.Match[str], text: str) -> Reply:
    days = {"weekend": 2, "week": 7}.get(next(iter(re.findall(r"\b(weekend|week)\b", text, re.I)), "").lower(), 0)
    days = days or (number(found[1]) or 0 if (found := re.search(rf"\b({number_pattern()}) days?\b", text, re.I)) else 0)
    amount = float((budget["n"] or budget["m"]).replace(",", ""))
    a_day = (
        f" {budget[0]} over {days} days are {amount / days:,.0f} a day, for bed, meals, tickets and getting around."
        if days
        else ""
    )
    told = (
        f"I know no prices offline, so I can't promise it for **{city.name}**.{a_day} Take off what the way there and the bed "
        "cost, and see what is left for each day: tell me both, and I'll reckon it."
    )
    return Reply(told, "I know no prices offline.", "Unknown", notes=(Note("Looking for prices", "The library has none."),))


def _dear(city: City) -> Reply:
    text = (
        f"I know no prices offline, so I can't say how expensive **{city.name}** is. Bed and way there decide most of it: tell "
        "me what yours cost, and I'll add up the trip."
    )
    return Reply(text, "I know no prices offline.", "Unknown", notes=(Note("Looking for prices", "The library has none."),))
