"""The people a text names, told apart from firms, places and salutations by the words around them."""

from __future__ import annotations

import re

from emulator.brain.library import fold
from emulator.brain.tools import values, words

NAME = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ'’-]+(?:\s+(?:[A-Z]\.|van|von|de|da|la|bin|al)?\s*[A-ZÀ-Þ][a-zà-ÿ'’-]+){1,2})")
"""Two or three words that could be somebody's name."""
_SUBJECT = re.compile(r"\W*([A-ZÀ-Þ][\w'’-]{1,20}) is (?:an?|the|our|my) ")
_ALONE = re.compile(r"\b([A-ZÀ-Þ][a-zà-ÿ'’-]{1,20}) (?:is|was|lives|works|earns|has|likes|says|called|wrote)\b")
_COMPANY = re.compile(r"\b(?:Inc|Corp|Ltd|GmbH|LLC|Co|Company|SA|AG|plc)\b\.?")


def people(text: str) -> list[str]:
    """The people a text names, those with a last name first."""
    dull = {"invoice", "bill", "dear", "united", "new", "the", "total", "due", "phone", "email"}
    text = text[: values.LONGEST]
    subject = _SUBJECT.match(text)
    if subject and fold(subject[1]) not in dull | words.STOP:
        return [subject[1]]
    full = [match[1] for match in NAME.finditer(text) if fold(match[1].split()[0]) not in dull and not _COMPANY.search(match[1])]
    return full or [match[1] for match in _ALONE.finditer(text) if fold(match[1]) not in dull | words.STOP]
