"""Times of day as people write them: "7", "7:30", "9.15 am", "noon". Reads and shows them; knows no dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

STATED = re.compile(r"\b(\d{1,2})[:.](\d{2})\s?(?P<half>[ap]\.?m\b)?|\b(\d{1,2})\s?(?P<other>[ap]\.?m)\b", re.I)
"""A time that needs no words around it."""
AT = re.compile(
    r"\b(?:at|from|@|by|until|till|to|for)\s+(?:about "
    r")?(?:(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2}))?\s?(?P<half>[ap]\.?m\b)?(?:\s?o'?clock)?"
    r"|(?P<word>noon|midday|midnight))(?![\d%$€£])",
    re.I,
)
"""A time after a preposition."""


def times(text: str) -> Iterator[int]:
    """The times of day in a text, in minutes since midnight."""
    for match in STATED.finditer(text):
        found = minutes(match[1] or match[4], match[2], match["half"] or match["other"])
        if found is not None:
            yield found


def minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    """A time in minutes since midnight; None when there is no such time."""
    hours, rest = int(hour), int(minute or 0)
    if half:
        hours = hours % 12 + 12 * half.lower().startswith("p")
    return hours * 60 + rest if hours < 24 and rest < 60 else None


def at(match: re.Match[str]) -> int | None:
    """The time of a match of AT."""
    if match["word"]:
        return 0 if match["word"].lower() == "midnight" else 12 * 60
    return minutes(match["hour"], match["minute"], match["half"])


def shown(minute: int) -> str:
    """A time as a clock shows it."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
