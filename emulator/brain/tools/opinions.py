"""What a text praises and what it criticises, part by part, and a mood as a number within the bounds that are asked for.

Takes sentences apart and weighs their words; it has no opinion of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from emulator.brain.skills.judging import mood
from emulator.brain.text import sentences
from emulator.brain.tools import words

Side = Literal["good", "bad", ""]
_GOOD = frozenset(
    "well pro pros strength strengths advantage advantages positive positives plus like likes praise benefit benefits".split()
)
_BAD = frozenset(
    "improve improvement improvements con cons weakness weaknesses disadvantage disadvantages negative negatives"
    " minus dislike dislikes criticism drawback"
    " drawbacks downside downsides complaint complaints".split()
)
_TURN = re.compile(
    r";\s*|,?\s+\b(?:and(?= (?:the|my|our|its|it|we|i|they|everything|both)\b)|but|however|although"
    r"|though|while|whereas|yet|on the other hand)\b,?\s+",
    re.I,
)
_MOST, _REQUEST = 8, 120


def side(name: str) -> Side:
    """Which side of an opinion a list is for; empty when it is for neither."""
    own = set(words.parts(name))
    return "good" if own & _GOOD else "bad" if own & _BAD else ""


def spoken(text: str, wanted: Side) -> list[str]:
    """The parts of a text that speak for, or against, what it is about; none when it has none."""
    label = "positive" if wanted == "good" else "negative"
    return [part for part, felt in _felt(text) if len(part.split()) > 1 and felt == label][:_MOST]


def _felt(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a text with their mood; what comes after a "but" and has none is the contrary of what came before."""
    for sentence in sentences(text):
        before = ""
        for part in _TURN.split(sentence):
            felt = mood(part)[0]
            if felt == "neutral" and before:
                felt = {"positive": "negative", "negative": "positive"}.get(before, felt)
            yield part.strip(" ,.'\"“”‘’"), felt
            before = felt


def of(said: str, replied: str, wanted: Side) -> list[str]:
    """The side of an opinion that a text takes; of a mere request, what the reply says for it, which ends with its judgement."""
    own = spoken(said, wanted)
    if own or len(said) > _REQUEST:
        return own
    found = spoken(replied, wanted)
    return found or (sentences(replied)[-2:] if wanted == "good" and len(sentences(replied)) > 2 else [])


def scaled(score: Any, schema: Mapping[str, Any]) -> Iterator[Any]:
    """A mood from -1 to 1 on the scale that a schema gives, or as it is."""
    low, high = schema.get("minimum"), schema.get("maximum")
    if isinstance(score, (int, float)) and isinstance(low, (int, float)) and isinstance(high, (int, float)) and high > 1:
        value = low + (score + 1) / 2 * (high - low)
        yield round(value) if schema.get("type") == "integer" else round(value, 2)
    yield score
