"""What users say about themselves, taken out of their sentences: name, home, likes, pets, "my X is Y", "remember ...".

Reads user text only, never the model's; later statements correct earlier ones. Questions are no statements.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from emulator.brain import clauses, telling

SINGLE = frozenset({"name", "age", "home", "origin", "job", "employer", "diet", "birthday"})
"""Kinds of which only the last statement holds."""
_PASSING = frozenset({"job", "home", "employer", "diet"})
"""Kinds that may come to an end."""


@dataclass(frozen=True)
class Fact:
    """One thing the user stated."""

    kind: str
    value: str
    about: str = ""
    """For "my X is Y": the X. For "I have a X called Y": the X."""
    turn: int = 0

    def told(self) -> str:
        """The fact as a clause to 'you': "you like cricket"."""
        return telling.told(self.kind, self.value, self.about)


@lru_cache(maxsize=2048)
def stated(text: str) -> tuple[Fact, ...]:
    """The facts in one text."""
    found: list[Fact] = []
    for clause in clauses.split(text):
        for kind, about, value in clauses.read(clause, previous=found[-1].kind if found else ""):
            found.append(Fact(kind, value, about))
    return tuple(found)


def known(said: Iterable[str]) -> list[Fact]:
    """What holds after all that was said, in the order it was first told."""
    facts: list[Fact] = []
    for turn, text in enumerate(said):
        for fact in stated(text[:20_000]):
            _learn(facts, replace(fact, turn=turn))
    return facts


def _learn(facts: list[Fact], new: Fact) -> None:
    if new.kind == "forget":
        facts[:] = [fact for fact in facts if new.value.lower() not in f"{fact.about} {fact.value} {fact.kind}".lower()]
        return
    if new.kind == "ended":
        words = new.value.lower()
        kept = [fact for fact in facts if fact.kind not in _PASSING or fact.value.lower() not in words]
        facts[:] = kept
        return
    opposite = {"like": "dislike", "dislike": "like"}.get(new.kind)
    facts[:] = [fact for fact in facts if not (fact.kind == opposite and fact.value.lower() == new.value.lower())]
    if new.kind == "meant":
        _correct(facts, new)
        return
    for index, fact in enumerate(facts):
        same_about = bool(new.about) and fact.about.lower() == new.about.lower() and new.kind == "my"
        if fact.kind == new.kind and (new.kind in SINGLE or same_about):
            facts[index] = new
            return
        if fact.kind == new.kind and fact.value.lower() == new.value.lower() and fact.about == new.about:
            return
    facts.append(new)


def _correct(facts: list[Fact], new: Fact) -> None:
    if facts:
        newest = max(range(len(facts)), key=lambda index: (facts[index].turn, index))
        facts[newest] = replace(facts[newest], value=new.value, turn=new.turn)


def of(facts: Iterable[Fact], *kinds: str) -> list[str]:
    """The values of the facts of some kinds."""
    return [fact.value for fact in facts if fact.kind in kinds]


def name_in(facts: Iterable[Fact]) -> str:
    """The user's name, or an empty string."""
    return "".join(of(facts, "name")[-1:])
