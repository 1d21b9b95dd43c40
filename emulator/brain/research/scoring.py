"""How well a sentence answers a question: by the question's own words, by words that speak of the same, by whose text it is.

Scores only; finds no texts and writes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from typing import Protocol

from emulator.brain import library
from emulator.brain.library import Entry
from emulator.brain.research import concepts
from emulator.brain.research.brief import Brief

FILE = "file"
"""The topic of texts that were attached, or found in a file search store."""
LEAST = 3.0
"""A sentence that scores less doesn't answer."""
_OPENING = 4
"""So many sentences of a file are its beginning."""
_COVERED = 0.33
"""So many of a question's own words must a sentence speak of."""
_SMALL = frozenset(
    map(concepts.stem, "against between among without within during since until every year different main".split())
)
_HEAD = re.compile(r"^(?:what|who|which)\s+(?:is|are|was|were)\s+the\s+([\w-]+)\s+of\b", re.I)
"""A question for one certain thing, such as the capital of a country."""
_RARE = 5
"""A word that more names of articles have says little of what they treat."""


class Kind(Protocol):
    """What a step is, beside its words."""

    @property
    def step(self) -> str: ...
    @property
    def general(self) -> bool: ...
    @property
    def connects(self) -> bool: ...


def near(brief: Brief) -> list[Entry]:
    """The articles that the whole brief is about."""
    return list(dict.fromkeys([*brief.rivals, *brief.entries]))


def kin(brief: Brief) -> list[Entry]:
    """Articles that treat a side of the subject, as their names and tags tell."""
    core = brief.entries[:3]
    hits = [entry for one in core for entry, _ in library.search(one.title, 8)]
    return [entry for entry in dict.fromkeys(hits) if entry not in near(brief) and any(_akin(one, entry) for one in core)]


def _akin(one: Entry, other: Entry) -> bool:
    shared = {word for word in stems(one.title) & stems(" ".join([other.title, *other.aliases])) if _in_titles()[word] <= _RARE}
    return any(library.get(word) is one for word in other.title.split()) or bool(shared and set(one.tags) & set(other.tags))


@cache
def _in_titles() -> Counter[str]:
    return Counter(word for entry in library.entries() for word in stems(entry.title))


def stems(text: str) -> set[str]:
    """The words worth searching for, each cut to what its forms share."""
    return {concepts.stem(word) for word in library.keywords(text)}


@cache
def _in_texts() -> Counter[str]:
    return Counter(word for entry in library.entries() for word in words_of(f"{entry.title} {entry.body}"))


def weight(word: str) -> float:
    """How much a word tells: the fewer articles have it, the more."""
    return log((len(library.entries()) + 1) / (_in_texts()[word] + 0.5))


@lru_cache(maxsize=2_048)
def words_of(text: str) -> frozenset[str]:
    """The words of a sentence, each cut to what its forms share."""
    return concepts.words_of(text)


@dataclass(frozen=True)
class Question:
    """What a step looks for."""

    one: Kind
    core: tuple[Entry, ...]
    """Articles on the subject."""
    close: frozenset[Entry]
    """Those, and the articles that treat a side of it or that the step names."""
    own: frozenset[str]
    """Words of the step that the subject doesn't have."""
    meant: frozenset[str]
    """Words that answers may have instead."""
    alike: frozenset[str]
    """Words that the name of an article on this very question may have."""
    named: frozenset[Entry]
    itself: frozenset[Entry]
    """Articles that the step is about as a whole."""
    rivals: bool
    key: str
    """Without an article on the subject: the word of it that tells most, which an answer must have."""
    head: str
    """What the question wants told, where it says so; an answer must speak of it."""
    means: Mapping[str, frozenset[str]]
    """The step's own words, each with the words that answers may have instead."""
    whole: frozenset[str]
    """All words of the step, those of the subject too; none of a first step that leaves the answers to the others."""

    @classmethod
    def of(cls, brief: Brief, words: str, one: Kind) -> Question:
        subject, core = stems(brief.subject), near(brief)
        named = library.named(words)
        rest = stems(words) - subject - {word for entry in named for word in words_of(entry.title)}
        alone = bool(named) and not rest and not one.step.rstrip(" .").endswith("?")
        own, meant = frozenset(stems(words) - subject), concepts.meant_by(words)
        means = {concepts.stem(word): concepts.meant_by(word) for word in library.keywords(words)}
        return cls(
            one, tuple(core), frozenset([*core, *kin(brief), *named]), own, meant - own - subject, concepts.alike(words) | own,
            frozenset(named), frozenset(named if alone else ()), bool(brief.rivals),
            "" if core else max(sorted(subject), key=weight, default=""),
            concepts.stem(head[1]) if (head := _HEAD.match(words)) else "",
            {word: instead for word, instead in means.items() if word in own - _SMALL},
            frozenset() if one.general and brief.aspects else frozenset(stems(words)),
        )  # fmt: skip

    def score(self, entry: Entry, place: int, words: frozenset[str]) -> float:
        """How well a sentence answers; less than `LEAST` when it doesn't."""
        speaks = [other for other in self.core if other is not entry and words_of(other.title) <= words]
        close = entry in self.close or entry.topic == FILE or not self.core or bool(speaks)
        if entry.topic == FILE and not self.core:
            return self._in_file(entry, place, words)
        if self.one.connects:
            return 5.0 - 0.1 * place if speaks and entry not in self.close else 0.0
        if self.one.general:
            return self._general(entry, place)
        if entry in self.itself:
            return 8.0 - 0.3 * place
        if not close or self.key not in ("", *words):
            return 0.0
        return self._particular(entry, place, words, bool(speaks)) if self._covers(entry, words) else 0.0

    def _covers(self, entry: Entry, words: frozenset[str]) -> bool:
        """False when a sentence shares a word with the question and misses what it is about."""
        if self.head and not self.means.get(self.head) and self.head not in words:
            return False
        told = sum(self._has(word, words) for word in self.means)
        return told >= _COVERED * len(self.means) or self._on_this(entry)

    def _has(self, word: str, words: frozenset[str]) -> bool:
        return word in words or bool(self.means.get(word, frozenset()) & words)

    def _in_file(self, entry: Entry, place: int, words: frozenset[str]) -> float:
        """On what no article treats: all words count, and a file named after the question answers with its beginning."""
        named = bool(self.whole & words_of(entry.title.rpartition(".")[0] or entry.title))
        shared = len(self.whole & words)
        found = 2.0 * shared + (1.5 if named and shared else 0.0)
        return max(found, 3.2 - 0.05 * place if named and place < _OPENING else 0.0)

    def _general(self, entry: Entry, place: int) -> float:
        if entry not in self.core or place > 1:
            return 0.0
        return (3.3, 0.0)[place] if self.rivals else (6.0, 3.4)[place]

    def _particular(self, entry: Entry, place: int, words: frozenset[str], speaks: bool) -> float:
        literal, meant = len(self.own & words), min(3, len(self.meant & words))
        found = 3.0 * literal + 1.2 * meant + (0.3 if place == 0 else 0.0)
        if literal == 1 and len(self.own) > 1 and not meant:
            found -= 2.2  # one word of several may mean another thing
        if self._on_this(entry):
            return found + 4.0
        near_by = entry in self.core or entry in self.named or entry.topic == FILE
        if (near_by and (literal or meant)) or (speaks and (literal or len(self.core) > 1)):
            return found + 2.0
        return found + (1.0 if literal and entry in self.close else 0.0) if literal or meant > 1 else 0.0

    def _on_this(self, entry: Entry) -> bool:
        """True for an article on this very question, as its name tells."""
        names = frozenset().union(*(words_of(other.title) for other in self.core))
        return entry in self.close and entry not in self.core and bool(self.alike & (words_of(entry.title) - names))
