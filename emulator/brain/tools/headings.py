"""What stands behind a label in a text: "Subject: Wrong charger", "Owner: Tim Reuter", "hobbies = chess, hiking".

Finds labels and takes what follows; what it is for is decided by the name of the property.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from emulator.brain.tools import values, words

_LABEL = re.compile(
    r"(?:^|[\n;]|(?<=[.,])\s)\s*[-*•]?\s*([A-Za-z][\w /#()'-]{0,40}?)\s*[:=]\s*([^\n;]{1,400}?)(?=\n|;|$|\.\s+[A-Z][\w ]{0,30}:)"
)


def labels(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What stands as 'label: value' in a text, the label in stems."""
    for match in _LABEL.finditer(text[: values.LONGEST]):
        yield tuple(words.stem(word) for word in words.parts(match[1])), match[2].strip().rstrip(".,")


_USUAL = {
    "sender": "from",
    "recipient": "to",
    "attachments": "attached attachment",
    "issue": "bug issue problem",
    "summary": "summary tl;dr",
    "title": "title",
}


def usual(name: str) -> set[tuple[str, ...]]:
    """The labels that stand for a property: its own name, and what letters and reports say for it."""
    wanted = tuple(words.stem(word) for word in words.parts(name))
    return {wanted, *((words.stem(word),) for word in _USUAL.get(name.lower(), "").split())}


def line(text: str, name: str) -> str:
    """What a text says behind a label of this name, for an object of its own: 'Owner: Tim Reuter, 0171 5558822'."""
    return next((value for label, value in labels(text) if label in usual(name)), "") if name else ""


def labelled(text: str, name: str) -> list[str]:
    """The things that stand behind a label: 'hobbies = chess, hiking'."""
    for label, value in labels(text):
        if label in usual(name):
            return [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", re.split(r"\.\s", value)[0]) if part.strip()]
    return []
