"""Lists in a text: all values of a kind, the parts of an enumeration, things described one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import phrases, roles, values, words
from emulator.brain.tools.values import Found


def items(text: str, name: str, schema: Mapping[str, Any], today: date) -> list[Any]:
    """What a list property's items are: all values of its role that a text names."""
    pairs = phrases.pairs(text)
    if len(pairs) > 1 and words.parts(name)[-1:] in (("labels",), ("categories",), ("names",), ("x",), ("keys",)):
        return [label for label, _ in pairs]
    if len(pairs) > 1 and words.parts(name)[-1:] in (("values",), ("y",), ("numbers",), ("data",)):
        return [value for _, value in pairs]
    kind, single = schema.get("type"), re.sub(r"s$", "", name)
    if kind in ("integer", "number"):
        return [one.value for one in values.numbers(text)]
    if isinstance(schema.get("enum"), list):
        return list(dict.fromkeys(roles.options(text, "", [one for one in schema["enum"] if isinstance(one, (str, int))], 0)))
    if kind == "object" or isinstance(schema.get("properties"), Mapping):
        return [Found(part, 0, 0) for part in _records(text)]
    role = roles.of(name, {}) or roles.of(single, {})
    if role in ("email", "url", "phone", "id"):
        return [one.value for one in values.matches(role, text)]
    if role == "date":
        return [one.value for one in values.dates(text, today)]
    found = [one.value for one in roles.named(role, text)]
    quoted = [one.value for one in values.matches("quoted", text)]
    if {"topics", "themes", "tags", "keywords"} & set(words.parts(name)):
        quoted = [one for one in quoted if len(str(one).split()) < 4]
    return found or quoted or _enumerated(text, name)


def _enumerated(text: str, name: str) -> list[str]:
    """The parts of 'ingredients: a, b and c'."""
    tail = re.search(rf"(?:{re.escape(name)}|:)\W{{1,3}}([^\n.]{{3,600}})", text, re.I)
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", tail[1]) if tail else []
    return [part.strip(" .'\"") for part in parts if part.strip(" .'\"")] if len(parts) > 1 else []


def _records(text: str) -> list[str]:
    """The parts of a text that each describe one thing: lines, or 'two apples and a pear'."""
    lines = [line.strip(" -*•") for line in text.splitlines() if len(line.strip()) > 2]
    if len(lines) > 2:
        return lines[1:]
    parts = re.split(r";|,\s*(?:and\s+)?|\s+and\s+", text)
    return [part.strip() for part in parts if part.strip()][:50]


def is_named(text: str, name: str) -> bool:
    """Whether a text names a property or quotes something for it."""
    return any(True for _ in roles.labelled(text, name)) or bool(
        re.search(rf"\b(?:{'|'.join(map(re.escape, words.parts(name)))})\b", fold(text)) and values.matches("quoted", text)
    )
