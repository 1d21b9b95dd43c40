"""Which of a schema's allowed values a text means: named outright, by another word, by a part of its name, or by an opposite.

Reads one text against a list of values; it doesn't know what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import measures, roles, roletables, words
from emulator.brain.tools.values import Found

_MOST = 400
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_GROUPS = frozenset("weekday weekdays weekend weekends".split())
"""Words that mean several values at once."""
_ALIKE = {
    "urgent": "critical high p0 asap emergency blocker",
    "critical": "urgent p0 emergency blocker",
    "high": "urgent important p1 major",
    "low": "minor trivial p3 unimportant",
    "medium": "normal p2 moderate",
    "normal": "medium standard regular",
    "$": "cheap inexpensive budget",
    "$$$": "expensive upscale fancy",
    "asc": "cheapest lowest smallest ascending oldest first",
    "ascending": "cheapest lowest oldest",
    "desc": "expensive highest largest newest latest descending",
    "descending": "newest latest highest",
    "rating": "rated best reviewed",
    "error": "errors failures exceptions",
    "warn": "warnings warning",
    "warning": "warn warnings",
    "vacation": "holiday holidays pto annual",
    "damaged": "broken cracked scratched smashed defective faulty",
    "late": "delayed overdue never+arrived",
    "changed_mind": "changed+my+mind don't+want don't+need",
    "wrong_item": "wrong+item wrong+size wrong+colour wrong+color",
    "sick": "ill unwell flu",
    "bug": "crash broken defect",
    "prod": "production live",
    "production": "prod live",
    "dev": "development",
    "development": "dev",
    "staging": "stage preprod",
    "driving": "car drive",
    "transit": "bus train subway metro tram",
    "bicycling": "bike bicycle cycling",
    "walking": "foot walk",
    "weekly": "week every+week " + " ".join(f"every+{day}" for day in _WEEK),
    "daily": "day everyday every+day every+morning every+evening every+night",
    "monthly": "month every+month",
    "yearly": "year annually every+year",
    **{day[:3]: f"{day} {day}s weekdays weekday" for day in _WEEK[:5]},
    **{day[:3]: f"{day} {day}s weekend weekends" for day in _WEEK[5:]},
    **dict.fromkeys(_WEEK[:5], "weekdays weekday"),
    **dict.fromkeys(_WEEK[5:], "weekend weekends"),
    "cycling": "bike bicycle bicycling cycle",
    "express": "fast quick quickly asap rush urgent",
    "away": "leaving left out gone going+out",
    "night": "bed sleep sleeping",
    "pets": "dog cat pet",
    "pet": "dog cat",
    "change": "move reschedule postpone shift",
    "mild": "slight slightly bearable not+too+bad",
    "severe": "unbearable terrible awful",
    "reschedule": "move change shift postpone",
    "defect": "broken defective faulty",
    "wedding": "married marry marries marriage wed",
    "birth": "born baby",
    "death": "died passed+away",
    "move": "moved moving relocated",
    "graduation": "graduated graduate",
    "all": "everyone everybody everything everywhere whole",
    "true": "yes",
    "false": "no",
    "completed": "done finished",
    "done": "completed finished",
    "open": "unresolved pending",
    "closed": "resolved",
    "last 30 days": "last+month past+month this+month",
    "last 7 days": "last+week past+week this+week",
    "last 24 hours": "today past+day last+day",
    "last 90 days": "last+quarter past+quarter last+three+months",
    "last month": "past+month",
    "quarter": "this+quarter last+quarter",
    "dermatology": "skin rash acne mole eczema",
    "cardiology": "heart chest",
    "pediatrics": "child kid baby toddler",
    "orthopedics": "knee back shoulder bone",
    "dentistry": "tooth teeth dentist",
    "ophthalmology": "eye eyes",
    "wrong size": "too+small too+big too+large too+tight doesn't+fit does+not+fit",
    "changed mind": "changed+my+mind don't+want don't+need",
    "meals": "lunch dinner breakfast restaurant coffee snack",
    "twice daily": "twice+a+day two+times+a+day",
    "as needed": "when+needed if+needed",
    "eu": "europe european",
    "us": "america usa",
    "ap": "asia",
    "used": "second-hand secondhand vintage preowned scratches wear worn pre-owned circa",
    "like new": "as+new barely+used hardly+used mint",
    "above": "over exceeds more+than higher+than",
    "below": "under less+than lower+than beneath",
    "positive": "good great",
    "negative": "bad",
    "fahrenheit": "imperial f",
    "celsius": "metric c",
    "metric": "celsius kilometers",
    "imperial": "fahrenheit miles",
    "f": "fahrenheit",
    "c": "celsius",
    "cancelled": "canceled",
    "outdoor": "outside terrace",
    "indoor": "inside",
    "gbp": "pounds pound",
    "usd": "dollars",
    "kg": "kilos",
    "food": "lunch dinner breakfast groceries restaurant coffee snack meal pizza supermarket",
    "dining": "lunch dinner breakfast restaurant",
    "groceries": "supermarket food",
    "transport": "taxi bus train uber cab metro fuel petrol parking tram subway ticket",
    "transportation": "taxi bus train uber cab metro fuel petrol parking tram subway ticket",
    "travel": "taxi train flight hotel uber cab trip",
    "housing": "rent mortgage",
    "entertainment": "cinema movie movies concert theatre game games netflix",
    "utilities": "electricity internet water heating phone",
    "health": "doctor pharmacy medicine dentist gym",
    "shopping": "clothes shoes shirt jacket",
}


def found(text: str, allowed: Sequence[Any]) -> list[tuple[float, Found]]:
    """The values a text means, with how sure that is, in the text's order."""
    lowered = fold(text)
    if len(lowered) != len(text):
        lowered = text.lower()
    options = [one for one in allowed[:_MOST] if isinstance(one, (str, int, float)) and not isinstance(one, bool)]
    own = _distinct(options)
    hits: list[tuple[float, Found]] = []
    for option in options:
        for score, span in _spots(lowered, text, str(option), own[str(option)]):
            hits.append((score, Found(option, *span, kind="option")))
    hits.sort(key=lambda hit: (-hit[0], -(hit[1].end - hit[1].start)))
    kept: list[tuple[float, Found]] = []
    ends = {one.end for score, one in hits if score > 1.9}
    hits = [hit for hit in hits if hit[0] > 1.9 or hit[1].start - 1 not in ends]
    for score, one in hits:
        group = text[one.start : one.end].lower() in _GROUPS
        if not any(
            ((one.start < other.end and other.start < one.end) and not group) or one.value == other.value for _, other in kept
        ):
            kept.append((score, one))
    return sorted(kept, key=lambda hit: hit[1].start)


def told(text: str, name: str, allowed: Sequence[Any], known: Any, spoken: Sequence[str]) -> Iterator[Any]:
    """The values of a choice that a finding or a text speaks for, the surest first."""
    said = [str(known)] if isinstance(known, (str, int, float)) else []
    worded = [one for one in allowed if isinstance(one, str) and one]
    for one_text in (*said, *spoken):
        lowered = fold(one_text)
        yield from (one for one in worded if fold(one).replace("_", " ") == lowered)
        yield from (one for one in worded if re.search(rf"\b{re.escape(fold(one).replace('_', ' '))}\b", lowered))
    yield from roles.options(text, name, allowed, 0)
    yield from (one for one in allowed if one == known)


def akin(text: str, allowed: Sequence[Any]) -> list[Any]:
    """The values that share a meaning with a text's words: a package is a matter of shipping."""
    said = words.content(text[:2_000])
    rated = [
        (max((words.near(words.stem(part), word) for part in words.parts(str(one)) for word in said), default=0.0), -at, one)
        for at, one in enumerate(allowed)
        if isinstance(one, str)
    ]
    best = max(rated, default=None)
    sure = best is not None and best[0] >= 0.7 and (best[0] == 1 or sum(one[0] == best[0] for one in rated) == 1)
    return [best[2]] if best is not None and sure else []


def alike(word: str) -> list[str]:
    """Other words for the same state."""
    return _ALIKE.get(word, "").split()


def _distinct(options: Sequence[Any]) -> dict[str, frozenset[str]]:
    """For each option the stems that no other has."""
    stems = {str(one): {words.stem(part) for part in words.parts(str(one)) if part not in words.STOP} for one in options}
    return {
        name: frozenset(stem for stem in own if not any(stem in other for key, other in stems.items() if key != name))
        for name, own in stems.items()
    }


def _spots(lowered: str, text: str, option: str, distinct: frozenset[str]) -> list[tuple[float, tuple[int, int]]]:
    said = " ".join(words.parts(option)) or fold(option)
    spaced = re.sub(r"(?<=[a-z])(?=\d)", " ", said)
    spots = [(3.0, span) for one in {said, spaced, fold(option)} for span in _whole(lowered, text, one, option)]
    if spots:
        return spots
    alike = {
        *roletables.SAME_OPTION.get(said, "").split(),
        *_ALIKE.get(said, "").split(),
        *(word for part in words.parts(option) for word in _ALIKE.get(part, "").split() if words.stem(part) in distinct),
        *_aliases(said),
    }
    spots = [(2.2, span) for one in sorted(alike - {said}) for span in _whole(lowered, text, one.replace("+", " "), one)]
    return spots or _partly(lowered, said, distinct)


def _whole(lowered: str, text: str, said: str, option: str) -> list[tuple[int, int]]:
    if not said:
        return []
    pattern = r"[\s_-]+".join(re.escape(part) for part in said.split())
    found = [match.span() for match in re.finditer(rf"(?<![\w]){pattern}(?:e?s|ed|ing|ly)?(?![\w])", lowered)]
    if len(said) == 1 and said.isalpha():
        found = [span for span in found if re.search(r"[\d°]\s?$", lowered[: span[0]]) or text[span[0]] == option.upper() != "I"]
    return found


def _partly(lowered: str, said: str, distinct: frozenset[str]) -> list[tuple[float, tuple[int, int]]]:
    """A word that belongs to this option alone."""
    own, weight = {words.root(one) for one in distinct}, 2.6 if len(said.split()) == 1 else 1.9
    return [(weight, span) for roots, span in _rooted(lowered) if roots & own]


@lru_cache(maxsize=16)
def _rooted(lowered: str) -> tuple[tuple[frozenset[str], tuple[int, int]], ...]:
    """The words of a text that carry a subject, each with its roots and its place."""
    return tuple(
        (frozenset({words.root(match[0]), words.root(words.IRREGULAR.get(match[0], match[0]))}), match.span())
        for match in re.finditer(r"[^\W\d_]{2,}", lowered)
        if match[0] not in words.STOP
    )


def _aliases(said: str) -> tuple[str, ...]:
    """Other words for the same unit or currency."""
    for group in measures.UNITS.values():
        if said in group:
            return tuple(word for word in group if len(word) > 1 or said == word)
    return tuple(measures.CURRENCIES.get(said.upper(), "").split())
