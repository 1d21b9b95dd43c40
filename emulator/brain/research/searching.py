"""Searches of the agent: queries made from each step of the plan, texts found, and the sentences in them that answer it.

Deterministic; what neither the library nor the texts at hand hold is not found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape

from emulator.brain import library
from emulator.brain.library import Entry
from emulator.brain.research import concepts
from emulator.brain.research.brief import Brief, inside
from emulator.brain.text import sentences

SITE = "library.example"
"""A domain that can never be registered: what it names exists in the emulator only."""
FILE = "file"
"""The topic of texts that were attached, or found in a file search store."""
MOST = 7
"""Sentences that one step may take."""
_RARE = 5
"""A word that more names of articles have says little of what they treat."""
_ENOUGH = 0.34
"""So much of a query's words must an article have to count as found by it."""
_LEAST = 3.0
"""A sentence that scores less doesn't answer."""
_VERBS = re.compile(
    r"^(?:look into|find out|establish what is known about|answer:|compare|give particular weight to|examine|weigh|investigate|"
    r"describe|explain|assess|list|cover)\s+|\s*and settle the terms\.?$|\s*with one another\.?$",
    re.I,
)
_LEANS = re.compile(r"(?:it|its|they|their|this|these|he|she|the (?:company|two|latter|former))\b", re.I)
_SETTING_OUT = "establish what is known about"


@dataclass(frozen=True)
class Found:
    """A sentence and the text it stands in."""

    sentence: str
    entry: Entry
    score: float = field(default=0.0, compare=False)
    """How well it answers."""

    @property
    def leans(self) -> bool:
        """True when the sentence leans on the one before it."""
        return bool(_LEANS.match(self.sentence))

    def speaks_of(self, entry: Entry) -> bool:
        """True when it is from this text, or names what that is about."""
        return self.entry is entry or _words(entry.title) <= _words(self.sentence)


@dataclass
class Round:
    """One step of the plan, what was asked for it and what came of it."""

    step: str
    queries: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    found: list[Found] = field(default_factory=list)

    @property
    def general(self) -> bool:
        """True for the step that only settles what the subject is."""
        return self.step.lower().startswith(_SETTING_OUT)

    @property
    def compares(self) -> bool:
        """True for the step that sets the subjects side by side."""
        return self.step.rstrip(" .").lower().endswith("with one another")

    @property
    def connects(self) -> bool:
        """True for the step that looks for the subject in other fields."""
        return topic(self.step).startswith("the connections of")


def citation(entry: Entry) -> dict[str, str]:
    """What cites a text: the address an article would have, if the library were a web site, or the file."""
    if entry.topic == FILE:
        uri = {"document_uri": entry.fields["uri"]} if entry.fields.get("uri") else {}
        return {**uri, "file_name": entry.title, "type": "file_citation"}
    return {"url": address(entry), "title": entry.title, "type": "url_citation"}


def address(entry: Entry) -> str:
    """Where an article would be."""
    slug = re.sub(r"[^a-z0-9]+", "-", library.fold(entry.title)).strip("-")
    return f"https://{entry.topic.replace('_', '-')}.{SITE}/{slug}"


def topic(step: str) -> str:
    """A step without its verb: what it is about."""
    return _VERBS.sub("", _VERBS.sub("", step)).strip(" .?")


def heading(brief: Brief, step: str) -> str:
    """A step as a heading: without its verb, and without the subject that the whole report is about."""
    if step.lower().startswith(_SETTING_OUT):
        return "Background"
    if step.rstrip(" .").lower().endswith("with one another"):
        return "Comparison"
    words = topic(step)
    if step.rstrip(" .").endswith("?"):
        return f"{words}?"
    short = re.sub(rf"\s+of {re.escape(inside(brief.subject))}\b", "", words)
    short = re.sub(r"^the\s+", "", short)
    return short[:1].upper() + short[1:]


def suggestions(queries: Iterable[str]) -> str:
    """The chips that a search brings along, as HTML like the service's."""
    addresses = ((f"https://{SITE}/search?q={escape(query.replace(' ', '+'))}", escape(query)) for query in queries)
    chips = "".join(f'<a class="chip" href="{url}">{words}</a>' for url, words in addresses)
    style = (
        "<style>.container{display:flex;gap:8px;padding:8px;font:13px sans-serif;overflow-x:auto}"
        ".chip{border:1px solid #8888;border-radius:14px;padding:4px 10px;color:inherit;white-space:nowrap}</style>"
    )
    return f'{style}<div class="container">{chips}</div>'


def rounds(brief: Brief, steps: Sequence[str], width: int, texts: Sequence[Entry] = (), web: bool = True) -> list[Round]:
    """The rounds of a plan; `width` is how many queries a round may have, `texts` are at hand beside the library.

    No sentence is used twice: each goes where it answers best.
    """
    made = [_begun(brief, step, width if web else 0, texts) for step in steps]
    offers = [(score, -at, hit) for at, one in enumerate(made) for score, hit in _scored(brief, one)]
    taken: set[str] = set()
    for _, place, hit in sorted(offers, key=lambda offer: offer[:2], reverse=True):
        one = made[-place]
        if hit.sentence not in taken and len(one.found) < MOST:
            one.found.append(hit)
            taken.add(hit.sentence)
    _fill(brief, made, taken)
    for one in made:
        one.found.sort(key=lambda hit: (one.entries.index(hit.entry), _body(hit.entry).index(hit.sentence)))
    return made


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


def _fill(brief: Brief, made: Sequence[Round], taken: set[str]) -> None:
    """What else the subject's own article says goes into the background; of rivals, what there is to begin with."""
    share, entries = (1, brief.rivals) if brief.rivals else (MOST, tuple(near(brief)[:1]))
    for one in made:
        for entry in entries if one.general else ():
            rest = [Found(sentence, entry) for sentence in _body(entry) if sentence not in taken]
            room = 0 if brief.rivals and any(hit.entry is entry for hit in one.found) else MOST - len(one.found)
            one.found += rest[: min(share, room)]


def _begun(brief: Brief, step: str, width: int, texts: Sequence[Entry]) -> Round:
    if not width:
        return Round(step, (), tuple(texts))
    queries = _queries(brief, step, width)
    core = [*near(brief), *kin(brief)]
    linked = [entry for one in core[:3] for entry in library.named(one.body)]
    about = [entry for one in near(brief)[:2] for entry, _ in library.search(one.title, 12)]
    named = library.named(topic(step))
    return Round(step, queries, tuple(dict.fromkeys([*texts, *named, *core, *_hits(queries), *about, *linked]))[:24])


def _queries(brief: Brief, step: str, width: int) -> tuple[str, ...]:
    words, about = library.keywords(topic(step)), library.keywords(brief.subject)
    names = [entry.title for entry in library.named(topic(step))] or [entry.title for entry in near(brief)]
    made = [
        " ".join(dict.fromkeys([*about[:4], *words[:6]])),
        *(" ".join(dict.fromkeys([name.lower(), *[word for word in words if word not in name.lower()][:3]])) for name in names),
        " ".join(words[:7]),
    ]
    made += [f"{' '.join(words[:5])} {angle}" for angle in ("figures", "criticism", "history") if words]
    return tuple(dict.fromkeys(query for query in made if query))[:width] or (brief.subject.lower(),)


def _hits(queries: Iterable[str]) -> list[Entry]:
    ranked: dict[Entry, float] = {}
    for query in queries:
        for entry, share in library.search(query, 4):
            if share >= _ENOUGH:
                ranked[entry] = max(share, ranked.get(entry, 0.0))
    return sorted(ranked, key=lambda entry: -ranked[entry])


def stems(text: str) -> set[str]:
    """The words worth searching for, each cut to what its forms share."""
    return {concepts.stem(word) for word in library.keywords(text)}


def _scored(brief: Brief, one: Round) -> Iterator[tuple[float, Found]]:
    """The sentences that answer a step, each with how well."""
    asked = _Asked.of(brief, one)
    for rank, entry in enumerate(() if one.compares else one.entries):
        for place, sentence in enumerate(_body(entry)):
            score = asked.score(entry, place, _words(sentence)) - 0.05 * min(rank, 10)
            if score >= _LEAST:
                yield score, Found(sentence, entry, score)


@dataclass(frozen=True)
class _Asked:
    """What a step looks for."""

    one: Round
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

    @classmethod
    def of(cls, brief: Brief, one: Round) -> _Asked:
        words, subject, core = topic(one.step), stems(brief.subject), near(brief)
        named = library.named(words)
        rest = stems(words) - subject - {word for entry in named for word in _words(entry.title)}
        alone = bool(named) and not rest and not one.step.rstrip(" .").endswith("?")
        own, meant = frozenset(stems(words) - subject), concepts.meant_by(words)
        return cls(
            one, tuple(core), frozenset([*core, *kin(brief), *named]), own, meant - own - subject, concepts.alike(words) | own,
            frozenset(named), frozenset(named if alone else ()), bool(brief.rivals),
        )  # fmt: skip

    def score(self, entry: Entry, place: int, words: frozenset[str]) -> float:
        """How well a sentence answers; less than `_LEAST` when it doesn't."""
        speaks = [other for other in self.core if other is not entry and _words(other.title) <= words]
        close = entry in self.close or entry.topic == FILE or not self.core or bool(speaks)
        if self.one.connects:
            return 5.0 - 0.1 * place if speaks and entry not in self.close else 0.0
        if self.one.general:
            return self._general(entry, place)
        if entry in self.itself:
            return 8.0 - 0.3 * place
        return self._particular(entry, place, words, bool(speaks)) if close else 0.0

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
        return found if literal or meant > 1 else 0.0

    def _on_this(self, entry: Entry) -> bool:
        """True for an article on this very question, as its name tells."""
        names = frozenset().union(*(_words(other.title) for other in self.core))
        return entry in self.close and entry not in self.core and bool(self.alike & (_words(entry.title) - names))


@lru_cache(maxsize=2_048)
def _words(text: str) -> frozenset[str]:
    return concepts.words_of(text)


@lru_cache(maxsize=512)
def _body(entry: Entry) -> tuple[str, ...]:
    """The sentences of a text, those of a file bounded."""
    return tuple(dict.fromkeys(one for one in sentences(entry.body[:200_000]) if 3 <= len(one.split()) <= 90))[:600]
