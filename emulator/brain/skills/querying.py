"""Writes SQL for a question put in plain words: the top ones, counts and sums by group, filters, duplicates, the second highest.

The names of tables and columns come from the request; nothing is known of a real schema, which the answer says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern

_SQL = re.compile(r"\b(?:sql|select statement|(?:postgres|mysql|sqlite|database) query)\b", re.I)
_MAKE = re.compile(r"^\W*sql query\b|\b(?:write|give|show|create|make|generate|need|how (?:do|can|to|would))\b", re.I)
_LONGEST = 300
_WORD = r"[a-z_]+"
_TABLE = rf"(?!sql\b|postgres\b|mysql\b|sqlite\b){_WORD}"
_AGGREGATES = {
    **dict.fromkeys(("average", "mean"), "AVG"),
    **dict.fromkeys(("total", "sum of"), "SUM"),
    **dict.fromkeys(("highest", "maximum", "largest"), "MAX"),
    **dict.fromkeys(("lowest", "minimum", "smallest"), "MIN"),
}
_COMPARISONS = {
    **dict.fromkeys(("more than", "over", "above", "greater than", "older than"), ">"),
    **dict.fromkeys(("less than", "under", "below", "fewer than", "younger than"), "<"),
    "at least": ">=",
    "at most": "<=",
}
Sentence = tuple[str, str]
"""A query and what it does."""


def _column(name: str) -> str:
    return re.sub(r"\W+", "_", name.strip().lower())


def _singular(name: str) -> str:
    return re.sub(r"ies$", "y", name) if name.endswith("ies") else name.removesuffix("s")


def _top(match: re.Match[str]) -> Sentence:
    count, table, value = number(match["n"] or "") or 10, _column(match["what"]), _column(match["by"])
    query = f"SELECT *\nFROM {table}\nORDER BY {value} DESC\nLIMIT {count};"
    return query, f"`ORDER BY {value} DESC` puts the largest first, and `LIMIT {count}` keeps {count} of them."


def _count(match: re.Match[str]) -> Sentence:
    table, by = _column(match["what"]), _column(match["by"])
    query = f"SELECT {by}, COUNT(*) AS number_of_{table}\nFROM {table}\nGROUP BY {by}\nORDER BY number_of_{table} DESC;"
    return query, f"`GROUP BY {by}` makes one row of each {by}, and `COUNT(*)` says how many rows went into it."


def _aggregate(match: re.Match[str]) -> Sentence:
    function, value, by = _AGGREGATES[match["how"].lower()], _column(match["what"]), _column(match["by"])
    table, name = _column(match["table"] or "") or f"{_singular(by)}s", f"{function.lower()}_{value}"
    query = f"SELECT {by}, {function}({value}) AS {name}\nFROM {table}\nGROUP BY {by}\nORDER BY {name} DESC;"
    return query, f"`{function}({value})` is taken over the rows of each {by}."


def _second(match: re.Match[str]) -> Sentence:
    value, table = _column(match["what"]), _column(match["table"] or "") or "employees"
    query = f"SELECT MAX({value}) AS second_highest_{value}\nFROM {table}\nWHERE {value} < (SELECT MAX({value}) FROM {table});"
    return query, "The inner query finds the highest, the outer one the highest below it, so that ties don't matter."


def _duplicates(match: re.Match[str]) -> Sentence:
    value, table = _column(_singular(match["what"])), _column(match["table"] or "") or "users"
    query = f"SELECT {value}, COUNT(*) AS times\nFROM {table}\nGROUP BY {value}\nHAVING COUNT(*) > 1;"
    return query, "`HAVING` filters the groups after they were counted; `WHERE` couldn't, since it sees single rows."


def _joined(match: re.Match[str]) -> Sentence:
    one, other = _column(match["one"]), _column(match["other"])
    key = f"{_singular(one)}_id"
    query = f"SELECT *\nFROM {one}\nJOIN {other} ON {other}.{key} = {one}.id;"
    return (
        query,
        f"Each row of {other} is put beside the row of {one} whose id it carries; `LEFT JOIN` would keep {one} without any.",
    )


def _filtered(match: re.Match[str]) -> Sentence:
    table, sign, amount = _column(match["table"]), _COMPARISONS[match["sign"].lower()], match["value"].replace(",", "")
    value = _column(match["what"] or ("age" if match["sign"].lower().startswith(("older", "younger")) else "amount"))
    query = f"SELECT *\nFROM {table}\nWHERE {value} {sign} {amount};"
    return query, f"`WHERE` keeps the rows whose {value} is {sign} {amount}."


def _everything(match: re.Match[str]) -> Sentence:
    table = _column(match["table"])
    return f"SELECT *\nFROM {table};", "It returns every row with all columns; name the columns you need instead of `*`."


_SIGNS = "|".join(sorted(_COMPARISONS, key=len, reverse=True))
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Sentence]], ...] = tuple(
    (re.compile(pattern, re.I), make)
    for pattern, make in (
        (
            rf"\bsecond[- ](?:highest|largest|biggest) (?P<what>{_WORD})(?: (?:in|from|of) (?:the |an? )?(?P<table>{_TABLE}))?",
            _second,
        ),
        (rf"\btop (?P<n>{number_pattern()})? ?(?P<what>{_WORD}) by (?:their |the |total )?(?P<by>{_WORD})", _top),
        (rf"\bduplicates?(?: rows?)?(?: (?P<what>{_WORD}))(?: (?:in|from|of) (?:the |an? )?(?P<table>{_TABLE}))?", _duplicates),
        (rf"\b(?:count|number) (?:of |the )*(?P<what>{_WORD}) (?:per|by|for each|in each|of each) (?P<by>{_WORD})", _count),
        (rf"\bhow many (?P<what>{_WORD}) (?:each|every|per) (?P<by>{_WORD})", _count),
        (
            rf"\b(?P<how>{'|'.join(_AGGREGATES)}) (?P<what>{_WORD}) (?:per|by|for each|in each|of each) (?P<by>{_WORD})"
            rf"(?: (?:in|from) (?:the )?(?P<table>{_TABLE}))?",
            _aggregate,
        ),
        (rf"\bjoins? (?:the )?(?:tables? )?(?P<one>{_WORD})(?: table)? (?:and|with|to) (?:the )?(?P<other>{_WORD})", _joined),
        (
            rf"\b(?:all |the |every )*(?P<table>(?!returns?|finds?|that|query|sql){_WORD})"
            rf"(?: (?:who|that|which|with|whose|where))?"
            rf"(?: (?:is|are|have|has|an?|the|their|costs?))*(?: (?P<what>(?!than){_WORD})(?: is| are| of)?)? "
            rf"(?P<sign>{_SIGNS}) (?P<value>\d[\d,.]*)",
            _filtered,
        ),
        (rf"\b(?:all|every)(?: the)? (?P<table>{_WORD})\b", _everything),
    )
)  # fmt: skip


@skill("querying")
def offer(talk: Talk) -> Offer | None:
    """Fits a request for SQL that has one of the known forms."""
    text = talk.gist
    if len(text) > _LONGEST or not _SQL.search(text) or not _MAKE.search(text):
        return None
    found = next(((match, make) for pattern, make in _FORMS if (match := pattern.search(text))), None)
    return Offer(0.97, partial(_written, *found)) if found else None


def _written(match: re.Match[str], make: Callable[[re.Match[str]], Sentence]) -> Reply:
    query, does = make(match)
    return Reply(
        f"```sql\n{query}\n```\n\n{does} I took the names of tables and columns from your words; put yours in their place.",
        does,
        fixed=True,
        notes=(Note("Reading what is wanted", f"“{match[0]}” has a form I know."), Note("Writing the query", does)),
        data={"language": "sql", "code": query},
    )
