"""The comparison table: one row per subject, one column per question, each cell a source's words or "not found"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from emulator.brain.library import Entry
from emulator.brain.research.brief import Brief
from emulator.brain.research.scoring import FILE, stems
from emulator.brain.research.searching import Found, Round, heading
from emulator.brain.text import cut, join

NOT_FOUND = "not found"
_MOST_ROWS, _MOST_COLUMNS, _LONGEST = 8, 5, 200


@dataclass(frozen=True)
class Cell:
    """Words, and the source that they rest on."""

    text: str
    entry: Entry | None = None


@dataclass(frozen=True)
class Table:
    """A comparison."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def of(brief: Brief, questions: Sequence[Round], entries: Sequence[Entry]) -> Table:
    """What the brief compares; without rivals, the sources that were used."""
    subjects = list(brief.rivals or [entry for entry in entries if entry.topic != FILE])[:_MOST_ROWS]
    asked = [one for one in questions if not _about_one(one, subjects)][:_MOST_COLUMNS]
    keys = [key for key in _shared_fields(subjects) if not any(_field_of(subjects, one) == key for one in asked)]
    keys = keys[: max(0, _MOST_COLUMNS - 1 - len(asked))]
    last = ["In a sentence"] if len(asked) < 2 else []
    heads = ["Subject", *(heading(brief, one.step) for one in asked), *(key.capitalize() for key in keys), *last]
    rows = []
    for entry in subjects:
        cells = [_cell(one, entry, subjects) for one in asked]
        cells += [Cell(_safe(entry.head(key)) or NOT_FOUND, entry if entry.head(key) else None) for key in keys]
        rows.append((Cell(f"**{_safe(entry.title)}**"), *cells, *(_in_a_sentence(entry) for _ in last)))
    return Table(tuple(_safe(head) for head in heads), tuple(rows))


def _in_a_sentence(entry: Entry) -> Cell:
    return Cell(_safe(entry.lead), entry) if entry.body else Cell(NOT_FOUND)


def explained(table: Table) -> str:
    """What can be read off the table."""
    empty = [row[0].text.strip("*") for row in table.rows if any(cell.text == NOT_FOUND for cell in row)]
    if not empty:
        return "Each cell quotes the article on its subject."
    return f"Each cell quotes a source; “{NOT_FOUND}” means that none has it, as for {join(empty[:6])}."


def _about_one(one: Round, subjects: Sequence[Entry]) -> bool:
    return one.step.split("into ", 1)[-1].strip(" .") in {entry.title for entry in subjects}


def _shared_fields(subjects: Sequence[Entry]) -> list[str]:
    """Properties that at least two of the articles have, and that are told in a few words."""
    counted = Counter(key for entry in subjects for key in entry.fields if key not in ("brief", "simple"))
    return [key for key, number in counted.most_common() if number > 1]


def _field_of(subjects: Sequence[Entry], one: Round) -> str:
    wanted = stems(one.step)
    return next((key for key in _shared_fields(subjects) if stems(key) & wanted), "")


def _cell(one: Round, entry: Entry, subjects: Sequence[Entry]) -> Cell:
    """A property of that name, else the sentence that tells most."""
    key = _field_of(subjects, one)
    if key and entry.head(key):
        return Cell(_safe(entry.head(key)), entry)
    own: list[Found] = [hit for hit in one.found if hit.entry is entry]
    own += [hit for hit in one.found if hit.entry not in subjects and hit.speaks_of(entry)]
    return Cell(_safe(cut(own[0].sentence, _LONGEST)), own[0].entry) if own else Cell(NOT_FOUND)


def _safe(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
