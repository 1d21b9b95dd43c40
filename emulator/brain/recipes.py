"""A few recipes, looked up by name or by kind. Read from recipes.tsv."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from emulator.brain.library import tokens

_FILE = Path(__file__).with_name("recipes.tsv")


@dataclass(frozen=True)
class Recipe:
    """What to take and what to do."""

    name: str
    kinds: frozenset[str]
    servings: int
    minutes: int
    ingredients: tuple[str, ...]
    steps: tuple[str, ...]


@cache
def recipes() -> tuple[Recipe, ...]:
    """All of them."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_recipe(row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _recipe(row: dict[str, str]) -> Recipe:
    listed = (tuple(row[key].split(";")) for key in ("ingredients", "steps"))
    return Recipe(row["name"], frozenset(row["aliases"].split()), int(row["servings"]), int(row["minutes"]), *listed)


def found(text: str) -> list[Recipe]:
    """The recipes that a text names, else those of a kind that it names."""
    said = {word.removesuffix("s") for word in tokens(text[:2_000])}
    named = [one for one in recipes() if {word.removesuffix("s") for word in tokens(one.name)} <= said]
    kind = named or [one for one in recipes() if one.kinds & said]
    return kind or [one for one in recipes() if tokens(one.name)[-1].removesuffix("s") in said]
