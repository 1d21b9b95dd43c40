"""Answers about what is attached: from a document's own words, an image's measures, a recording's length.

What it can't see or hear it says; it never guesses at a picture's subject or a voice's words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from emulator.brain import attachments, library, passages
from emulator.brain.attachments import Seen
from emulator.brain.dialogue import Talk, media
from emulator.brain.registry import Note, Offer, Reply, best, skill
from emulator.brain.text import capitalise, cut, join, plain, sentences

_POINTS = re.compile(
    r"\b(?:image|picture|photo|screenshot|document|file|pdf|attachment|recording|audio|sound|text|report|page|it|this|that)\b",
    re.I,
)
_THING = re.compile(r"\b(?:image|picture|photo|screenshot|document|file|pdf|attachment|recording|audio|sound)\b", re.I)
_KINDS = {
    "image": r"\b(?:image|picture|photo|screenshot)\b",
    "document": r"\b(?:document|file|pdf)\b",
    "audio": r"\b(?:recording|audio|sound)\b",
}
_DESCRIBE = re.compile(
    r"\W*(?:please )?(?:describe|what(?:'s| is) (?:this|that|it|attached|in\b|on (?:this|the) (?:image|picture|photo)\b)|"
    r"what (?:do|can) you see|look at)\b",
    re.I,
)
_WORK = re.compile(
    r"\b(?:summar|shorten|translate|rewrite|key points|main points|bullet|tl;?dr|count|how many (?:words|letters|sentences)|"
    r"sentiment|sort|upper ?case|keywords|title for|action items|table)\w*\b",
    re.I,
)

_MEASURES = re.compile(
    r"\b(?:size|big|large|wide|high|tall|dimensions?|pixels?|colou?rs?|format|long|length|duration|seconds)\b", re.I
)
_QUOTED = "The document says"


@skill("attachments")
def offer(talk: Talk) -> Offer | None:
    """Fits whenever something is attached, and when an earlier attachment is asked about."""
    blocks = talk.attachments or (_earlier(talk) if _THING.search(talk.gist) and len(talk.gist) < 300 else ())
    if not blocks:
        return _going_on(talk)
    return Offer(0.97, partial(_answer, talk, [attachments.look(block) for block in blocks[:6]]), whole=True)


def _going_on(talk: Talk) -> Offer | None:
    """Fits a short question right after an answer about an attachment, when the attachment has something on it."""
    if not talk.past or len(talk.gist) > 160 or not _was_about_one(talk):
        return None
    seen = [attachments.look(block) for block in _earlier(talk)[:6]]
    if _MEASURES.search(talk.gist) and any(not one.text for one in seen):
        return Offer(0.9, partial(_described, seen, "", ""))
    text = "\n\n".join(one.text for one in seen if one.text)
    wanted = {library.fold(word)[:5] for word in library.keywords(talk.gist) if not _POINTS.fullmatch(word)}
    if not wanted or not wanted <= {word[:5] for word in library.tokens(text)}:
        return None
    return Offer(0.9, partial(_answer, talk, seen))


def _was_about_one(talk: Talk) -> bool:
    """True when the last turn brought an attachment or quoted one."""
    last = next((step for step in reversed(talk.ask.history) if step.get("type") == "user_input"), {})
    return bool(media(last.get("content"))) or talk.past[-1].told.startswith(_QUOTED)


def _earlier(talk: Talk) -> tuple[Mapping[str, Any], ...]:
    for step in reversed(talk.ask.history):
        if step.get("type") == "user_input" and (found := media(step.get("content"))):
            meant = next((kind for kind, words in _KINDS.items() if re.search(words, talk.gist, re.I)), "")
            return tuple(block for block in found if block.get("type") == meant) or tuple(found)
    return ()


def _answer(talk: Talk, seen: list[Seen]) -> Reply:
    text = "\n\n".join(one.text for one in seen if one.text)
    asked = talk.gist.strip()
    if text and _WORK.search(asked):
        return _worked(talk, text, seen)
    wanted = [word for word in library.keywords(asked) if not _POINTS.fullmatch(word)]
    if text and wanted and not _DESCRIBE.match(asked) and (found := passages.found_in(text, wanted)[0]):
        return _quoted(found, seen)
    return _described(seen, text, asked)


def _worked(talk: Talk, text: str, seen: list[Seen]) -> Reply:
    """A task for another skill, with the document as its material."""
    task = replace(talk.reading(f"{talk.whole.strip().rstrip(':.')}:\n\n{text}"), attachments=())
    choice = best(task)
    reply = choice.offer.answer()
    return replace(reply, notes=(_noted(seen), *reply.notes))


def _quoted(found: list[str], seen: list[Seen]) -> Reply:
    text = f"{_QUOTED}: “{cut(found[0], 600)}”"
    more = "".join(f"\n\n> {cut(part, 400)}" for part in found[1:])
    note = Note(
        "Searching the document",
        f"{len(found)} passage{'s share' if len(found) > 1 else ' shares'} most words with the question.",
    )
    return Reply(text + more, plain(found[0]), cut(found[0], 60), tuple(found), notes=(_noted(seen), note))


def _described(seen: list[Seen], text: str, asked: str) -> Reply:
    parts = [f"{capitalise(one.what)}. {' '.join(one.details)}".strip() for one in seen]
    if text:
        first = " ".join(sentences(plain(text))[:2])
        parts.append(f"It begins: “{cut(first, 400)}” Ask me about it, or for a summary.")
    blind = any(not one.text for one in seen)
    if blind and asked:
        parts.append(
            "That is what can be measured. What a picture shows or a voice says I can't tell offline, and I won't guess: "
            "with an API key, Gemini sees and hears it."
        )
    return Reply(
        "\n\n".join(parts),
        f"I received {join([one.what for one in seen])}.",
        seen[0].what,
        tuple(parts),
        notes=(_noted(seen),),
        data={"attachments": [one.data for one in seen]},
    )


def _noted(seen: list[Seen]) -> Note:
    return Note("Looking at the attachments", f"The message is about {join([one.what for one in seen])}.")
