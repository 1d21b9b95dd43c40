"""Several calls of one function in one clause: one for each thing of the same kind that it names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from emulator.brain.tools import phrases, roles, values
from emulator.brain.tools.choosing import Wish

_MOST = 12


def spread(wish: Wish) -> list[dict[str, Any]]:
    """One set of fixed values for each thing of the same kind that a clause names: 'in Paris and in London'."""
    properties = {
        name: schema
        for name, schema in wish.function.properties.items()
        if isinstance(schema, Mapping) and schema.get("type") in ("string", None)
    }
    by_role: dict[str, list[str]] = {}
    for name, schema in properties.items():
        by_role.setdefault(roles.of(name, schema), []).append(name)
    for role, read in (
        ("place", values.places),
        ("id", lambda text: values.matches("id", text)),
        ("item", lambda text: _parts(text, wish)),
    ):
        names = by_role.get(role, [])
        if len(names) == 1 and "enum" not in properties[names[0]]:
            found = [one.value for one in read(wish.text)]
            if len(found) > 1:
                return [{names[0]: value} for value in found[:_MOST]]
    return _targets(wish.text, by_role) or [{}]


def _targets(text: str, by_role: dict[str, list[str]]) -> list[dict[str, Any]]:
    """'From dollars to euros and to pounds': one call for each target."""
    for role in ("currency", "unit"):
        names = by_role.get(role, [])
        if len(names) != 2:
            continue
        found = [one.value for one in roles.named(role, text)]
        source = next(iter(roles.strings(role, text, names[0], 0, date.min)), found[0] if found else None)
        wanted = [value for value in found if value != source]
        if len(wanted) > 1 and source is not None:
            return [{names[0]: source, names[1]: value} for value in wanted[:_MOST]]
    return []


def _parts(text: str, wish: Wish) -> list[values.Found]:
    """Short things joined by and: 'the price of apples and oranges'."""
    whole = next(phrases.last(text, "item", frozenset({*wish.used, *wish.function.title})), "")
    parts = [part.strip() for part in whole.replace(", ", " and ").split(" and ") if part.strip()]
    parts = [part.removeprefix("the ").removeprefix("a ") for part in parts]
    return (
        [values.Found(part, 0, 0) for part in parts] if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts) else []
    )
