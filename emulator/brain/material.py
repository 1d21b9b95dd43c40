"""Finds the text a request is about: quoted, after a colon, on the following lines, or else the last answer.

Bounded: of an enormous text only a bounded part is worked on, and the caller is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from emulator.brain.dialogue import Talk

LIMIT = 200_000
_TEXT = 25
"""Words of a message that holds a text."""
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»]{2,200000})[\"“”»]|(?<!\w)['‘]([^'‘’\n]{2,2000})['’](?!\w)")


@dataclass(frozen=True)
class Material:
    """A text to work on and where it was found."""

    text: str
    source: str
    task: str
    """The request without the material."""


def of(talk: Talk, earlier: bool = True) -> Material | None:
    """The material of a request."""
    text = talk.prompt[:LIMIT].strip()
    if match := _QUOTED.search(text):
        quoted = match[1] or match[2]
        if len(quoted) > 12 or len(text) < 200:
            return Material(
                quoted.strip(), "the quoted text", (text[: match.start()] + " " + text[match.end() :]).strip()[:2_000]
            )
    head, _, rest = text.partition("\n")
    if len(rest.split()) >= 3 and len(head) < 300:
        return Material(rest.strip(), "the text below the request", head)
    if len(rest.split()) >= 20:
        return Material(text, "the whole message", "")
    before, colon, after = text.partition(":")
    if colon and after.strip() and len(before) < 200 and not before.rstrip().endswith(("http", "https")):
        return Material(after.strip(), "the text after the colon", before)
    if earlier and (pasted := spoken_of(talk)):
        return Material(pasted, "the text you gave me", text[:2_000])
    if earlier and talk.past and talk.past[-1].told:
        return Material(talk.past[-1].answer[:LIMIT], "my last answer", text[:2_000])
    return None


def spoken_of(talk: Talk) -> str:
    """The text that was given earlier, when the last answer only quoted from it."""
    if not talk.past or not talk.past[-1].told.startswith(("The text says", "The text doesn't say")):
        return ""
    said = next((pair.said[:LIMIT] for pair in reversed(talk.past[-8:]) if len(pair.said.split()) >= _TEXT), "")
    head, parted, rest = said.partition("\n" if "\n" in said else ":")
    return rest.strip() if parted and len(head) < 300 and len(rest.split()) >= 10 else said
