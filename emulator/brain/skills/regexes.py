"""Regular expressions for common things, each with what fits and what doesn't."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join

_FILE = Path(__file__).parents[1] / "patterns.toml"
_ASKED = re.compile(r"\bregex(?:p|es)?\b|\bregular expressions?\b", re.I)
_WANTS = re.compile(r"\b(?:for|that|to|which|matching|match(?:es)?|find|validate|check)\b", re.I)
_LONGEST = 300


@dataclass(frozen=True)
class Pattern:
    """A regular expression."""

    asks: str
    title: str
    regex: str
    how: str
    fits: list[str]
    misses: list[str]


@cache
def patterns() -> tuple[Pattern, ...]:
    """All of them, special ones before general ones."""
    return tuple(Pattern(**row) for row in tomllib.loads(_FILE.read_text(encoding="utf-8"))["pattern"])


@skill("regexes")
def offer(talk: Talk) -> Offer | None:
    """Fits a request for a regular expression that is on file."""
    text = talk.gist
    if len(text) > _LONGEST or not _ASKED.search(text) or not _WANTS.search(text):
        return None
    found = next((pattern for pattern in patterns() if re.search(pattern.asks, text, re.I)), None)
    return Offer(0.97, partial(_shown, found)) if found else None


def _shown(found: Pattern) -> Reply:
    fits, misses = (join([f"`{example}`" for example in examples]) for examples in (found.fits, found.misses))
    return Reply(
        f"This matches {found.title}:\n\n```regex\n{found.regex}\n```\n\n{found.how}\n\n"
        f"- **Fits:** {fits}\n- **Doesn't fit:** {misses}",
        found.how,
        fixed=True,
        notes=(Note("Recognising the task", f"The request is for {found.title}."), Note("Choosing the expression", found.how)),
        data={"language": "regex", "code": found.regex},
    )
