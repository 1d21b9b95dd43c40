"""The last question once more about something else of the same kind: "And Austria?" after "What is the capital of Germany?".

Answers nothing itself: it writes the question anew and hands it to the skill that fits it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from emulator.brain import library, world
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Offer, best, skill

_AGAIN = re.compile(
    r"^\W*(?:(?:and|ok(?:ay)?|so|now|but)\b\W*)*(?:(?:what|how) (?:about|is it|about the one|of)|and|or|the same|same|also)\b"
    r"(?: (?:for|in|of|from|about|with|to|on|at))?\s+(?P<what>(?:the )?[\w'’.-]+(?: [\w'’.-]+){0,3}?)(?: then| instead| "
    r"please)?\W*$",
    re.I,
)
_NO_NAME = re.compile(
    r"\b(?:you|me|it|that|this|them|they|there|here|now|today|tomorrow|why|how|what|who|when|where|one|"
    r"ones|yours?)\b",
    re.I,
)
_WIDEST = 4


@skill("likewise")
def offer(talk: Talk) -> Offer | None:
    """Fits a bare name after a question about another of its kind."""
    match = _AGAIN.match(talk.gist) if len(talk.gist) < 70 and talk.past else None
    if match is None or _NO_NAME.search(match["what"]):
        return None
    asked = next((pair.said for pair in reversed(talk.past[-5:]) if not _AGAIN.match(pair.said)), "")[:300]
    anew = _with(asked, match["what"].strip(" ?.!"))
    if not anew or anew == asked:
        return None
    choice = best(replace(talk, prompt=anew))
    return Offer(0.89, choice.offer.answer, whole=True) if choice.offer.fit >= 0.6 else None


def _with(asked: str, name: str) -> str:
    """The question about this name instead of the last one of its kind; empty when it has none."""
    for known in (_country, _city, _article):
        if known(name) and (found := _spans(asked, known)):
            start, end = found[-1]
            return f"{asked[:start]}{name}{asked[end:]}"
    if name[:1].isupper() and (last := re.search(r"(?<=[a-z] )(?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){0,2}(?=\W*$)", asked)):
        return f"{asked[: last.start()]}{name}{asked[last.end() :]}"
    return ""


def _country(text: str) -> bool:
    return world.country(text) is not None


def _city(text: str) -> bool:
    return bool(text[:1].isupper() and world.city(text))


def _article(text: str) -> bool:
    return library.get(text) is not None


def _spans(asked: str, known: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where a text has names of a kind, the widest first at each place."""
    words = list(re.finditer(r"[\w'’.-]*\w", asked))
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        width = next(
            (
                w
                for w in range(min(_WIDEST, len(words) - place), 0, -1)
                if known(asked[words[place].start() : words[place + w - 1].end()])
            ),
            0,
        )
        if width:
            found.append((words[place].start(), words[place + width - 1].end()))
        place += width or 1
    return found
