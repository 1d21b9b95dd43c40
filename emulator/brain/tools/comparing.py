"""The answer to what was asked of several results: which is the warmest, the difference, the sum, how many, is it raining.

Compares only what the results say; two units or currencies are never compared. It says nothing unless that was asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from statistics import fmean

from emulator.brain.contract import WireStep
from emulator.brain.library import fold
from emulator.brain.text import join
from emulator.brain.tools import mentions, metrics, precedence, quantities, raining, words
from emulator.brain.tools.metrics import Metric, Row
from emulator.brain.tools.values import Found

_DIFFERENCE = re.compile(r"\b(?:difference|how (?:much|many)(?: \w+)? (\w+er|more|less|fewer)\b|by how much|apart|gap)\b", re.I)
_TOTAL = re.compile(r"\b(?:total|altogether|in all|combined|together|sum|overall|add up|both cost|all cost|in sum)\b", re.I)
_AVERAGE = re.compile(r"\b(?:average|mean|on average|typical)\b", re.I)
_COUNT = re.compile(
    r"\bhow many\b\s+(?:different |other |of the )?([a-z][\w -]{2,40}?)(?=\s+(?:do|does|are|is|did|have|has|can|in|on"
    r"|at|were|was|for|with)\b|[?.!,]|$)",
    re.I,
)
_YES_NO = re.compile(r"^\W*(?:is|are|was|were|does|do|did|will|has|have|can|should)\b", re.I)
_LEFT = re.compile(r"\b(?:has|have|with|got)(?: still| any| some| free| open)* ([a-z]{3,20})\b", re.I)
_THAN = re.compile(r"\bthan\b", re.I)
_ANY_DAY = date(2000, 1, 1)


def verdict(question: str, results: Sequence[WireStep], calls: Sequence[WireStep]) -> str:
    """One or two sentences that answer a question about results; empty when it asks for none."""
    rows = metrics.rows(results, calls)
    asked = question[:2_000]
    if not rows or not asked.strip():
        return ""
    for answer in (
        raining.verdict,
        _difference,
        _extreme,
        precedence.verdict,
        _average,
        _total,
        _threshold,
        _chosen,
        _count,
        _named_number,
    ):
        if said := answer(asked, rows):
            return said
    return ""


def _field(asked: str, rows: Sequence[Row], metric: Metric | None) -> str:
    """The number that a question is about: one that most rows have, in one unit."""
    shared = metrics.shared(rows)
    if metric is not None:
        for stem in metric.fields:
            for name in shared:
                if any(words.stem(word) == stem for word in words.parts(name)):
                    return name
        return shared[0] if len(shared) == 1 and metric.loose else ""
    said = set(words.content(asked))
    named = [name for name in shared if {words.stem(word) for word in words.parts(name)} & said]
    if named:
        return named[0]
    money = [name for name in shared if quantities.is_money(metrics.unit(rows, name)) or set(words.parts(name)) & metrics.MONEY]
    if re.search(r"\b(?:cost|costs|price|pay|spend|worth)\b", asked, re.I) and money:
        return money[0]
    return shared[0] if len(shared) == 1 else money[0] if money and len(asked.split()) <= 5 else ""


def _having(rows: Sequence[Row], name: str) -> list[tuple[Row, float]]:
    return [(row, row.numbers[name]) for row in rows if name in row.numbers]


def _shown(value: float, rows: Sequence[Row], name: str) -> str:
    return metrics.spoken(value, metrics.unit(rows, name), name)


def _difference(asked: str, rows: Sequence[Row]) -> str:
    if not _DIFFERENCE.search(asked):
        return ""
    metric = metrics.asked(asked)
    name = _field(asked, rows, metric)
    found = _having(rows, name)
    if len(found) < 2:
        return ""
    (low, least), (high, most) = min(found, key=lambda pair: pair[1]), max(found, key=lambda pair: pair[1])
    sides = f"{_shown(most, rows, name)} for **{high.label}**, {_shown(least, rows, name)} for **{low.label}**"
    return f"The difference is **{_shown(round(most - least, 6), rows, name)}**: {sides}."


def _extreme(asked: str, rows: Sequence[Row]) -> str:
    """'Which is cheaper?', 'the best rated one', 'is it warmer in Oslo or in Rome?', 'is Oslo colder than Rome?'."""
    metric = metrics.asked(asked)
    if metric is None or not metric.compares:
        return ""
    name = _field(asked, rows, metric)
    spent = bool(set(words.parts(name)) & metrics.MONEY) and all(value < 0 for _, value in _having(rows, name))
    found = sorted(_having(rows, name), key=lambda pair: abs(pair[1]) if spent else pair[1], reverse=metric.high)
    if len(found) < 2:
        return ""
    (best, top), (other, next_one) = found[0], found[1]
    if top == next_one:
        alike = [row.label for row, value in found if value == top]
        return f"{join([f'**{one}**' for one in alike])} are level at {_shown(top, rows, name)}."
    first, second = _shown(top, rows, name), _shown(next_one, rows, name)
    if _YES_NO.match(asked) and _THAN.search(asked) and len(found) == 2:
        named = min((row for row, _ in found), key=lambda row: _place(asked, row.label))
        yes = "Yes" if named is best else "No"
        return f"{yes}: **{best.label}** is {metric.more}, {first} against {second} for {other.label}."
    if len(found) == 2:
        return f"**{best.label}** is {metric.more}: {first}, against {second} for {other.label}."
    return f"**{best.label}** is {metric.most}: {first}. Next comes {other.label} with {second}."


def _place(text: str, label: str) -> int:
    at = fold(text).find(fold(label))
    return at if at >= 0 else 10_000


def _average(asked: str, rows: Sequence[Row]) -> str:
    if not _AVERAGE.search(asked):
        return ""
    name = _field(asked, rows, None)
    found = _having(rows, name)
    if len(found) < 2:
        return ""
    return f"On average that is **{_shown(round(fmean(value for _, value in found), 4), rows, name)}**, over {len(found)} values."


def _total(asked: str, rows: Sequence[Row]) -> str:
    if not _TOTAL.search(asked):
        return ""
    name = _field(asked, rows, None)
    found = _having(rows, name)
    if len(found) < 2 or not (set(words.parts(name)) & metrics.ADDS or quantities.is_money(metrics.unit(rows, name))):
        return ""
    parts = " + ".join(metrics.bare(value) for _, value in found[:8]) + (" + …" if len(found) > 8 else "")
    return f"Together that is **{_shown(round(sum(value for _, value in found), 6), rows, name)}** ({parts})."


def _count(asked: str, rows: Sequence[Row]) -> str:
    match = _COUNT.search(asked)
    listed = [row for row in rows if row.listed]
    if match is None or not listed or len(listed) != len(rows):
        return ""
    noun = match[1].strip()
    summed = next((name for name in metrics.shared(rows) if words.parts(name)[-1:] == words.parts(noun)[-1:]), "")
    if summed:
        total = sum(value for _, value in _having(rows, summed))
        return f"Together that is **{metrics.bare(round(total, 6))} {noun}**."
    return f"There {'is' if len(rows) == 1 else 'are'} **{len(rows)}** {noun}."


def _named_number(asked: str, rows: Sequence[Row]) -> str:
    """'How many days?' of one result that has days."""
    match = re.search(r"\bhow many ([a-z]{3,20})\b", asked, re.I)
    if match is None or len(rows) != 1 or match[1] not in rows[0].numbers or len(rows[0].numbers) < 2:
        return ""
    return f"**{metrics.bare(rows[0].numbers[match[1]])} {match[1]}**."


def _limits(asked: str) -> list[Found]:
    """The limits that a question sets: no part of a date is one."""
    return [one for one in mentions.mentions(asked, _ANY_DAY) if one.kind == "number" and one.bound]


def _threshold(asked: str, rows: Sequence[Row]) -> str:
    """'Is it above 20 degrees in Rome?'."""
    limit = next(iter(_limits(asked)), None)
    if limit is None or len(rows) != 1 or rows[0].listed or not _YES_NO.match(asked):
        return ""
    name = _field(asked, rows, metrics.asked(asked))
    if not name:
        shared = metrics.shared(rows)
        name = shared[0] if shared else ""
    if not name or name not in rows[0].numbers:
        return ""
    value = rows[0].numbers[name]
    holds = value > limit.value if limit.bound == "min" else value < limit.value
    return f"{'Yes' if holds else 'No'}, it is {_shown(value, rows, name)}."


def _chosen(asked: str, rows: Sequence[Row]) -> str:
    """'Which are in stock?', 'those under 300 euros': the rows of a list that fit."""
    listed = [row for row in rows if row.listed]
    if len(listed) < 2:
        return ""
    tests: list[Callable[[Row], bool]] = []
    said = set(words.content(asked))
    for flag in {name for row in listed for name in row.flags}:
        own = {words.stem(word) for word in words.parts(flag)} - words.STOP
        if own and own <= said:
            tests.append(lambda row, flag=flag: row.flags.get(flag, False))  # type: ignore[misc]
    if match := _LEFT.search(asked):
        noun = words.stem(match[1].lower())
        names = [one for one in metrics.shared(listed) if noun in {words.stem(word) for word in words.parts(one)}]
        tests += [lambda row, name=name: row.numbers.get(name, 0) > 0 for name in names[:1]]  # type: ignore[misc]
    for limit in _limits(asked):
        name = _field(asked, listed, metrics.asked(asked)) or next(
            (one for one in metrics.shared(listed) if set(words.parts(one)) & metrics.MONEY), ""
        )
        if name:
            tests.append(lambda row, name=name, limit=limit: _within(row.numbers.get(name), limit.value, limit.bound))  # type: ignore[misc]
    if not tests:
        return ""
    kept = [row.label for row in listed if all(test(row) for test in tests)]
    if len(kept) == len(listed):
        return ""
    if not kept:
        return "None of them fits what you asked for."
    return f"{join([f'**{one}**' for one in kept[:10]])} {'fits' if len(kept) == 1 else 'fit'}, {len(kept)} of {len(listed)}."


def _within(value: float | None, limit: float, bound: str) -> bool:
    if value is not None and value < 0 < limit:
        value = -value  # what was spent, as banks write it
    return value is not None and (value >= limit if bound == "min" else value <= limit)
