"""What a prompt says of the keys of a form further on: "score must be from 0 to 100", "category: one of the following", examples.

Adds bounds and choices to a form; it makes no form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import typewords

_QUOTED = re.compile(r"['\"‘“`][\w -]{2,30}['\"’”`](?:,? (?:or |and )?['\"‘“`][\w -]{2,30}['\"’”`]){1,12}")


def ruled(schema: Mapping[str, Any], told: str) -> dict[str, Any]:
    """A form with what the prompt says of each of its keys further on: bounds, choices."""
    made = dict(schema)
    if isinstance(made.get("items"), Mapping):
        made["items"] = ruled(made["items"], told)
    if isinstance(made.get("properties"), Mapping):
        made["properties"] = {name: _rule(name, part, told) for name, part in made["properties"].items()}
    return made


def _listing(part: Mapping[str, Any], told: str) -> dict[str, Any]:
    """The choices that a prompt lists as points: "must be one of the available categories"."""
    spoken = _LISTED.search(str(part.get("description") or ""))
    block = (
        re.search(rf"\b{spoken[1]}\b[^\n]{{0,40}}\n+(?P<rows>(?:\s*[-*•\d][^\n]{{2,200}}\n?){{2,20}})", told, re.I)
        if spoken
        else None
    )
    found = [one[1].strip() for one in _POINT.finditer(block["rows"])] if block else []
    return {"enum": found} if len(found) > 1 else {}


_LISTED = re.compile(r"\bone of the (?:available |following |given |listed |above |provided )*(\w{3,20})")
_POINT = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s*[*`\"']{0,3}([\w][\w /&-]{0,40}?)[*`\"']{0,3}(?:\s*:|\s[-–—]\s|$)", re.M)


def _rule(name: str, part: Any, told: str) -> Any:
    if not isinstance(part, Mapping) or part.get("properties"):
        return ruled(part, told) if isinstance(part, Mapping) else part
    if isinstance(part.get("items"), Mapping):
        return ruled(part, told)
    made = dict(part)
    spoken = re.sub(r"(?<=[a-z])(?=[A-Z])|_", r"[ _-]?", re.escape(name).replace(r"\_", "_"))
    for match in re.finditer(rf"(?<!\w){spoken}(?!\w)[\"'`*]{{0,3}}(?P<said>[^\n]{{3,300}})", told, re.I):
        told_of = typewords.described(made, match["said"].strip(" :-–—"))
        made |= {key: value for key, value in told_of.items() if key != "description"}
    made |= _listing(part, told) if made.get("type") == "string" else {}
    literal = str(part.get("description") or "")
    if made.get("type") == "string" and "enum" not in made and re.fullmatch(r"[\w-]{2,20}", literal):
        made |= _listed(literal, told)
    return made


def _listed(literal: str, told: str) -> dict[str, Any]:
    """The choice that a value belongs to which a drawing gives as its example."""
    for match in _QUOTED.finditer(told):
        found = typewords.choices(match[0])
        if literal in found and len(found) > 1:
            return {"enum": found}
    return {}
