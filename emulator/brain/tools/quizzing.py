"""Questions with their answers, for quizzes and flash cards: made from the sentences of the library's article about a topic.

Each hides one telling word of a sentence; the wrong choices are words of the same kind from the same neighbourhood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emulator.brain import library
from emulator.brain.library import Entry
from emulator.brain.text import sentences, shuffled

GAP = "_____"
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d(?!\w)|(?<![\w.,])\d(?![\w.,])")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_WORD = re.compile(r"\b[a-z]{6,}\b")
_DULL = frozenset(
    "between because before almost around although another against himself herself usually without through several rather during"
    " called whose itself little always within become became others though thousand thousands million around".split()
)
_PATTERNS = (_NUMBER, _NAME, _WORD)


@dataclass(frozen=True)
class Question:
    """A sentence with a gap, what belongs there, and what doesn't."""

    text: str
    answer: str
    wrong: tuple[str, ...]
    sentence: str

    def options(self, count: int) -> list[str]:
        """So many choices, the answer among them."""
        return shuffled([self.answer, *self.wrong[: count - 1]], self.text)


def questions(topic: str, count: int) -> list[Question]:
    """So many questions about the first thing that a text names, and about what is near to it while that isn't enough."""
    about = library.named(topic) or tuple(entry for entry, share in library.search(topic, 1) if share >= 0.5)
    if not about:
        return []
    near = [about[0], *about[1:], *library.related(about[0], 6)]
    found = [question for entry in near[: 1 + count // 3 + len(about)] for question in _about(entry, near)]
    return found[:count]


def _about(entry: Entry, near: Sequence[Entry]) -> Iterator[Question]:
    asked: set[str] = set()
    for sentence in sentences(entry.body):
        if not 30 <= len(sentence) <= 240:
            continue
        for pattern in _PATTERNS:
            answer = next((one for one in _terms(pattern, sentence) if one not in asked), "")
            wrong = _wrong(pattern, answer, entry, near) if answer else ()
            if answer and wrong:
                asked.add(answer)
                yield Question(f"Fill the gap: {sentence.replace(answer, GAP, 1)}", answer, wrong, sentence)
                break


def _terms(pattern: re.Pattern[str], text: str) -> list[str]:
    found = [match[0] for match in pattern.finditer(text) if match[0] not in _DULL]
    return sorted(dict.fromkeys(found), key=len, reverse=True) if pattern is _WORD else list(dict.fromkeys(found))


def _wrong(pattern: re.Pattern[str], answer: str, entry: Entry, near: Sequence[Entry]) -> tuple[str, ...]:
    """Choices of the answer's kind: numbers around a number, else words from here and from the articles near by."""
    if pattern is _NUMBER:
        return _other_numbers(answer)
    around = [term for one in (entry, *near) for term in _terms(pattern, one.body)]
    around = [one for one in around if _shape(one) == _shape(answer)] if pattern is _WORD else around
    fits = [term for term in dict.fromkeys(around) if term.lower() != answer.lower() and term not in entry.title]
    return tuple(shuffled(fits[:12], answer)[:5])


def _shape(term: str) -> tuple[bool, str]:
    """Whether a word is a plural, and its kind by its ending: what stands beside an answer should look like it."""
    kind = next((ending for ending in ("ing", "ed", "ly", "al", "ic", "ous", "ive", "ful") if term.endswith(ending)), "")
    return term.endswith("s") and not term.endswith("ss"), kind or ("number" if term in _COUNTS else "")


_COUNTS = frozenset(
    "hundred hundreds thousand million billion seven eight nine eleven twelve fifteen twenty thirty forty fifty sixty".split()
)


def _other_numbers(answer: str) -> tuple[str, ...]:
    value = float(answer.replace(",", ""))
    year = 1000 <= value <= 2100 and "," not in answer and "." not in answer
    steps = (12, -9, 27, -31, 45) if year else (value, -value / 2, value / 2, value * 2, -value / 4)
    digits = len(answer.partition(".")[2])
    made = [f"{value + step:,.{digits}f}" if not year else f"{value + step:.0f}" for step in steps]
    return tuple(text for text in dict.fromkeys(made) if text != answer)
