"""Rows of a table that a question means by a column of yes and no: "rooms with a projector", "which don't ship"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from emulator.brain.library import fold
from emulator.brain.pasted import Table
from emulator.brain.tools.words import stem

_YES = frozenset("yes y true ja si oui x ✓ ✔".split())
_NO = frozenset(("no", "n", "false", "nein", "non", "", "-", "✗"))
_AGAINST = re.compile(r"\b(?:without|no|not|lack\w*|(?:does|do|is|are|has|have)n['’]?t|ohne|kein\w*)\b[^,.;?]{0,20}$", re.I)

Condition = tuple[int, str, Callable[[int], bool]]


def conditions(found: Table, text: str) -> Iterator[Condition]:
    """A condition for each such column that the question names."""
    said = {stem(match[0]): match.start() for match in re.finditer(r"[^\W\d_]{3,}", fold(text))}
    for place, name in enumerate(found.columns):
        cells = {fold(cell.strip()) for cell in found.column(place)}
        if not cells & _YES or not cells <= _YES | _NO:
            continue
        at = next((said[stem(word)] for word in re.findall(r"[^\W\d_]{3,}", fold(name)) if stem(word) in said), None)
        if at is not None:
            wanted = _NO if _AGAINST.search(text[:at]) else _YES
            yield place, f"{name} “{'no' if wanted is _NO else 'yes'}”", _tester(found, place, wanted)


def _tester(found: Table, place: int, wanted: frozenset[str]) -> Callable[[int], bool]:
    return lambda row: fold(found.rows[row][place].strip()) in wanted
