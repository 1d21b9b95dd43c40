"""What a skill is, and the choice between skills: each says how well it fits, the best one answers.

Knows nothing of any particular skill; skills register themselves when their module is imported.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from emulator.brain.dialogue import Talk


@dataclass(frozen=True)
class Note:
    """One true remark about how an answer came to be; becomes part of the thought summary."""

    title: str
    body: str


@dataclass(frozen=True)
class Reply:
    """An answer with the raw material from which other shapes of it can be made."""

    text: str
    """The answer as Markdown, when nothing else was asked for."""
    brief: str = ""
    """The same in one short sentence."""
    word: str = ""
    """The same in a word or two."""
    points: tuple[str, ...] = ()
    """The same as points of a list."""
    table: tuple[tuple[str, ...], ...] = ()
    """The same as rows, the first one the header."""
    notes: tuple[Note, ...] = ()
    """What was found, looked up, computed and decided, in that order."""
    data: dict[str, Any] = field(default_factory=dict)
    """The same as a JSON object."""
    fixed: bool = False
    """True when the text must not be reshaped (it already has the shape asked for)."""


@dataclass(frozen=True)
class Offer:
    """A skill's bid: how well it fits (0 to 1) and how to get its answer."""

    fit: float
    answer: Callable[[], Reply]
    whole: bool = False
    """True when the skill takes the whole message as one task, material included."""


_WEIGHED = "_weighed"
"""Where a request keeps the choice that was made for it."""
Skill = Callable[["Talk"], Offer | None]
SKILLS: dict[str, Skill] = {}


def skill(name: str) -> Callable[[Skill], Skill]:
    """Register a skill under a name that may appear in thought summaries."""

    def register(function: Skill) -> Skill:
        SKILLS[name] = function
        return function

    return register


@cache
def load() -> tuple[tuple[str, Skill], ...]:
    """All skills, imported once, in name order so that ties always fall the same way."""
    package = importlib.import_module("emulator.brain.skills")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return tuple(sorted(SKILLS.items()))


@dataclass(frozen=True)
class Choice:
    """The skill chosen, its offer, and the names of those that fitted less."""

    name: str
    offer: Offer
    others: tuple[str, ...] = ()


def best(talk: Talk) -> Choice:
    """The skill that fits the request best; the fallback skill always offers something. A request is weighed once only."""
    if (known := vars(talk).get(_WEIGHED)) is not None:
        return cast(Choice, known)
    bids = [(name, offer) for name, bid in load() if (offer := bid(talk)) is not None]
    name, offer = max(bids, key=lambda pair: pair[1].fit)
    vars(talk)[_WEIGHED] = choice = Choice(name, offer, tuple(other for other, bid in bids if other != name and bid.fit > 0.1))
    return choice
