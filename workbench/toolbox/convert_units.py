"""Conversion between units of measurement."""

from __future__ import annotations

from typing import TypedDict

from workbench.toolbox import function

QUANTITIES: dict[str, dict[str, float]] = {
    "length": {
        "mm": 0.001, "cm": 0.01, "m": 1, "km": 1000, "in": 0.0254, "ft": 0.3048, "yd": 0.9144, "mi": 1609.344, "nmi": 1852,
    },
    "mass": {"mg": 1e-6, "g": 0.001, "kg": 1, "t": 1000, "oz": 0.028349523125, "lb": 0.45359237, "st": 6.35029318},
    "volume": {
        "ml": 0.001, "cl": 0.01, "l": 1, "m3": 1000, "tsp": 0.00492892159375, "tbsp": 0.01478676478125, "floz": 0.0295735295625,
        "cup": 0.2365882365, "pt": 0.473176473, "qt": 0.946352946, "gal": 3.785411784,
    },
    "area": {"cm2": 1e-4, "m2": 1, "ha": 1e4, "km2": 1e6, "ft2": 0.09290304, "acre": 4046.8564224, "mi2": 2589988.110336},
    "speed": {"m/s": 1, "km/h": 1 / 3.6, "mph": 0.44704, "kn": 1852 / 3600, "ft/s": 0.3048},
    "time": {"s": 1, "min": 60, "h": 3600, "d": 86400, "week": 604800},
    "energy": {"j": 1, "kj": 1000, "wh": 3600, "kwh": 3.6e6, "cal": 4.184, "kcal": 4184},
    "pressure": {"pa": 1, "kpa": 1000, "bar": 1e5, "atm": 101325, "psi": 6894.757293168},
    "data": {"b": 1, "kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 1024, "mib": 1024**2, "gib": 1024**3},
}  # fmt: skip
TEMPERATURES = ("c", "f", "k")
NAMES = {
    "millimeter": "mm", "millimetre": "mm", "centimeter": "cm", "centimetre": "cm", "meter": "m", "metre": "m", "kilometer": "km",
    "kilometre": "km", "inch": "in", "inche": "in", "foot": "ft", "feet": "ft", "yard": "yd", "mile": "mi",
    "nautical mile": "nmi",
    "milligram": "mg", "gram": "g", "kilogram": "kg", "kilo": "kg", "tonne": "t", "ton": "t", "ounce": "oz", "pound": "lb",
    "lbs": "lb", "stone": "st", "milliliter": "ml", "millilitre": "ml", "liter": "l", "litre": "l", "teaspoon": "tsp",
    "tablespoon": "tbsp", "fluid ounce": "floz", "pint": "pt", "quart": "qt", "gallon": "gal", "hectare": "ha", "kph": "km/h",
    "kmh": "km/h", "knot": "kn", "second": "s", "minute": "min", "hour": "h", "day": "d", "joule": "j", "calorie": "cal",
    "kilocalorie": "kcal", "celsius": "c", "fahrenheit": "f", "kelvin": "k", "byte": "b", "kilobyte": "kb", "megabyte": "mb",
    "gigabyte": "gb", "terabyte": "tb",
}  # fmt: skip


class Converted(TypedDict):
    """A quantity in two units."""

    result: float
    unit: str
    given: str


@function("Unit converter", ":material/straighten:")
def convert_units(value: float, from_unit: str, to_unit: str) -> Converted:
    """Convert a quantity from one unit to another: length, mass, volume, area, speed, time, energy, pressure, data, temperature.

    Args:
        value: How much.
        from_unit: The unit it is in, such as "mi", "kg" or "celsius".
        to_unit: The unit it is wanted in.
    """
    start, target = _unit(from_unit), _unit(to_unit)
    if start in TEMPERATURES and target in TEMPERATURES:
        result = _from_kelvin(_kelvin(value, start), target)
    else:
        table = next((units for units in QUANTITIES.values() if start in units and target in units), None)
        if table is None:
            raise ValueError(f"{from_unit} can't be converted to {to_unit}.")
        result = value * table[start] / table[target]
    return {"result": float(f"{result:.10g}"), "unit": target, "given": f"{value:g} {start}"}


def _unit(text: str) -> str:
    word = text.strip().lower().lstrip("°").replace("²", "2").replace("³", "3")
    known = {unit for units in QUANTITIES.values() for unit in units} | set(TEMPERATURES)
    for candidate in (word, NAMES.get(word, ""), NAMES.get(word.removesuffix("s"), ""), word.removesuffix("s")):
        if candidate in known:
            return candidate
    raise ValueError(f"{text!r} is not a unit that is known here.")


def _kelvin(value: float, unit: str) -> float:
    kelvin = {"k": value, "c": value + 273.15, "f": (value - 32) * 5 / 9 + 273.15}[unit]
    if kelvin < 0:
        raise ValueError("Nothing is colder than absolute zero.")
    return kelvin


def _from_kelvin(kelvin: float, unit: str) -> float:
    return {"k": kelvin, "c": kelvin - 273.15, "f": (kelvin - 273.15) * 9 / 5 + 32}[unit]
