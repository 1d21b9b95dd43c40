"""Recipes for programs on labelled numbers, groups of words and working days. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import phrases, values
from emulator.brain.tools.programs import Program, code, recipe


@recipe(r"\b(?:weekdays|(?:working|business|work) ?days)\b")
def _working_days(match: re.Match[str], text: str, today: date) -> Program | None:
    found = [str(one.value) for one in values.dates(text, today)]
    if not found:
        return None
    first, second = (found[0], found[1]) if len(found) > 1 else (today.isoformat(), found[0])
    source = (
        "from datetime import date, timedelta\n\nday, end = date.fromisoformat({first}), date.fromisoformat({second})\n"
        "count = 0\nwhile day < end:\n    count += day.weekday() < 5\n    day += timedelta(days=1)\nprint(count)"
    )
    return Program(code(source, first=first, second=second), f"From {first} to {second} there are **{{}} working days**.")


@recipe(r"\b(?:growth|month[- ]over[- ]month|year[- ]over[- ]year|change from one|percentage changes?)\b")
def _growth(match: re.Match[str], text: str, today: date) -> Program | None:
    pairs = [(name.split()[-1], float(value)) for name, value in re.findall(r"([A-Za-z][\w ]{0,20}?)[ :=]+(\d+(?:\.\d+)?)", text)]
    pairs = pairs or [(name, float(value)) for name, value in phrases.pairs(text)]
    if len(pairs) < 2 or any(not value for _, value in pairs):
        return None
    source = (
        "rows = {pairs}\nfor (_, before), (name, now) in zip(rows, rows[1:]):\n"
        "    print(f'{name}: {(now / before - 1) * 100:+.1f} %')"
    )
    return Program(code(source, pairs=pairs), "Compared with the one before:\n\n{}")


@recipe(r"\bgroup\b.{0,60}\bby\b.{0,20}\b(first letter|initial|length)\b")
def _groups(match: re.Match[str], text: str, today: date) -> Program | None:
    tail = text.partition(":")[2]
    found = [part.strip(" .") for part in re.split(r",\s*(?:and\s+)?|\s+and\s+|\n", tail) if part.strip(" .")]
    if len(found) < 2:
        return None
    by = "len(word)" if match[1].lower() == "length" else "word[0].upper()"
    source = (
        "words = {words}\ngroups = dict()\nfor word in words:\n    groups.setdefault(BY, []).append(word)\n"
        "for key in sorted(groups):\n    print(f'{key}: {\", \".join(groups[key])}')"
    ).replace("BY", by)
    return Program(code(source, words=found), "In groups:\n\n{}")
