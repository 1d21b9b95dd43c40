"""Requests that leave out what was said before, read in full: "And vertically?", "Explain in 3 bullets".

Offers readings only; whether one of them can be answered is for the caller to find out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain import almanac, asking, facts, library, subjects
from emulator.brain.dialogue import Talk

LONGEST = 90
"""Characters; what is longer says what it means."""
_AND = re.compile(
    r"^\W*(?:(?:and|or|but|so|ok|what about|how about|what if(?: it(?:'s| is))?|now)\b[\s,]*)+(?P<what>.{2,60}?)[?.!\s]*$", re.I
)
_PAIR = re.compile(r"\b[a-z]{3,14} (?:and|with) [a-z]{3,14}\b", re.I)
_BARE = re.compile(
    r"^\W*(?:(?:please|now|and|ok|then|can you|could you)\b[\s,]*)*(?P<verb>explain|describe|summari[sz]e|"
    r"give me (?:an example|examples|a summary)|"
    r"tell me more|tell me|define|elaborate|compare|write (?:a|an) [\w -]{3,30})\b(?P<form>\W*$|[\s,:]+(?:in|"
    r"like|as|to|with|more|again|it|briefly|simply|shortly|for|please|using)\b.{0,50}$)",
    re.I,
)
_POINTS = re.compile(
    r"\b(?:it|this|that|they|them|these|those|he|she|him|her|there|ones?|(?<=until )then|(?<=before )then)\b(?! "
    r"(?:is|are) (?:a|an|any)\b)",
    re.I,
)
_OPEN = re.compile(r"\W*(?:why|how|when|where|is|are|does|do|can|which)\b", re.I)
_OWN_SUBJECT = re.compile(r"\b(?:an?|the|my|your)\b|(?<=[a-z,] )[A-Z]|\bwhat is\b")
_NTH = re.compile(r"\b(?:first|second|third|fourth|fifth|last|other) one\b", re.I)
_OWNING = re.compile(r"\b(?:its|their|his|whose)\b", re.I)
_IDEAS = re.compile(
    r"\b(?:any|some|give me|more|what) (?:ideas?|suggestions?|tips?|advice)\b|\bwhat (?:should|can|"
    r"could) (?:i|we) do\b|\bhow should (?:i|we) start\b|\bhelp me\b",
    re.I,
)
_ROLE = re.compile(r"\b(?:the|its|their|that) (painter|artist|author|writer|director|founder|inventor|maker)\b", re.I)
_WORK = re.compile(r"(?<=summarise |summarize )(?:the|its) (?:story|plot|book|novel|film|movie|play)\b", re.I)
_CELLS = {
    "painter": "artist",
    "artist": "artist",
    "author": "author",
    "writer": "author",
    "director": "director",
    "founder": "founder",
    "inventor": "maker",
    "maker": "maker",
}
_SAID = re.compile(
    r"\b(?P<head>(?:say|translate|spell|pronounce|mean(?:s|t)? by)) (?P<what>.+?) (?P<end>(?:in|into|to) [A-Z]\w+.*)$"
)
_STANDING = re.compile(r"^\W*(?:and|or|but|so|what about|how about|why|ok|now|shorter|more|in)\b", re.I)
_LAST = re.compile(
    r"(?P<head>.*\b(?:the|a|an|of|in|on|by|for|to|with|from|at|about|is|are|do|does)\s)(?P<tail>[^?.!]{2,40})(?P<end>[?.!\s]*)$",
    re.I,
)


def readings(talk: Talk) -> Iterator[str]:
    """Fuller wordings of the request, the likeliest first."""
    text = talk.whole.strip()
    if len(text) > LONGEST or not talk.past:
        return
    question = _standing(talk)
    if (also := _AND.match(text)) and question and re.search(r"[a-z]{2}", also["what"], re.I):
        yield from _with(question, also["what"])
    if (planned := _plan(talk)) and _IDEAS.search(text):
        yield f"Give me ideas for {planned}"
    yield from _by_role(talk, text)
    if subject := _subject(talk):
        yield from _about(subject, text)


def _by_role(talk: Talk, text: str) -> Iterator[str]:
    """ "The painter" as the name of whoever painted what was spoken of."""
    if _WORK.search(text):
        told = [thing for pair in reversed(talk.past[-3:]) for thing in almanac.named(pair.said[:200])]
        works = [thing.name for thing in told if thing.kind in {"book", "film"}]
        yield from (_WORK.sub(name, text, count=1) for name in works[:1])
    if role := _ROLE.search(text):
        column = _CELLS[role[1].lower()]
        for pair in reversed(talk.past[-3:]):
            for thing in almanac.named(f"{pair.said[:200]} {pair.told[:200]}"):
                if person := thing.cells.get(column):
                    yield _ROLE.sub(person, text, count=1)


def _about(subject: str, text: str) -> Iterator[str]:
    """The text with the subject in the place of what points to it or leaves it out."""
    if bare := _BARE.match(text):
        yield f"{bare['verb']} {_of(bare['verb'])}{subject}{bare['form']}"
    if _OWNING.search(text):
        yield _OWNING.sub(f"{subject}'s", text, count=1)
    elif _POINTS.search(text) and not _NTH.search(text):
        yield _POINTS.sub(subject, text, count=1)
    elif len(text.split()) <= 6 and _OPEN.match(text) and not _OWN_SUBJECT.search(text) and not _own_words(text):
        yield f"{text.rstrip('?.! ')} {subject}?"


def leans(text: str) -> bool:
    """Whether a request surely goes on with the last one: "And in the sea?", "Tell me about the painter"."""
    return bool(
        re.match(r"\W*and (?:in|on|for|at|under|by) (?:the )?[a-z ]{2,20}\?*$", text, re.I)
        or _ROLE.search(text)
        or _WORK.search(text)
    )


def _own_words(text: str) -> list[str]:
    return [word for word in subjects.rest(text) if word not in subjects.GENERAL]


def _of(verb: str) -> str:
    return "of " if "example" in verb or "summary" in verb else "about " if verb.lower().startswith(("tell", "write")) else ""


def _standing(talk: Talk) -> str:
    """The last question that stands on its own feet."""
    said = (pair.said.strip() for pair in reversed(talk.past[-4:]))
    return next((text for text in said if not _STANDING.match(text) and len(text) <= 200), "")


def _plan(talk: Talk) -> str:
    """What the user said they are planning."""
    plans = [fact.value for fact in facts.known(talk.said) if fact.kind == "plan"]
    return re.sub(r"^(?:planning |to plan |organi[sz]ing )", "", plans[-1]) if plans else ""


def _with(question: str, what: str) -> Iterator[str]:
    if said := _SAID.search(question):
        yield f"{question[: said.start()]}{said['head']} {what} {said['end']}"
    if _PAIR.search(what) and (pair := _PAIR.search(question)):
        yield question[: pair.start()] + what + question[pair.end() :]
    bare = re.sub(r"^(?:for|in|of|with|to|from|at|about|by|the|an?) ", "", what, flags=re.I)
    if last := _LAST.match(question):
        yield f"{last['head']}{bare}{last['end'] or '?'}"
    yield f"{question.rstrip('?.! ')} {what}?"


def _subject(talk: Talk) -> str:
    """What the last questions were about, in their own words."""
    for pair in reversed(talk.past[-3:]):
        found = asking.kernel(library.tokens(pair.said[:200]))
        if found and len(found.split()) <= 5:
            return found
    return ""
