"""Single facts of everyday knowledge: why the sky is blue, what blue and yellow make, how many bones there are.

Facts stand in `notes.tsv` under the words that a question on them has; other words of the question must be common ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain import almanac, asking, library
from emulator.brain.dialogue import Talk
from emulator.brain.library import tokens
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, plain

_FILE = Path(__file__).parents[1] / "notes.tsv"
_LONGEST = 140
_ASKED = re.compile(r"\?\s*$|\b(?:what|who|why|how|when|where|which|is|are|do|does|did|can|name|list|tell|explain|give)\b", re.I)
_COMMON = asking.FRAME | frozenset(
    "many much long far big old time get gets really actually world human humans kids child children "
    "daughter son get there also usually normally "
    "average total per around approximately typical number names called known years tell so very "
    "then today still exactly please name list give up "
    "happen happens someone people person every each called work made make makes down out usual main "
    "different basic correct wash".split()
)
_SPELT = {"colors": "colour", "color": "colour", "colours": "colour"}


@dataclass(frozen=True)
class Fact:
    """A fact and the groups of words of which a question on it has one each."""

    keys: tuple[frozenset[str], ...]
    answer: str
    points: tuple[str, ...]

    @property
    def words(self) -> frozenset[str]:
        """All words of the groups."""
        return frozenset().union(*self.keys)


@cache
def _facts() -> dict[str, tuple[Fact, ...]]:
    """The facts under each word of their first group."""
    found: dict[str, list[Fact]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]:
        keys, answer, points = line.split("\t")
        fact = Fact(
            tuple(frozenset(group.split("/")) for group in keys.split()),
            answer,
            tuple(filter(None, points.split(";"))),
        )
        for word in fact.keys[0]:
            found.setdefault(word, []).append(fact)
    return {word: tuple(listed) for word, listed in found.items()}


@skill("notes")
def offer(talk: Talk) -> Offer | None:
    """Fits a short question that has the words of a fact and no others that matter."""
    text = talk.gist
    if len(text) > _LONGEST or not _ASKED.search(text) or re.search(r"\bmy\b(?! (?:son|daughter|kids?|child))", text, re.I):
        return None
    said = [_SPELT.get(word, word) for word in tokens(text)]
    words = frozenset(said)
    known = dict.fromkeys(fact for word in said for fact in _facts().get(word, ()))
    fitting = [fact for fact in known if all(group & words for group in fact.keys) and not _astray(fact, words)]
    if not fitting:
        return None
    best = max(fitting, key=lambda fact: len(fact.keys))
    return Offer(0.975 if len(best.keys) > 2 else 0.945, partial(_told, best))


def _astray(fact: Fact, words: frozenset[str]) -> bool:
    """Whether a question has more than one word of its own that the fact doesn't know."""
    rest = {word for word in words - fact.words - _COMMON if len(word) > 2}
    own = {word for word in rest if word not in frozenset(tokens(fact.answer))}
    known = any(almanac.named(word) or library.get(word) for word in own)
    return known or len(own) > (1 if len(fact.keys) > 2 else 0)


def _told(fact: Fact) -> Reply:
    bold = re.search(r"\*\*([^*]+)\*\*", fact.answer)
    note = Note("Looking into the notes", "One fact has all the words of the question.")
    points = tuple(capitalise(point) for point in fact.points)
    first = re.split(r"(?<=[.!?]) ", plain(fact.answer))[0]
    return Reply(fact.answer, first, bold[1] if bold else "", points, notes=(note,), data={"answer": plain(fact.answer)})
