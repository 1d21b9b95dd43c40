"""Answers a further question on the subject at hand with the sentences of its article that speak of it.

Tells nothing twice as a whole: where the article is silent, it says so and names what it has.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import library, references, sides, subjects
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.subjects import Subject
from emulator.brain.text import join, sentences, uncapitalised

_LONGEST = 160
_ASKED = re.compile(
    r"\?\s*$|^\W*(?:and |but |so |ok(?:ay)?,? )?"
    r"(?:what|who|whom|how|why|when|where|which|does|do|is|are|can|could|should)\b",
    re.I,
)
_MEANT: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.I), re.compile(rf"\b(?:{told})\b", re.I))
    for asked, told in (
        (r"calculated?|computed?|measured?|formula", r"divid\w+|multipl\w+|subtract\w*|percentage|per cent|times|added up"),
        (r"reduced?|avoid|prevent|fix|solve|lower|stop|improve", r"remed\w+|reduc\w+|helps?|causes?|prevent\w*|works best"),
        (r"why|causes?|reasons?|happens?|come from", r"because|since|causes?|caused|comes? from|therefore|which is why"),
        (r"costs?|price|expensive|pay", r"costs?|price|pays?|paid|dear\w*|cheap\w*|fees?|billed"),
        (
            r"mistakes?|problems?|risks?|dangers?|pitfalls?|wrong|limit\w*",
            r"drawback\w*|dangerous|risk\w*|wrong|fail\w*|traps?|mistakes?",
        ),
        (r"alternatives?|instead|opposite|contrary", r"in contrast|unlike|instead|alternatives?|opposite|better choice"),
        (r"how long|duration|how often", r"weeks?|months?|days?|hours?|minutes?|seconds?|years?|quarter"),
        (r"fast|slow|speed|quick\w*", r"fast\w*|slow\w*|quick\w*|speed\w*|milliseconds?"),
        (r"who", r"people|team|owner|master|users?|customers?|developers?|researchers?"),
        (r"safe|dangerous|harmful|bad|worth it", r"drawback\w*|dangerous|risks?|safe\w*"),
        (r"parts?|kinds?|types?|phases?", r"three|four|two|kinds?|parts?|consists?"),
    )
)
"""What the answers to some common questions have in them, whatever the subject."""


_WHOM = re.compile(
    r"\bwho (?:first |originally |really )*(?:discovered|invented|wrote|built|created|founded|painted|designed|found)\b", re.I
)
"""Asks for a person, so that only a sentence that names one answers it."""
_PERSON = re.compile(r"(?<=[\w,;] )[A-Z][\w.-]+ (?:(?:van|von|de|da) )?[A-Z][\w-]+")


@skill("details")
def offer(talk: Talk) -> Offer | None:
    """Fits a question that names no subject of its own but points to the one at hand, or uses its article's words."""
    text = talk.gist
    if len(text) > _LONGEST or not talk.past or not _ASKED.search(text) or library.named(text):
        return None
    found = subjects.before(talk.past)
    if found is None or found.entries[0].is_city or "country" in references.kind_of(text):
        return None
    entry = found.entries[0]
    pointing = bool(subjects.POINTING.search(text))
    chosen = _passage(entry, text) if pointing or _speaks_of(entry, text) else []
    if chosen:
        return Offer(0.7 if pointing else 0.64, partial(_told, entry, chosen, found))
    return Offer(0.67, partial(_silent, entry, found)) if pointing and subjects.rest(text) else None


def _speaks_of(entry: Entry, question: str) -> bool:
    """Whether an article has a word of a question, if it has any of its own."""
    own = [word for word in _own(question) if not any(asked.fullmatch(word) for asked, _ in _MEANT)]
    return not own or bool({subjects.stem(word) for word in own} & {subjects.stem(word) for word in library.tokens(entry.body)})


def _own(question: str) -> list[str]:
    return [word for word in subjects.rest(question) if word not in subjects.GENERAL]


def _passage(entry: Entry, question: str) -> list[str]:
    """At most two sentences that share words with the question, or have the words that its answers have."""
    wanted = {subjects.stem(word) for word in _own(question)}
    meant = [told for asked, told in _MEANT if asked.search(question)]
    scored = []
    statements = [said for said in _statements(entry) if not _WHOM.search(question) or _PERSON.search(said)]
    for place, sentence in enumerate(statements):
        shared = len(wanted & {subjects.stem(word) for word in library.tokens(sentence)})
        cues = sum(bool(told.search(sentence)) for told in meant)
        scored.append((3 * shared + 2 * cues + (shared and place > 0), -place, sentence))
    best = sorted((one for one in scored if one[0] >= 2), reverse=True)[:2]
    return [sentence for score, place, sentence in sorted(best, key=lambda one: -one[1]) if score * 2 > best[0][0]]


def _statements(entry: Entry) -> list[str]:
    against = sides.for_and_against(entry)[1] if "cons" in entry.fields else ()
    weak = [f"The drawbacks and risks that my article names: {'; '.join(map(uncapitalised, against))}."] if against else []
    return [*sentences(entry.body), *weak]


def _told(entry: Entry, chosen: list[str], found: Subject) -> Reply:
    notes = (
        Note("Finding the subject", found.how),
        Note(f"Reading the article on {entry.title} again", f"{len(chosen)} of its sentences speak of what is asked."),
    )
    first = re.sub(r"^(?:It|They|He|She) (?=[a-z])", f"{entry.title} ", chosen[0])
    text = " ".join([first, *chosen[1:]])
    return Reply(text, first, points=(first, *chosen[1:]), notes=notes)


def _silent(entry: Entry, found: Subject) -> Reply:
    there = (
        ("an example", sides.examples(entry)),
        ("its pros and cons", sides.for_and_against(entry)[1]),
        ("who is behind it", sides.makers(entry)),
        ("what it is used for", sides.suits(entry)),
    )
    has = [label for label, found_there in there if found_there]
    near = join([f"**{other.title}**" for other in library.related(entry, 2)])
    offered = f"I can give you {join(has[:3], 'or')}, or go on with {near}." if has else f"Close to it I have {near}."
    return Reply(
        f"My article on **{entry.title}** doesn't say that, and I won't guess. {offered}",
        f"My article on {sides.spoken(entry)} doesn't say that.",
        "Unknown",
        notes=(Note("Finding the subject", found.how), Note("Reading its article again", "No sentence answers the question.")),
    )
