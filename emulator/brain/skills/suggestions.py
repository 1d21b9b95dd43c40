"""Suggests a walk, a film, a dish, a gift or a pastime that fits what the user told about themselves, and says why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from emulator.brain import facts
from emulator.brain.dialogue import Talk
from emulator.brain.facts import Fact
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern, numbered, shuffled


@dataclass(frozen=True)
class Idea:
    """One suggestion, what it is, and the words in the user's facts that speak for it."""

    name: str
    why: str
    fits: str = ""
    contains: str = ""
    """What somebody may not eat: milk, egg, gluten, nuts, meat, fish."""


_FILE = Path(__file__).parents[1] / "ideas.tsv"


@cache
def _ideas() -> dict[str, tuple[Idea, ...]]:
    """The ideas of each kind, in the order of the file."""
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return {kind: tuple(Idea(*row[1:]) for row in rows if row[0] == kind) for kind in dict.fromkeys(row[0] for row in rows)}


_KINDS: tuple[tuple[str, str], ...] = (
    ("hiking destination", r"\bhik(?:e|es|ing)\b|\btrek(?:king)?\b|\bwalking (?:holiday|trip)"),
    ("film", r"\bmovies?\b|\bfilms?\b|\bwatch\b"),
    ("dessert", r"\b(?:desserts?|puddings?|something sweet|sweet (?:dish|treat))\b"),
    ("dish", r"\b(?:dinner|lunch|meal|recipe|dish|cook|eat|food|breakfast)\b"),
    ("book", r"\bbooks?\b|\bnovels?\b|\bread\b"),
    ("gift", r"\bgifts?\b|\bpresents?\b"),
    (
        "pastime",
        (
            r"\b(?:activit(?:y|ies)|hobb(?:y|ies)|weekend|bored|pastime|something to do|things? to do|what "
            r"(?:should|can|could) i do|plans?|destination|trip|vacation|holiday|where should i go)\b"
        ),
    ),
)
_ASK = re.compile(
    (
        r"\b(?:suggest(?:ion|ions)?|recommend(?:ation|ations|ed)?|ideas?|propose|what (?:should|can|"
        r"could) i|which|where should i|give me|any good|pick|help me (?:find|choose)|for me\b|what(?:'s| "
        r"is) a good|some good|best)\b"
    ),
    re.I,
)


_SUBJECT = re.compile(
    r"\b(?:books?|novels?|films?|movies?)\b.{0,12}?\babout\s+(?!me\b|my\b|that\b|it\b)([\w-]+(?: [\w-]+){0,2})", re.I
)


@skill("suggestions")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for something to do, see, read, eat or give."""
    text = talk.gist
    if len(text) > 400 or not _ASK.search(text) or re.search(r"\bmy (?:favou?rite|hobb)", text, re.I):
        return None
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, text, re.I)), "")
    if not kind:
        return None
    personal = re.search(r"\b(?:me|my|i)\b", text, re.I)
    return Offer(
        0.84
        if kind in {"hiking destination", "gift", "book", "film", "dessert"} or (personal and "know about me" in text)
        else 0.74,
        lambda: _suggest(talk, kind),
    )


def _count(text: str, most: int) -> int:
    if match := re.search(rf"\b({number_pattern()})\b", text, re.I):
        return min(max(number(match[1]) or 1, 1), most)
    return 1 if re.search(r"\ban?\b", text, re.I) and not re.search(r"s\b(?: for me)?\W*$", text) else min(3, most)


_EATERS = (
    (r"vegan", "milk egg meat fish"),
    (r"vegetarian|veggie", "meat fish"),
    (r"nuts?\b|peanut|almond|walnut|pistachio|hazelnut", "nuts"),
    (r"lactose|dairy|milk|cheese", "milk"),
    (r"gluten|coeliac|celiac|wheat", "gluten"),
    (r"\beggs?\b", "egg"),
    (r"\bfish|seafood", "fish"),
    (r"\bmeat|halal|kosher|pork", "meat"),
    (r"alcohol|halal|muslim", "alcohol"),
    (r"\bsoy", "soy"),
)


def _barred(known: list[Fact]) -> set[str]:
    """What the user may not eat, by the diet and the allergies that were told."""
    told = " ".join(facts.of(known, "allergy", "diet", "dislike")).lower()
    return {part for pattern, parts in _EATERS if re.search(pattern, told) for part in parts.split()}


def _ordered(talk: Talk, kind: str, known: list[Fact]) -> list[Idea]:
    shy = [value.lower().rstrip("s") for value in facts.of(known, "dislike", "allergy")]
    barred = _barred(known)
    ideas = [
        idea
        for idea in _ideas()[kind]
        if not barred & set(idea.contains.split())
        and not any(value in f"{idea.name} {idea.why} {idea.fits}".lower() for value in shy)
    ]
    told = "\n".join(pair.told for pair in talk.past[-8:])
    ideas = [idea for idea in ideas if f"**{idea.name}" not in told and f"**{capitalise(idea.name)}" not in told] or ideas
    if not any(_speaking_for(idea, known, talk.gist) for idea in ideas):
        return shuffled(ideas, talk.gist)
    return sorted(ideas, key=lambda idea: -len(_speaking_for(idea, known, talk.gist)))


def _suggest(talk: Talk, kind: str) -> Reply:
    known = facts.known(talk.said)
    count = _count(talk.gist, len(_ideas()[kind]))
    ordered = _ordered(talk, kind, known)
    if not ordered:
        return _none(kind)
    count = min(count, len(ordered))
    best, others = ordered[0], ordered[1 : max(count, 3)]
    reasons = list(dict.fromkeys(fact.told() for idea in ordered[:count] for fact in _speaking_for(idea, known, "")))
    name = facts.name_in(known)
    missed = _missed(talk.gist, kind)
    if kind in {"dish", "dessert"} and (kept := [fact.told() for fact in known if fact.kind in {"allergy", "diet"}]):
        reasons = kept + [reason for reason in reasons if reason not in kept]
    lead = f"{f'Since {join(reasons[:3])}, I' if reasons else 'I'} suggest"
    lead = f"My short list has no {kind} on {missed}. Of what it has, {lead}" if missed else lead
    points = tuple(f"**{capitalise(idea.name)}:** {idea.why}." for idea in ordered[: max(count, 3)])
    if count > 1:
        text = f"{lead}{', ' + name if name else ''}:\n\n{numbered(points[:count])}"
    else:
        text = f"{lead} **{best.name}**{', ' + name if name else ''}: {best.why}."
        text += (
            f"\n\nIf that isn't it, {join([idea.name for idea in others], 'or')} would be a good choice too." if others else ""
        )
    return Reply(
        text,
        f"Try {join([idea.name for idea in ordered[:count]])}.",
        best.name,
        points,
        notes=_notes(kind, known, reasons, best, others),
        data={"suggestions": [{"name": idea.name, "why": idea.why} for idea in ordered[:count]]},
    )


def _none(kind: str) -> Reply:
    text = f"My short list has no {kind} that suits what you told me about yourself, and I won't guess. What do you like?"
    return Reply(text, text, "None", notes=(Note("Comparing the options", "Each has something in it that was ruled out."),))


def _missed(text: str, kind: str) -> str:
    """The subject that was asked for, when nothing on the list speaks of it."""
    subject = _SUBJECT.search(text)
    if subject is None:
        return ""
    words = [word.lower()[:5] for word in subject[1].split()]
    found = any(word in f"{idea.name} {idea.why} {idea.fits}".lower() for idea in _ideas()[kind] for word in words)
    return "" if found else subject[1].strip()


def _notes(kind: str, known: list[Fact], reasons: list[str], best: Idea, others: list[Idea]) -> tuple[Note, ...]:
    shy = facts.of(known, "dislike", "allergy")
    unknown = "Nothing the user told me bears on this choice." if known else "The user has told me nothing about themselves yet."
    return (
        Note("Recalling what I know about the user", f"Relevant here: {join(reasons)}." if reasons else unknown),
        Note(
            "Comparing the options",
            f"Of {len(_ideas()[kind])} ideas for a {kind}, {best.name} fits best; next come "
            f"{join([idea.name for idea in others])}." + (f" I leave out what contains {join(shy, 'or')}." if shy else ""),
        ),
    )


def _speaking_for(idea: Idea, known: list[Fact], question: str) -> list[Fact]:
    wanted = idea.fits.split()
    found = [
        fact
        for fact in known
        if fact.kind not in {"dislike", "allergy", "name"}
        and any(word[:5] in f"{fact.value} {fact.about}".lower() for word in wanted)
    ]
    return found + [Fact("said", "") for word in wanted if question and word[:5] in question.lower()]
