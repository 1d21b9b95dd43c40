"""Poems, haiku and limericks, filled with a subject; a poem has a mood.

Verse only; which subject and mood are wanted is decided by the skill that tells it.
"""

from __future__ import annotations

from emulator.brain.moods import MOODS
from emulator.brain.text import capitalise, pick

_HAIKU = (
    ("{S} in the still dawn", "a soft breath moves through the light", "and the day begins"),
    ("{S}, far and near", "a quiet thought comes to rest", "where the evening ends"),
    ("Rain on the window", "I think of {s} again", "the kettle whispers"),
    ("First snow on the roof", "someone has spoken the word", "{s}, and then sleep"),
)
_LIMERICKS = (
    (
        "A curious thinker called {name}",
        "once wondered about {s}, too;",
        "They asked and they read,",
        "till it stuck in their head,",
        "and then taught it to somebody new.",
    ),
    (
        "Said {name}: “If I only knew how",
        "to be happy with {s} by now!”",
        "A friend shook her head:",
        "“Don't ask, do it instead,",
        "and then, when it works, take a bow.”",
    ),
    (
        "One evening, as {name} shut the door,",
        "came {s} and asked for some more.",
        "“Come in, have some tea!”",
        "“Thank you, make it three.”",
        "They've been the best friends ever since, and a bore.",
    ),
)


def poem(subject: str, mood: str) -> tuple[tuple[str, ...], ...]:
    """Three verses of four lines, rhymed in pairs."""
    verses = MOODS.get(mood, MOODS["thoughtful"])
    return tuple(tuple(line.format(S=capitalise(subject), s=subject) for line in verse) for verse in verses)


def haiku(subject: str, turn: int) -> list[str]:
    """Three short lines; a later turn brings others."""
    index = (pick(range(len(_HAIKU)), subject) + turn) % len(_HAIKU)
    return [line.format(S=capitalise(subject), s=subject) for line in _HAIKU[index]]


def limerick(subject: str, name: str, turn: int) -> tuple[str, ...]:
    """Five lines about somebody and a subject; a later turn brings others."""
    lines = _LIMERICKS[turn % len(_LIMERICKS)]
    return tuple(line.format(s=subject, name=name) for line in lines)
