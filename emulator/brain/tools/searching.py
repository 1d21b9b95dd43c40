"""Google Search, offline: the queries are run against the model's own library, and every sentence taken from it is cited.

Says so when the library has nothing; invents no source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from emulator.brain import library, references
from emulator.brain.contract import Ask
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, best
from emulator.brain.skills import records
from emulator.brain.text import cut, join, sentences
from emulator.brain.tools import almanacs, chips, gazetteer, translating
from emulator.brain.tools.outcome import Outcome, Piece

_ASKED = re.compile(
    (
        r"\b(?:search|google|look(?:ing)? up|find out|browse|on the web|online|latest|recent|news|today|"
        r"current(?:ly)?|this (?:year|week|month))\b"
    ),
    re.I,
)
_QUESTION = re.compile(
    r"\b(?:who|what|when|where|which|why|how|is|are|was|were|did|does|tell me|explain|compare|find|list)\b", re.I
)
_POINTS = re.compile(r"\b(?:it|its|that|this|there|they|he|she|his|her)\b", re.I)
_ALIKE = {
    "die": "death",
    "dies": "death",
    "tall": "high",
    "heigh": "high",
    "built": "build",
    "fell": "fall",
    "began": "begin",
    "wrote": "write",
    "died": "death",
}
_CONTRACTED = re.compile(r"(?:what|who|where|when|how|there)['’](?:s|re)")
_KNOWING = frozenset(
    "knowledge geography countries planets fallback limits comparison compare travel "
    "climate suggestions lists reports oddments almanac notes ranking records".split()
)
_ABOUT_A_SUBJECT = frozenset({"sides", "choosing"})
"""Skills whose questions can be searched for only when they name their subject."""
_NOTHING = "found nothing about it"
_ENOUGH, _LEAST = 0.6, 0.4
"""Shares of a query's words: what answers it, and what is at least about a thing that it names."""
_NEAR = 0.75
"""What speaks of a query less than this much of what the best does isn't told beside it."""
_PER_ARTICLE, _PER_QUERY, _MOST = 3, 2, 4
_HOLLOW = frozenset(
    "a an the of in on at to for and or is are was were be been do does did has have had it its this that there with from by as "
    "how what who when where which why whose many much long far old big often take takes took going latest recent current "
    "currently news today now please search find tell me about explain online web some any "
    "happened happening happen wrote written "
    "difference differences between compare compared comparison versus vs".split()
)
"""Words of a question that no answer need have."""


@dataclass(frozen=True)
class Found:
    """An article, its sentences to use, and how much of the query's words they and its name have."""

    entry: Entry
    sentences: tuple[str, ...]
    share: float


def wanted(ask: Ask, talk: Talk) -> bool:
    """Whether a request asks for something that a search could find."""
    if translating.english(talk.gist) and best(talk).name in _KNOWING | {"abroad"}:
        return True
    if _ASKED.search(talk.gist) or (_POINTS.search(talk.gist) and _QUESTION.search(talk.gist) and _searched(ask)):
        return True
    if not (_QUESTION.search(talk.gist) and library.keywords(talk.gist)):
        return False
    name = best(talk).name
    return name in _KNOWING or (name in _ABOUT_A_SUBJECT and bool(library.named(talk.gist)))


def _searched(ask: Ask) -> bool:
    """Whether the answer before came from a search, so that "How tall is it?" goes on with that."""
    spoken = [at for at, step in enumerate(ask.history) if step.get("type") == "user_input"]
    return any(step.get("type") == "google_search_call" for step in ask.history[spoken[-1] if spoken else 0 :])


def act(ask: Ask, talk: Talk) -> Outcome:
    """Search, and answer from what was found."""
    said, english = talk.gist, translating.english(talk.gist)
    talk = talk.about(english) if english else talk
    asked = queries(talk)
    found = _found(asked, talk.gist)
    known = "" if any(one.entry in library.named(" ".join(asked)) for one in found) else almanacs.told(talk)
    found, listed = ([], (Piece(known, (almanacs.SOURCE,)),)) if known else (found, ())
    kinds = next((tool.get("search_types") for tool in ask.tools if tool.get("type") == "google_search"), None)
    kind = kinds[0] if isinstance(kinds, (list, tuple)) and kinds else "web_search"
    steps = (
        {"type": "google_search_call", "arguments": {"queries": asked}, "search_type": kind},
        {"type": "google_search_result", "result": [{"search_suggestions": chips.suggestions(asked)}], "is_error": False},
    )
    told = ", ".join(f"“{query}”" for query in asked)
    has = join([one.entry.title for one in found]) or ("a table" if listed else "nothing")
    notes = (Note("Searching", f"I search for {told}."), Note("Reading what was found", f"The library has {has} on this."))
    pieces = (
        (*_caveats(said, talk.gist, bool(english)), *(listed or _told(found, talk.gist)))
        if found or listed
        else (*_caveats(said, talk.gist, False), Piece(_nothing(told)))
    )
    return Outcome(steps, pieces, notes, {"sources": [one.entry.title for one in found]})


_FRESH = re.compile(
    r"\b(?:latest|recent(?:ly)?|news|breaking|right now|currently|current|at the moment|nowadays|as of today|this"
    r" (?:week|month|year))\b",
    re.I,
)


def _caveats(request: str, asked: str, foreign: bool) -> Iterator[Piece]:
    """What has to be said before the findings: that they are no news, and in English."""
    if foreign:
        yield Piece(translating.caveat(request))
    if _FRESH.search(asked):
        yield Piece("The offline library holds no news and no current figures. ")


def _nothing(told: str) -> str:
    return f"I searched for {told} and {_NOTHING}. This search is offline: it reaches the bundled library, not the web."


def queries(talk: Talk) -> list[str]:
    """One to three queries for a request, each thing that it names on its own."""
    text = re.sub(
        r"^\W*(?:please |can you |could you )*(?:search(?: the web| google| online)?(?: for|:)|look up:?|google:?|find out:?)\s+",
        "",
        talk.gist,
        flags=re.I,
    )
    words = _keywords(text)
    if len(words) <= 3 and talk.past and references.kind_of(text) == "any":
        points = _POINTS.search(text)
        pointed = references.focus(talk.past, "any") if points and _NOTHING not in talk.past[-1].told else None
        words = [pointed.name.lower() if pointed else _before(talk), *words] if points else words
    known = [entry.title for entry in (*library.named(text), *gazetteer.entries(text))]
    mentioned = dict.fromkeys([*references.entities(text, "any"), *known])
    named = [name for name in mentioned if not any(name != other and name in other for other in mentioned)][:3]
    if len(named) > 1:
        return [cut(" ".join([name, *rest]), 100) for name, rest in zip(named, _asked_of(text, named), strict=True)]
    return [cut(" ".join(filter(None, words[:10])) or cut(text, 80) or "anything", 100)]


def _before(talk: Talk) -> str:
    """What the question before was about by name, where the library doesn't know it."""
    names = re.findall(r"(?<=[a-z,] )(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})", talk.past[-1].said[:400])
    return str(names[-1]).lower() if names else ""


def _keywords(text: str) -> list[str]:
    return [word for word in library.keywords(text) if not _CONTRACTED.fullmatch(word)]


def _asked_of(text: str, named: list[str]) -> list[list[str]]:
    """What is asked of each thing: the words of its own part of the request, or those of the whole where it stands alone."""
    parts = [library.tokens(part) for part in re.split(r"\band\b|[,;]", text)]
    own = [next((part for part in parts if set(library.tokens(name)) <= set(part)), []) for name in named]
    names = {word for name in named for word in library.tokens(name)}
    rest = [[word for word in _keywords(" ".join(part)) if word not in names][:6] for part in (*own, library.tokens(text))]
    return [words if set(part) - names else rest[-1] for part, words in zip(own, rest, strict=False)]


def _found(asked: list[str], request: str) -> list[Found]:
    """What answers the queries, each query by itself, and of that only what speaks of it nearly as much as the best does."""
    ranking = records.article(request)
    if ranking and (found := _of(ranking, _stems(request))):
        return [found]
    chosen: dict[tuple[str, str], Found] = {}
    for query in asked:
        wanted, named = _stems(query), library.named(query)
        if not wanted:
            continue
        rated = [found for entry in _candidates(query, request) if (found := _of(entry, wanted)) is not None]
        most = max((found.share for found in rated), default=0.0)
        meant = [found for found in rated if found.entry in named or found.entry.topic == gazetteer.TOPIC]
        rated = meant if meant and max(found.share for found in meant) >= _ENOUGH else rated
        for found in sorted(rated, key=lambda one: -one.share)[:_PER_QUERY]:
            if found.share >= max(_LEAST if found.entry in named else _ENOUGH, _NEAR * most):
                chosen.setdefault((found.entry.topic, found.entry.title), found)
    return list(chosen.values())[:_MOST]


def _candidates(query: str, request: str) -> list[Entry]:
    """Articles that might say something on a query: of the places it names, named by it, or sharing its words."""
    places = [entry for entry in gazetteer.entries(request) if library.fold(entry.title) in library.fold(f"{query} {request}")]
    return list(dict.fromkeys([*library.named(query)[:3], *places, *(entry for entry, _ in library.search(query, 5))]))


def _of(entry: Entry, wanted: set[str]) -> Found | None:
    """The sentences of an article that speak most of what is wanted; None when the article has nothing of it."""
    about = _stems(" ".join([entry.title, *entry.aliases, *entry.tags])) & wanted
    said = sentences(entry.body)
    own = [wanted & _stems(sentence) for sentence in said]
    best = sorted(range(len(said)), key=lambda at: (-len(about | own[at]), -len(own[at]), at))[: _PER_ARTICLE - 1]
    if entry.topic == gazetteer.TOPIC:
        best = [at for at in best if own[at] - about] or best
    elif not any(own[at] - about for at in best):
        best = [at for at in best if own[at] or about == wanted]
    if not best:
        return None
    lead = set() if entry.topic == gazetteer.TOPIC else {0}
    share = len(about.union(*(own[at] for at in best))) / max(1, len(wanted))
    return Found(entry, tuple(said[at] for at in sorted(lead | set(best))), share)


def _stems(text: str) -> set[str]:
    found = {word[:5] for word in library.tokens(text) if word not in _HOLLOW and len(word) > 1}
    return {_ALIKE.get(word, word) for word in found}


def _told(found: list[Found], request: str) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    years = set(re.findall(r"\b[12]\d{3}\b", request))
    said = set(re.findall(r"\d{4}", " ".join(sentence for one in found for sentence in one.sentences)))
    if max(one.share for one in found) < _ENOUGH or years - said:
        pieces.append(Piece("I found nothing that answers exactly this. Nearest to it: "))
    for at, one in enumerate(found):
        if at:
            pieces.append(Piece("\n\n"))
        for number, sentence in enumerate(one.sentences):
            pieces.append(Piece(sentence, (citation(one.entry),)))
            pieces.append(Piece(" " if number < len(one.sentences) - 1 else ""))
    return tuple(piece for piece in pieces if piece.text)


def citation(entry: Entry) -> dict[str, str]:
    """The source of a sentence; the address is a name within the bundled library, not a page of the web."""
    return {
        "url": f"https://{almanacs.DOMAIN}/{quote(entry.title.replace(' ', '_'))}",
        "title": almanacs.DOMAIN,
        "type": "url_citation",
    }
