"""A plan for a stay in a city and the story of its landmark, from the library's city articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from emulator.brain import library, world
from emulator.brain.library import Entry
from emulator.brain.places import Place
from emulator.brain.registry import Note, Reply
from emulator.brain.text import capitalise, sentences, shuffled, spelled

LONGEST_STAY = 7
"""Days up to which a plan is made; the library knows too little of a city to fill more."""
_OUTING_KM = 250
_MORNINGS = (
    "a long breakfast in a café away from the sights, then the largest museum while it is still quiet",
    "the market hall, where the city does its own shopping",
    "the main park or the waterfront, and a coffee on the way",
    "the oldest streets on foot, before the crowds come",
)
_AFTERNOONS = (
    "a neighbourhood outside the centre, by tram, bus or on foot, without a plan",
    "a smaller museum or a gallery; keep it for a shower of rain",
    "shops and side streets, and an hour on a bench to watch the city go by",
    "a view from above: a tower, a hill or a roof terrace",
)
_EVENINGS = (
    "dinner where the menu is short and the guests speak the language of the place",
    "music, a theatre or a cinema in an old house",
    "a walk along the lit-up streets, and an early night",
)


@dataclass(frozen=True)
class Day:
    """One day of a plan."""

    theme: str
    morning: str
    afternoon: str
    evening: str

    def lines(self) -> str:
        """The day as a list."""
        parts = (("Morning", self.morning), ("Afternoon", self.afternoon), ("Evening", self.evening))
        return "\n".join(f"- **{name}:** {capitalise(what).rstrip('.')}." for name, what in parts)


def guided_city(text: str) -> Entry | None:
    """The first city with an article that a text names."""
    return next((entry for entry in library.named(text) if entry.is_city), None)


def itinerary(entry: Entry, wanted: int) -> Reply:
    """A plan, day by day, for a stay in a city."""
    count = min(max(wanted, 1), LONGEST_STAY)
    days = _days(entry, count)
    text = "\n\n".join(f"**Day {number}: {day.theme}**\n{day.lines()}" for number, day in enumerate(days, 1))
    more = f" That is a week; for the other {wanted - LONGEST_STAY} days, take a second city." if wanted > LONGEST_STAY else ""
    lead = f"{capitalise(spelled(count))} day{'s' * (count > 1)} in **{entry.title}**:"
    notes = (
        Note("Planning the stay", f"{count} day{'s' * (count > 1)} in {entry.title}: its article names what each can be about."),
        Note("Keeping it realistic", "I know no opening hours or prices offline, so the plan names themes, not times."),
    )
    head = ("Day", "Theme", "Morning", "Afternoon", "Evening")
    return Reply(
        f"{lead}\n\n{text}\n\n{entry.tail('time')}{more}",
        f"See {entry.head('landmark')} and try {entry.head('dish')}.",
        entry.head("landmark"),
        tuple(
            f"**Day {number}, {day.theme}:** {day.morning}; {day.afternoon}; {day.evening}" for number, day in enumerate(days, 1)
        ),
        (head, *((str(number), day.theme, day.morning, day.afternoon, day.evening) for number, day in enumerate(days, 1))),
        notes,
        {"city": entry.title, "days": [vars(day) for day in days]},
    )


def _days(entry: Entry, count: int) -> list[Day]:
    mornings, afternoons, evenings = (shuffled(pool, entry.title) for pool in (_MORNINGS, _AFTERNOONS, _EVENINGS))
    landmark = " ".join(sentences(landmark_story(entry))[:2])
    days = [Day(capitalise(entry.head("landmark")), landmark, afternoons[0], entry.tail("dish"))]
    if count > 1:
        days.append(Day(capitalise(entry.fields["brief"]), mornings[0], entry.tail("special"), evenings[0]))
    if count > 2 and (outing := _outing(entry)):
        days.append(
            Day(f"An outing to {outing.title}", f"{outing.title}: {outing.tail('special')}", outing.tail("landmark"), evenings[1])
        )
    while len(days) < count:
        index = len(days)
        theme = (
            "At the city's own pace",
            "Off the main streets",
            "What you liked best, again",
            "Parks and water",
            "Last errands",
        )
        days.append(
            Day(
                theme[index % len(theme)],
                mornings[index % len(mornings)],
                afternoons[index % len(afternoons)],
                evenings[index % len(evenings)],
            )
        )
    return days


def _outing(entry: Entry) -> Entry | None:
    """The nearest other city with an article, if a day is enough to go there and back."""
    here = world.city(entry.title)
    if here is None:
        return None
    others = [(world.distance(here, city), other) for other in library.entries() if other.is_city and other is not entry
              and (city := world.city(other.title)) is not None and city.country == here.country]  # fmt: skip
    near = min(others, key=lambda found: found[0], default=None)
    return near[1] if near and near[0] <= _OUTING_KM else None


def length_of_stay(place: Place) -> Reply:
    """How many days a city deserves, by its size and what its article names."""
    city = world.city(place.name)
    size = city.population if city else 0
    days = "two" if size < 600_000 else "three" if size < 3_000_000 else "four"
    entry = place.entry
    why = f" One belongs to {entry.head('landmark')}, one to {entry.fields['brief']}." if entry and entry.is_city else ""
    return Reply(
        f"**{capitalise(days)} days** are a good measure for **{place.name}**.{why} Add one for an outing into the surroundings.",
        f"{capitalise(days)} days.",
        f"{days} days",
        notes=(
            Note("Finding the city", place.how),
            Note("Estimating the stay", f"{place.name} has about {world.rounded(size)} people; larger cities get a day more."),
        ),
    )


def landmark_story(entry: Entry) -> str:
    """What there is to tell of a city's landmark."""
    name = re.sub(r"^the ", "", entry.head("landmark"))
    article = library.get(name)
    if article is not None and not article.is_city:
        return article.body
    told = re.sub(rf"^.{{1,60}}? is {re.escape(entry.head('landmark'))}, ", "It is ", entry.tail("landmark"))
    return re.sub(r"^It is (?=(?:built|begun|completed|founded|opened|finished|made)\b)", "It was ", told)


def city_of_landmark(text: str) -> tuple[Entry, str] | None:
    """The city in which a sight that a text names stands, and the sight as the city's article calls it."""
    folded = library.fold(text)
    return next(((entry, entry.head("landmark")) for name, entry in _landmarks() if name in folded), None)


@cache
def _landmarks() -> tuple[tuple[str, Entry], ...]:
    cities = ((entry, re.sub(r"^the ", "", entry.head("landmark"), flags=re.I)) for entry in library.entries() if entry.is_city)
    return tuple((library.fold(name), entry) for entry, name in cities if len(name) > 4)


def bolded(sentence: str, words: str) -> str:
    """A sentence with some of its words in bold."""
    return sentence.replace(words, f"**{words}**", 1)
