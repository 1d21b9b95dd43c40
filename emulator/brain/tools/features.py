"""What people look like and measure: "Mia is 5 feet tall and has red hair", "my eyes are green", "she weighs 70 kg".

Reads one row for each person whom a text describes; a likeness ("the same hair as me") is followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.brain.text import sentences
from emulator.brain.tools import tabling, values, words

_PARTS = frozenset("hair eye eyes skin beard fur coat".split())
_MEASURES = frozenset("height weight tall".split())
_METRES = {"m": 1.0, "meter": 1.0, "metre": 1.0, "cm": 0.01, "feet": 0.3048, "foot": 0.3048, "ft": 0.3048, "inch": 0.0254}
_HEIGHT = re.compile(
    r"(?<![\w.])(\d{1,3}(?:\.\d{1,2})?)\s?(met(?:er|re)s?|cm|m|feet|foot|ft|')(?:,? ?(?:and )?(\d{1,2})\s?(?:inch(?:es)?"
    r"|in\b|\"))?(?!\w)",
    re.I,
)
_WEIGHT = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d{1,2})?)\s?(kg|kilo(?:gram)?s?|pounds?|lbs?)\b", re.I)
_WHO = re.compile(
    r"^\W*(?:(?:my name is|i am called|i'm|this is|call me)\s+(?P<me>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})"
    r"|(?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+){0,2})(?=['’]s | (?:is|has|weighs|stands|also|was|and)\b|,))",
    re.I | re.M,
)
_SAME = re.compile(r"\bsame\b[^.]{0,40}?\b(?:as|like) (?P<whom>me|i|him|her|[A-Z][\w'’-]+)", re.I)


def of(text: str, schema: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The features of the one person of a text, and rows of people, by folded name."""
    own = {name: frozenset(words.parts(name)) for name in named}
    if not any(said & (_PARTS | _MEASURES) for said in own.values()):
        return {}
    people = list(_people(text[: values.LONGEST], own, named))
    if not people:
        return {}
    found = {}
    for name, item, _ in tabling.lists(schema):
        if any(frozenset(words.parts(str(one))) & (_PARTS | _MEASURES) for one in item["properties"]):
            found[words.key(name)] = people
    return found or {words.key(name): value for name, value in people[0].items() if value is not None}


def _people(text: str, own: Mapping[str, frozenset[str]], named: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row for each person, features of later sentences about them included."""
    rows: dict[str, dict[str, Any]] = {}
    last = me = ""
    for sentence in sentences(text):
        match = _WHO.match(sentence)
        who = (match["me"] or match["name"]) if match else last
        if not who or who.split()[0].lower() in words.STOP - {"may", "will"} or not who[0].isupper():
            who = last
        if not who:
            continue
        me = who if match and match["me"] else me
        row = rows.setdefault(who, {})
        for name, said in own.items():
            value = who if "name" in said else _feature(sentence, said, str(named[name].get("description") or ""))
            if value is not None:
                row.setdefault(name, value)
        if same := _SAME.search(sentence):
            whom = me if same["whom"].lower() in ("me", "i") else last if same["whom"].lower() in ("him", "her") else same["whom"]
            _likened(row, rows.get(whom, {}), sentence, own)
        last = who
    told = [
        {name: row.get(name) for name in own if "name" in own[name] or own[name] & (_PARTS | _MEASURES)} for row in rows.values()
    ]
    yield from (row for row in told if sum(value is not None for value in row.values()) > 1)


def _likened(row: dict[str, Any], other: Mapping[str, Any], sentence: str, own: Mapping[str, frozenset[str]]) -> None:
    for name, said in own.items():
        if said & (_PARTS | _MEASURES) and any(re.search(rf"\b{one}", sentence, re.I) for one in said) and name in other:
            row[name] = other[name]


def _feature(sentence: str, said: frozenset[str], about: str) -> Any:
    if said & {"height", "tall"} and (match := _HEIGHT.search(sentence)):
        unit = next((one for one in ("cm", "inch", "feet") if re.search(rf"\b{one}|centi", " ".join(said) + " " + about)), "m")
        size = _METRES[re.sub(r"s$", "", match[2].lower()).replace("'", "feet")] * float(match[1]) + 0.0254 * int(match[3] or 0)
        stated = re.search(r"\b(?:m|met|cm|centi|feet|ft|inch)", " ".join(said) + " " + about)
        value = round(size / _METRES[unit], 2)
        return (int(value) if value == int(value) else value) if stated else match[0]
    if said & {"weight"} and (match := _WEIGHT.search(sentence)):
        return float(match[1]) if {"kg", "lbs", "pounds"} & said else match[0]
    return next(filter(None, (_colour(sentence, part) for part in said & _PARTS)), None)


def _colour(sentence: str, part: str) -> str:
    """What colour somebody's hair or eyes have."""
    found = re.search(
        rf"\b(?P<a>[a-z]+(?:[- ](?:brown|blond|blonde|red|grey|gray|blue|green|black))?) {part}\b(?! (?:is|are|colou?r))"
        rf"|\b{part}s? (?:colou?r )?(?:is|are|was|were) (?P<b>[a-z]+(?: (?:brown|blond|blonde|blue|green))?)",
        sentence,
        re.I,
    )
    said = (found["a"] or found["b"]).lower() if found else ""
    said = re.sub(r"^(?:has|have|with|and|got|a|an) ", "", said)
    return said if said not in words.STOP | {"color", "same", "colour", "long", "short"} else ""
