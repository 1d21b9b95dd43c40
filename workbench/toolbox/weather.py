"""What the weather is like: long-term averages of a bundled table, not a forecast."""

from __future__ import annotations

import csv
import difflib
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TypedDict, get_args

from workbench.toolbox import function

Month = Literal[
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
MONTHS: tuple[str, ...] = get_args(Month)
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
def get_weather(city: str, month: Month | None = None, unit: Literal["celsius", "fahrenheit"] = "celsius") -> Climate:
    """Get the usual weather in a city: average temperature and rain of a month, from long-term records.

    Args:
        city: The name of a large city, such as "Paris".
        month: The month; the present one when left out.
        unit: The unit of the temperature.
    """
    row = _row(city)
    number = datetime.now(UTC).month if month is None else MONTHS.index(month) + 1
    celsius = float(row[f"t{number}"])
    return {
        "city": row["city"],
        "country": row["country"],
        "month": MONTHS[number - 1],
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


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().strip().lower()
