"""Recipes for programs on a table that a request holds as CSV, JSON or Markdown. Registered when imported."""

from __future__ import annotations

import operator
import re
from datetime import date
from decimal import Decimal

from emulator.brain import pasted, tableasks, tallying
from emulator.brain.pasted import Table
from emulator.brain.tallying import Choice
from emulator.brain.tools.programs import Program, code, recipe

_CLAUSE = re.compile(
    r"\?\s+|[,;]?\s+and\s+(?=(?:how|what|which|who|where|give|show|tell|list|compute|calculate|sort|find|the"
    r" (?:average|sum|total|highest|lowest))\b)",
    re.I,
)
_MOST = 400
_HOW = {
    "sum": "sum({})", "average": "statistics.fmean({})", "median": "statistics.median({})", "minimum": "min({})",
    "maximum": "max({})", "count": "len({})",
}  # fmt: skip


@recipe(r"[,;|\t{].*\n.*[,;|\t}].*", first=True)
def _of_table(match: re.Match[str], text: str, today: date) -> Program | None:
    """One line of output for each question about the rows."""
    found = pasted.find(text)
    if found is None or len(found.rows) > _MOST or len(found.columns) < 2 or not found.task.strip():
        return None
    lines, told = [], []
    for clause in [part.strip() for part in _CLAUSE.split(found.task) if re.search(r"\w{3}", part)][:4]:
        said = _line(found, clause)
        if said is not None:
            lines.append(said[0])
            told.append(said[1])
    if not lines:
        return None
    rows = [tuple(_value(cell) for cell in row) for row in found.rows]
    head = code(
        "import statistics\n\ncolumns = {columns}\nrows = [dict(zip(columns, row)) for row in {rows}]",
        columns=found.columns,
        rows=rows,
    )
    needed = head if any("statistics" in line for line in lines) else head.removeprefix("import statistics\n\n")
    return Program(needed + "\n".join(lines) + "\n", told[0] if len(told) == 1 else "", lines=tuple(told))


def _value(cell: str) -> object:
    value = pasted.number(cell)
    return cell if value is None else int(value) if value == int(value) else float(value)


def _line(found: Table, clause: str) -> tuple[str, str] | None:
    """The line that answers one question, and how its output is told."""
    chosen = tallying.choose(found, clause)
    where, said = _filter(found, chosen)
    if where is None:
        return None
    label = found.columns[pasted.label(found)]
    if tableasks.COUNT.search(clause) and not tallying.measure(clause).startswith(("av", "su")):
        return (
            f"print(sum(1 for row in rows{where or ' if True'}))",
            f"**{{}}** rows have {said}." if said else "There are **{}** rows.",
        )
    if tableasks.SORT.search(clause) and (chosen.columns or chosen.number is not None):
        name = found.columns[chosen.columns[-1] if chosen.columns else chosen.number or 0]
        rows = f"sorted(rows, key=lambda row: row[{name!r}], reverse={bool(tableasks.DOWN.search(clause))})"
        shown = f"str(row[{label!r}]) + ' (' + str(row[{name!r}]) + ')'"
        return f"print(', '.join({shown} for row in {rows}))", f"By {name}: **{{}}**."
    what = tallying.measure(clause)
    if grouped := _grouped(found, chosen, clause, what):
        return grouped
    if what in _HOW and chosen.number is not None:
        name = found.columns[chosen.number]
        figures = f"[row[{name!r}] for row in rows{where}]"
        return (
            f"print(format({_HOW[what].format(figures)}, '.10g'))",
            f"The {what} of {name}{f' with {said}' if said else ''} is **{{}}**.",
        )
    if chosen.extreme is not None:
        place, most = chosen.extreme
        name = found.columns[place]
        best = f"{'max' if most else 'min'}([row for row in rows{where}], key=lambda row: row[{name!r}])"
        return (
            f"best = {best}\nprint(best[{label!r}], best[{name!r}], sep=': ')",
            f"The {'highest' if most else 'lowest'} {name}: **{{}}**.",
        )
    if chosen.is_filtered and tableasks.WHICH.search(clause):
        return f"print(', '.join(str(row[{label!r}]) for row in rows{where}))", f"With {said}: **{{}}**."
    return None


_BEST = re.compile(
    r"\b(?P<most>highest|largest|best|most|biggest|greatest|top)\b|\b(?:lowest"
    r"|smallest|worst|least|fewest)\b",
    re.I,
)


def _grouped(found: Table, chosen: Choice, clause: str, what: str) -> tuple[str, str] | None:
    """Which group has the highest average, or the sum of each group: a column of words that the question names, with repeats."""
    named = [
        place
        for place, name in enumerate(found.columns)
        if place != chosen.number
        and re.search(rf"\b{re.escape(name[:40])}s?\b", clause, re.I)
        and 1 < len({row[place] for row in found.rows}) < len(found.rows)
    ]
    best = _BEST.search(clause)
    if (
        chosen.number is None
        or not named
        or what not in ("average", "sum")
        or not (best or re.search(r"\b(?:per|by|each|every)\b", clause))
    ):
        return None
    group, name = found.columns[named[0]], found.columns[chosen.number]
    figures = f"[row[{name!r}] for row in rows if row[{group!r}] == one]"
    made = f"figures = {{one: {_HOW[what].format(figures)} for one in dict.fromkeys(row[{group!r}] for row in rows)}}\n"
    if best is None:
        return (
            f"{made}print(', '.join(f'{{one}}: {{value:.10g}}' for one, value in figures.items()))",
            f"The {what} of {name} by {group}: **{{}}**.",
        )
    pick = "max" if best["most"] else "min"
    shown = f"best = {pick}(figures, key=figures.get)\nprint(f'{{best}} ({{figures[best]:.10g}})')"
    return made + shown, f"The {'highest' if best['most'] else 'lowest'} {what} of {name} has {group} **{{}}**."


_LIMIT = re.compile(r"(?P<value>\d[\d.,]*)(?P<scale>k)?", re.I)


_SIGNS = {">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}


def _filter(found: Table, chosen: Choice) -> tuple[str | None, str]:
    """The rows that are meant as a condition, and in words; None when it can't be written down."""
    if not chosen.is_filtered:
        return "", ""
    kept = set(chosen.rows)
    label = pasted.label(found)
    for place, name in sorted(enumerate(found.columns), key=lambda pair: (pair[1] not in chosen.said, pair[0] == label)):
        cells = {found.rows[row][place] for row in kept}
        if kept and {row for row in range(len(found.rows)) if found.rows[row][place] in cells} == kept and len(cells) <= 2:
            wanted = sorted((_value(cell) for cell in cells), key=str)
            test = f"== {wanted[0]!r}" if len(wanted) == 1 else f"in {wanted!r}"
            return f" if row[{name!r}] {test}", f"{name} {' or '.join(map(str, wanted))}"
        numbers = found.numbers(place)
        limit = _LIMIT.search(chosen.said) if numbers and name in chosen.said else None
        if numbers and limit:
            value = Decimal(limit["value"].replace(",", "").rstrip(".")) * (1000 if limit["scale"] else 1)
            for sign, holds in _SIGNS.items():
                if {row for row, one in enumerate(numbers) if holds(one, value)} == kept:
                    return f" if row[{name!r}] {sign} {value}", f"{name} {sign} {value}"
    return None, ""
