"""What a text says for each place of a schema, and what can be counted or judged of the text itself.

The same reading as for arguments of functions, for answers that must have a form; it makes nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from statistics import fmean, median
from typing import Any

from emulator.brain import languages, world
from emulator.brain.library import fold
from emulator.brain.text import sentences
from emulator.brain.tools import assigning, headings, quantities, roles, slots, values, words

_MOST = 6_000
_SPENT = re.compile(r"\W*(?:today |yesterday )?(?:i|we)(?:['’]ve| have)? (?:just )?(?:spent|paid|bought)\b", re.I)


def assigned(text: str, schema: Any, today: date, thin: bool) -> tuple[dict[tuple[str, ...], Any], bool]:
    """The values that a text has for the places of a schema, and whether it is material for it rather than a question."""
    if not isinstance(schema, Mapping):
        return {}, thin
    found = slots.of(schema, text=text)
    own, rest = _apart(material(text)[:_MOST], found, today)
    made = assigning.assign(rest, [slot for slot in found if slot.path not in own], today)
    thin = thin or (made.sure + len(own) >= 3 and not text.rstrip().endswith("?"))
    loose = {slot.path for slot in found if slot.kind == "string" and not _wordy(slot)}
    kept = {
        path: value
        for path, value in made.values.items()
        if made.scores[path] > 1.25 or (thin and (path not in loose or _like_a_name(value)))
    }
    doubtful = {
        slot.path
        for slot in found
        if _may_be_null(slot.schema) and slot.kind in ("string", "integer", "number") and made.scores.get(slot.path, 0) < 1.9
    }
    return {**{path: value for path, value in kept.items() if path not in doubtful}, **own}, thin


def _may_be_null(schema: Mapping[str, Any]) -> bool:
    kinds = schema.get("type")
    return (isinstance(kinds, list) and "null" in kinds) or bool(schema.get("nullable"))


def _apart(text: str, found: Sequence[slots.Slot], today: date) -> tuple[dict[tuple[str, ...], Any], str]:
    """What stands behind the labels of inner objects, 'Owner: Tim Reuter', and the text without it."""
    own: dict[tuple[str, ...], Any] = {}
    for name in dict.fromkeys(slot.path[0] for slot in found if len(slot.path) > 1):
        if said := headings.line(text, name):
            inner = assigning.assign(said, [slot for slot in found if slot.path[0] == name], today)
            own |= inner.values
            text = text.replace(said, " ", 1) if inner.values else text
    return own, text


def _wordy(slot: slots.Slot) -> bool:
    """Whether a text's own words may be its value."""
    return slot.short or slot.long or slot.item is not None or slot.role in ("text", "item", "query")


def _like_a_name(value: Any) -> bool:
    """Whether a leftover of a text could be what something is called: 'LH 1876'."""
    return isinstance(value, str) and bool(re.match(r"[A-ZÀ-Þ\d]", value)) and len(value.split()) <= 4


def material(text: str) -> str:
    """A text without the word that says what to do with it: 'Extract: ...'."""
    return re.sub(
        r"^\W*(?:please )?(?:extract|parse|read|moderate|classify|analy[sz]e|structure|convert"
        r"|sentiment|summari[sz]e|rate|tag|label|address|keywords|entities|receipt|translate|check|fill|review)\b[^:\n]{0,110}:\s*",
        "",
        text,
        flags=re.I,
    )


_STEP = re.compile(r"(?:^|\s)\d{1,2}[.)]\s+(.+?)(?=\s+\d{1,2}[.)]\s|[.!?]\s+[A-Z]|[.!?]?\s*$|\n)")


def numbered(text: str, name: str) -> list[str]:
    """The steps of '1. Open it 2. Click Export', for a list of such."""
    if not {"steps", "step", "instructions", "points", "tasks", "items", "actions"} & set(words.parts(name)):
        return []
    found = [match[1].strip(" .,;") for match in _STEP.finditer(text[:_MOST])]
    return found if len(found) > 1 else []


def listed(text: str, name: str, most: int) -> list[str]:
    """The points of an inline enumeration, or for keywords the telling words of a text."""
    if {"topics", "aspects", "themes"} & set(words.parts(name)) and (judged_parts := list(aspects(text))):
        return judged_parts[:most]
    points = [part.strip(" .,;") for part in re.split(r"(?:^|\s)\d{1,2}[.)]\s+", text)]
    if len(points) > 2:
        return [*points[1:-1], (sentences(points[-1]) or [points[-1]])[0].strip(" .")]
    if not {"keywords", "keyword", "topics", "keyphrases"} & set(words.parts(name)):
        return []
    said = re.findall(r"[^\W\d_]{5,}", text[:_MOST])
    told = {words.stem(fold(word)): word.lower() for word in reversed(said) if fold(word) not in words.STOP}
    return list(reversed(told.values()))[: min(most, 8)]


_ASPECT = re.compile(
    r"(?:\b(?:the|my|our|its|their|this|and|but)\s+)([a-z][\w-]*(?: [a-z][\w-]*)?)\s+"
    r"(?:was|were|is|are|kept|keeps|could|felt|tasted|looked|looks|arrived|stopped|works?|worked|needs?|broke|lasts?|feels?)\b"
)


def aspects(text: str) -> Iterator[str]:
    """What of a thing a text judges: the room, the breakfast, the wifi."""
    seen: set[str] = set()
    for match in _ASPECT.finditer(text[:_MOST]):
        said = " ".join(word for word in match[1].split() if word not in words.STOP)
        if said and said not in seen and said not in ("there", "everything", "something", "nothing"):
            seen.add(said)
            yield said


_SIGHTS = frozenset("landmark landmarks sight sights attraction attractions monument monuments places".split())
_SIGHT = re.compile(r"\bthe ((?:[A-ZÀ-Þ][\w'’-]+)(?:(?: of| the| de| di)* [A-ZÀ-Þ][\w'’-]+){0,3})")


def sights(name: str, text: str) -> list[str]:
    """The sights that a description of a place names."""
    if not _SIGHTS & set(words.parts(name)):
        return []
    return list(dict.fromkeys(match[1] for match in _SIGHT.finditer(text[:_MOST])))


def counted(text: str) -> dict[str, Any]:
    """What can be counted of a text, by folded name."""
    own = material(text)
    said = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", own)
    found: dict[str, Any] = {
        "wordcount": len(said),
        "charactercount": len(own),
        "charcount": len(own),
        "sentencecount": len(sentences(own)),
        "readingminutes": max(1, round(len(said) / 200)),
        "readingtimeminutes": max(1, round(len(said) / 200)),
        "isquestion": own.rstrip().endswith("?"),
        "language": languages.detect(own),
        "detectedlanguage": languages.detect(own),
    }
    money = [one.value for one in quantities.numbers(own) if not one.unit or quantities.is_money(one.unit)]
    if len(money) > 1 and _SPENT.match(own) and not re.search(r"\btotal\b|\d\s?[x×]\s", own, re.I):
        found["total"] = round(sum(money), 2)
    numbers = [one.value for one in quantities.numbers(own)]
    if len(numbers) > 1:
        mean = fmean(numbers)
        found |= {"sum": sum(numbers), "mean": round(mean, 6), "average": round(mean, 6), "median": median(numbers)}
        found |= {
            "minimum": min(numbers),
            "maximum": max(numbers),
            "min": min(numbers),
            "max": max(numbers),
            "count": len(numbers),
        }
    return found


def nation(text: str) -> dict[str, Any]:
    """What the geographic data know of the one country that a text names."""
    named = world.countries_in(text[:400])
    cities = world.cities_in(text[:400]) if not named else ()
    if len(cities) == 1:
        one_city = cities[0]
        land = world.country(one_city.country)
        return {
            "city": one_city.name,
            "country": land.name if land else one_city.country,
            "population": one_city.population,
            "timezone": one_city.timezone,
            "latitude": one_city.latitude,
            "longitude": one_city.longitude,
        }
    if len(named) != 1:
        return {}
    one = named[0]
    return {
        "country": one.name,
        "capital": one.capital,
        "population": one.population,
        "continent": one.continent,
        "currency": one.currency,
        "languages": list(one.languages),
        "isisland": not one.neighbours,
        "areakm2": one.area_km2,
        "neighbours": list(one.neighbours),
    }


def pairs(text: str) -> dict[str, Any]:
    """Names and numbers of a list: 'apples 1.20, pears 2.50'."""
    tail = text.rpartition(": ")[2]
    found: dict[str, Any] = {}
    for part in re.split(r",\s*(?:and\s+)?|;|\n|\s+and\s+", tail[:_MOST]):
        match = re.fullmatch(r"\W*([^\W\d][^:=\d]{0,60}?)\s*[:=]?\s*[$€£]?(-?\d+(?:\.\d+)?)\s*\W*", part.strip())
        if match:
            found[fold(match[1].strip()) if match[1].islower() else match[1].strip()] = (
                float(match[2]) if "." in match[2] else int(match[2])
            )
    return found


def read(value: str, name: str, schema: Mapping[str, Any], today: date) -> Iterator[Any]:
    """A labelled value in the type that is wanted."""
    role = roles.of(name, schema)
    if schema.get("type") in ("integer", "number"):
        yield from (one.value for one in values.numbers(value)[:1])
    elif schema.get("type") == "boolean":
        yield not re.match(r"\W*(?:no|false|off|never|none|unpaid)\b", value, re.I)
    elif role in ("date", "email", "url", "phone", "currency", "time", "id"):
        yield from roles.strings(role, value, "", 0, today)
        yield value.split(",")[0].strip() if role == "id" else value
    else:
        value = _FURTHER.sub("", value) if not _LONG.search(name) else value
        yield re.split(r",\s*(?=\S+@)|\s[<(]", value)[0].strip() if "name" in words.parts(name) or role == "person" else value


_FURTHER = re.compile(r"(?<=\w),\s+(?:[a-z]+ ){1,3}(?=[A-Z]*\d|[A-Z]{2}).*$")
"""What is said further on one line: "Grace O'Connor, seat 34K, booking reference XK7PQ2"."""
_LONG = re.compile(r"address|text|note|summary|description|items|message|content|list|s$", re.I)
