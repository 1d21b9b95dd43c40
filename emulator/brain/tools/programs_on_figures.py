"""Recipes for programs on numbers that a request gives, named or not: several figures at once. Registered when imported."""

from __future__ import annotations

import re
from datetime import date

from emulator.brain.tools import values
from emulator.brain.tools.programs import Program, recipe

_LABELLED = re.compile(r"([^\W\d_][\w .'’-]{0,24}?)\s*[:=]?\s*\(?[$€£]?(-?\d[\d,]*(?:\.\d+)?)\b\)?")
_NOT_A_NAME = frozenset(
    "numbers values data set of list the these prices scores results are is and given with for sales have here sort find".split()
)
_DOWN = re.compile(r"\b(?:descending|largest first|highest first|high(?:est)? to low|decreasing|reverse)", re.I)
_ONCE = re.compile(r"\bduplicates?\b|\bunique\b|\bdistinct\b", re.I)
_WANTED: tuple[tuple[str, str, str], ...] = (
    (r"\b(?:sort\w*|rank\w*|order|arrange)\b", "In order: **{}**.", "print(*map(told, order), sep=', ')"),
    (
        r"\b(?:best|highest|largest|biggest|hottest|warmest|tallest|longest|fastest|most expensive|most(?! common)|top"
        r"|max(?:imum)?)\b(?! first| to)",
        "The highest is **{}**.",
        "print(told(ups[-1]))",
    ),
    (
        r"\b(?:worst|lowest|smallest|coldest|coolest|shortest|slowest|cheapest|least|min(?:imum)?)\b(?! first)",
        "The lowest is **{}**.",
        "print(told(ups[0]))",
    ),
    (
        r"(?<!above )(?<!below )(?<!above the )(?<!below the )\b(?:average|mean)\b",
        "The average is **{}**.",
        "print(f'{mean:.10g}')",
    ),
    (r"\bmedian\b", "The median is **{}**.", "print(f'{statistics.median(numbers):.10g}')"),
    (r"\bmode\b|most common", "The most frequent value is **{}**.", "print(f'{statistics.mode(numbers):.10g}')"),
    (r"\b(?:sum|total)\b", "The sum is **{}**.", "print(f'{sum(numbers):.12g}')"),
    (
        r"\b(?:standard deviation|stdev|std)\b",
        "The standard deviation is **{}** (of a sample).",
        "print(f'{statistics.stdev(numbers):.6g}')",
    ),
    (r"\bvariance\b", "The variance is **{}** (of a sample).", "print(f'{statistics.variance(numbers):.6g}')"),
    (r"\b(?:range|spread)\b", "The range is **{}**.", "print(f'{max(numbers) - min(numbers):.10g}')"),
    (r"\bhow many (?:numbers|values)|\bcount\b", "There are **{}** numbers.", "print(len(numbers))"),
    (
        r"\b(?:above|over|higher than) (?:the )?(?:average|mean)",
        "Above the average: **{}**.",
        "print(', '.join(told(at) for at in range(len(numbers)) if numbers[at] > mean) or 'none')",
    ),
    (
        r"\b(?:below|under|lower than) (?:the )?(?:average|mean)",
        "Below the average: **{}**.",
        "print(', '.join(told(at) for at in range(len(numbers)) if numbers[at] < mean) or 'none')",
    ),
    (
        r"\bshares?\b|\bpercentages?\b|\bpercent of (?:the )?total",
        "Shares: **{}**.",
        "print(', '.join(f'{told(at)} {numbers[at] / sum(numbers):.1%}' for at in range(len(numbers))))",
    ),
    (
        r"\b(?:cumulative|running) (?:sum|total)s?",
        "Running totals: **{}**.",
        "print(', '.join(f'{sum(numbers[: at + 1]):g}' for at in range(len(numbers))))",
    ),
)


@recipe("|".join(pattern for pattern, _, _ in _WANTED), first=True)
def _figures(match: re.Match[str], text: str, today: date) -> Program | None:
    """The figures that are asked for, each told in a sentence of its own."""
    given = _given(text)
    if given is None:
        return None
    names, numbers = given
    asked = text[: values.LONGEST]
    wanted = [(told, line) for pattern, told, line in _WANTED if re.search(pattern, asked, re.I)]
    if len(wanted) < 2 and not (names and wanted) and not _ONCE.search(asked):
        return None
    down = bool(_DOWN.search(asked)) or bool(names and re.search(r"\brank", asked, re.I))
    once = bool(_ONCE.search(asked)) and not names
    told = 'f"{names[at]} ({numbers[at]:g})"' if names else 'f"{numbers[at]:g}"'
    head = [
        "import statistics\n",
        *([f"names = {names!r}"] if names else []),
        f"numbers = {numbers!r}",
        *(["numbers = list(dict.fromkeys(numbers))"] if once else []),
        "mean = statistics.fmean(numbers)",
        "ups = sorted(range(len(numbers)), key=numbers.__getitem__)",
        f"order = ups{'[::-1]' if down else ''}\n",
        f"\ndef told(at):\n    return {told}\n\n",
    ]
    return Program("\n".join([*head, *(line for _, line in wanted)]) + "\n", "", lines=tuple(said for said, _ in wanted))


def _given(text: str) -> tuple[list[str], list[int | float]] | None:
    """The numbers that a request gives, with their names where each has one."""
    text = text[: values.LONGEST]
    tail = text.partition(":")[2]
    part = tail if len(values.numbers(tail)) > 1 else text
    numbers = [one.value for one in values.numbers(part)]
    if len(numbers) < 3 or "[[" in text or values.dates(part, date(2000, 1, 1)):
        return None
    labelled = [
        (_bare(name), value.replace(",", ""))
        for piece in re.split(r",(?!\d{3}\b)|[;\n]|\s+and\s+|[.?!]\s", part)
        for name, value in _LABELLED.findall(piece)[:1]
    ]
    if len(labelled) == len(numbers) and all(name for name, _ in labelled) and len(dict(labelled)) == len(labelled):
        return [name for name, _ in labelled], [float(value) if "." in value else int(value) for _, value in labelled]
    return [], list(numbers)


def _bare(name: str) -> str:
    """A name without what leads up to it: "Given scores Anna" names Anna."""
    said = name.split()
    while said and (said[0].lower() in _NOT_A_NAME or (said[0].islower() and said[-1][:1].isupper())):
        said = said[1:]
    return " ".join(said)
