"""Paragraphs that describe a place or a moment with all senses: what is seen, heard, smelled and felt there.

Puts together what `scenes.tsv` holds; a place it doesn't know is left to others.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise

_FILE = Path(__file__).parents[1] / "scenes.tsv"
_LONGEST = 400
_ASKED = re.compile(
    r"\b(?:descri(?:be|ption|ptive)|imagery|sensory|vivid|paint a picture|set the scene)\b.{0,80}"
    r"|\bwrite (?:an? |one )?(?:\w+ )?paragraph (?:about|on|describing)\b",
    re.I,
)
_NO_SCENE = re.compile(
    r"\b(?:product|job|role|function|code|meta|my|company|tool|process|difference|image|photo|picture (?:above|below))\b", re.I
)


@cache
def _scenes() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if line]
    return tuple((tuple(names.split("|")), tuple(senses)) for names, *senses in rows)


@skill("describing")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for a description of a place or moment."""
    text = talk.gist
    if len(text) > _LONGEST or not _ASKED.search(text) or _NO_SCENE.search(text):
        return None
    found = _scene(text)
    if found is None or not re.search(r"\b(?:write|descri\w+|create|compose|craft|paint|set|give|draft)\b", text, re.I):
        return None
    return Offer(0.945, partial(_told, *found), whole=bool(re.search(r"\bparagraph\b", text, re.I)))


def _scene(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The scene whose longest name stands first in the text."""
    hits = [
        (match.start(), -len(name), name, senses)
        for names, senses in _scenes()
        for name in names
        if (match := re.search(rf"\b{name}\b", text, re.I))
    ]
    return min(hits)[2:] if hits else None


def _told(name: str, senses: tuple[str, ...]) -> Reply:
    sight, sound, smell, touch, close = senses
    text = f"{capitalise(sight)}. {capitalise(sound)}. {capitalise(smell)}. {capitalise(touch)}. {capitalise(close)}."
    points = tuple(
        f"**{head}:** {said}" for head, said in zip(("Sight", "Sound", "Smell", "Touch and taste"), senses, strict=False)
    )
    notes = (
        Note("Picturing the scene", f"I go through the senses, one by one, for “{name}”."),
        Note("Ending it", "The last sentence says what it all feels like."),
    )
    return Reply(text, f"{capitalise(sight)}.", name, points, notes=notes)
