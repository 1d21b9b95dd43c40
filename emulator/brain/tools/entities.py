"""Entities of a text with their kinds, for a list of objects that asks for both: {"text": ..., "type": "PERSON" | "ORG" | ...}.

Reads names, dates and amounts that the text mentions; a schema without such a choice of kinds gets none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emulator.brain import world
from emulator.brain.library import fold
from emulator.brain.tools import mentions, quantities, schemas
from emulator.brain.tools.values import Found

_STATES = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho illinois indiana iowa kansas"
    " kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio"
    " oklahoma oregon pennsylvania tennessee texas utah vermont virginia washington wisconsin wyoming bavaria saxony ontario"
    " quebec alberta queensland victoria tasmania tyrol carinthia styria catalonia andalusia tuscany lombardy sicily".split()
)
_TITLES = frozenset("ceo cto cfo coo cmo cio vp svp evp phd md hr pr ai it dr mr mrs ms".split())
_KINDS = {
    "person": "person per people human name",
    "org": "org organization organisation company business institution",
    "state": "state province region",
    "city": "city town",
    "country": "country nation",
    "place": "location loc place gpe city country geo",
    "date": "date time datetime day",
    "money": "money amount currency price",
    "email": "email contact",
    "product": "product work event misc other",
}


def typed(text: str, schema: Mapping[str, Any], today: date) -> list[dict[str, Any]]:
    """An object for each thing that a text names, where a schema's objects hold a thing and its kind."""
    properties = schemas.mapping(schema.get("properties"))
    kinds = next(
        ((name, found) for name, part in properties.items() if len(found := _kinds(schemas.mapping(part).get("enum"))) > 1), None
    )
    held = next((name for name, part in properties.items() if _is_text(part)), None)
    if kinds is None or held is None:
        return []
    name, options = kinds
    named = [
        (_whole(text, one), option)
        for one in mentions.mentions(text, today)
        if fold(str(one.value)) not in _TITLES and (option := _option(one, options))
    ]
    return [{held: said, name: option} for said, option in dict.fromkeys(named)]


def _whole(text: str, one: Found) -> str:
    """A name with the stop of its short form: "Oil Inc."."""
    said = str(one.value)
    return (
        f"{said}." if said.split()[-1:] in (["Inc"], ["Co"], ["Corp"], ["Ltd"]) and text[one.end : one.end + 1] == "." else said
    )


def _option(one: Found, options: Mapping[str, str]) -> str | None:
    """The option for a thing, a place by what it is where there are such."""
    kind, said = _kind(one), fold(str(one.value))
    if one.kind == "name" and said in _STATES and "state" in options:
        return options["state"]
    if kind == "place":
        finer = "country" if world.countries_in(str(one.value)) else "city" if world.cities_in(str(one.value)) else "place"
        return options.get(finer) or options.get("place")
    return options.get(kind)


def _kinds(allowed: Any) -> dict[str, str]:
    """Our kinds with the option that stands for each."""
    found: dict[str, str] = {}
    for option in allowed if isinstance(allowed, Sequence) and not isinstance(allowed, str) else ():
        for kind, said in _KINDS.items():
            if isinstance(option, str) and fold(option) in said.split():
                found.setdefault(kind, option)
    return found


def _is_text(part: Any) -> bool:
    flat = schemas.mapping(part)
    return flat.get("type") == "string" and "enum" not in flat


def _kind(one: Found) -> str:
    if one.kind == "name":
        return one.unit or "org"
    if one.kind == "number":
        return "money" if quantities.is_money(one.unit) else ""
    return one.kind if one.kind in ("date", "email") else ""
