"""Answers for one side of a subject: an example, why, how, who, since when, for and against, an analogy, what letters stand for.

Works on any article, named in the request or talked about before; where an article lacks that side, it says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import zip_longest

from emulator.brain import library, sides, subjects
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.subjects import Subject
from emulator.brain.text import bullets, join, sentences

_LONGEST = 160
_WISHES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("letters", (r"stands? for", r"(?:is|are) \S+ short for", r"(?:full|long) form", r"abbreviation", r"acronym")),
    (
        "both",
        (
            r"pros?",
            r"cons",
            r"(?:dis-?)?advantages?",
            r"(?:drawback|downside|upside|benefit)s?",
            r"weaknesses",
            r"for and against",
        ),
    ),
    (
        "example",
        (
            r"examples?",
            r"for instance",
            r"in practice",
            r"in (?:the )?real (?:life|world)",
            r"real[- ](?:life|world) (?:use|case)",
        ),
    ),
    (
        "analogy",
        (
            r"analogy|metaphor|eli5|layman\S*",
            r"(?:five|5|six|6|seven|7|eight|8|ten|10)[ -]year[ -]old",
            r"(?:like|as if) i(?:'m| am| were| was) (?:five|5|a child|a kid)",
            r"to (?:a|my) (?:child|kid|beginner|grand\w+|mother|boss)",
            r"(?:in|with) (?:very )?simpler? (?:words|terms|language)",
            r"explain (?:\S+ ){0,4}(?:more )?simpl(?:y|er)",
            r"^\W*(?:even |much |a bit )?simpler",
        ),
    ),
    (
        "maker",
        (
            r"who (?:first )?(?:invented|created|made|designed|developed|coined|founded|discovered|introduced|came up|wrote)",
            r"who (?:started|built|is behind|was behind)",
        ),
    ),
    (
        "start",
        (
            r"since when",
            r"^\W*(?:and )?when(?=\W*$)",
            r"when (?:was|were) (?:\S+ ){1,5}(?:invented|created|made|designed|developed|founded|discovered|introduced)",
            r"when (?:was|were) (?:\S+ ){1,5}(?:published|released|born)",
            r"when did (?:\S+ ){1,5}(?:start|begin|come|appear|emerge)",
            r"how (?:old|long) (?:is|are|has|have) (?:it|this|that|they)",
        ),
    ),
    (
        "use",
        (
            r"what (?:is|are|'s) (?:\S+ ){1,5}(?:used|good|useful) for",
            r"when (?:should|would|do|to) (?:\S+ ){0,2}use",
            r"use cases?",
            r"where (?:is|are) (?:\S+ ){1,4}used",
        ),
    ),
    (
        "reason",
        (
            r"why (?:is|are|was) (?:\S+ ){1,6}(?:important|useful|needed|relevant|popular|used|good|necessary|so \w+)",
            r"why (?:do|does|should|would) (?:\S+ ){1,5}(?:matter|need|use|care|want|exist|help)",
            r"(?:importance|point|purpose) of",
            r"why (?:it|this|that) matters",
        ),
    ),
    ("way", (r"how (?:do|does) (?:\S+ ){1,5}work", r"how (?:\S+ ){1,4}works")),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.I)) for name, phrases in _WISHES)
_EXPLAINED = re.compile(
    r"\b(?:explain|describe|define|what (?:is|are))\b.{2,60}\b(?:with|and|using|by)\b.{0,30}\bexamples?\b", re.I
)
_GOOD = re.compile(
    r"\bpros?\b|(?<!dis)(?<!dis-)\badvantages?\b|\bupsides?\b|\bstrengths\b|\bbenefits?\b|\bfor and against\b", re.I
)
_BAD = re.compile(r"\bcons?\b|\bdis-?advantages?\b|\bdrawbacks?\b|\bdownsides?\b|\bweaknesses\b|\bfor and against\b", re.I)


@skill("sides")
def offer(talk: Talk) -> Offer | None:
    """Fits when one side is asked for of a subject that the library has, or that the conversation is about."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    wish = next((name for name, pattern in _PATTERNS if pattern.search(text)), "")
    if not wish:
        return None
    subject = subjects.of(talk)
    if subject is None and not subjects.rest(text) and not library.named(text):
        return Offer(0.3, _of_what)
    if subject is None or any(entry.is_city for entry in subject.entries):
        return None
    if wish == "analogy" and not any("simple" in entry.fields for entry in subject.entries):
        return None
    return Offer(0.891, partial(_answer, talk, wish, subject), whole=wish == "analogy" and not library.named(text))


def _answer(talk: Talk, wish: str, subject: Subject) -> Reply:
    noted = Note("Finding the subject", subject.how)
    if wish == "letters":
        return _letters(talk, subject, noted)
    if wish == "both":
        return _both(subject, noted, bool(_GOOD.search(talk.gist)), bool(_BAD.search(talk.gist)))
    explained = wish == "example" and bool(_EXPLAINED.search(talk.gist))
    return _quoted(wish, subject, noted, " ".join(pair.answer for pair in talk.past[-6:]), explained)


def _of_what() -> Reply:
    text = "Of what? Nothing that I have an article on has come up yet. Name a subject, for example: *Explain recursion.*"
    return Reply(text, "Of what?", "What?", notes=(Note("Looking for the subject", "The conversation has named none so far."),))


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
    """The verb that its own article uses with its name."""
    if entry.body.startswith((f"{entry.title} are", f"{entry.title} is")):
        return "are" if entry.body.startswith(f"{entry.title} are") else "is"
    return "are" if entry.title.endswith("s") and sides.spoken(entry) != entry.title else "is"


def _quoted(wish: str, subject: Subject, noted: Note, told: str, explained: bool) -> Reply:
    """The sentences of each article that show the side, those not told yet before others."""
    find, missing = _TAKEN[wish]
    several = len(subject.entries) > 1
    lines: list[str] = []
    notes = [noted]
    for entry in subject.entries:
        found = _fresh(find(entry), told) if wish == "example" else find(entry)
        notes.append(Note(f"Reading the article on {entry.title}", _seen(entry, found, missing)))
        found = (entry.lead, *found) if found and explained else found
        said = " ".join(_standing_alone(entry, found)) or f"My article on it {missing}. What it says: {entry.lead}"
        lines.append(f"**{entry.title}**: {said}" if several or not found else said)
    text = bullets(lines) if several else lines[0]
    brief = sentences(lines[0])[0]
    return Reply(subject.opened(text), brief, points=tuple(lines), notes=tuple(notes))


def _fresh(found: tuple[str, ...], told: str) -> tuple[str, ...]:
    new = tuple(one for one in found if one not in told)
    return (new or found)[:1]


def _seen(entry: Entry, found: tuple[str, ...], missing: str) -> str:
    return (
        f"Of its {len(sentences(entry.body))} sentences, {len(found)} fit the question."
        if found
        else f"It {missing}, so I say so."
    )


def _standing_alone(entry: Entry, found: tuple[str, ...]) -> list[str]:
    """The sentences with the subject's name where the first would begin with a pronoun."""
    if not found:
        return []
    return [re.sub(r"^(?:It|They|He|She) (?=[a-z])", f"{entry.title} ", found[0]), *found[1:]]


def _both(subject: Subject, noted: Note, wants_good: bool, wants_bad: bool) -> Reply:
    parts: list[str] = []
    points: list[str] = []
    notes = [noted]
    for entry in subject.entries:
        good, bad = sides.for_and_against(entry)
        notes.append(Note(f"Weighing {entry.title}", f"My article has {len(good)} points for it and {len(bad)} against it."))
        asked = (("what speaks for it", good, wants_good), ("what speaks against it", bad, wants_bad))
        parts += [_listed(entry, label, found) for label, found, wanted in asked if wanted]
        signs = ("For: ", "Against: ") if wants_good and wants_bad else ("", "")
        points += [signs[0] + point for point in good if wants_good] + [signs[1] + point for point in bad if wants_bad]
    good, bad = sides.for_and_against(subject.entries[0])
    chosen = [*good[:1] * wants_good, *bad[:1] * wants_bad]
    return Reply(
        subject.opened("\n\n".join(parts)),
        "; but: ".join(point.rstrip(".") for point in chosen) + "." if chosen else subject.entries[0].lead,
        points=tuple(points),
        table=(("For", "Against"), *zip_longest(good, bad, fillvalue="")) if wants_good and wants_bad and good and bad else (),
        notes=tuple(notes),
        data={"pros": list(good), "cons": list(bad)},
    )


def _listed(entry: Entry, label: str, found: tuple[str, ...]) -> str:
    if found:
        return f"**{entry.title}: {label}**\n\n{bullets(found)}"
    return f"My article on **{entry.title}** doesn't say {label}. It begins: {entry.lead}"


def _letters(talk: Talk, subject: Subject, noted: Note) -> Reply:
    if not any(map(sides.expansions, subject.entries)):
        first = subject.entries[0]
        text = f"My article on **{first.title}** gives no long form, so it is no abbreviation that I know."
        return Reply(subject.opened(f"{text} {first.lead}"), text, notes=(noted, Note("Reading the letters", "There are none.")))
    known = {short: full for entry in subject.entries for short, full in sides.expansions(entry).items()}
    asked = {short: full for short, full in known.items() if re.search(rf"\b{re.escape(short)}s?\b", talk.gist, re.I)} or known
    text = "; ".join(f"**{short}** stands for {full}" for short, full in asked.items()) + "."
    lead = subject.entries[0].lead
    return Reply(
        subject.opened(f"{text} {lead}"), text, next(iter(asked.values())), notes=(noted, Note("Reading the letters", text)),
        data=dict(asked),
    )  # fmt: skip
