"""Searches of the agent: queries made from a step of the plan, articles found, and the sentences in them that answer it.

Deterministic; what the library doesn't hold is not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from emulator.brain import library
from emulator.brain.library import Entry
from emulator.brain.research.brief import Brief
from emulator.brain.text import sentences

SITE = "library.example"
"""A domain that can never be registered: what it names exists in the emulator only."""
ENOUGH = 0.34
"""So much of a query's words must an article have to count as found by it."""
_LEANS = re.compile(r"(?:it|its|they|their|this|these|he|she|the (?:company|two|latter|former))\b", re.I)
"""Sentences that lean on the one before them."""
MOST = 7
"""Sentences that one step may take."""
_VERBS = re.compile(
    r"^(?:look into|find out|establish what is known about|answer:|compare|give particular weight to|examine|weigh|investigate|"
    r"describe|explain|assess|list)\s+|\s*and settle the terms\.?$|\s*with one another\.?$",
    re.I,
)


_ANGLES = {
    "developed": "found first began beginning born century history historical invented discovered origin since develop",
    "works": "works uses made consists through store energy process form carry turn because when contains produce",
    "stands today": "today now largest main most current world million share biggest use used",
    "limits, risks": "risk limit problem threat however but danger cost only fail lack hard slow decline loss harm against",
}
"""General questions, by words of theirs, and the words of sentences that answer them."""


@dataclass(frozen=True)
class Found:
    """A sentence and the article it stands in."""

    sentence: str
    entry: Entry


@dataclass
class Round:
    """One step of the plan, what was asked for it and what came of it."""

    step: str
    queries: tuple[str, ...]
    entries: tuple[Entry, ...] = ()
    found: list[Found] = field(default_factory=list)


def address(entry: Entry) -> str:
    """Where an article would be, if the library were a web site."""
    slug = re.sub(r"[^a-z0-9]+", "-", library.fold(entry.title)).strip("-")
    return f"https://{entry.topic.replace('_', '-')}.{SITE}/{slug}"


def topic(step: str) -> str:
    """A step without its verb: what it is about."""
    return _VERBS.sub("", step).strip(" .?")


def rounds(brief: Brief, steps: Sequence[str], width: int) -> list[Round]:
    """The rounds of a plan; `width` is how many queries a round may have. No sentence is found twice.

    Particular questions choose first, so that the general ones don't take what answers them.
    """
    made = [_begun(brief, step, width) for step in steps]
    seen: set[str] = set()
    for one in sorted(made, key=lambda one: not _own(brief, one.step)):
        one.found = [hit for hit in _sentences(brief, one) if hit.sentence not in seen][:MOST]
        seen.update(hit.sentence for hit in one.found)
    return made


def _begun(brief: Brief, step: str, width: int) -> Round:
    queries = _queries(brief, step, width)
    direct = list(dict.fromkeys([*library.named(topic(step)), *_hits(queries)]))[:5]
    linked = [entry for near in direct[:2] for entry in library.named(near.body)]
    return Round(step, queries, tuple(dict.fromkeys([*direct, *linked]))[:10])


def _own(brief: Brief, step: str) -> set[str]:
    """The words of a step that the subject doesn't have: what is particular about it."""
    return _stems(topic(step)) - _stems(brief.subject)


def _stems(text: str) -> set[str]:
    return {library.fold(word)[:5] for word in library.keywords(text)}


def suggestions(queries: Iterable[str]) -> str:
    """The chips that a search brings along, as HTML like the service's."""
    addresses = ((f"https://{SITE}/search?q={escape(query.replace(' ', '+'))}", escape(query)) for query in queries)
    chips = "".join(f'<a class="chip" href="{url}">{words}</a>' for url, words in addresses)
    style = (
        "<style>.container{display:flex;gap:8px;padding:8px;font:13px sans-serif;overflow-x:auto}"
        ".chip{border:1px solid #8888;border-radius:14px;padding:4px 10px;color:inherit;white-space:nowrap}</style>"
    )
    return f'{style}<div class="container">{chips}</div>'


def _queries(brief: Brief, step: str, width: int) -> tuple[str, ...]:
    words, about = library.keywords(topic(step)), library.keywords(brief.subject)
    names = [entry.title for entry in library.named(topic(step))] or [entry.title for entry in brief.entries]
    made = [
        " ".join(dict.fromkeys([*about[:4], *words[:6]])),
        " ".join(words[:7]),
        *(" ".join(dict.fromkeys([name.lower(), *[word for word in words if word not in name.lower()][:3]])) for name in names),
    ]
    made += [f"{' '.join(words[:5])} {angle}" for angle in ("figures", "criticism", "history") if words]
    return tuple(dict.fromkeys(query for query in made if query))[:width] or (brief.subject.lower(),)


def _hits(queries: Iterable[str]) -> list[Entry]:
    ranked: dict[Entry, float] = {}
    for query in queries:
        for entry, share in library.search(query, 4):
            if share >= ENOUGH:
                ranked[entry] = max(share, ranked.get(entry, 0.0))
    return sorted(ranked, key=lambda entry: -ranked[entry])


def _sentences(brief: Brief, one: Round) -> list[Found]:
    """The sentences that answer a step best, in the order of their articles.

    A particular question needs a sentence with half of its own words; a general one takes what is nearest to the brief.
    """
    own, about, subject = _own(brief, one.step), _stems(brief.text), _stems(brief.subject)
    angle = next((_stems(words) for asked, words in _ANGLES.items() if asked in one.step), set())
    named = set(library.named(topic(one.step)))
    scored: list[tuple[float, int, Found]] = []
    for rank, entry in enumerate(one.entries):
        for place, sentence in enumerate(sentences(entry.body)):
            words = {word[:5] for word in library.tokens(f"{entry.title} {sentence}")}
            met = bool(angle & words) if angle else (3 if len(own) > 3 else 2) * len(own & words) >= len(own)
            if own and not (met and subject & words):
                continue
            score = 3 * len(own & words) + len(about & words) + (1 if place == 0 else 0) - 0.15 * rank
            score += 3 * (entry in named) + len(angle & words)
            score -= 2 if _LEANS.match(sentence) else 0
            if score >= 2:
                scored.append((-score, len(scored), Found(sentence, entry)))
    best = [found for _, _, found in sorted(scored, key=lambda item: item[:2])[: MOST + 5]]
    return sorted(best, key=lambda hit: (one.entries.index(hit.entry), sentences(hit.entry.body).index(hit.sentence)))
