"""The rankings that are known: things by height, length, size and so on, each kind in its order.

Read from records.tsv; those of countries come from the country data. It answers no question.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from emulator.brain import world

_FILE = Path(__file__).with_name("records.tsv")


@dataclass(frozen=True)
class Record:
    """One thing of a kind, with what it measures."""

    kind: str
    name: str
    value: float
    unit: str
    places: tuple[str, ...]
    remark: str

    @property
    def size(self) -> str:
        """The measure in words."""
        if self.unit == "people" and self.value >= 1_000_000:
            return f"about {world.rounded(int(self.value))} people"
        return f"{self.value:,.10g} {self.unit}"


@cache
def tables() -> dict[tuple[str, str], tuple[Record, ...]]:
    """Each ranking by its superlative and kind."""
    found: dict[tuple[str, str], list[Record]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        kind, superlatives, name, value, unit, places, remark = line.split("\t")
        record = Record(kind, name, float(value), unit, tuple(filter(None, places.split(";"))), remark)
        for superlative in superlatives.split():
            found.setdefault((superlative, kind), []).append(record)
    return {key: tuple(records) for key, records in found.items()} | _countries()


def _countries() -> dict[tuple[str, str], tuple[Record, ...]]:
    """The rankings of countries, from the country data."""
    nations = [nation for nation in world.countries().values() if nation.population and nation.area_km2]
    areas = [Record("country", nation.name, nation.area_km2, "square kilometres", (nation.continent,), "") for nation in nations]
    people = [Record("country", nation.name, nation.population, "people", (nation.continent,), "") for nation in nations]
    by = {
        "largest": _ranked(areas), "biggest": _ranked(areas), "smallest": _ranked(areas, upwards=True),
        "most populous": _ranked(people), "least populous": _ranked(people, upwards=True),
    }  # fmt: skip
    return {(superlative, "country"): ranking for superlative, ranking in by.items()}


def _ranked(records: list[Record], *, upwards: bool = False) -> tuple[Record, ...]:
    return tuple(sorted(records, key=lambda record: record.value, reverse=not upwards))


def ranked_by(record: Record, superlative: str) -> Record | None:
    """The same thing in the ranking by another superlative."""
    return next((other for other in tables().get((superlative, record.kind), ()) if other.name == record.name), None)
