"""Converts units of length, mass, volume, speed, area, time, data and temperature; currencies are declined kindly."""

from __future__ import annotations

import re
from decimal import Decimal

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.skills.expression import shown

_TABLE = (
    (
        "length",
        "m",
        (
            "1 m metre meter metres meters; 1000 km kilometre kilometer kilometres kilometers kms; 0.01 cm "
            "centimetre centimeter centimetres centimeters; 0.001 mm millimetre millimeter millimetres "
            "millimeters; 1609.344 mi mile miles; 0.9144 yd yard yards; 0.3048 ft foot feet; 0.0254 inch "
            "inches in; 1852 nmi"
        ),
    ),
    (
        "mass",
        "kg",
        (
            "1 kg kilogram kilograms kilo kilos kgs; 0.001 g gram grams; 0.000001 mg milligram milligrams; "
            "1000 t tonne tonnes; 0.45359237 lb lbs pound pounds; 0.028349523125 oz ounce ounces; 6.35029318 "
            "st stone stones"
        ),
    ),
    (
        "volume",
        "l",
        (
            "1 l litre liter litres liters; 0.001 ml millilitre milliliter millilitres milliliters; "
            "3.785411784 gal gallon gallons; 0.473176473 pint pints; 0.2365882365 cup cups; 0.01478676478125 "
            "tbsp tablespoon tablespoons; 0.00492892159375 tsp teaspoon teaspoons; 1000 m3"
        ),
    ),
    ("speed", "m/s", "1 m/s mps; 0.2777777777777778 km/h kmh kph; 0.44704 mph; 0.5144444444444444 knot knots"),
    ("area", "m²", "1 m2 m² sqm; 1000000 km2 km²; 10000 ha hectare hectares; 4046.8564224 acre acres; 0.09290304 sqft ft2"),
    (
        "time",
        "s",
        (
            "1 s sec second seconds; 60 min minute minutes; 3600 h hr hour hours; 86400 day days; 604800 "
            "week weeks; 31557600 year years"
        ),
    ),
    (
        "data",
        "byte",
        (
            "1 byte bytes b; 0.125 bit bits; 1000 kb kilobyte kilobytes; 1000000 mb megabyte megabytes; "
            "1000000000 gb gigabyte gigabytes; 1000000000000 tb terabyte terabytes; 1024 kib; 1048576 mib; "
            "1073741824 gib"
        ),
    ),
)
_UNITS: dict[str, tuple[str, Decimal, str]] = {
    name: (kind, Decimal(row.split()[0]), row.split()[1])
    for kind, _, rows in _TABLE
    for row in rows.split("; ")
    for name in row.split()[1:]
}
_TEMPERATURES = {"c": "°C", "celsius": "°C", "f": "°F", "fahrenheit": "°F", "k": "K", "kelvin": "K", "centigrade": "°C"}
_NAMES = "|".join(re.escape(name) for name in sorted([*_UNITS, *_TEMPERATURES], key=len, reverse=True))
_WORDS = frozenset("cup pint inch knot acre day week year byte bit second minute".split())
_VALUE = r"(-?\d{1,15}(?:,\d{3})*(?:\.\d{1,10})?|an?|one)"
_CONVERT = re.compile(
    (
        rf"(?<![\w.]){_VALUE}\s?(?:degrees? |°\s?)?({_NAMES})\b\.?(?: is| are|'s)?\s+(?:in|to|into|as|=|"
        rf"equals?|equal to|how many|is how many)\s+(?:how many )?(?:degrees? |°\s?)?({_NAMES})\b"
    ),
    re.I,
)
_HOW_MANY = re.compile(
    (
        rf"\bhow many ({_NAMES})\b.{{0,24}}?\b(?:in|is|are|make|equal)\s+(?:there in "
        rf")?{_VALUE}\s?({_NAMES})\b"
    ),
    re.I,
)
_DOUBLE = re.compile(
    r"(?<![\w.])(?P<much>\d{1,6})\s?(?P<large>feet|foot|ft|'|pounds?|lbs?|stones?|st|hours?|h)\s?(?:and "
    r")?(?P<more>\d{1,3}(?:\.\d{1,2})?)\s?"
    rf"(?P<small>inch(?:es)?|in\b(?=\s+(?:in|to|into|as)\b)|in\b(?!\s*(?:{_NAMES})\b)|\"|ounces?|oz|pounds?|lbs?|minutes?|min)?",
    re.I,
)
"""A measure in two units: 5 feet 11 inches, 5'11", 2 lb 3 oz."""
_MONEY = re.compile(
    (
        r"\b\d[\d,.]*\s?(?:dollars?|usd|euros?|eur|pounds? sterling|gbp|rupees?|inr|yen|jpy)\s+(?:in|to|"
        r"into)\s+(?:dollars?|usd|euros?|eur|pounds?|gbp|rupees?|inr|yen|jpy)\b"
    ),
    re.I,
)


@skill("units")
def offer(talk: Talk) -> Offer | None:
    """Fits a quantity with a unit and another unit to express it in."""
    text = talk.gist
    if len(text) > 400:
        return None
    text = re.sub(r"\b(an?|one) leap year\b", "366 days", _DOUBLE.sub(_single, text), flags=re.I)
    if _MONEY.search(text):
        return Offer(0.94, _no_rates)
    if stated := _CONVERT.search(text):
        return Offer(0.95, lambda: _converted(stated[1], stated[2], stated[3]))
    if asked := _HOW_MANY.search(text):
        return Offer(0.95, lambda: _converted(asked[2], asked[3], asked[1]))
    return None


def _single(match: re.Match[str]) -> str:
    """A measure in two units as one in the smaller of them; what isn't one stays as it is."""
    large = {"'": "ft"}.get(match["large"], match["large"].lower())
    small = {'"': "inch", "": {"ft": "inch", "foot": "inch", "feet": "inch"}.get(large, "")}.get(
        match["small"] or "", match["small"]
    )
    small = re.sub(r"es$", "", small.lower()) if small.lower() == "inches" else small.lower()
    if large not in _UNITS or small not in _UNITS or _UNITS[large][0] != _UNITS[small][0]:
        return match[0]
    total = Decimal(match["much"]) * _UNITS[large][1] / _UNITS[small][1] + Decimal(match["more"])
    return f"{total:f} {small}"


def _no_rates() -> Reply:
    return Reply(
        (
            "Exchange rates change all the time and I can't look them up offline. If you tell me the rate, "
            "I'll do the multiplication, for example *250 × 1.08*."
        ),
        "I can't look up exchange rates offline.",
        "Unknown",
        notes=(
            Note("Recognising currencies", "A conversion of money needs a current rate, which an offline model cannot know."),
        ),
    )


def _converted(value: str, source: str, target: str) -> Reply:
    source, target = source.lower(), target.lower()
    amount = Decimal(1) if value.lower() in {"a", "an", "one"} else Decimal(value.replace(",", ""))
    if source in _TEMPERATURES and target in _TEMPERATURES:
        return _temperature(amount, _TEMPERATURES[source], _TEMPERATURES[target])
    if source not in _UNITS or target not in _UNITS or _UNITS[source][0] != _UNITS[target][0]:
        return Reply(
            (f"{source} and {target} measure different things, so there is no way to convert one into the other."),
            word="Impossible",
            notes=(Note("Comparing the units", f"{source} and {target} are of different kinds."),),
        )
    kind, factor, short = _UNITS[source]
    other, wanted = _UNITS[target][1], _UNITS[target][2]
    result = _rounded(amount * factor / other)
    short, wanted = _counted(short, amount), _counted(wanted, Decimal(result.replace(",", "")))
    return Reply(
        f"{shown(amount)} {short} is **{result} {wanted}**.",
        f"{result} {wanted}.",
        f"{result} {wanted}",
        notes=(
            Note("Recognising the units", f"{short} and {wanted} both measure {kind}."),
            Note(
                "Converting",
                (f"One {short} is {shown(factor / other)} {wanted}, so {shown(amount)} × {shown(factor / other)} = {result}."),
            ),
        ),
        data={"value": float(amount), "from": short, "to": wanted, "result": float(amount * factor / other)},
    )


def _counted(unit: str, amount: Decimal) -> str:
    """A unit that is a word, in the plural where there is not just one."""
    if amount == 1 or unit not in _WORDS:
        return unit
    return {"inch": "inches", "foot": "feet"}.get(unit, f"{unit}s")


def _rounded(value: Decimal) -> str:
    digits = max(0, 4 - max(0, value.adjusted())) if value else 0
    return shown(round(value, min(digits, 9)))


def _temperature(amount: Decimal, source: str, target: str) -> Reply:
    celsius = {"°C": amount, "°F": (amount - 32) * 5 / 9, "K": amount - Decimal("273.15")}[source]
    value = {"°C": celsius, "°F": celsius * 9 / 5 + 32, "K": celsius + Decimal("273.15")}[target]
    result = shown(round(value, 2))
    below = " Mind that this is below absolute zero." if celsius < Decimal("-273.15") else ""
    return Reply(
        f"{shown(amount)} {source} is **{result} {target}**.{below}",
        f"{result} {target}.",
        f"{result} {target}",
        notes=(
            Note(
                "Converting the temperature",
                f"By way of degrees Celsius ({shown(round(celsius, 2))} °C) I get {result} {target}.",
            ),
        ),
        data={"value": float(amount), "from": source, "to": target, "result": float(value)},
    )
