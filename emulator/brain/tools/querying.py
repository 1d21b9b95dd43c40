"""SQL for a question: over the tables that a function's description names, with the columns it gives them.

Counts, sums, averages, filters, groups, orders; one table, or two that share a key. What doesn't fit such a query gets none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from emulator.brain.library import fold
from emulator.brain.text import number, number_pattern
from emulator.brain.tools import words
from emulator.brain.tools.declared import Function
from emulator.brain.tools.slots import Slot

Tables = Mapping[str, tuple[str, ...]]
_TABLE = re.compile(r"\b(?:create table )?([A-Za-z]\w*)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)", re.I)
_MONEY = ("total", "amount", "revenue", "price", "cost", "value", "sum")
_COLUMNS = {
    "revenue": _MONEY, "sales": _MONEY, "turnover": _MONEY, "spent": _MONEY, "expensive": ("price", "cost", "total", "amount"),
    "cheap": ("price", "cost", "total"), "stock": ("stock", "quantity", "inventory"), "paid": ("salary", "total", "amount"),
    "old": ("age", "created_at", "date"), "new": ("created_at", "date", "id"), "recent": ("created_at", "date", "id"),
    "large": ("total", "size", "amount", "population"), "long": ("duration", "length"),
}  # fmt: skip
_DOWN = re.compile(r"\b(?:most (\w+)|(highest|largest|biggest|newest|latest|best)|top)\b(?: (\w+))?", re.I)
_UP = re.compile(r"\b(?:least (\w+)|(lowest|smallest|cheapest|oldest|earliest|fewest))\b(?: (\w+))?", re.I)
_MEANT = {
    "highest": "", "largest": "large", "biggest": "large", "newest": "new", "latest": "new", "best": "", "cheapest": "cheap",
    "lowest": "", "smallest": "large", "oldest": "old", "earliest": "new", "fewest": "",
}  # fmt: skip
_TEXTS = ("city", "country", "name", "customer", "category", "status", "author", "title", "department", "type", "region")
_NAMED = re.compile(r"\b(in|from|of|by|for|called|named|with)\s+((?:[A-Z][\w'’-]*|\"[^\"]+\"|'[^']+')(?:\s+[A-Z][\w'’-]*)*)")
_LIMITS = re.compile(
    rf"\b(over|above|more than|at least|under|below|less than|at most)\s+[$€£]?({number_pattern()}|\d[\d.,]*)(?:\s+(\w+))?", re.I
)
_SIGNS = {
    "over": ">", "above": ">", "more than": ">", "at least": ">=", "under": "<", "below": "<", "less than": "<", "at most": "<=",
}  # fmt: skip
_PLACES, _PEOPLE = ("city", "country", "region", "department"), ("customer", "author", "name", "title")
_GROUP = re.compile(r"\b(?:per|by|for each|for every|in each)\s+(\w+)", re.I)
_YEAR = re.compile(r"\b(?:in|of|from|during|for)\s+(20\d{2}|19\d{2})\b", re.I)


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    table: str
    name: str


def tables(description: str) -> dict[str, tuple[str, ...]]:
    """The tables that a description names: `orders(id, total)`, or as CREATE TABLE has them."""
    found: dict[str, tuple[str, ...]] = {}
    for match in _TABLE.finditer(description[:8_000]):
        columns = [part.split()[0] for part in re.sub(r"\([^()]*\)", "", match[2]).split(",") if part.split()]
        if len(columns) > 1 and all(re.fullmatch(r"[A-Za-z_]\w*", column) for column in columns):
            found[match[1]] = tuple(columns)
    return found


def query(question: str, known: Tables) -> str:
    """The SQL for a question; empty when no table answers it."""
    said = {words.stem(word) for word in re.findall(r"[a-z_]+", fold(question))}
    rated = [(_fit(table, columns, said), -at, table) for at, (table, columns) in enumerate(known.items())]
    best = max(rated, default=(0, 0, ""))
    return _Writer(question, known, best[2]).write() if best[0] > 0 else ""


def slot_of(function: Function) -> Slot | None:
    """Where a function takes SQL."""
    speaks = re.search(r"\bsql\b", f"{function.name} {function.description}".replace("_", " "), re.I)
    return next(
        (one for one in function.slots if one.role == "sql" or (speaks and one.parts[-1:] in (("query",), ("statement",)))), None
    )


def of_function(function: Function, question: str) -> str:
    """The SQL for a question, when the function takes SQL, its words name tables and the question isn't SQL itself."""
    if re.search(r"\bSELECT\b", question) or slot_of(function) is None:
        return ""
    abouts = [str(part.get("description", "")) for part in function.properties.values() if isinstance(part, Mapping)]
    known = tables("\n".join([function.description, *abouts]))
    return query(question, known) if known else ""


def _fit(table: str, columns: tuple[str, ...], said: set[str]) -> float:
    own = 3.0 * bool({words.stem(word) for word in words.parts(table)} & said)
    meant = {column for word in said for key, found in _COLUMNS.items() if word == words.stem(key) for column in found}
    return (
        own
        + sum(bool({words.stem(word) for word in words.parts(column)} & said) for column in columns)
        + bool(meant & {column.lower() for column in columns})
    )


class _Writer:
    """Writes one query about one table, joined with another one where a column stands there."""

    def __init__(self, question: str, known: Tables, table: str) -> None:
        self._question, self._known, self._table = question, known, table
        self._joined: dict[str, str] = {}

    def write(self) -> str:
        """The query."""
        group = self._grouped()
        picked = self._aggregate() or ("COUNT(*)" if group and not self._order() else "")
        where = list(self._conditions())
        order = self._order() if not picked else ""
        shown = ", ".join(filter(None, [group, picked])) or "*"
        parts = [f"SELECT {shown} FROM {self._table}", *self._joined.values()]
        parts += [f"WHERE {' AND '.join(where)}"] if where else []
        parts += [f"GROUP BY {group}"] if group else []
        return " ".join([*parts, *([order] if order else [])])

    def _aggregate(self) -> str:
        text = self._question
        if re.search(r"\b(?:how many|number of|count)\b", text, re.I):
            return "COUNT(*)"
        for pattern, function in ((r"\baverage|\bmean\b", "AVG"), (r"\btotal\b|\bsum\b|\brevenue\b|\bhow much\b", "SUM")):
            if re.search(pattern, text, re.I) and (column := self._measure()):
                return f"{function}({column})"
        return ""

    def _measure(self) -> str:
        """The column that an aggregate is about: one that the question names, else one that holds money."""
        said = {words.stem(word) for word in re.findall(r"[a-z_]+", fold(self._question))}
        named = [column for column in self._own if words.stem(column.lower()) in said and column.lower() not in _TEXTS]
        return next(iter([*named, *(column for column in _MONEY if column in self._own)]), "")

    @property
    def _own(self) -> tuple[str, ...]:
        return self._known[self._table]

    def _order(self) -> str:
        for pattern, way in ((_DOWN, "DESC"), (_UP, "ASC")):
            if match := pattern.search(self._question):
                meant = (match[1] or _MEANT.get((match[2] or "").lower(), "") or match[3] or "").lower()
                column = self._called(meant) or self._called(match[3] or "") or self._measure() or self._own[0]
                return f"ORDER BY {column} {way} LIMIT {self._limit()}"
        return ""

    def _limit(self) -> int:
        said = re.search(rf"\b({number_pattern()}|\d+)\b", self._question, re.I)
        return (number(said[1]) if said else None) or (5 if self._plural() else 1)

    def _plural(self) -> bool:
        return bool(re.search(rf"\b{re.escape(self._table.removesuffix('s'))}s\b", self._question, re.I))

    def _called(self, word: str) -> str:
        own = {column.lower(): column for column in self._own}
        wanted = words.stem(fold(word))
        near = next((found for key, found in _COLUMNS.items() if wanted and words.stem(key) == wanted), ())
        return next((own[name] for name in (fold(word), *near) if name in own), "")

    def _grouped(self) -> str:
        match = _GROUP.search(self._question)
        return self._anywhere(match[1]) if match else ""

    def _anywhere(self, word: str) -> str:
        """A column by an everyday word, in this table or in one that shares a key with it."""
        wanted = words.stem(fold(word))
        for table in sorted(self._known, key=lambda one: one != self._table):
            column = next((one for one in self._known[table] if words.stem(one.lower().removesuffix("_id")) == wanted), "")
            if column and (table == self._table or self._join(table)):
                return column if table == self._table and not self._joined else f"{table}.{column}"
        return ""

    def _join(self, other: str) -> bool:
        singular = other.lower().removesuffix("s")
        for column in self._own:
            if column.lower() in (f"{singular}_id", singular):
                key = "id" if column.lower().endswith("_id") or "name" not in self._known[other] else "name"
                self._joined[other] = f"JOIN {other} ON {other}.{key} = {self._table}.{column}"
                return key in self._known[other]
        return False

    def _conditions(self) -> Iterator[str]:
        text = self._question
        if re.search(r"\bout of stock\b|\bsold out\b", text, re.I) and (column := self._called("stock")):
            yield f"{column} = 0"
        for sign, said, after in _LIMITS.findall(text):
            column, value = self._called(after) or self._measure(), number(said) or said.replace(",", "")
            yield from [f"{column} {_SIGNS[sign.lower()]} {value}"] if column else []
        dates = [column for column in self._own if re.search(r"date|created|time|_at$|year", column, re.I)]
        for year in _YEAR.findall(text)[:1]:
            yield from [f"{dates[0]} >= '{year}-01-01' AND {dates[0]} < '{int(year) + 1}-01-01'"] if dates else []
        for joint, name in _NAMED.findall(text)[:2]:
            yield from self._equal(joint.lower(), name.strip("\"'"))

    def _equal(self, joint: str, name: str) -> Iterator[str]:
        for word in _PLACES if joint in ("in", "from") else _PEOPLE:
            if column := self._anywhere(word):
                yield f"{column} = '{name.replace(chr(39), chr(39) * 2)}'"
                return
