"""Tables that stand in a message: CSV, tab-separated lines, Markdown tables, JSON, "name: number" lists.

Reads them into columns and rows of text; what is asked about them is `skills/tables`' business.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from emulator.brain.library import fold

LONGEST = 60_000
_MOST = 2_000
"""Rows that are read."""
_DELIMITERS = ("|", "\t", ";", ",")
_RULE = re.compile(r"[\s|:+-]+")
_PAIR = re.compile(
    r"^\s*(?:[-*•]\s+)?(?P<name>[^\d:=|,;\t{}\"]{1,40}?)\s*(?::|=|-|"
    r"–)\s*(?P<value>[$€£₹]?\s?-?\d[\d,.]*\s?[%\w€$/]{0,8})\s*$"
)


@dataclass(frozen=True)
class Table:
    """Columns and rows as text, and the message without them."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    task: str = ""
    title: str = ""
    """What the rows are called, where the data says so: the key of a JSON list."""

    def column(self, place: int) -> list[str]:
        """One column's cells."""
        return [row[place] for row in self.rows]

    def numbers(self, place: int) -> list[Decimal] | None:
        """A column as numbers, if all of its filled cells are some."""
        cells = [cell for cell in self.column(place) if cell.strip()]
        found = [number(cell) for cell in cells]
        return [one for one in found if one is not None] if found and all(one is not None for one in found) else None


def number(cell: str) -> Decimal | None:
    """A cell as a number: signs of currencies and per cent, thousands' commas and a short unit left out."""
    bare = re.sub(r"^[$€£₹¥]\s?|\s?(?:[%€$£₹]|[a-zA-Z/²³]{1,8})$", "", cell.strip())
    bare = re.sub(r"(?<=\d),(?=\d{3}\b)", "", bare)
    try:
        return Decimal(bare) if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None
    except InvalidOperation:
        return None


@lru_cache(maxsize=64)
def find(text: str) -> Table | None:
    """The first table in a text."""
    if len(text) > LONGEST or not re.search(r"[\n{\[|]", text):
        return None
    return _json(text) or _lines(text) or _pairs(text)


def _json(text: str) -> Table | None:
    decoder = json.JSONDecoder()
    for match in list(re.finditer(r"[\[{]", text))[:8]:
        try:
            value, end = decoder.raw_decode(text, match.start())
        except ValueError:
            continue
        found = _records(value)
        if found is not None:
            title, records = found
            task = re.sub(r"```(?:json)?", " ", f"{text[: match.start()]} {text[end:]}").strip()
            return _of_records(records, task, title)
    return None


def _records(value: Any, title: str = "", depth: int = 0) -> tuple[str, list[dict[str, Any]]] | None:
    """The first list of objects in a JSON value; else the value itself where it is one object."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        return title, value[:_MOST]
    if not isinstance(value, dict) or depth > 4:
        return None
    for key, inner in value.items():
        if found := _records(inner, str(key), depth + 1):
            return found
    return (title, [value]) if depth == 0 and value else None


def _of_records(records: Sequence[dict[str, Any]], task: str, title: str) -> Table | None:
    records = [_flat(record) for record in records]
    columns = tuple(dict.fromkeys(key for record in records for key in record))
    if not columns:
        return None
    rows = tuple(tuple(_cell(record.get(column, "")) for column in columns) for record in records)
    return Table(columns, rows, task, title)


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """An object with the fields of those inside it as its own: address.city."""
    flat: dict[str, Any] = {}
    for key, value in record.items():
        flat |= {f"{key}.{inner}": one for inner, one in value.items()} if isinstance(value, dict) else {str(key): value}
    return flat


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _lines(text: str) -> Table | None:
    lines = text.splitlines()
    for delimiter in _DELIMITERS:
        best = _block(lines, delimiter)
        if best is not None:
            start, end = best
            cells = _split(lines[start:end], delimiter)
            task = " ".join(line for line in [*lines[:start], *lines[end:]] if line.strip() and not line.startswith("```"))
            return Table(tuple(cells[0]), tuple(tuple(row) for row in cells[1:_MOST]), task)
    return None


def _block(lines: Sequence[str], delimiter: str) -> tuple[int, int] | None:
    """The first run of at least three lines with equally many cells, prose left out."""
    start = 0
    counts = [len(_split([line], delimiter)[0]) if line.strip() else 0 for line in lines]
    for place in range(1, len(counts) if delimiter == "|" else 0):
        counts[place] = counts[place - 1] if "|" in lines[place] and _RULE.fullmatch(lines[place]) else counts[place]
    while start < len(lines):
        end = start
        while end < len(lines) and counts[end] == counts[start] > 1:
            end += 1
        if end - start >= (2 if delimiter == "\t" else 3) and not _prose(lines[start:end], delimiter):
            return start, end
        start = max(end, start + 1)
    return None


def _prose(lines: Sequence[str], delimiter: str) -> bool:
    """Commas in sentences make no table: long cells, or stops at the ends of lines."""
    cells = [cell for row in _split(lines, delimiter) for cell in row]
    return delimiter in ",;" and (
        sum(len(cell) for cell in cells) / len(cells) > 30 or all(line.rstrip().endswith((".", "!", "?")) for line in lines)
    )


def _split(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    if delimiter == "|":
        return [
            [cell.strip(" *") for cell in line.strip().strip("|").split("|")] for line in lines if not _RULE.fullmatch(line)
        ] or [[]]
    rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=delimiter, skipinitialspace=True))
    return [[cell.strip() for cell in row] for row in rows] or [[]]


def _pairs(text: str) -> Table | None:
    lines = text.splitlines()
    found = [(place, match) for place, line in enumerate(lines) if (match := _PAIR.match(line))]
    if len(found) < 3:
        return None
    places = {place for place, _ in found}
    task = " ".join(line for place, line in enumerate(lines) if place not in places and line.strip())
    return Table(("Name", "Value"), tuple((match["name"].strip(), match["value"].strip()) for _, match in found), task)


def label(found: Table) -> int:
    """The column that names the rows."""
    named = [
        place
        for place, name in enumerate(found.columns)
        if re.search(r"name|title|product|item|city|country|customer|planet", name, re.I)
    ]
    texts = [place for place in range(len(found.columns)) if found.numbers(place) is None]
    distinct = [place for place in texts if len(set(found.column(place))) == len(found.rows)]
    return next(iter([place for place in named if place in texts] or distinct), 0)


def rate(cell: str) -> Decimal | None:
    """A cell as something that can be set in order: a number or a date."""
    value = number(cell)
    if value is not None:
        return value
    try:
        return Decimal(date.fromisoformat(cell.strip()[:10]).toordinal())
    except ValueError:
        return None


def order_by(found: Table, place: int) -> Callable[[tuple[str, ...]], tuple[int, Decimal, str]]:
    """A key for sorting rows by a column: numbers and dates before words."""

    def key(row: tuple[str, ...]) -> tuple[int, Decimal, str]:
        value = rate(row[place])
        return (1, Decimal(), fold(row[place])) if value is None else (0, value, "")

    return key
