"""Works on a table in the conversation: pasted CSV, JSON or Markdown, or one that an answer has shown.

Looks up, counts, filters, sorts, adds up and gives it another form. It reads cells as they are and guesses none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from emulator.brain import pasted, tableforms, tallying
from emulator.brain import tableasks as asked
from emulator.brain.dialogue import Talk
from emulator.brain.pasted import Table
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown
from emulator.brain.tableforms import records, typed
from emulator.brain.tallying import Choice
from emulator.brain.text import capitalise, join, number, table

_RECENT = 8


@dataclass(frozen=True)
class _Job:
    """A table, what is asked about it and which of its rows are meant."""

    table: Table
    text: str
    chosen: Choice


@skill("tables")
def offer(talk: Talk) -> Offer | None:
    """Fits what a table in the message, or the last one in the conversation, has the columns or cells for."""
    own = pasted.find(talk.whole)
    found = own or (_earlier(talk) if len(talk.gist) <= 300 and talk.past else None)
    if found is None:
        return None
    text = own.task if own else talk.gist
    chosen = tallying.choose(found, text)
    if asked.ALSO.match(text) and chosen.is_filtered and talk.past and not own:
        text = talk.past[-1].said if pasted.find(talk.past[-1].said) is None else found.task
        chosen = replace(tallying.choose(found, text), rows=chosen.rows, said=chosen.said, is_filtered=True)
    job = _Job(found, text, chosen)
    answer = _drawing(job) or _stocked(job) or _answer(job)
    if answer is None:
        bare = not text.strip() or asked.DESCRIBE.search(text) or asked.HERE.match(text)
        return Offer(0.93, partial(_described, job), whole=True) if own and bare else None
    return Offer(0.955 if own else 0.945, answer, whole=True)


def _earlier(talk: Talk) -> Table | None:
    """The table that was spoken of last, shown or pasted."""
    for pair in reversed(talk.past[-_RECENT:]):
        found = pasted.find(pair.told[:20_000]) if "|" in pair.told or "{" in pair.told else None
        if found and found.columns[0] not in asked.MADE_UP and 2 * len(found.rows) + 6 > len(pair.told.splitlines()):
            return found
        if found := pasted.find(pair.said):
            return found
    return None


def _drawing(job: _Job) -> Callable[[], Reply] | None:
    """How to draw the table, when a chart is wanted and it has numbers."""
    drawn = tableforms.chart(job.table, pasted.label(job.table)) if asked.CHART.search(job.text) else ""
    noted = _noted(job, "Each bar is as long as its number is large.")
    return (lambda: Reply(drawn, fixed=True, notes=noted)) if drawn else None


def _stocked(job: _Job) -> Callable[[], Reply] | None:
    stock = tallying.stocked(job.table, job.text, job.chosen)
    return None if stock is None else partial(_measured, replace(job, chosen=replace(job.chosen, number=stock, by=None)), "sum")


def _answer(job: _Job) -> Callable[[], Reply] | None:
    """How to answer, or nothing when the question isn't on the table."""
    text, found, chosen = job.text, job.table, job.chosen
    if form := asked.FORM.match(text):
        return partial(_formed, found, form["form"].lower())
    if asked.SORT.search(text) and (chosen.columns or chosen.extreme is not None):
        return partial(_sorted, job)
    if (first := asked.FIRST.search(text)) and len(text.split()) <= 9 and not chosen.columns:
        return partial(_part, job, first)
    if (what := tallying.measure(text)) and chosen.number is not None:
        return partial(_measured, job, what)
    if chosen.is_filtered and chosen.number is not None and asked.MUCH.search(text):
        single = replace(job, chosen=replace(chosen, others=(chosen.number,)))
        return partial(_looked_up, single) if len(chosen.rows) == 1 else partial(_measured, job, "sum")
    if chosen.extreme is not None:
        return partial(_extreme, job)
    one = (chosen.is_filtered or len(found.rows) == 1) and len(chosen.rows) == 1 and chosen.others
    if asked.COUNT.search(text) and not one and (chosen.is_filtered or _speaks_of_rows(job)):
        return partial(_counted, job)
    if one:
        return partial(_looked_up, job)
    if chosen.is_filtered and asked.WHICH.search(text):
        return partial(_filtered, job)
    return partial(_described, job) if asked.COLUMNS.search(text) and len(text) < 80 else None


def _speaks_of_rows(job: _Job) -> bool:
    words = {word.rstrip("s") for word in re.findall(r"[a-z]+", job.text.lower())}
    named = {word.lower().rstrip("s") for word in re.findall(r"[A-Za-z]+", f"{job.table.title} {' '.join(job.table.columns)}")}
    return bool(words & (named | {"row", "entry", "entrie", "line", "record", "item", "people", "person", "there"}))


def _noted(job: _Job, how: str) -> tuple[Note, ...]:
    read = f"It has {len(job.table.rows)} rows with {join(list(job.table.columns[:8]))}."
    return (Note("Reading the table", read), Note("Working on it", how))


def _formed(found: Table, form: str) -> Reply:
    noted = _noted(_Job(found, "", Choice((), range(len(found.rows)))), f"Every cell stays; only the form becomes {form}.")
    text = tableforms.written(found, form, pasted.label(found))
    return Reply(text, fixed=True, notes=noted, data={"rows": records(found, found.rows)})


def _sorted(job: _Job) -> Reply:
    place = job.chosen.columns[0] if job.chosen.columns else job.chosen.extreme[0] if job.chosen.extreme else 0
    down = bool(asked.DOWN.search(job.text))
    rows = sorted(job.table.rows, key=pasted.order_by(job.table, place), reverse=down)
    kept = replace(job.table, rows=tuple(rows))
    how = f"I sort by {job.table.columns[place]}, {'descending' if down else 'ascending'}."
    names = [row[pasted.label(kept)] for row in rows]
    return Reply(
        tableforms.shown(kept.columns, kept.rows),
        f"{join(names)}.",
        names[0],
        table=((*kept.columns,), *kept.rows),
        fixed=True,
        notes=_noted(job, how),
        data={"rows": records(kept, rows)},
    )


def _part(job: _Job, match: re.Match[str]) -> Reply:
    count = number(match["n"]) or 1
    rows = job.table.rows[:count] if match["which"].lower() in {"first", "top"} else job.table.rows[-count:]
    how = f"I keep the {match['which'].lower()} {count}."
    return Reply(
        tableforms.shown(job.table.columns, rows), fixed=True, notes=_noted(job, how), data={"rows": records(job.table, rows)}
    )


def _of(job: _Job) -> str:
    return f" of {job.chosen.said}" if job.chosen.is_filtered and job.chosen.said else ""


def _measured(job: _Job, what: str) -> Reply:
    place = job.chosen.number or 0
    if job.chosen.by is not None:
        head, groups = tallying.grouped(job.table, job.chosen, what)
        noted = _noted(job, f"I group the rows by {head[0]}.")
        return Reply(table([head, *groups]), table=(head, *groups), notes=noted, data=dict(groups))
    values = [one for row in job.chosen.rows if (one := pasted.number(job.table.rows[row][place])) is not None]
    if not values:
        return Reply("No row has a number for that.", notes=_noted(job, "The rows meant hold no number in that column."))
    result = tallying.measured(what, values)
    said = shown(round(result, 2))
    steps = (
        f" ({' + '.join(map(shown, values[:8]))}{' + …' if len(values) > 8 else ''})"
        if what in {"sum", "average"} and len(values) > 1
        else ""
    )
    how = f"{capitalise(what)} of {len(values)} values{steps}: {said}."
    lone = what == "sum" and len(values) == 1
    return Reply(
        f"{'The' if lone else f'The {what} of'} **{job.table.columns[place]}**{_of(job)} is **{said}**.",
        f"{said}.",
        said,
        notes=_noted(job, how),
        data={what: float(result)},
    )


def _extreme(job: _Job) -> Reply:
    place, most = job.chosen.extreme or (0, True)
    rated = [(value, row) for row in job.chosen.rows if (value := pasted.rate(job.table.rows[row][place])) is not None]
    if not rated:
        return Reply("No row has a value for that.", notes=_noted(job, "The rows meant are empty in that column."))
    best = (max if most else min)(value for value, _ in rated)
    names = [job.table.rows[row][pasted.label(job.table)] for value, row in rated if value == best]
    cell = next(job.table.rows[row][place] for value, row in rated if value == best)
    how = f"The {'largest' if most else 'smallest'} {job.table.columns[place]} is {cell}."
    return Reply(
        f"**{join(names)}**, with {job.table.columns[place]} **{cell}**.",
        f"{join(names)}.",
        names[0],
        notes=_noted(job, how),
        data={"name": names[0], job.table.columns[place]: typed(cell)},
    )


def _counted(job: _Job) -> Reply:
    count = len(job.chosen.rows)
    names = [job.table.rows[row][pasted.label(job.table)] for row in job.chosen.rows]
    listed = f": {join(names)}" if job.chosen.is_filtered and 0 < count <= 10 else ""
    said = f"**{count}**{' with ' + job.chosen.said if job.chosen.is_filtered else ' rows'}"
    return Reply(
        f"{said}{listed}.", f"{count}.", str(count), notes=_noted(job, f"{count} of the rows fit."), data={"count": count}
    )


def _looked_up(job: _Job) -> Reply:
    found, name = job.table, pasted.label(job.table)
    row = found.rows[job.chosen.rows[0]]
    who, value = row[name], row[job.chosen.others[0]]
    told = join(
        [f"{found.columns[place].rpartition('.')[2]} is **{row[place]}**" for place in job.chosen.others if place != name]
    )
    return Reply(
        f"{who}'s {told}." if told else f"**{value}**.",
        f"{value}.",
        value,
        notes=_noted(job, f"I look up the row of {who}."),
        data={who: value},
    )


def _filtered(job: _Job) -> Reply:
    rows = [job.table.rows[row] for row in job.chosen.rows]
    how = f"{len(rows)} of the rows fit {job.chosen.said}."
    if not rows:
        return Reply(f"None: no row has {job.chosen.said}.", "None.", "None", notes=_noted(job, how), data={"rows": []})
    names = [row[pasted.label(job.table)] for row in rows]
    text = (
        f"**{names[0]}** ({', '.join(f'{c}: {v}' for c, v in zip(job.table.columns, rows[0], strict=True))})."
        if len(rows) == 1
        else (f"{len(rows)} rows have {job.chosen.said}:\n\n{tableforms.shown(job.table.columns, rows)}")
    )
    return Reply(
        text,
        f"{join(names)}.",
        names[0],
        tuple(names),
        ((*job.table.columns,), *rows),
        _noted(job, how),
        {"rows": records(job.table, rows)},
    )


def _described(job: _Job) -> Reply:
    found = job.table
    text, lines = tableforms.described(found)
    brief = f"A table of {tableforms.counted(found)} with {join(list(found.columns))}."
    noted = _noted(job, "I describe each column.")
    return Reply(text, brief, points=tuple(lines), notes=noted, data={"rows": len(found.rows), "columns": list(found.columns)})
