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
from emulator.brain.skills.summaries import ranked
from emulator.brain.text import article, capitalise, cut, number, number_pattern, plain

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
_CALLED = re.compile(r"\b(?:called|named) (?P<name>[A-Z][\w'&-]*(?: [A-Z][\w'&-]*)?)")
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
    pointing = not subject or subject.lower() in {"it", "this", "that", "them"}
    if pointing and form.name == "tweet" and (told := _pasted(talk)):
        return Offer(0.95, partial(_tweeted, told), whole=True)
    if pointing or subject.lower() == "the product":
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
    if called := _CALLED.search(text):
        return called["name"], "the"
    match = _SUBJECT.search(text)
    return (match["what"].strip(), (match["whose"] or "").lower()) if match else ("", "")


def _spoken_of(talk: Talk) -> tuple[str, str]:
    """The subject of the text written last: "Add a tagline" after a product description."""
    for pair in reversed(talk.past[-4:]):
        form = next((form for form in _forms() if form.match.search(pair.said)), None)
        if form is not None and _SUBJECT.search(pair.said):
            return _subject(pair.said)
    return "", ""


def _pasted(talk: Talk) -> str:
    """The text that the user pasted, or a longer answer, in the last turns."""
    for pair in reversed(talk.past[-4:]):
        if len(pair.said.split()) >= 25:
            return re.sub(r"^[^:\n]{0,80}:\s*", "", pair.said[:6_000])
        if len(pair.told.split()) >= 25 and not pair.told.startswith("**Subject"):
            return plain(pair.told[:6_000])
    return ""


def _tweeted(text: str) -> Reply:
    """The most telling sentences that fit into a short post, with tags from its words."""
    kept = ""
    for _, sentence in ranked(text)[:3]:
        if len(kept) + len(sentence) < 230:
            kept = f"{kept} {sentence}".strip()
    kept = kept or cut(text, 220)
    tags = sorted(set(re.findall(r"\b[A-Za-z]{6,14}\b", kept)), key=lambda word: (-len(word), word))[:2]
    post = f"{kept} {' '.join(f'#{capitalise(tag)}' for tag in tags)}".strip()
    note = Note("Shortening for a post", f"I take the most telling sentences, {len(post)} characters.")
    return Reply(post, post, fixed=True, notes=(note,), data={"text": post})


def _filled(form: Form, subject: str, whose: str, text: str) -> Reply:
    words = subject.split()
    many = bool(_MANY.search(words[-1])) and form.name != "job"
    gaps = {
        "subject": subject,
        "Subject": capitalise(re.sub(r"^(?:brand )?new ", "", subject)),
        "our": "our" if whose in {"our", "my", "a", "an", ""} else "" if subject[:1].isupper() and whose == "the" else whose,
        "is": "are" if many else "is",
        "brings": "bring" if many else "brings",
        "a": article(subject),
        "tag": re.sub(r"\W", "", subject.title()),
        "One": capitalise(words[0]),
        "Last": capitalise(words[-1]),
    }
    gaps["Our"] = capitalise(gaps["our"])
    body = _counted(re.sub(r"(?<=\w) {2,}(?=\w)", " ", form.body.format(**gaps)), text)
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
