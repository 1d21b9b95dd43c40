"""Compares two or more things the library or the country data knows, side by side."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import library, references, sides, subjects, world
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills import citysizes
from emulator.brain.text import ORDINALS, capitalise, join, sentences, table

_COMPARE = re.compile(
    (
        r"\b(?:compare|comparison|difference|differences|differs?|different (?:from|to|than)|"
        r"how (?:is|are|do|does) \w+ differ\w*|versus|vs\.?|better|"
        r"(?:bigger|larger|smaller|more populous)\b.{0,40}\bor|contrast|distinguish|rather)\b|\bshould (?:i|we) (?:use|"
        r"choose|pick|take|learn|go with)\b.{2,30}\bor\b"
    ),
    re.I,
)
_TO_BEFORE = re.compile(r"\bdifferences? (?:to|from|with)\b|\bcompared? (?:to|with)\b|^\W*(?:and )?(?:vs\.?|versus)\b", re.I)
_PAIR = re.compile(r"\b(?:or|between|vs\.?|versus|compare|different from|better than)\b", re.I)
_WHICH = re.compile(
    r"\bwhich\b(?: (?:one|country|of (?:the|these|those) (?:two|countries)|of them|of both|is|are|has|the))*"
    r" (larg|bigg|small|more populous|most populous|more people|most people|more inhabitants|most inhabitants)",
    re.I,
)


_ORDINALS = re.compile(rf"\b({'|'.join(ORDINALS)})\b", re.I)


@skill("comparison")
def offer(talk: Talk) -> Offer | None:
    """Fits when at least two known things are to be compared."""
    text = talk.gist
    if len(text) < 120 and (match := _WHICH.search(text)):
        if len(cities := _cities_spoken_of(talk)) >= 2 and not world.countries_in(talk.past[-1].said[:1_000]):
            return Offer(0.9, partial(citysizes.ranking, cities, match[1].lower()))
        if len(two := _spoken_of(talk)) == 2:
            return Offer(0.9, partial(_which, two, match[1].lower()))
    if not _COMPARE.search(text):
        return None
    entries = list(library.named(text)) or _pointed(talk)
    named = world.countries_in(text)
    if len(named) == 1 and references.points(text) and (before := references.focus(talk.past, "country")):
        other = world.country(before.name)
        if other is not None and other != named[0]:
            return Offer(0.9, lambda: _nations([other, named[0]]))
    if len(entries) < 2 and not named:
        entries = _with_those_before(talk, entries)
    if len(entries) >= 2:
        return Offer(0.893, lambda: _articles(entries[:4]))
    if len(entries) == 1 and not named and _PAIR.search(text) and (missing := subjects.strange(text, entries)):
        return Offer(0.85, lambda: _half(entries[0], missing))
    nations = world.countries_in(text)
    return Offer(0.85, lambda: _nations(list(nations[:4]))) if len(nations) >= 2 else None


def _pointed(talk: Talk) -> list[Entry]:
    """The points of the last list that ordinals name: "compare the first and the second"."""
    found = [ORDINALS.index(word.lower()) for word in _ORDINALS.findall(talk.gist)]
    for pair in reversed(talk.past[-4:]) if len(found) > 1 else ():
        items = references.listing(pair.told)
        if len(items) > max(found):
            return [entry for place in found if (entry := library.get(items[place]))]
    return []


def _half(entry: Entry, missing: list[str]) -> Reply:
    other = " ".join(missing[:4])
    text = f"I know only one of the two: my library has nothing on “{other}”. On **{entry.title}** it says: {entry.body}"
    return Reply(
        text,
        f"I know only {sides.spoken(entry)}, not “{other}”.",
        "Unknown",
        notes=(Note("Finding what to compare", f"There is an article on {entry.title} but none on “{other}”."),),
    )


def _with_those_before(talk: Talk, entries: list[Entry]) -> list[Entry]:
    """What "it" or "they" are, when a request compares them with something it names, or with each other."""
    text = talk.gist
    if not entries and not subjects.rest(text):
        return list(subjects.recent(talk.past))
    if not (references.points(text) or _TO_BEFORE.search(text)) or (found := subjects.before(talk.past)) is None:
        return entries
    return list(dict.fromkeys([*(entry for entry in found.entries[:1] if not entry.is_city), *entries]))


def _spoken_of(talk: Talk) -> list[world.Country]:
    """The two countries that the conversation compared or named last."""
    for pair in reversed(talk.past[-4:]):
        found = references.entities(f"{pair.said}\n{pair.told}"[:6_000], "country")
        if len(found) >= 2:
            return [nation for name in found[:2] if (nation := world.country(name))]
    return []


def _cities_spoken_of(talk: Talk) -> list[world.City]:
    """The cities that the last request named together."""
    named = world.cities_in(talk.past[-1].said[:1_000]) if talk.past else ()
    return list({city.name: city for city in named}.values())[:6]


def _which(two: list[world.Country], wish: str) -> Reply:
    by_people = wish.startswith(("more", "most"))
    first, second = sorted(two, key=lambda nation: -(nation.population if by_people else nation.area_km2))
    if wish.startswith("small"):
        first, second = second, first
    area = f"{first.area_km2:,.0f} km² against {second.area_km2:,.0f} km²"
    people = f"{world.rounded(first.population)} people against {world.rounded(second.population)}"
    return Reply(
        f"**{first.name}**: {f'{people}; {area}' if by_people else f'{area}; {people}'}.",
        f"{first.name}.",
        first.name,
        notes=(
            Note("Finding the two", f"We spoke of {two[0].name} and {two[1].name}."),
            Note("Comparing them", f"{area}; {people}."),
        ),
    )


def _rows(entries: list[Entry], cities: bool) -> list[tuple[str, ...]]:
    head = ("", *(entry.title for entry in entries))
    if cities:
        labels = (("Known for", "brief"), ("Landmark", "landmark"), ("Dish to try", "dish"), ("Best time", "time"))
        return [head, *((label, *(capitalise(entry.head(key)) for entry in entries)) for label, key in labels)]
    return [
        head,
        ("In one sentence", *(entry.lead for entry in entries)),
        ("Also worth knowing", *(_second(entry) for entry in entries)),
        *_weighed(entries),
        ("Field", *(", ".join(entry.tags[:3]) for entry in entries)),
    ]


def _weighed(entries: list[Entry]) -> list[tuple[str, ...]]:
    """Rows of what the articles are weighed by, where each of them has it."""
    rows = [
        ("Speaks for it", *(_points(entry, "pros") for entry in entries)),
        ("Speaks against it", *(_points(entry, "cons") for entry in entries)),
        ("Good for", *(capitalise(", ".join(sides.suits(entry)[:4])) for entry in entries)),
    ]
    return [row for row in rows if all(row)]


def _points(entry: Entry, key: str) -> str:
    return capitalise("; ".join(point.strip() for point in entry.fields.get(key, "").split("|")))


def _verdict(entries: list[Entry], cities: bool) -> str:
    if cities:
        wishes = [f"{entry.title} for {entry.fields['brief']}" for entry in entries]
        return f"\n\nWhich suits you depends on what you want: {join(wishes, 'or')}."
    if all(sides.suits(entry) for entry in entries):
        rules = [f"{entry.title} for {join(sides.suits(entry)[:2])}" for entry in entries]
        return f"\n\nRule of thumb: take {'; take '.join(rules)}."
    shared = set(entries[0].tags).intersection(*(entry.tags for entry in entries[1:]))
    return f"\n\nWhat they share: they all belong to {join(sorted(shared))}." if shared else ""


def _articles(entries: list[Entry]) -> Reply:
    titles = [entry.title for entry in entries]
    cities = all(entry.is_city for entry in entries)
    rows = _rows(entries, cities)
    speaking = "fame, landmark, dish and season" if cities else "what each is, a second fact and its field"
    notes = (
        Note("Finding what to compare", f"The library has articles on {join(titles)}."),
        Note("Choosing the rows", f"I compare what all of the articles speak of: {speaking}."),
    )
    return Reply(
        f"Here are **{join(titles)}** side by side:\n\n{table(rows)}{_verdict(entries, cities)}",
        " ".join(f"{entry.title}: {entry.fields.get('brief') or entry.lead}" for entry in entries[:2]),
        titles[0],
        tuple(f"**{entry.title}:** {entry.lead}" for entry in entries),
        tuple(rows),
        notes,
        {entry.title: entry.lead for entry in entries},
    )


def _second(entry: Entry) -> str:
    return (sentences(entry.body)[1:2] or [entry.lead])[0]


def _nations(nations: list[world.Country]) -> Reply:
    rows = [
        ("", *(c.name for c in nations)),
        ("Capital", *(c.capital for c in nations)),
        ("Population", *(world.rounded(c.population) for c in nations)),
        ("Area", *(f"{c.area_km2:,.0f} km²" for c in nations)),
        ("Continent", *(c.continent for c in nations)),
        ("Currency", *(c.currency for c in nations)),
        ("Languages", *(join(c.languages) for c in nations)),
    ]
    names = [c.name for c in nations]
    largest, most = max(nations, key=lambda c: c.area_km2), max(nations, key=lambda c: c.population)
    brief = f"**{largest.name}** is larger in area and {'' if most is largest else most.name + ' '}has more people."
    return Reply(
        f"{brief}\n\n{table(rows)}",
        brief,
        most.name,
        tuple(f"**{c.name}:** capital {c.capital}, {world.rounded(c.population)} people" for c in nations),
        tuple(rows),
        (Note("Looking up the countries", f"I found {join(names)} in the country data."), Note("Comparing them", brief)),
    )
