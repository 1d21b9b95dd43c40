"""Practical guides: tips, plans and recipes as lists of points, found by the words of a request.

Read from guides.md; holds data and finds it, says nothing itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from emulator.brain.library import tokens

_FILE = Path(__file__).with_name("guides.md")
_EMPTY = frozenset("a an the my our your for to of in on with and is be i me do how what some good best".split())


@dataclass(frozen=True)
class Guide:
    """One subject: its names, a line to begin with, and its points."""

    title: str
    names: tuple[str, ...]
    lead: str
    points: tuple[tuple[str, str], ...]
    """Head and detail of each."""

    def lines(self, count: int = 0) -> tuple[str, ...]:
        """The first points as Markdown; all of them by default."""
        return tuple(f"**{head}**: {detail}" for head, detail in self.points[: count or None])


@cache
def guides() -> tuple[Guide, ...]:
    """All guides, in the order of the file."""
    sections = re.split(r"^## ", _FILE.read_text(encoding="utf-8"), flags=re.M)[1:]
    return tuple(map(_read, sections))


def _read(section: str) -> Guide:
    title, names, lead, *points = [line for line in section.strip().splitlines() if line.strip()]
    pairs = [match.groups() for line in points if (match := re.fullmatch(r"- \*\*(.+?)\*\*: (.+)", line))]
    aliases = [name.strip() for name in names.removeprefix("aliases:").split(",")]
    return Guide(title, (title, *aliases), lead, tuple((head, detail) for head, detail in pairs))


def _stems(text: str) -> frozenset[str]:
    return frozenset(re.sub(r"(?:ing|es|s|e)$", "", word) for word in tokens(text) if word not in _EMPTY)


@lru_cache(maxsize=256)
def find(text: str) -> Guide | None:
    """The guide one of whose names has all its words in the text; the name with most words wins."""
    said = _stems(text[:2_000])
    best: tuple[int, Guide] | None = None
    for guide in guides():
        for name in guide.names:
            wanted = _stems(name)
            if wanted and wanted <= said and (best is None or len(wanted) > best[0]):
                best = (len(wanted), guide)
    return best[1] if best else None


def point(head: str) -> tuple[Guide, str] | None:
    """The guide that has a point with this head, and the point's detail."""
    wanted = head.strip().lower()
    return next(((guide, detail) for guide in guides() for known, detail in guide.points if known.lower() == wanted), None)
