"""Tables of well-known things with their measures: continents, oceans, languages, elements, mountains, rivers.

Rows come from `kinds.tsv`; what is asked of the table afterwards is the business of `tables`.
"""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

from emulator.brain.dialogue import Talk
from emulator.brain.pasted import Table
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.tableforms import records
from emulator.brain.text import bullets, join, number, number_pattern, table

_FILE = Path(__file__).parents[1] / "kinds.tsv"
_WITH = re.compile(r"\b(?:with|including|showing|and) (?:their |its |the )?(?P<what>[\w ,]{3,60})", re.I)
_TABLE = re.compile(r"\b(?:table|csv|json|overview|chart)\b", re.I)
_ASKED = re.compile(r"^\W*(?:and |so )?(?:what|how|which|who|when|tell me)\b", re.I)
_LIST = re.compile(rf"^\W*(?:please )?(?:list|name|give me|tell me|show me)\s+(?P<n>{number_pattern()})? ?(?:\w+ ){{0,2}}", re.I)
_COUNT = re.compile(rf"\b({number_pattern()}) (?:\w+ ){{0,2}}$", re.I)


@cache
def tables() -> dict[str, Table]:
    """All tables by the kind of their rows."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        kind, *cells = line.split("\t")
        rows.setdefault(kind, []).append(tuple(cells))
    return {kind: Table(found[0], tuple(found[1:]), title=kind) for kind, found in rows.items()}


@skill("kinds")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for such things as a table, or with a measure that is on file."""
    text = talk.whole
    if len(text) > 200 or re.search(r"\bmy\b", text, re.I):
        return None
    if _ASKED.match(text) and (known := _measure(text)):
        return Offer(0.925, partial(_one, *known))
    kind = next((kind for kind in tables() if (re.search(rf"\b{kind}\b", text, re.I))), "")
    if not kind:
        return None
    found = tables()[kind]
    measured = _chosen(found, text)
    if (match := _LIST.match(text)) and not _TABLE.search(text) and len(text.split()) <= 8:
        return Offer(0.86, partial(_listed, kind, found, number(match["n"] or "") or 5))
    if not (_TABLE.search(text) or (len(measured) > 1 and _WITH.search(text))):
        return None
    return Offer(0.94, partial(_told, kind, found, measured, text), whole=True)


def _listed(kind: str, found: Table, count: int) -> Reply:
    names = tuple(row[0] for row in found.rows[:count])
    note = Note("Taking a table from memory", f"I have {len(found.rows)} {kind}.")
    return Reply(f"Here are {len(names)} {kind}:\n\n{bullets(names)}", f"{join(names)}.", names[0], names, notes=(note,))


@cache
def _rows() -> dict[str, tuple[Table, tuple[str, ...]]]:
    """Each row by its name, with its table."""
    return {row[0]: (found, row) for found in reversed(tables().values()) for row in found.rows}


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in sorted(_rows(), key=len, reverse=True))})\b")


def _measure(text: str) -> tuple[str, str, str] | None:
    """The row that a question names, the column it asks for and the cell."""
    for name in _names().findall(text):
        found, row = _rows()[name]
        chosen = _chosen(found, text)
        if len(chosen) == 2:
            return row[0], found.columns[chosen[1]], row[chosen[1]]
    return None


def _one(name: str, column: str, cell: str) -> Reply:
    head, _, unit = column.partition(" (")
    said = f"{cell} {unit.rstrip(')')}".strip()
    return Reply(
        f"{name}: {head.lower()} **{said}**.",
        f"{said}.",
        said,
        notes=(Note("Looking into a table", f"{column} of {name}: {cell}."),),
        data={name: {column: cell}},
    )


def _chosen(found: Table, text: str) -> list[int]:
    """The columns that are asked for besides the name; all when none is named."""
    words = {word.lower().rstrip("s") for word in re.findall(r"\w{3,}", text)}
    meant = {
        "size": "diameter",
        "depth": "greatest",
        "inhabitant": "population",
        "founded": "year",
        "inventor": "creator",
        "long": "length",
    }
    words |= {meant[word] for word in words if word in meant}
    return [0, *(at for at, name in enumerate(found.columns) if at and name.split()[0].lower().rstrip("s") in words)]


def _told(kind: str, found: Table, chosen: list[int], text: str) -> Reply:
    chosen = chosen if len(chosen) > 1 else list(range(len(found.columns)))
    match = _COUNT.search(re.split(rf"\b{kind}\b", text, maxsplit=1, flags=re.I)[0])
    rows = found.rows[: (number(match[1]) if match else None) or len(found.rows)]
    kept = Table(tuple(found.columns[at] for at in chosen), tuple(tuple(row[at] for at in chosen) for row in rows), title=kind)
    return Reply(
        table([kept.columns, *kept.rows]),
        f"{join([row[0] for row in kept.rows])}.",
        kept.rows[0][0],
        table=(kept.columns, *kept.rows),
        notes=(Note("Taking a table from memory", f"I have {len(found.rows)} {kind} with {join(list(found.columns[1:]))}."),),
        data={kind: records(kept, kept.rows)},
    )
