"""A title for a text that has none: what a message is about, what a notice offers, what an invitation is to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.text import capitalise, cut, sentences
from emulator.brain.tools import extracting, letters, values, words

_MATTER = frozenset(
    "category severity priority status steps device reporter component assignee labels urgency os browser".split()
)
_OFFER = frozenset("price condition material dimensions location rent area currency negotiable".split())
_TITLES = frozenset("title subject headline".split())
_OCCASION = re.compile(
    r"\b(?P<kind>wedding|birthday(?: party)?|concert|workshop|conference|exhibition|festival|seminar|webinar"
    r"|meetup|summer party|party"
    r"|reading|open day|fair|marathon|tournament|lecture|gala|premiere|barbecue|reunion)\b",
    re.I,
)
_MARRIED = re.compile(
    r"\b(?P<who>[A-ZÀ-Þ][\w'’-]+ (?:and|&) [A-ZÀ-Þ][\w'’-]+) (?:are getting|get|will be|are to be|got) married\b"
)
_OPENING = re.compile(
    r"^(?:I(?:'m| am| have|'ve)?|We(?:'re| are| have|'ve)?|There (?:is|are)|The|My|Our|An?|It seems (?:that )?)\s+", re.I
)
_CUT = re.compile(r"\s+[-–—]\s+|[,;:]\s|\s+(?:because|although|but|and (?:it|I|we|then)|so (?:I|we))\b|\s+on my\b")


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The titles by folded name; nothing for what a text is called by name, which is read elsewhere."""
    everybody = {word for name in named for word in words.parts(name)}
    text = extracting.material(text)[: values.LONGEST]
    found: dict[str, str] = {}
    for name, schema in named.items():
        own = set(words.parts(name))
        if "enum" in schema or "string" not in str(schema.get("type", "string")):
            continue
        if own <= {"event", "name", "title", "occasion"} and own & {"event", "occasion"} and (event := _event(text)):
            found[words.key(name)] = event
        elif own <= _TITLES | {"ticket", "issue", "short"} and own & _TITLES and (said := _title(text, everybody)):
            found[words.key(name)] = said
    return found


def _event(text: str) -> str:
    if married := _MARRIED.search(text):
        return f"Wedding of {married['who']}"
    match = _OCCASION.search(text)
    return capitalise(match["kind"]) if match else ""


def _title(text: str, everybody: set[str]) -> str:
    if everybody & _MATTER:
        told = [one for one in sentences(letters.body(text)) if len(one.split()) > 2]
        if letters.subject(text) or not told or re.match(r"[\w ]{2,20}:", told[0]):
            return ""
        said = _OPENING.sub("", _CUT.split(told[0].strip(" '\"“"))[0])
        return cut(capitalise(said.rstrip(" .!?")), 80) if len(said.split()) > 1 else ""
    if len(everybody & _OFFER) > 1:
        said = re.split(r",\s|\.\s|\s[-–]\s|;\s|\n", re.sub(r"^(?:For sale|To let|Selling|I'm selling|Listing)\W+", "", text))[0]
        return cut(re.sub(r"^(?:my|an?|the)\s+", "", said).strip(" .:"), 80) if 1 < len(said.split()) <= 9 else ""
    return ""
