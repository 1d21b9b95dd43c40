"""How-tos and differences for developers, with a few lines of code: centre a div, tuple or list, undo a commit.

Texts stand in `devnotes.toml`; longer programs are `code`'s.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_FILE = Path(__file__).parents[1] / "devnotes.toml"
_LONGEST = 160
_ASKED = re.compile(
    r"\?|^\W*(?:please |can you |could you )*(?:what|how|when|why|which|explain|show|tell|difference|"
    r"compare|give|example|write)\b",
    re.I,
)


@dataclass(frozen=True)
class DevNote:
    """An answer and the pattern of its questions."""

    asks: re.Pattern[str]
    brief: str
    text: str


@cache
def _notes() -> tuple[DevNote, ...]:
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["note"]
    return tuple(DevNote(re.compile(rf"(?:{row['asks']})", re.I), row["brief"], row["text"].strip()) for row in rows)


@skill("devnotes")
def offer(talk: Talk) -> Offer | None:
    """Fits a short question that one of the notes answers."""
    text = talk.gist
    if len(text) > _LONGEST or not _ASKED.search(text) or "```" in text:
        return None
    found = next((note for note in _notes() if note.asks.search(text)), None)
    return Offer(0.962, partial(_told, found)) if found else None


def _told(found: DevNote) -> Reply:
    note = Note("Looking into the developers' notes", found.brief)
    return Reply(found.text, found.brief, notes=(note,), fixed=True, data={"answer": found.brief})
