"""The almanac: tables of well-known things with their particulars, found by name, by kind and by what their cells say.

Rows stand in `*.tsv` beside this file, the ways to ask for a column in `columns.tsv`. Answers are the skills' business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from emulator.brain.library import fold, tokens
from emulator.brain.text import article, capitalise

_HERE = Path(__file__).parent
_COLUMNS = _HERE / "columns.tsv"
_LONGEST = 2_000
"""Characters of a text that are searched for names."""
_WIDEST = 6
_ORDINARY = frozenset(
    "clue clues who it am ad ai pin sim rest rag led bc sap stem frozen rush coco queen risk pandemic rocky "
    "alien avatar go train plane bike web paper "
    "apple amazon ford nirvana emma beloved ulysses psycho heidi matilda sapiens jaws roma barbie kiss poker".split()
)
"""Names that are words as well: they count when they are spelt as names."""


@dataclass(frozen=True)
class Column:
    """What can be asked of the things of a kind."""

    kind: str
    name: str
    asks: re.Pattern[str]
    told: str
    """A sentence with gaps: {The} and {A} for the thing, {value} for the cell."""
    high: tuple[str, ...]
    """Superlatives of the highest value: tallest, newest."""
    low: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Thing:
    """One row."""

    kind: str
    name: str
    aliases: tuple[str, ...]
    cells: dict[str, str]

    @property
    def title(self) -> str:
        """The name as the head of a point."""
        return capitalise(self.name)

    def shown(self, column: str) -> str:
        """A cell as one reads it: years before our era say so."""
        cell = self.cells.get(column, "")
        return f"{cell[1:]} BC" if re.fullmatch(r"-\d+", cell) else cell

    def value(self, column: str) -> float | None:
        """The number at the head of a cell."""
        found = re.match(r"-?\d+(?:\.\d+)?", self.cells.get(column, "").replace(",", ""))
        return float(found[0]) if found else None


@dataclass(frozen=True)
class Kind:
    """Things of a kind and the words for it."""

    name: str
    words: re.Pattern[str]
    things: tuple[Thing, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What can be asked of them."""
        return columns().get(self.name, ())


@cache
def columns() -> dict[str, tuple[Column, ...]]:
    """The columns of each kind."""
    found: dict[str, list[Column]] = {}
    for line in _COLUMNS.read_text(encoding="utf-8").splitlines()[1:]:
        kind, name, asks, told, high, low = (line.split("\t") + [""] * 6)[:6]
        pattern = re.compile(rf"\b(?:{asks})\b", re.I)
        found.setdefault(kind, []).append(Column(kind, name, pattern, told, tuple(high.split()), tuple(low.split())))
    return {kind: tuple(listed) for kind, listed in found.items()}


@cache
def kinds() -> dict[str, Kind]:
    """All tables by their names."""
    return {path.stem: _read(path) for path in sorted(_HERE.glob("*.tsv")) if path != _COLUMNS}


def _read(path: Path) -> Kind:
    """A table: a line with the words for the kind, a header, the rows."""
    words, header, *rows = path.read_text(encoding="utf-8").splitlines()
    names = header.split("\t")
    things = []
    for row in rows:
        cells = dict(zip(names, row.split("\t"), strict=False))
        aliases = tuple(filter(None, cells.pop("aliases", "").split(";")))
        things.append(Thing(path.stem, cells.pop("name"), aliases, cells))
    return Kind(path.stem, re.compile(rf"\b(?:{words.removeprefix('# ')})\b", re.I), tuple(things))


@cache
def _names() -> dict[str, tuple[Thing, ...]]:
    names: dict[str, tuple[Thing, ...]] = {}
    for kind in kinds().values():
        for thing in kind.things:
            for name in (thing.name, *thing.aliases):
                key = " ".join(tokens(re.sub(r"^(?:the|a|an) ", "", name, flags=re.I)))
                names[key] = (*names.get(key, ()), thing)
    return names


def _singular(name: str) -> str:
    return re.sub(r"ves$", "f", name) if name.endswith("ves") else re.sub(r"(?<=[^s])s$", "", name)


@lru_cache(maxsize=512)
def named(text: str) -> tuple[Thing, ...]:
    """The things a text names, in order, longer names first; a name may stand for several things."""
    said, names = tokens(text[:_LONGEST]), _names()
    found: list[Thing] = []
    at = 0
    while at < len(said):
        for width in range(min(_WIDEST, len(said) - at), 0, -1):
            name = " ".join(said[at : at + width])
            things = names.get(name) or names.get(_singular(name)) or ()
            if things and (name not in _ORDINARY or _spelt(name, text)):
                found += things
                at += width
                break
        else:
            at += 1
    return tuple(dict.fromkeys(found))


def _spelt(name: str, text: str) -> bool:
    """Whether a text has a word as a name: in capitals where it is letters, else with a capital within a sentence."""
    if name in {"train", "plane", "bike", "web", "paper"}:
        return True
    shouted = len(name) <= 4 and name not in {"go", "ford", "emma", "jaws", "roma", "kiss", "coco", "rush", "risk"}
    return bool(
        re.search(
            rf"\b{name.upper()}\b" if shouted else rf"(?<=[\w,”] )[\"“']?{name.capitalize()}\b|^{name.capitalize()}\b", text
        )
    )


@lru_cache(maxsize=512)
def kind_in(text: str) -> Kind | None:
    """The kind of thing that a text asks for: the one with the longest word for it."""
    hits = [(len(match[0]), kind.name) for kind in kinds().values() if (match := kind.words.search(text))]
    return kinds()[max(hits)[1]] if hits else None


def sentence(thing: Thing, column: Column) -> str:
    """What a column says of a thing."""
    a = f"{article(thing.name)} {thing.name}"
    return column.told.format(The=thing.title, the=thing.name, A=capitalise(a), a=a, value=f"**{thing.shown(column.name)}**")


def has(thing: Thing, word: str) -> bool:
    """Whether a cell of a thing says a word (its folded beginning)."""
    stem = fold(word)[:5] if len(word) > 5 else fold(word)
    return any(each.startswith(stem) for each in _words_of(thing))


@cache
def _words_of(thing: Thing) -> frozenset[str]:
    """The words of its cells; of what is told about it only where that is what people ask by."""
    told = [cell for column, cell in thing.cells.items() if column != "about" or thing.kind in {"film", "book"}]
    return frozenset(tokens(" ".join(told)))
