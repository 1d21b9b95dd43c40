"""Long writing on demand: an essay, article or report of about N words, built from the library's articles.

Facts come from the articles; the sentences in between order and weigh them. The length is met by whole sentences.
"""

from __future__ import annotations

import re

from emulator.brain import library
from emulator.brain.dialogue import Talk
from emulator.brain.library import Entry
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join, number, number_pattern, sentences, shuffled

LONGEST = 6_000
_WORDS = re.compile(rf"\b(\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}}|{number_pattern()} (?:hundred|thousand))[ -]?words?\b", re.I)
_LIMITED = re.compile(r"\b(?:max(?:imum)?|at most|no more than|under|up to|less than|fewer than|within)\.? (?:of )?\d", re.I)
_WRITE = re.compile(
    (
        r"\b(?:write|compose|essay|article|text|report|generate|produce|blog post|story|draft|give me|"
        r"speech|explain|describe|tell me)\b"
    ),
    re.I,
)
_ESSAY = re.compile(r"\b(?:essay|blog post|long (?:article|text|report|essay)|article (?:about|on))\b", re.I)
_ABOUT = re.compile(
    (
        r"\b(?:about|on|regarding|concerning|describing|explaining|discussing)\s+(?:the (?:topic|subject) "
        r"(?:of )?)?([^.?!\n:;]{2,100})"
    ),
    re.I,
)
_LINKS = (
    "This leads from {a} to {b}, and the step is smaller than it seems.",
    "To see {a} in a wider frame, it helps to look at {b}.",
    "Close to {a}, and often overlooked beside it, stands {b}.",
    "Nobody who studies {a} can leave out {b} for long.",
    "A second look at {a} brings {b} into view.",
    "What is true of {a} becomes clearer beside {b}.",
    "From here the path goes on to {b}.",
    "It is worth pausing at {b} before the argument goes on.",
    "There is also {b}, which throws a different light on {a}.",
)
_ASIDES = (
    "Details of this kind are easy to skip and hard to do without.",
    "Seen from a distance this looks simple; close up it is anything but.",
    "The numbers matter less here than the order of things.",
    "It is a good example of how one idea makes room for the next.",
    "Here practice came before theory, as it often does.",
    "One may disagree about the weight of this point, but hardly about its place.",
    "What seems settled today was once an open question.",
    "The same pattern returns in fields that appear to have nothing in common.",
    "Anyone who begins to ask why will soon ask how we know.",
    "Exceptions exist, and they teach as much as the rule.",
    "A beginner does well to keep just this in mind and look up the rest.",
    "It pays to ask who gains from it and who bears the cost.",
    "Small causes, repeated often enough, have large effects here.",
    "This is where patience is rewarded.",
    "Good questions outlive good answers, and this one has.",
    "Such facts stick better when they are tied to a place, a person or a date.",
)


_STORY = re.compile(r"\b(?:story|tale|fable)\b", re.I)
_SHORT = 200
"""Words up to which a story is told by the skill for stories."""


@skill("long writing")
def offer(talk: Talk) -> Offer | None:
    """Fits when a text of a stated length, or an essay, is wanted."""
    text = talk.gist
    match = _WORDS.search(text) if not _LIMITED.search(text) else None
    if match and _count(match[1]) <= _SHORT and _STORY.search(text):
        return None
    if match and _WRITE.search(text) and _count(match[1]) >= 80:
        return Offer(0.96, lambda: _essay(talk, _count(match[1])), whole=len(text) < 2_000)
    return Offer(0.83, lambda: _essay(talk, 500)) if _ESSAY.search(text) and len(text) < 1_000 else None


def _count(text: str) -> int:
    text = text.lower().replace(",", "")
    if text.isdecimal():
        return min(int(text), LONGEST)
    lead, _, scale = text.rpartition(" ")
    return min((number(lead) or 1) * (1_000 if scale == "thousand" else 100), LONGEST)


def _subject(talk: Talk) -> str:
    match = _ABOUT.search(talk.gist)
    subject = _WORDS.sub("", match[1]) if match else ""
    subject = re.sub(
        r"\s*\b(?:in|of|with|using|at)\s*(?:about|around|exactly|roughly|at least)?\s*$|\s*,.*$", "", subject.strip(" \"'“”,")
    ).strip()
    if (not subject or re.fullmatch(r"[\d ]*", subject)) and (named := library.named(talk.gist)):
        return named[0].title
    return subject or "curiosity"


def _chosen(subject: str) -> list[Entry]:
    named = list(library.named(subject))
    found = [entry for entry, share in library.search(subject, 6) if share >= 0.5]
    start = (
        list(dict.fromkeys([*named, *found]))
        or shuffled((entry for entry in library.entries() if not entry.is_city), subject)[:3]
    )
    queue = list(start)
    for entry in start[:4]:
        queue += library.related(entry, 40)
    return list(dict.fromkeys(queue + library.related(start[0], 120)))


def _essay(talk: Talk, wanted: int) -> Reply:
    subject = _subject(talk)
    chosen = _chosen(subject)
    known = bool(library.named(subject) or any(share >= 0.5 for _, share in library.search(subject, 1)))
    text, used = _written(subject, chosen, wanted, known)
    length = len(text.split())
    notes = (
        Note(
            "Planning the length",
            (f"About {wanted:,} words are wanted on {subject}; that is some {max(1, wanted // 100)} paragraphs."),
        ),
        Note(
            "Collecting the material",
            f"I draw on {len(used)} articles, beginning with {join([entry.title for entry in used[:4]])}."
            if known
            else (
                f"The library has no article on {subject}, so I approach it through {join([entry.title for entry in used[:3]])}."
            ),
        ),
        Note("Writing to measure", f"Whole sentences are added until the length is met: {length:,} words."),
    )
    return Reply(
        text,
        sentences(chosen[0].body)[0],
        subject,
        tuple(entry.lead for entry in used[:10]),
        fixed=True,
        notes=notes,
        data={"title": capitalise(subject), "text": text},
    )


def _opening(subject: str, known: bool) -> list[str]:
    if known:
        return [
            f"There are subjects one passes every day without a second look, and {subject} is one of them.",
            f"This text sets out what {subject} is about, where it comes from and what lies around it.",
        ]
    return [
        f"{capitalise(subject)} can be approached from several sides.",
        ("The following pages take the way through neighbouring fields, because a thing is best understood by its surroundings."),
    ]


def _written(subject: str, chosen: list[Entry], wanted: int, known: bool) -> tuple[str, list[Entry]]:
    closing = [
        f"So {subject} turns out to be less a single topic than a crossing of many roads.",
        "Whoever follows only one of them will learn something; whoever looks around will learn more.",
    ]
    room = wanted - sum(len(sentence.split()) for sentence in closing)
    paragraphs: list[str] = []
    used: list[Entry] = []
    asides = shuffled(_ASIDES, subject)
    links = shuffled(_LINKS, subject)
    heading = wanted >= 400
    pending = _opening(subject, known) if wanted > 120 else []
    for index, entry in enumerate(chosen):
        parts = (
            pending
            + ([links[index % len(links)].format(a=chosen[index - 1].title, b=entry.title)] if index else [])
            + sentences(entry.body)
        )
        parts += [asides[index % len(asides)]] if index % 2 == 0 and wanted > 200 else []
        pending = []
        title = f"## {entry.title}" if heading and index else ""
        kept = _fitting(parts, room - len(title.split()))
        if kept:
            paragraphs += [title] * bool(title) + [" ".join(kept)]
            used.append(entry)
            room -= len(title.split()) + sum(len(sentence.split()) for sentence in kept)
        if room < 8:
            break
    head = f"# {capitalise(subject)}\n\n" if heading else ""
    ending = " ".join(closing) if wanted > 80 else ""
    return head + "\n\n".join([*paragraphs, *([ending] if ending else [])]), used


def _fitting(parts: list[str], room: int) -> list[str]:
    kept: list[str] = []
    for sentence in parts:
        length = len(sentence.split())
        if length > room:
            continue
        kept.append(sentence)
        room -= length
    return kept
