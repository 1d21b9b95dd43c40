"""A short account of a given text, for a property that is a summary: a letter retold, or the sentence that says most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from emulator.brain.skills import summaries
from emulator.brain.text import sentences
from emulator.brain.tools import extracting, letters, values, words

_SHORT = frozenset("summary overview synopsis abstract tldr gist summarised".split())
_LONG_TEXT = 700


def of(text: str, named: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The account by the folded names of the properties that want one; nothing for a text of a sentence or two."""
    wanted = [name for name, part in named.items() if _SHORT & set(words.parts(name)) and "string" in str(part.get("type"))]
    told = _told(extracting.material(text)[: values.LONGEST]) if wanted else ""
    return {words.key(name): told for name in wanted if told}


def _told(text: str) -> str:
    if letters.is_letter(text) and (letter := letters.summary(text)):
        return letter
    body = letters.body(text)
    if len(sentences(body)) < 3:
        return ""
    order = summaries.ranked(body)[: 2 if len(body) > _LONG_TEXT else 1]
    return " ".join(sentence for _, sentence in sorted(order))
