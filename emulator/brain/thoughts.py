"""Turns the notes of a run into a thought summary whose length follows the thinking level.

Every part says something that really happened; a higher level shows more of it, never padding.
"""

from __future__ import annotations

from emulator.brain.registry import Note

PARTS = {"minimal": 0, "none": 0, "low": 1, "medium": 2, "high": 4, "xhigh": 8, "max": 8}
"""How many notes a thinking level shows at most."""


def summary(notes: list[tuple[int, Note]], level: str) -> list[dict[str, str]]:
    """The thought's summary: the most telling notes, in the order in which they came to be.

    Each note comes with its rank: 0 for what the answer rests on, higher for what merely led there.
    """
    room = PARTS.get(level.lower(), 2)
    telling = sorted(range(len(notes)), key=lambda index: (notes[index][0], index))[:room]
    kept = [notes[index][1] for index in sorted(telling)]
    return [{"type": "text", "text": f"**{note.title}**\n\n{note.body}"} for note in kept]
