"""Entities of a text with their kinds, for a list of objects that asks for both: {"text": ..., "type": "PERSON" | "ORG" | ...}.

Reads names, dates and amounts that the text mentions; a schema without such a choice of kinds gets none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import mentions, quantities, schemas
from emulator.brain.tools.values import Found

_KINDS = {
    "person": "person per people human name",
    "org": "org organization organisation company business institution",
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
    named = [(str(one.value), option) for one in mentions.mentions(text, today) if (option := options.get(_kind(one)))]
    return [{held: said, name: option} for said, option in dict.fromkeys(named)]


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
