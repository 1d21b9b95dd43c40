"""Texts that sell or announce: product descriptions, taglines, posts, press releases, job postings, user stories, names.

Fills forms from `copy.md` with the subject; what only the user can know stays in square brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import article, capitalise, number, number_pattern

_FILE = Path(__file__).parents[1] / "copy.md"
_MAKE = re.compile(
    rf"^\W*(?:{number_pattern()})\b|\b(?:write|draft|create|compose|make|give|suggest|need|want|help|find|come up with|"
    rf"brainstorm|invent|think of|add|"
    r"generate|"
    r"what)\b",
    re.I,
)
_SUBJECT = re.compile(
    r"\b(?:about|for|of|on|announcing|introducing|called|name my|call my)\s+(?:(?P<whose>our|my|the|this|an?|some)\s+)?"
    r"(?P<what>[\w' &-]{2,60}?)(?=\s+(?:that|which|who|with|in (?:a|the|one|two|three|\d)|as|using|please|and)\b|[.,!?;:\n]|$)",
    re.I,
)
_ITEM = re.compile(r"^\d+\. ", re.M)
_MANY = re.compile(r"(?<!s)s$", re.I)


@dataclass(frozen=True)
class Form:
    """A kind of text with its gaps."""

    name: str
    title: str
    match: re.Pattern[str]
    body: str


@skill("copywriting")
def offer(talk: Talk) -> Offer | None:
    """Fits requests for one of the forms."""
    text = talk.gist
    if len(text) > 400 or not _MAKE.search(text):
        return None
    form = next((form for form in _forms() if form.match.search(text)), None)
    if form is None or re.match(r"^\W*what (?:is|are|does) an?\b", text, re.I):
        return None
    rest = text[match.end() :] if (match := form.match.search(text)) and form.name != "names" else text
    subject, whose = _subject(rest)
    if not subject or subject.lower() in {"it", "this", "that", "them", "the product"}:
        subject, whose = _spoken_of(talk)
    return Offer(0.91, partial(_filled, form, subject, whose, text), whole=True) if subject else None


@cache
def _forms() -> tuple[Form, ...]:
    blocks = re.split(r"^## ", _FILE.read_text(encoding="utf-8"), flags=re.M)[1:]
    found = []
    for block in blocks:
        name, title, match, body = block.split("\n", 3)
        found.append(
            Form(name, title.removeprefix("title: "), re.compile(rf"\b(?:{match.removeprefix('match: ')})\b", re.I), body.strip())
        )
    return tuple(found)


def _subject(text: str) -> tuple[str, str]:
    match = _SUBJECT.search(text)
    return (match["what"].strip(), (match["whose"] or "").lower()) if match else ("", "")


def _spoken_of(talk: Talk) -> tuple[str, str]:
    """The subject of the text written last: "Add a tagline" after a product description."""
    for pair in reversed(talk.past[-4:]):
        form = next((form for form in _forms() if form.match.search(pair.said)), None)
        if form is not None and _SUBJECT.search(pair.said):
            return _subject(pair.said)
    return "", ""


def _filled(form: Form, subject: str, whose: str, text: str) -> Reply:
    words = subject.split()
    many = bool(_MANY.search(words[-1])) and form.name != "job"
    gaps = {
        "subject": subject,
        "Subject": capitalise(re.sub(r"^(?:brand )?new ", "", subject)),
        "our": "our" if whose in {"our", "my", "a", "an", ""} else whose,
        "is": "are" if many else "is",
        "brings": "bring" if many else "brings",
        "a": article(subject),
        "tag": re.sub(r"\W", "", subject.title()),
        "One": capitalise(words[0]),
        "Last": capitalise(words[-1]),
    }
    gaps["Our"] = capitalise(gaps["our"])
    body = _counted(form.body.format(**gaps), text)
    points = tuple(_ITEM.sub("", line) for line in body.splitlines() if _ITEM.match(line))
    return Reply(
        body,
        points[0] if points else "",
        points=points if form.name in {"tagline", "names"} else (),
        fixed=not points,
        notes=(
            Note("Recognising the form", f"The request is for {form.title}; the subject is {subject}."),
            Note("Leaving gaps", "What only you can know stays in square brackets, so that nothing is invented."),
        ),
        data={"form": form.title, "text": body},
    )


def _counted(body: str, text: str) -> str:
    """As many items of a list as asked for; one when one is asked for."""
    lines = body.splitlines()
    if not all(_ITEM.match(line) for line in lines):
        return body
    match = re.search(rf"\b({number_pattern()})\b", text, re.I)
    count = number(match[1]) if match else 1 if re.search(r"\ban? (?:\w+ )?(?:tag ?line|slogan|motto|name)\b", text, re.I) else 0
    kept = lines[: count or len(lines)]
    return _ITEM.sub("", kept[0]) if len(kept) == 1 else "\n".join(kept)
