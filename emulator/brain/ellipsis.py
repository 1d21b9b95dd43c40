"""Requests that leave out what was said before, read in full: "And vertically?", "Explain in 3 bullets", "Is it dangerous?".

Offers readings only; whether one of them can be answered is for the caller to find out. Used where nothing fits the request as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain import asking, library
from emulator.brain.dialogue import Talk

LONGEST = 90
"""Characters; what is longer says what it means."""
_AND = re.compile(r"^\W*(?:(?:and|or|but|so|ok|what about|how about|what if(?: it(?:'s| is))?|now)\b[\s,]*)+(?P<what>.{2,60}?)[?.!\s]*$", re.I)
_PAIR = re.compile(r"\b[a-z]{3,14} (?:and|with) [a-z]{3,14}\b", re.I)
_BARE = re.compile(
    r"^\W*(?:(?:please|now|and|ok|then|can you|could you)\b[\s,]*)*(?P<verb>explain|describe|summari[sz]e|give me (?:an example|examples|a summary)|"
    r"tell me more|tell me|define|elaborate|compare|write (?:a|an) [\w -]{3,30})\b(?! (?:the|a|an|what|how|why|about)\b)(?P<form>.{0,50})$",
    re.I,
)
_POINTS = re.compile(r"\b(?:it|this|that|they|them|these|those|he|she|him|her|there)\b(?! (?:is|are) (?:a|an|any)\b)", re.I)
_OWNING = re.compile(r"\b(?:its|their|his|whose)\b", re.I)
_STANDING = re.compile(r"^\W*(?:and|or|but|so|what about|how about|why|ok|now|shorter|more|in)\b", re.I)
_LAST = re.compile(r"(?P<head>.*\b(?:the|a|an|of|in|for|to|with|from|at|about|is|are|do|does)\s)(?P<tail>[^?.!]{2,40})(?P<end>[?.!\s]*)$", re.I)


def readings(talk: Talk) -> Iterator[str]:
    """Fuller wordings of the request, the likeliest first."""
    text = talk.whole.strip()
    if len(text) > LONGEST or not talk.past:
        return
    question = _standing(talk)
    if (also := _AND.match(text)) and question:
        yield from _with(question, also["what"])
    subject = _subject(talk)
    if not subject:
        return
    if bare := _BARE.match(text):
        yield f"{bare['verb']} {_of(bare['verb'])}{subject}{bare['form']}"
    if _OWNING.search(text):
        yield _OWNING.sub(f"{subject}'s", text, count=1)
    elif _POINTS.search(text):
        yield _POINTS.sub(subject, text, count=1)
    elif len(text.split()) <= 6 and re.match(r"\W*(?:why|how|when|where|who|is|are|does|do|can|which|what)\b", text, re.I):
        yield f"{text.rstrip('?.! ')} {subject}?"


def _of(verb: str) -> str:
    return "of " if "example" in verb or "summary" in verb else "about " if verb.lower().startswith(("tell", "write")) else ""


def _standing(talk: Talk) -> str:
    """The last question that stands on its own feet."""
    said = (pair.said.strip() for pair in reversed(talk.past[-4:]))
    return next((text for text in said if not _STANDING.match(text) and len(text) <= 200), "")


def _with(question: str, what: str) -> Iterator[str]:
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
