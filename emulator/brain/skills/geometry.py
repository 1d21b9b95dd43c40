"""Areas, perimeters and volumes of simple shapes, and a further measure of the shape spoken of before.

Computes with the numbers of the message only; what a shape is, the library explains.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s?(mm|cm|km|m|metres?|meters?|inch(?:es)?|feet|ft)?\b", re.I)
_MEASURE = re.compile(r"\b(area|surface|circumference|perimeter|volume|diagonal|hypotenuse|diameter)\b", re.I)
_SHAPE = re.compile(
    r"\b(circle|rectangle|square(?! (?:root|of \d|number))|triangle|sphere|ball|cube(?! root)|cylinder|box|cuboid|cone)\b", re.I
)


@dataclass(frozen=True)
class Formula:
    """How a measure of a shape is computed from its sizes."""

    sizes: int
    text: str
    power: int
    """Of the unit: 1 for a length, 2 for an area, 3 for a volume."""
    compute: Callable[..., float]


_FORMULAS: dict[tuple[str, str], Formula] = {
    ("circle", "area"): Formula(1, "π × r²", 2, lambda r: math.pi * r * r),
    ("circle", "circumference"): Formula(1, "2 × π × r", 1, lambda r: 2 * math.pi * r),
    ("circle", "diameter"): Formula(1, "2 × r", 1, lambda r: 2 * r),
    ("rectangle", "area"): Formula(2, "a × b", 2, lambda a, b: a * b),
    ("rectangle", "perimeter"): Formula(2, "2 × (a + b)", 1, lambda a, b: 2 * (a + b)),
    ("rectangle", "diagonal"): Formula(2, "√(a² + b²)", 1, math.hypot),
    ("square", "area"): Formula(1, "a²", 2, lambda a: a * a),
    ("square", "perimeter"): Formula(1, "4 × a", 1, lambda a: 4 * a),
    ("square", "diagonal"): Formula(1, "a × √2", 1, lambda a: a * math.sqrt(2)),
    ("triangle", "area"): Formula(2, "base × height ÷ 2", 2, lambda a, b: a * b / 2),
    ("triangle", "hypotenuse"): Formula(2, "√(a² + b²)", 1, math.hypot),
    ("triangle", "perimeter"): Formula(3, "a + b + c", 1, lambda a, b, c: a + b + c),
    ("sphere", "volume"): Formula(1, "4/3 × π × r³", 3, lambda r: 4 / 3 * math.pi * r**3),
    ("sphere", "area"): Formula(1, "4 × π × r²", 2, lambda r: 4 * math.pi * r * r),
    ("cube", "volume"): Formula(1, "a³", 3, lambda a: a**3),
    ("cube", "area"): Formula(1, "6 × a²", 2, lambda a: 6 * a * a),
    ("box", "volume"): Formula(3, "a × b × c", 3, lambda a, b, c: a * b * c),
    ("box", "area"): Formula(3, "2 × (ab + ac + bc)", 2, lambda a, b, c: 2 * (a * b + a * c + b * c)),
    ("cylinder", "volume"): Formula(2, "π × r² × h", 3, lambda r, h: math.pi * r * r * h),
    ("cone", "volume"): Formula(2, "π × r² × h ÷ 3", 3, lambda r, h: math.pi * r * r * h / 3),
}
_SAME = {"ball": "sphere", "cuboid": "box", "surface": "area"}


@skill("geometry")
def offer(talk: Talk) -> Offer | None:
    """Fits a measure of a shape with its sizes, given now or just before."""
    text = talk.gist
    if len(text) > 300 or not (measure := _MEASURE.search(text)):
        return None
    shape = _SHAPE.search(text)
    for source in (text, *(pair.said[:300] for pair in reversed(talk.past[-3:]))):
        shape, sizes = shape or _SHAPE.search(source), _sizes(source)
        if shape and sizes:
            return _offer(shape[1].lower(), measure[1].lower(), sizes, _unit(source))
    return None


def _sizes(text: str) -> list[float]:
    found = [float(match[1]) for match in _NUMBER.finditer(text)]
    halved = re.search(r"\bdiameter (?:of |is |= ?)?\d", text, re.I)
    return [found[0] / 2, *found[1:]] if halved and found else found


def _unit(text: str) -> str:
    return next((match[2].lower() for match in _NUMBER.finditer(text) if match[2]), "")


def _offer(shape: str, measure: str, sizes: list[float], unit: str) -> Offer | None:
    shape, measure = _SAME.get(shape, shape), _SAME.get(measure, measure)
    measure = "circumference" if (shape, measure) == ("circle", "perimeter") else measure
    formula = _FORMULAS.get((shape, measure))
    if formula is None or len(sizes) < formula.sizes or max(sizes) <= 0:
        return None
    return Offer(0.94, partial(_computed, formula, shape, measure, sizes[: formula.sizes], unit))


def _computed(formula: Formula, shape: str, measure: str, sizes: list[float], unit: str) -> Reply:
    value = formula.compute(*sizes)
    power = {1: "", 2: "²", 3: "³"}[formula.power]
    said = f"{round(value, 2):,.10g}" + (f" {unit}{power}" if unit else "")
    given = " and ".join(f"{size:g}{' ' + unit if unit else ''}" for size in sizes)
    return Reply(
        f"The {measure} of a {shape} with {given} is **{said}** ({formula.text}).",
        f"{said}.",
        said,
        notes=(
            Note("Choosing the formula", f"For the {measure} of a {shape} it is {formula.text}."),
            Note("Computing", f"{value:.10g}"),
        ),
        data={"shape": shape, "measure": measure, "value": value},
    )
