"""What a question on a table means: which rows, which columns, which figure; and the small operations on cells.

Knows a table and a question, nothing of the conversation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from emulator.brain import pasted, yesno
from emulator.brain.library import fold
from emulator.brain.pasted import Table
from emulator.brain.skills.expression import shown
from emulator.brain.subjects import stem
from emulator.brain.text import capitalise, join

_MEASURES = (
    ("average", r"average|mean|avg"), ("median", r"median"), ("sum", r"sum|totals?(?= (?:of|for|amount|cost|price|revenue|"
        r"sales|number))|"
     r"in total|altogether|add up|overall|total"),
    ("maximum", r"maximum|max"), ("minimum", r"minimum|min"), ("range", r"range"),
)  # fmt: skip
_MOST = (
    r"(?:most|highest|largest|biggest|greatest|maximum|max|best|longest|tallest|oldest|heaviest|latest|newest|last|"
    r"fastest|priciest|richest|top)"
)
_LEAST = (
    r"(?:least|lowest|smallest|fewest|minimum|min|worst|shortest|youngest|lightest|earliest|cheapest|first|slowest|"
    r"poorest)"
)
_EXTREME = re.compile(rf"\b(?:(?P<most>{_MOST})|(?P<least>{_LEAST}))\b(?! (?:{_MOST[3:-1]}))", re.I)
_MEANT = {
    "age": r"old(?:er|est)?|young(?:er|est)?|ages?|years?",
    "price|cost|amount|fee": r"cheap\w*|expensive|pricey|priciest|costs?|prices?|cost",
    "salary|income|wage|pay": r"earns?|paid|salar\w+|richest|poorest|income",
    "height|size|length": r"tall\w*|high\w*|heights?",
    "weight|mass": r"heav\w+|light\w*|weigh\w*",
    "city|place|location|town|country|address": r"where|lives?|from|cit(?:y|ies)|based|located",
    "diameter|size|area|population|length": r"large\w*|big\w*|small\w*|size|wide\w*",
    "date|year|day|founded|born|since|joined|start": r"when|since|joined?|started?|latest|newest|oldest|earliest|recent",
    "name": r"who|names?|called",
    "speed": r"fast\w*|slow\w*",
    "distance": r"far\w*|near\w*|close\w*",
    "score|points|rating|grade": r"best|worst|scores?|ratings?|grades?|points",
    "sales|revenue|total|value|amount|count|quantity|stock|units": r"sold|sales|revenue|stock|sum|total",
}
_OVER = (
    r"(?:over|above|more than|greater than|larger than|bigger than|older than|higher than|longer than|at least|>=?|"
    r"exceed(?:s|ing)?|from|after)"
)
_UNDER = (
    r"(?:under|below|less than|fewer than|smaller than|younger than|lower than|cheaper than|shorter than|at most|up to|"
    r"<=?|before)"
)
_BOUND = re.compile(
    rf"(?:\b|(?=[<>]))(?:(?P<over>{_OVER})|(?P<under>{_UNDER}))\s*[$€£]?(?P<value>\d[\d,]*(?:\.\d+)?)(?P<scale>k\b)?", re.I
)
_BY = re.compile(r"\b(?:per|by|for each|in each|of each|grouped by|group by)\s+(?:the )?([\w ]{2,24})", re.I)
_INCLUSIVE = re.compile(r"at least|at most|up to|=|from", re.I)


@dataclass(frozen=True)
class Choice:
    """What a question picks of a table."""

    columns: tuple[int, ...]
    """The columns it names, in its order."""
    rows: Sequence[int]
    is_filtered: bool = False
    said: str = ""
    """The condition in words."""
    number: int | None = None
    """The column of numbers that it means."""
    by: int | None = None
    """The column to group by."""
    extreme: tuple[int, bool] | None = None
    """The column and whether its largest value is wanted."""
    others: tuple[int, ...] = ()
    """The columns that are asked for rather than filtered by."""


def measure(text: str) -> str:
    """The figure that a question wants: "average", "sum" and so on."""
    return next((name for name, pattern in _MEASURES if re.search(rf"\b(?:{pattern})\b", text, re.I)), "")


def choose(found: Table, text: str) -> Choice:
    """Read a question against a table."""
    columns = _columns(found, text)
    conditions = [*_cells(found, text), *yesno.conditions(found, text), *_bounds(found, text, columns)]
    rows = [row for row in range(len(found.rows)) if all(test(row) for _, _, test in conditions)]
    by = next((place for match in _BY.finditer(text) for place in _columns(found, match[1])), None)
    numeric = [place for place in columns if place != by and found.numbers(place)]
    only = [place for place in range(len(found.columns)) if found.numbers(place) and not _is_key(found, place)]
    wanted = numeric[0] if numeric else only[-1] if len(only) == 1 or (only and measure(text) == "sum") else None
    filtering = {place for place, _, _ in conditions}
    said = join([name for _, name, _ in conditions])
    others = tuple(place for place in columns if place not in filtering)
    return Choice(columns, rows, bool(conditions), said, wanted, by, _extreme(found, text, columns, only), others)


_STOCK = frozenset("quantity qty count stock units number amount inventory pieces available onhand".split())
_MANY = re.compile(r"\b(?:how many|number of|wie viele)\s+(?:\w+ )?([a-z]+)", re.I)


def stocked(found: Table, text: str, chosen: Choice) -> int | None:
    """The column that says how many there are of what its row names, where "how many chairs" asks for just that."""
    asked = _MANY.search(text) if chosen.is_filtered else None
    if asked is None or stem(asked[1].lower()) not in {stem(word) for word in re.findall(r"[a-z]{3,}", fold(chosen.said))}:
        return None
    heads = [re.sub(r"[^a-z]", "", fold(name)) for name in found.columns]
    return next((at for at, head in enumerate(heads) if head in _STOCK and found.numbers(at)), None)


def _columns(found: Table, text: str) -> tuple[int, ...]:
    folded = fold(text)
    places: list[tuple[int, int]] = []
    for place, name in enumerate(found.columns):
        words = [
            word
            for word in re.findall(r"[a-z0-9]+", fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rpartition(".")[2])))
            if len(word) > 1
        ]
        phrase = r"[ _-]?".join(map(re.escape, words))
        if words and (match := re.search(rf"\b{phrase}(?:e?s)?\b", folded)):
            places.append((match.start(), place))
        elif words and (
            match := next(
                (m for w in words if len(w) > 3 and (m := re.search(rf"\b{re.escape(w.rstrip('s'))}\w{{0,2}}\b", folded))), None
            )
        ):
            places.append((match.start() + 200, place))
        elif meant := _meant(words, folded):
            places.append((meant + 400, place))
    return tuple(place for _, place in sorted(places))


def _meant(words: Sequence[str], folded: str) -> int:
    """Where a question has an everyday word for a column, counted from one; nothing when it has none."""
    for names, pattern in _MEANT.items():
        if any(re.fullmatch(names, word.rstrip("s")) or re.fullmatch(names, word) for word in words) and (
            m := re.search(rf"\b(?:{pattern})\b", folded)
        ):
            return m.start() + 1
    return 0


Condition = tuple[int, str, Callable[[int], bool]]


def _cells(found: Table, text: str) -> list[Condition]:
    """Conditions by cells that a question names; of one column any of them."""
    folded = f" {re.sub(r'[^a-z0-9.+#%-]+', ' ', fold(text))} "
    stems = {stem(word) for word in re.findall(r"[a-z]{4,}", folded)}
    named: dict[int, list[str]] = {}
    for place in range(len(found.columns)):
        for cell in dict.fromkeys(found.column(place)):
            key = re.sub(r"[^a-z0-9.+#%-]+", " ", fold(cell)).strip()
            if (
                len(key) > 1
                and not re.fullmatch(r"[\d.]+", key)
                and (
                    re.search(rf" {re.escape(key)}(?:'s|s)? ", folded) or (len(key) > 3 and key.isalpha() and stem(key) in stems)
                )
            ):
                named.setdefault(place, []).append(cell)
    return [
        (place, f"{found.columns[place]} {join([f'“{cell}”' for cell in cells], 'or')}", _member(found, place, cells))
        for place, cells in named.items()
    ]


def _member(found: Table, place: int, cells: Sequence[str]) -> Callable[[int], bool]:
    return lambda row: found.rows[row][place] in cells


def _bounds(found: Table, text: str, columns: Sequence[int]) -> list[Condition]:
    conditions: list[Condition] = []
    for match in _BOUND.finditer(text):
        place = next((one for one in columns if found.numbers(one)), None)
        if place is None:
            place = next((one for one in range(len(found.columns)) if found.numbers(one) and not _is_key(found, one)), None)
        if place is None:
            continue
        limit = Decimal(match["value"].replace(",", "")) * (1000 if match["scale"] else 1)
        conditions.append(
            (
                place,
                f"{found.columns[place]} {match[0].strip()}",
                _tester(found, place, limit, bool(match["over"]), bool(_INCLUSIVE.search(match[0]))),
            )
        )
    return conditions


def _tester(found: Table, place: int, limit: Decimal, over: bool, inclusive: bool) -> Callable[[int], bool]:
    def test(row: int) -> bool:
        value = pasted.number(found.rows[row][place])
        return value is not None and ((value == limit and inclusive) or (value > limit if over else value < limit))

    return test


def _extreme(found: Table, text: str, columns: Sequence[int], only: Sequence[int]) -> tuple[int, bool] | None:
    match = _EXTREME.search(text)
    if match is None or (match[0].lower() in {"first", "last", "top"} and not columns):
        return None
    rated = [place for place in columns if all(pasted.rate(cell) is not None for cell in found.column(place) if cell.strip())]
    place = rated[0] if rated else only[0] if len(only) == 1 else None
    most = bool(match["most"])
    if place is None:
        return None
    if match[0].lower() in {"oldest", "latest", "newest", "earliest"} and found.numbers(place) is None:
        most = match[0].lower() in {"latest", "newest"}
    elif match[0].lower() == "oldest" and re.search(r"year|date|born|founded", found.columns[place], re.I):
        most = False
    return place, most


def _is_key(found: Table, place: int) -> bool:
    """A column that numbers the rows is nothing to add up."""
    return bool(re.fullmatch(r"(?:id|no\.?|nr\.?|#|index|rank|key)", found.columns[place].strip(), re.I))


def measured(what: str, values: Sequence[Decimal]) -> Decimal:
    """A figure of some numbers."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    figures: dict[str, Callable[[], Decimal]] = {
        "average": lambda: sum(ordered, Decimal()) / len(ordered),
        "median": lambda: ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2,
        "sum": lambda: sum(ordered, Decimal()), "maximum": lambda: ordered[-1], "minimum": lambda: ordered[0],
        "range": lambda: ordered[-1] - ordered[0],
    }  # fmt: skip
    return figures[what]()


def grouped(found: Table, chosen: Choice, what: str) -> tuple[tuple[str, str], list[tuple[str, str]]]:
    """A figure for each value of a column, with the head of such a table."""
    by, place = chosen.by or 0, chosen.number or 0
    groups: dict[str, list[Decimal]] = {}
    for row in chosen.rows:
        if (value := pasted.number(found.rows[row][place])) is not None:
            groups.setdefault(found.rows[row][by], []).append(value)
    head = (found.columns[by], f"{capitalise(what)} of {found.columns[place]}")
    return head, [(name, shown(round(measured(what, values), 2))) for name, values in groups.items()]
