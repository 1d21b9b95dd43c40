"""Writes small SQL queries: the top few by a figure, counts and averages per group, filters, duplicates, the latest rows.

Names tables and columns after the request's own words and says so; it never runs anything.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern

_ASK = re.compile(r"\bsql\b|\b(?:database )?query (?:to|that|for|which)\b|\bselect statement\b", re.I)
_WANTS = re.compile(r"\b(?:write|give|show|create|need|generate|make|how (?:do|can|would|to)|what(?:'s| is) the)\b", re.I)
_NAME = r"[a-z][a-z_]{1,24}"
_TOP = re.compile(
    rf"\b(?:top|best|highest|largest|biggest|first)\s+(?P<n>{number_pattern()})?\s*(?P<what>{_NAME})\s+(?:by|with the "
    rf"(?:highest|most|largest))\s+(?:their |total )?(?P<by>{_NAME})",
    re.I,
)
_PER = re.compile(
    rf"\b(?P<how>counts?|number|average|avg|sum|total|how many|maximum|max|minimum|min)\b(?: of)?(?: the| "
    rf"all)?\s*(?P<what>{_NAME})?\s+(?:\w+ )?(?:per|by|for each|in each|grouped by)\s+(?P<by>{_NAME})",
    re.I,
)
_DOUBLE = re.compile(
    rf"\bduplicates?\b.{{0,20}}?(?:(?P<by>{_NAME})s?\b.{{0,12}})?\b(?:in|from)\s+(?:the |a |my "
    rf")?(?P<what>{_NAME})",
    re.I,
)
_LATEST = re.compile(rf"\b(?:latest|newest|most recent|last)\s+(?P<n>{number_pattern()})?\s*(?P<what>{_NAME})", re.I)
_WHERE = re.compile(
    rf"\b(?:all |every |the )?(?P<what>{_NAME})\s+(?:from|in|with|where|whose|that (?:have|are|live in)|who (?:live in|are|"
    rf"have)|older than|over|above)\s+(?P<cond>[^.?!]{{2,60}})",
    re.I,
)
_SECOND = re.compile(rf"\bsecond[- ]highest\s+(?P<by>{_NAME})", re.I)
_JOIN = re.compile(rf"\bjoin\b.{{0,20}}?\b(?P<one>{_NAME})\s+(?:and|with|to|table and)\s+(?P<two>{_NAME})", re.I)
_BOUND = re.compile(
    r"(?P<col>[a-z_]+)?\s*(?:is |are )?(?P<way>greater|more|older|over|above|less|younger|under|below|equal)\w*(?: than| "
    r"to)?\s+(?P<n>\d+)|"
    r"^(?P<bare>\d+)$",
    re.I,
)
_FIGURES = {
    "count": "COUNT(*)",
    "number": "COUNT(*)",
    "how many": "COUNT(*)",
    "average": "AVG",
    "avg": "AVG",
    "sum": "SUM",
    "total": "SUM",
    "maximum": "MAX",
    "max": "MAX",
    "minimum": "MIN",
    "min": "MIN",
}


_FRAME = re.compile(
    r"\b(?:write|give me|show me|create|generate|an?|the|(?:with |in |using )?sql|query|statement|to|that|get|gets|finds?|"
    r"selects?|for|me|which|"
    r"returns?|lists?|please|can you|how do i|how can i|how to)\b(?=[\s?.!]|$)",
    re.I,
)
_CLAUSES = {
    "SELECT": "says which columns come out",
    "FROM": "names the table",
    "JOIN": "brings in a second table, row by row where the keys match",
    "WHERE": "keeps the rows for which the condition holds",
    "GROUP": "puts equal values together, one row for each group",
    "HAVING": "keeps the groups for which the condition holds",
    "ORDER": "sorts the rows, DESC the largest first",
    "LIMIT": "stops after so many rows",
}
_EXPLAIN = re.compile(r"^\W*(?:(?:please|can you|now|and)\b\W*)*(?:explain|what does|how does|walk me through)\b.{0,40}$", re.I)


@skill("sql")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for a query whose pattern is known, and for a word on the query just shown."""
    text = talk.gist
    if len(text) > 300:
        return None
    shown = re.search(r"```sql\n(.+?)\n```", talk.past[-1].told, re.S) if talk.past else None
    if shown and _EXPLAIN.match(text):
        return Offer(0.97, partial(_explained, shown[1]), whole=True)
    if not _ASK.search(text) or not (_WANTS.search(text) or text.lower().startswith("sql")):
        return None
    found = _query(_FRAME.sub(" ", text))
    return Offer(0.965, partial(_told, *found), whole=True) if found else None


def _explained(query: str) -> Reply:
    lines = [(line, _CLAUSES.get(line.split()[0].upper(), "")) for line in query.splitlines() if line.strip()]
    points = tuple(f"`{line.rstrip(';')}` {meaning}." for line, meaning in lines if meaning)
    text = "\n".join(f"- {point}" for point in points)
    return Reply(text, points=points, fixed=True, notes=(Note("Reading the query", f"It has {len(points)} clauses."),))


def _query(text: str) -> tuple[str, str] | None:
    """The query for a wish and how it works."""
    text = re.sub(r"\s+", " ", text)
    patterns = (
        (_SECOND, _second),
        (_TOP, _top),
        (_DOUBLE, _double),
        (_JOIN, _join),
        (_PER, _per),
        (_LATEST, _latest),
        (_WHERE, _where),
    )
    return next((write(match) for pattern, write in patterns if (match := pattern.search(text))), None)


def _second(match: re.Match[str]) -> tuple[str, str]:
    by = match["by"].lower()
    query = f"SELECT MAX({by}) AS second_highest\nFROM employees\nWHERE {by} < (SELECT MAX({by}) FROM employees);"
    return query, "The inner query finds the highest value; the outer one the highest below it."


def _top(match: re.Match[str]) -> tuple[str, str]:
    one, by, count = _single(match["what"]), match["by"].lower(), number(match["n"] or "") or 10
    query = f"SELECT {one}, SUM({by}) AS total_{by}\nFROM orders\nGROUP BY {one}\nORDER BY total_{by} DESC\nLIMIT {count};"
    return query, f"It adds up {by} for each {one}, sorts by that and keeps {count}."


def _double(match: re.Match[str]) -> tuple[str, str]:
    by = _single(match["by"] or "email")
    query = f"SELECT {by}, COUNT(*) AS times\nFROM {match['what'].lower()}\nGROUP BY {by}\nHAVING COUNT(*) > 1;"
    return query, f"Grouping by {by} counts each value; HAVING keeps those that occur more than once."


def _join(match: re.Match[str]) -> tuple[str, str]:
    one, two = match["one"].lower(), match["two"].lower()
    key = f"{_single(two)}_id"
    return (
        f"SELECT *\nFROM {one}\nJOIN {two} ON {two}.id = {one}.{key};",
        f"Rows belong together where {one}.{key} is the id of {two}.",
    )


def _per(match: re.Match[str]) -> tuple[str, str]:
    how, what, by = _FIGURES[match["how"].lower().rstrip("s")], (match["what"] or "rows").lower(), _single(match["by"])
    counted = how.endswith(")") or what == "rows"
    figure = "COUNT(*)" if counted else f"{how}({what})"
    table = what if counted and what != "rows" else "employees" if re.search(r"salar|depart|age", f"{what} {by}") else "orders"
    name = "number" if counted else f"{match['how'].lower()}_{what}"
    query = f"SELECT {by}, {figure} AS {name}\nFROM {table}\nGROUP BY {by}\nORDER BY {name} DESC;"
    return query, f"One row for each {by}, the largest first."


def _latest(match: re.Match[str]) -> tuple[str, str]:
    what, count = match["what"].lower(), number(match["n"] or "") or 10
    return (
        f"SELECT *\nFROM {what}\nORDER BY created_at DESC\nLIMIT {count};",
        f"Sorting by time, newest first, and keeping {count}.",
    )


def _where(match: re.Match[str]) -> tuple[str, str]:
    condition = _condition(match[0], match["cond"])
    return f"SELECT *\nFROM {match['what'].lower()}\nWHERE {condition};", "WHERE keeps the rows for which the condition holds."


def _condition(whole: str, condition: str) -> str:
    value = condition.strip(" .?'\"")
    if match := re.search(
        r"(?P<col>[a-z_]+)?\s*(?:is |are )?(?P<way>greater|more|older|over|above|less|younger|under|below|equal)\w*(?: than|"
        r" to)?\s+(?P<n>\d+)|^(?P<bare>\d+)$",
        value,
        re.I,
    ):
        way = (match["way"] or "over").lower()
        sign = "<" if way in {"less", "younger", "under", "below"} else "=" if way == "equal" else ">"
        column = match["col"] or ("age" if re.search(r"\bold|young", whole, re.I) else "amount")
        return f"{column.lower()} {sign} {match['n'] or match['bare']}"
    column = "city" if re.search(r"\b(?:from|in|live)\b", whole, re.I) else "status"
    return f"{column} = '{value}'"


def _single(word: str) -> str:
    word = word.lower()
    return re.sub(r"ies$", "y", word) if word.endswith("ies") else re.sub(r"(?<=[^s])s$", "", word)


def _told(query: str, how: str) -> Reply:
    text = f"```sql\n{query}\n```\n\n{how} I named tables and columns after your words; put in your own names."
    return Reply(text, fixed=True, notes=(Note("Reading the wish", how),), data={"language": "sql", "code": query})
