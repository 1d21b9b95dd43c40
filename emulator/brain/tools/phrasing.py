"""Values of results, their names and their units, in the words in which they are told.

One value at a time; what a result is told as is decided elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.text import cut
from emulator.brain.tools import metrics, quantities, words

LONGEST = 1_500
"""Characters of a text that are told."""
_ABBREVIATED = frozenset("mg ml ms px hz rpm bpm kcal kwh gb mb tb db".split())
_PERCENT = ("percent", "pct")


def measured(key: Any) -> tuple[str, str]:
    """A name and the unit it ends in: rain_mm is rain, in mm."""
    *name, last = words.parts(str(key)) or ("",)
    if not name or last == "days" or not (quantities.is_unit(last) or last in _PERCENT or last in _ABBREVIATED):
        return named(key), ""
    code = last.upper() if quantities.is_money(last.upper()) else last
    return " ".join(name), " %" if last in _PERCENT else f" {code}"


def is_scalar(value: Any) -> bool:
    """Whether it is a number or a text that says something."""
    return isinstance(value, (str, int, float)) and not isinstance(value, bool) and str(value) != ""


def unit(unit: str) -> str:
    """A unit as it stands behind its number."""
    return {"c": " °C", "celsius": " °C", "f": " °F", "fahrenheit": " °F"}.get(unit.lower().strip("°"), f" {unit}")


def headed(key: Any) -> str:
    """A column's name, its unit in brackets."""
    name, unit = measured(key)
    return f"{name} ({unit.strip()})" if unit else name


def named(key: Any) -> str:
    """The words of a name."""
    return " ".join(words.parts(str(key))) or str(key)


def line(value: Any) -> str:
    """Any value in one bounded line."""
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "nothing"}[value]
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value[: LONGEST * 2]).strip()[:LONGEST] or "an empty text"
    if isinstance(value, Mapping) and (sized := metrics.quantity(value)):
        return f"{line(sized[0])} {sized[1]}"
    if isinstance(value, (Mapping, list)):
        if (
            isinstance(value, Mapping)
            and len(value) <= 4
            and all(not isinstance(inner, (Mapping, list)) for inner in value.values())
        ):
            return ", ".join(f"{named(key)} {line(inner)}" for key, inner in value.items())
        return cut(json.dumps(value, ensure_ascii=False, default=str)[:4_000], 300)
    if isinstance(value, float) and abs(value) < 1e15 and value.is_integer():
        return str(int(value))
    return str(value)


def media(result: Any) -> list[str]:
    """The pictures, sounds and files that came back."""
    blocks = (
        [block for block in result if isinstance(block, Mapping) and block.get("type") not in (None, "text")]
        if isinstance(result, list)
        else []
    )
    return [
        f"{'an' if str(block['type'])[:1] in 'aeiou' else 'a'} {block['type']} ({block.get('mime_type') or 'of unknown type'})"
        for block in blocks[:5]
    ]
