"""Searches of the agent: queries made from each step of the plan, texts found, and the sentences in them that answer it.

Deterministic; what neither the library nor the texts at hand hold is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape

from emulator.brain import library
from emulator.brain.library import Entry
from emulator.brain.research.brief import Brief, inside
from emulator.brain.research.scoring import FILE, LEAST, Question, kin, near, stems, words_of
from emulator.brain.text import sentences

SITE = "library.example"
"""A domain that can never be registered: what it names exists in the emulator only."""
MOST = 7
"""Sentences that one step may take."""
_ENOUGH = 0.34
"""So much of a query's words must an article have to count as found by it."""
_VERBS = re.compile(
    r"^(?:look into|find out|establish what is known about|answer:|compare|give particular weight to|examine|weigh|investigate|"
    r"describe|explain|assess|list|cover)\s+|\s*and settle the terms\.?$|\s*with one another\.?$",
    re.I,
)
_LEANS = re.compile(r"(?:it|its|they|their|this|these|he|she|the (?:company|two|latter|former))\b", re.I)
_OPENING = 3
"""Words at the head of a sentence that tell what it is about."""
_EXAMPLE = re.compile(r"(?:for example|for instance|some of|such)\b", re.I)
_DEFINES = re.compile(
    r"(?:[\w'’-]+ ){1,4}(?:is|are) (?:an?|the|any|those)\b(?! (?:main|most|largest|biggest|only|best|first))", re.I
)
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

    @property
    def defines(self) -> bool:
        """True when the sentence only says what its subject is."""
        return bool(_DEFINES.match(self.sentence))

    def speaks_of(self, entry: Entry) -> bool:
        """True when it is from this text, or names what that is about."""
        return self.entry is entry or words_of(entry.title) <= words_of(self.sentence)


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

    def telling(self, most: int) -> list[Found]:
        """The statements that tell most, in their order: findings before definitions, what stands well alone first."""
        asked = stems(topic(self.step))

        def rank(hit: Found) -> tuple[bool, bool, bool, float]:
            begins = bool(asked & words_of(" ".join(hit.sentence.split()[:_OPENING])))
            return hit.leans, hit.defines and not self.general, not begins, -hit.score

        best = sorted(self.found, key=rank)[:most]
        return [hit for hit in self.found if hit in best]


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
    for one in made:
        if not (one.general or one.compares or one.connects):
            _lend(one, made, [hit for score, place, hit in offers if made[-place] is one])
            _go_on(one, made, taken)
    _fill(brief, made, taken)
    for one in made:
        one.found.sort(key=lambda hit: (one.entries.index(hit.entry), _body(hit.entry).index(hit.sentence)))
    return made


def _lend(one: Round, made: Sequence[Round], offers: Sequence[Found]) -> None:
    """What answers a question that nothing else answers leaves the background for it."""
    for other in made if not one.found else ():
        lent = [hit for hit in offers if other.general and hit in other.found][:MOST]
        other.found = [hit for hit in other.found if hit not in lent]
        one.found += lent


def _go_on(one: Round, made: Sequence[Round], taken: set[str]) -> None:
    """A sentence that leans on an answer goes on with it, also out of the background."""
    for hit in list(one.found):
        body, score = _body(hit.entry), hit.score
        for sentence in body[body.index(hit.sentence) + 1 :]:
            behind = [other for other in made if other.general and any(known.sentence == sentence for known in other.found)]
            if not _LEANS.match(sentence) or (sentence in taken and not behind) or len(one.found) >= MOST:
                break
            for other in behind:
                other.found = [known for known in other.found if known.sentence != sentence]
            score -= 0.5
            one.found.append(Found(sentence, hit.entry, score))
            taken.add(sentence)


def _fill(brief: Brief, made: Sequence[Round], taken: set[str]) -> None:
    """What else the subject's own article says goes into the background; of rivals, what there is to begin with."""
    share, entries = (1, brief.rivals) if brief.rivals else (MOST, tuple(near(brief)[:1]))
    for one in made:
        for entry in entries if one.general else ():
            rest = [Found(sentence, entry) for sentence in _body(entry) if entry in one.entries and sentence not in taken]
            room = 0 if brief.rivals and any(hit.entry is entry for hit in one.found) else MOST - len(one.found)
            one.found += rest[: min(share, room)]


def _begun(brief: Brief, step: str, width: int, texts: Sequence[Entry]) -> Round:
    if not width:
        return Round(step, (), tuple(texts))
    queries = _queries(brief, step, width)
    core = [entry for entry in (*near(brief), *kin(brief)) if entry.body]
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


def _scored(brief: Brief, one: Round) -> Iterator[tuple[float, Found]]:
    """The sentences that answer a step, each with how well."""
    asked = Question.of(brief, topic(one.step), one)
    for rank, entry in enumerate(() if one.compares else one.entries):
        for place, sentence in enumerate(_body(entry)):
            score = asked.score(entry, place, words_of(sentence)) - 0.05 * min(rank, 10)
            dangling = one.connects and (_EXAMPLE.match(sentence) or _LEANS.match(sentence))
            if score >= LEAST and not dangling:
                yield score, Found(sentence, entry, score)


@lru_cache(maxsize=512)
def _body(entry: Entry) -> tuple[str, ...]:
    """The sentences of a text, those of a file bounded."""
    return tuple(dict.fromkeys(one for one in sentences(entry.body[:200_000]) if 3 <= len(one.split()) <= 90))[:600]
