"""Any JSON-able value as Markdown tables: an object as field and value, a list of objects as rows. Pure; draws nothing.

All text is untrusted and escaped. Long values are cut: the tree and the raw text show them whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from components.figures import clip, plain

CELL = 240
MOST_ROWS, MOST_COLUMNS, DEEPEST = 60, 8, 3
NOTHING = ":gray[–]"


def tables(value: Any) -> str:
    """The value as one Markdown text of tables, each under the path it stands at."""
    return "\n\n".join(_tables(value, "", 0))


def is_tabular(value: Any) -> bool:
    """Whether a table says more than the bare value would."""
    return isinstance(value, Mapping | list) and bool(value)


def _tables(value: Any, title: str, depth: int) -> Iterator[str]:
    head = [f"**{plain(title)}**"] if title else []
    if isinstance(value, Mapping):
        flat = {str(name): held for name, held in value.items() if not _apart(held, depth)}
        if flat:
            lines = [(f"**{plain(name)}**", _cell(held)) for name, held in flat.items()]
            yield "\n\n".join([*head, _table(("Field", "Value"), lines)])
        for name, held in value.items():
            if str(name) not in flat:
                yield from _tables(held, f"{title} › {name}" if title else str(name), depth + 1)
    elif isinstance(value, list):
        yield "\n\n".join([*head, _list(value)])
    else:
        yield "\n\n".join([*head, _cell(value)])


def _apart(value: Any, depth: int) -> bool:
    """Whether a value gets a table of its own rather than a cell."""
    if depth + 1 >= DEEPEST or not value:
        return False
    return isinstance(value, Mapping) or (isinstance(value, list) and any(isinstance(item, Mapping) for item in value))


def _list(items: Sequence[Any]) -> str:
    rows = items[:MOST_ROWS]
    if not all(isinstance(item, Mapping) for item in rows):
        return _more(_table(("#", "Value"), [(str(n), _cell(item)) for n, item in enumerate(rows, 1)]), len(items))
    columns = list(dict.fromkeys(str(name) for row in rows for name in row))[:MOST_COLUMNS]
    lines = [tuple(_cell(row.get(name)) for name in columns) for row in rows]
    return _more(_table(tuple(plain(name) for name in columns), lines), len(items))


def _more(table: str, number: int) -> str:
    return table if number <= MOST_ROWS else f"{table}\n\n:gray[{number - MOST_ROWS} more: see the tree.]"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _cell(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return _text(str(value))
    if isinstance(value, list):
        return _text(" · ".join(_brief(item) for item in value))
    return _text(_brief(value))


def _brief(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_brief(held)}" for name, held in list(value.items())[:6]) + "}"
    return "[…]" if isinstance(value, list) else str(value)


def _text(text: str) -> str:
    return plain(clip(text, CELL)).replace("|", "\\|")
