"""Everyday word knowledge: which words are of a kind, how many parts a thing has, and how large things are.

Reads the tables beside it and answers by name; it reads no request.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from emulator.brain import almanac, world

_HERE = Path(__file__).parent


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (_HERE / name).read_text(encoding="utf-8").splitlines() if line]


def singular(word: str) -> str:
    """A noun in the singular, as far as English rules go."""
    word = word.strip().lower()
    if word in _ODD:
        return _ODD[word]
    if re.search(r"(?:ss|us|is)$", word) or len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(?:x|ch|sh|ss)es$", word):
        return word[:-2]
    return word.removesuffix("s")


_ODD = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "mice": "mouse",
    "geese": "goose",
    "feet": "foot",
    "wolves": "wolf",
    "knives": "knife",
    "octopuses": "octopus",
    "octopi": "octopus",
    "buses": "bus",
    "dice": "die",
    "teeth": "tooth",
}


@cache
def kinds() -> dict[str, tuple[str, ...]]:
    """Words by their kind, the most usual ones first."""
    return {kind: tuple(words.split("|")) for kind, words in _rows("categories.tsv")}


@cache
def kinds_of(word: str) -> tuple[str, ...]:
    """The kinds that a word belongs to: countries and cities count as well."""
    said = word.strip().lower()
    found = [kind for kind, words in kinds().items() if said in words or singular(said) in words]
    found += ["capitals"] if any(nation.capital.lower() == said for nation in world.countries().values()) else []
    found += ["countries"] if world.country(word.strip()) else []
    found += ["cities"] if (not found or found == ["capitals"]) and world.city(word.strip()) else []
    return tuple(found)


def shared(words: Iterable[str]) -> tuple[str, ...]:
    """The kinds that all the words belong to."""
    sets = [kinds_of(word) for word in words]
    return tuple(kind for kind in sets[0] if all(kind in others for others in sets)) if sets else ()


@cache
def _parts() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for names, parts in _rows("parts.tsv"):
        told = {part.rsplit(" ", 1)[0]: int(part.rsplit(" ", 1)[1]) for part in parts.split(", ")}
        for name in names.split("|"):
            found.setdefault(name, {}).update(told)
    return found


@cache
def part_names() -> frozenset[str]:
    """All parts that are counted: legs, wheels, wings."""
    return frozenset(part for told in _parts().values() for part in told)


def count(thing: str, part: str) -> int | None:
    """How many of a part a thing has, or None when that is not on file."""
    return _parts().get(singular(thing), _parts().get(thing.lower(), {})).get(part.lower())


@cache
def _sizes() -> dict[str, float]:
    return {name: float(size) for name, size in _rows("sizes.tsv")}


def size(name: str) -> float | None:
    """A rough length in metres."""
    said = re.sub(r"^(?:an?|the) ", "", name.strip().lower())
    return _sizes().get(said, _sizes().get(singular(said)))


def measured(name: str, column: str) -> float | None:
    """A measure from the almanac: an animal's speed, weight or lifespan, a building's height."""
    things = almanac.named(name.strip())
    return next((value for thing in things if (value := thing.value(column)) is not None), None)


@cache
def _opposites() -> dict[str, str]:
    found: dict[str, str] = {}
    for one, other in _rows("opposites.tsv"):
        found.setdefault(one, other)
        found.setdefault(other, one)
    return found


def opposite(word: str) -> str:
    """The word of opposite meaning, or an empty string."""
    return _opposites().get(word.strip().lower(), "")
