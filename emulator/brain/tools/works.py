"""Well-known books, plays, paintings, films and music, for lists of them: who made them and when.

Read from works.tsv; finds what a request asks for and tells what is known, nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import words

_FILE = Path(__file__).parents[1] / "works.tsv"
_KINDS = {
    "novel": "novel book classic literature",
    "play": "play drama tragedy",
    "painting": "painting artwork picture",
    "film": "film movie",
    "symphony": "symphony",
    "opera": "opera",
}
_MAKERS = frozenset("author writer by artist painter director composer creator playwright maker".split())
_TITLES = frozenset("title name work book novel play painting film movie opera".split())
_YEARS = frozenset("year published released created date".split())


@dataclass(frozen=True)
class Work:
    """One of them."""

    kind: str
    title: str
    maker: str
    year: int


@cache
def works() -> tuple[Work, ...]:
    """All of them, in the order of the file."""
    rows = [line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines()]
    return tuple(Work(kind, title, maker, int(year)) for kind, title, maker, year in rows)


def rows(text: str, named: Mapping[str, frozenset[str]], count: int) -> list[dict[str, Any]]:
    """A row for each of so many works of the kind that a request asks for, where the schema has a place for title and maker."""
    said = frozenset().union(*named.values()) if named else frozenset()
    if not (said & _MAKERS and said & _TITLES) or len(text) > 200:
        return []
    stems = {words.stem(word) for word in re.findall(r"[^\W\d_]+", fold(text))}
    kind = next((kind for kind, row in _KINDS.items() if stems & {words.stem(word) for word in row.split()}), "")
    own = [one for one in works() if one.kind == kind]
    by_maker = [one for one in own if fold(one.maker).split()[-1] in fold(text)]
    return [{name: _value(one, parts) for name, parts in named.items()} for one in (by_maker or own)[:count]]


def _value(one: Work, own: frozenset[str]) -> Any:
    if own & _MAKERS:
        return one.maker
    if own & _YEARS:
        return one.year
    return one.title if own & _TITLES else one.kind
