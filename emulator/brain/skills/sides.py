"""Answers for one side of a subject: an example, why, how, who, since when, for and against, an analogy, what letters stand for.

Works on any article, named in the request or talked about before; where an article lacks that side, it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from emulator.brain import library, sides, subjects
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.subjects import Subject
from emulator.brain.text import bullets, join, sentences

_LONGEST = 160
_WISHES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("letters", r"\bstands? for\b|\b(?:is|are) \S+ short for\b|\b(?:full form|long form|abbreviation|acronym)\b"),
        ("both", r"\bpros?\b.{0,6}\bcons?\b|\badvantages?\b|\bdis-?advantages?\b|\bdrawbacks?\b|\bdownsides?\b|\bupsides?\b|"
         r"\bstrengths and weaknesses\b|\bbenefits?\b|\bfor and against\b|^\W*(?:the )?(?:pros|cons)\b"),
        ("example", r"\b(?:examples?|for instance|in practice|in real life)\b"),
        ("analogy", r"\b(?:analogy|metaphor)\b|\b(?:five|5|six|6|seven|7|eight|8|ten|10)[ -]year[ -]old\b|\beli5\b|"
         r"\b(?:like|as if) i(?:'m| am| were| was) (?:five|5|a child|a kid)\b|\bto (?:a|my) (?:child|kid|beginner|grand\w+|mother|boss)\b|"
         r"\b(?:in|with) (?:very )?simple(?:r)? (?:words|terms|language)\b|\bexplain (?:\S+ ){0,4}(?:more )?simpl(?:y|er)\b|\blayman"),
        ("maker", r"\bwho (?:first )?(?:invented|created|made|designed|developed|coined|founded|discovered|introduced|came up|"
         r"wrote|started|built|is behind|was behind)\b"),
        ("start", r"\bsince when\b|\bwhen (?:was|were) (?:\S+ ){1,5}(?:invented|created|made|designed|developed|founded|discovered|"
         r"introduced|published|released|born)\b|\bwhen did (?:\S+ ){1,5}(?:start|begin|come|appear|emerge)\b|"
         r"\bhow (?:old|long)\b (?:is|are|has|have) (?:it|this|that|they)\b"),
        ("use", r"\bwhat (?:is|are|'s) (?:\S+ ){1,5}(?:used|good|useful) for\b|\bwhen (?:should|would|do|to) (?:\S+ ){0,2}use\b|"
         r"\buse cases?\b|\bwhere (?:is|are) (?:\S+ ){1,4}used\b"),
        ("reason", r"\bwhy (?:is|are|was) (?:\S+ ){1,6}(?:important|useful|needed|relevant|popular|used|good|necessary|so \w+)\b|"
         r"\bwhy (?:do|does|should|would) (?:\S+ ){1,5}(?:matter|need|use|care|want|exist|help)\b|\b(?:importance|point|purpose) of\b|"
         r"\bwhy (?:does )?(?:it|this|that) matters?\b"),
        ("way", r"\bhow (?:do|does) (?:\S+ ){1,5}work\b|\bhow (?:\S+ ){1,4}works\b"),
    )
)  # fmt: skip


@skill("sides")
def offer(talk: Talk) -> Offer | None:
    """Fits when one side is asked for of a subject that the library has, or that the conversation is about."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    wish = next((name for name, pattern in _WISHES if pattern.search(text)), "")
    if not wish or (subject := subjects.of(talk)) is None or any(entry.is_city for entry in subject.entries):
        return None
    if wish == "analogy" and not any("simple" in entry.fields for entry in subject.entries):
        return None
    if wish == "letters" and not any(map(sides.expansions, subject.entries)):
        return None
    return Offer(0.891, partial(_answer, talk, wish, subject), whole=wish == "analogy" and not library.named(text))


def _answer(talk: Talk, wish: str, subject: Subject) -> Reply:
    noted = Note("Finding the subject", subject.how)
    if wish == "letters":
        return _letters(talk, subject, noted)
    if wish == "both":
        return _both(subject, noted)
    return _quoted(wish, subject, noted, " ".join(pair.answer for pair in talk.past[-6:]))


_TAKEN: dict[str, tuple[Callable[[Entry], tuple[str, ...]], str]] = {
    "example": (sides.examples, "gives no example"),
    "analogy": (lambda entry: tuple(filter(None, [entry.fields.get("simple")])), "has no simple comparison"),
    "maker": (sides.makers, "doesn't say who is behind it"),
    "start": (sides.beginnings, "doesn't say since when"),
    "use": (lambda entry: _uses(entry), "doesn't say what it is used for"),
    "reason": (sides.reasons, "gives no reason"),
    "way": (sides.workings, "doesn't say how it works"),
}


def _uses(entry: Entry) -> tuple[str, ...]:
    phrases = sides.suits(entry)
    return (f"{entry.title} {_are(entry)} used for {join(phrases)}.",) if phrases else sides.reasons(entry)


def _are(entry: Entry) -> str:
    first = entry.title.split()[-1]
    return "are" if first.endswith("s") and not first.endswith(("ss", "sis", "us", "ics")) and first.islower() else "is"


def _quoted(wish: str, subject: Subject, noted: Note, told: str) -> Reply:
    """The sentences of each article that show the side, those not told yet before others."""
    find, missing = _TAKEN[wish]
    several = len(subject.entries) > 1
    lines: list[str] = []
    notes = [noted]
    for entry in subject.entries:
        found = _fresh(find(entry), told) if wish == "example" else find(entry)
        notes.append(Note(f"Reading the article on {entry.title}", _seen(entry, found, missing)))
        said = " ".join(_standing_alone(entry, found)) or f"My article on it {missing}. What it says: {entry.lead}"
        lines.append(f"**{entry.title}**: {said}" if several or not found else said)
    text = bullets(lines) if several else lines[0]
    brief = sentences(lines[0])[0]
    return Reply(subject.opened(text), brief, points=tuple(lines), notes=tuple(notes))


def _fresh(found: tuple[str, ...], told: str) -> tuple[str, ...]:
    new = tuple(one for one in found if one not in told)
    return (new or found)[:1]


def _seen(entry: Entry, found: tuple[str, ...], missing: str) -> str:
    return f"Of its {len(sentences(entry.body))} sentences, {len(found)} fit the question." if found else f"It {missing}, so I say so."


def _standing_alone(entry: Entry, found: tuple[str, ...]) -> list[str]:
    """The sentences with the subject's name where the first would begin with a pronoun."""
    if not found:
        return []
    return [re.sub(r"^(?:It|They|He|She) (?=[a-z])", f"{entry.title} ", found[0]), *found[1:]]


def _both(subject: Subject, noted: Note) -> Reply:
    parts: list[str] = []
    points: list[str] = []
    notes = [noted]
    for entry in subject.entries:
        good, bad = sides.for_and_against(entry)
        notes.append(Note(f"Weighing {entry.title}", f"My article has {len(good)} points for it and {len(bad)} against it."))
        if good and bad:
            parts.append(f"**{entry.title}: what speaks for it**\n\n{bullets(good)}\n\n**What speaks against it**\n\n{bullets(bad)}")
            points += [*(f"For: {point}" for point in good), *(f"Against: {point}" for point in bad)]
        else:
            lead = " ".join(good or bad or (entry.lead,))
            parts.append(f"My article on **{entry.title}** doesn't weigh both sides. What it says: {lead}")
            points.append(lead)
    first = subject.entries[0]
    good, bad = sides.for_and_against(first)
    brief = f"For {sides.spoken(first)}: {good[0].rstrip('.')}; against: {bad[0].rstrip('.')}." if good and bad else first.lead
    rows = (("For", "Against"), *zip(*_even(good, bad), strict=True)) if good and bad else ()
    return Reply(
        subject.opened("\n\n".join(parts)), brief, points=tuple(points), table=rows, notes=tuple(notes),
        data={"pros": list(good), "cons": list(bad)},
    )  # fmt: skip


def _even(good: tuple[str, ...], bad: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    longest = max(len(good), len(bad))
    return good + ("",) * (longest - len(good)), bad + ("",) * (longest - len(bad))


def _letters(talk: Talk, subject: Subject, noted: Note) -> Reply:
    known = {short: full for entry in subject.entries for short, full in sides.expansions(entry).items()}
    asked = {short: full for short, full in known.items() if re.search(rf"\b{re.escape(short)}s?\b", talk.gist, re.I)} or known
    text = "; ".join(f"**{short}** stands for {full}" for short, full in asked.items()) + "."
    lead = subject.entries[0].lead
    return Reply(
        subject.opened(f"{text} {lead}"), text, next(iter(asked.values())), notes=(noted, Note("Reading the letters", text)),
        data=dict(asked),
    )  # fmt: skip
