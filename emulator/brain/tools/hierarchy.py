"""Who stands above whom in a text: "Bob and Carla report to Ann", "Ann leads the team", "Dev's manager is Carla".

Reads sentences as rows for a list of people; a schema without a place for the one above gets none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.brain.text import sentences
from emulator.brain.tools import tabling, values, words

_ABOVE = frozenset("reports manager boss supervisor superior parent lead leader head".split())
_WHO = frozenset("name person employee member who".split())
_ROLE = frozenset("role title position job function".split())
_NAME = r"[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*){0,2}"
_NAMES = rf"{_NAME}(?:(?:, | and |, and ){_NAME})*"
_BELOW = re.compile(
    rf"(?P<low>{_NAMES})(?:,? who)?(?: both| all| each)? (?:reports?|answers?)(?: directly)? to (?P<high>{_NAME}|h[ie][mr]|them)"
)
_OVER = re.compile(
    rf"(?P<high>{_NAME}),?(?: who| she| he)? (?:also )?(?:manages|supervises|leads|heads|runs"
    rf"|is (?:the )?(?:boss|manager) of) (?P<low>{_NAMES})"
)
_OF = re.compile(rf"(?P<low>{_NAME})['’]s (?:manager|boss|supervisor|lead) is (?P<high>{_NAME})")
_IS = re.compile(
    rf"(?P<who>{_NAME}) (?:is (?:our |the |an? )?|works as (?:an? |the )?|, (?:our |the ))"
    r"(?P<role>[A-Z]{2,5}\b|[\w -]{3,40}?)(?=[,.;]|$| and )"
)
_LEADS = re.compile(
    rf"(?P<who>{_NAME}) (?P<does>leads|heads|runs|founded|owns) (?:the |our )?(?P<what>[a-z][\w ]{{2,30}}?)(?=[,.;]|$| and )"
)
_TITLES = {
    "leads": "lead of the",
    "heads": "head of the",
    "runs": "head of the",
    "founded": "founder of the",
    "owns": "owner of the",
}


def rows(text: str, named: Mapping[str, frozenset[str]]) -> list[dict[str, Any]]:
    """A row for each person, in the order in which they are named."""
    above = next((name for name, said in named.items() if said & _ABOVE), "")
    who = next((name for name, said in named.items() if said & _WHO and name != above), "")
    role = next((name for name, said in named.items() if said & _ROLE and name != above), "")
    pairs = dict(_pairs(text[: values.LONGEST])) if above and who else {}
    if not pairs:
        return []
    everyone = dict.fromkeys([*pairs, *pairs.values(), *(match["who"] for match in _LEADS.finditer(text))])
    order = sorted(everyone, key=lambda one: text.find(one))
    told = dict(_roles(text)) if role else {}
    return [{who: one, above: pairs.get(one), **({role: told.get(one)} if role else {})} for one in order]


def lines(text: str, schema: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Who stands above whom, for each list of people that has a place for it."""
    made = {}
    for name, item, _ in tabling.lists(schema):
        named = {str(one): frozenset(words.parts(str(one))) for one in item["properties"]}
        if found := rows(text, named):
            made[name] = found
    return made


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Each person with the one above."""
    last = ""
    for sentence in sentences(text):
        for pattern in (_BELOW, _OVER, _OF):
            for match in pattern.finditer(sentence):
                high = match["high"] if match["high"][0].isupper() else last
                for low in re.split(r", and |, | and ", match["low"]):
                    if high and low != high:
                        yield low, high
                last = high
        named = re.match(_NAME, sentence)
        last = named[0] if named and words.parts(named[0])[0] not in words.STOP else last


def _roles(text: str) -> Iterator[tuple[str, str]]:
    for match in _LEADS.finditer(text):
        yield match["who"], f"{_TITLES[match['does']]} {match['what']}"
    for match in _IS.finditer(text):
        yield match["who"], match["role"].strip()


_UNDER = frozenset("reports subordinates children employees team members staff directreports underlings".split())


def tree(text: str, schema: Any, named: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Who stands above whom as a tree, for a form whose parts are of its own kind; the parts of its top by folded name."""
    below = next((name for name, part in named.items() if part.get("type") == "array" and _again(part.get("items"), schema)), "")
    who = next((name for name in named if set(words.parts(name)) & _WHO), "")
    pairs = dict(_pairs(text[: values.LONGEST])) if below and who and set(words.parts(below)) & _UNDER else {}
    tops = [one for one in dict.fromkeys(pairs.values()) if one not in pairs]
    if not tops:
        return {}
    order = [tops[0]]
    for one in order:
        order += [low for low, high in pairs.items() if high == one and low not in order]
    told = dict(_roles(text))
    numbered = [name for name, part in named.items() if part.get("type") == "integer" and "id" in words.parts(name)]
    titled = [name for name in named if set(words.parts(name)) & _ROLE]

    def node(one: str) -> dict[str, Any]:
        row: dict[str, Any] = {who: one, **dict.fromkeys(numbered, order.index(one) + 1)}
        row |= {name: told[one] for name in titled if one in told}
        return row | {below: [node(low) for low in order if pairs.get(low) == one]}

    return {words.key(name): value for name, value in node(tops[0]).items()}


def _again(items: Any, schema: Any) -> bool:
    """Whether the items of a list are of the kind of a part above them."""
    reference = items.get("$ref") if isinstance(items, Mapping) else None
    return isinstance(reference, str) and reference.startswith("#") and isinstance(schema, Mapping)
