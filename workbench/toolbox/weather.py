"""What the weather is like: long-term averages of a bundled table, not a forecast."""

from __future__ import annotations

import csv
import difflib
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypedDict

from workbench.toolbox import function

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
TABLE = Path(__file__).with_name("climate.csv")


class Climate(TypedDict):
    """A month's averages in a city."""

    city: str
    country: str
    month: str
    temperature: float
    unit: str
    rain_mm: int
    about: str


@function("Weather", ":material/partly_cloudy_day:")
def get_weather(city: str, month: str | None = None, unit: Literal["celsius", "fahrenheit"] = "celsius") -> Climate:
    """Get the usual weather in a city: average temperature and rain of a month, from long-term records.

    Args:
        city: The name of a large city, such as "Paris".
        month: The month in English, such as "May"; the present one when left out.
        unit: The unit of the temperature.
    """
    row = _row(city)
    number = datetime.now(UTC).month if month is None else _month(month)
    celsius = float(row[f"t{number}"])
    return {
        "city": row["city"],
        "country": row["country"],
        "month": MONTHS[number - 1].capitalize(),
        "temperature": celsius if unit == "celsius" else round(celsius * 9 / 5 + 32, 1),
        "unit": unit,
        "rain_mm": int(row[f"r{number}"]),
        "about": "Rounded long-term averages, not a forecast.",
    }


def _row(city: str) -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        rows = {_plain(row["city"]): row for row in csv.DictReader(table)}
    name = _plain(city.split(",")[0])
    if name in rows:
        return rows[name]
    near = difflib.get_close_matches(name, rows, n=3, cutoff=0.6)
    hint = f" Did you mean {', '.join(rows[key]['city'] for key in near)}?" if near else ""
    raise LookupError(f"There are no records for {city!r}.{hint}")


def _month(text: str) -> int:
    word = text.strip().lower()
    if word.isdigit() and 1 <= int(word) <= 12:
        return int(word)
    found = [place for place, month in enumerate(MONTHS, 1) if len(word) >= 3 and month.startswith(word)]
    if len(found) != 1:
        raise ValueError(f"{text!r} is not a month.")
    return found[0]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().strip().lower()
