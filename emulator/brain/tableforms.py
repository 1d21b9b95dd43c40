"""A table in other forms: Markdown, JSON, CSV, YAML, HTML, a list of points. Every cell stays as it is."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Sequence
from decimal import Decimal

from emulator.brain.pasted import Table, number
from emulator.brain.text import bullets, join, table


def shown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table, of very many the first sixty."""
    return table([tuple(columns), *rows[:60]])


def records(found: Table, rows: Sequence[Sequence[str]]) -> list[dict[str, object]]:
    """Rows as objects, numbers as numbers."""
    return [{column: typed(cell) for column, cell in zip(found.columns, row, strict=True)} for row in rows]


def typed(cell: str) -> object:
    """A cell as a number where it is one."""
    if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,9})?", cell):
        return int(cell) if "." not in cell else float(cell)
    return cell


def written(found: Table, form: str, label: int) -> str:
    """The table in a form."""
    if form.startswith(("bullet", "list")):
        return bullets(_point(found, row, label) for row in found.rows)
    if form == "json":
        return f"```json\n{json.dumps(records(found, found.rows), ensure_ascii=False, indent=2)}\n```"
    if form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([found.columns, *found.rows])
        return f"```csv\n{out.getvalue().strip()}\n```"
    if form == "yaml":
        blocks = [
            "- " + "\n  ".join(f"{name}: {cell}" for name, cell in zip(found.columns, row, strict=True)) for row in found.rows
        ]
        return "```yaml\n" + "\n".join(blocks) + "\n```"
    if form == "html":
        return f"```html\n{_html(found)}\n```"
    return shown(found.columns, found.rows)


def _point(found: Table, row: Sequence[str], label: int) -> str:
    rest = ", ".join(f"{name} {cell}" for at, (name, cell) in enumerate(zip(found.columns, row, strict=True)) if at != label)
    return f"**{row[label]}**: {rest}"


def _html(found: Table) -> str:
    head = "".join(f"<th>{html.escape(name)}</th>" for name in found.columns)
    body = "\n".join(f"  <tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in found.rows)
    return f"<table>\n  <tr>{head}</tr>\n{body}\n</table>"


def column(found: Table, place: int) -> str:
    """A column in a line."""
    cells, values = found.column(place), found.numbers(place)
    if values:
        return f"**{found.columns[place]}**: numbers from {min(values):,f} to {max(values):,f}"
    kinds = list(dict.fromkeys(cells))
    return f"**{found.columns[place]}**: {join(kinds[:4])}{' and so on' if len(kinds) > 4 else ''}"


def described(found: Table) -> tuple[str, list[str]]:
    """What a table holds, and a line on each column."""
    lines = [column(found, place) for place in range(len(found.columns))]
    example = found.columns[next((at for at in range(len(found.columns)) if found.numbers(at)), 0)]
    text = (
        f"I see a table with **{counted(found)}** and {len(found.columns)} columns:\n\n{bullets(lines)}\n\nAsk me for a "
        f"row, a sum, "
        f"an average or another order, for example *sort by {example}*, or for it as JSON, CSV or a table."
    )
    return text, lines


def counted(found: Table) -> str:
    """How many rows there are, in words."""
    return f"{len(found.rows)} row{'s' * (len(found.rows) != 1)}"


def chart(found: Table, label: int) -> str:
    """The last column of numbers as bars in plain text; empty when there is none."""
    places = [place for place in range(len(found.columns)) if place != label and found.numbers(place)]
    values = [number(row[places[-1]]) or Decimal() for row in found.rows[:40]] if places else []
    most = max(values, default=Decimal())
    if not places or most <= 0:
        return ""
    wide = max(len(row[label]) for row in found.rows[:40])
    lines = [
        f"{row[label]:<{wide}}  {'█' * max(int(value / most * 24), 1 if value > 0 else 0)} {row[places[-1]]}"
        for row, value in zip(found.rows, values, strict=False)
    ]
    return f"**{found.columns[places[-1]]}**\n\n```text\n" + "\n".join(lines) + "\n```"
