"""Geometry with coordinates: area and perimeter of a polygon, its circumscribed circle, distance, midpoint, slope.

Computes with the points of the message, or with those given just before.
"""

from __future__ import annotations

import math
import re
from functools import partial
from itertools import pairwise

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import join

_LONGEST = 400
_POINT = re.compile(r"\(\s*(-?\d{1,6}(?:\.\d{1,4})?)\s*,\s*(-?\d{1,6}(?:\.\d{1,4})?)\s*\)")
_ASKED = re.compile(
    r"\b(area|perimeter|distance|length|midpoint|middle|slope|gradient|circumscri\w+|circumcircle|centroid)\b", re.I
)
Points = list[tuple[float, float]]


@skill("coordinates")
def offer(talk: Talk) -> Offer | None:
    """Fits a measure of points that are given as pairs of numbers."""
    text = talk.gist
    if len(text) > _LONGEST or not (asked := {word.lower() for word in _ASKED.findall(text)}):
        return None
    points = _points(text) or next((found for pair in reversed(talk.past[-3:]) if (found := _points(pair.said[:_LONGEST]))), [])
    if len(points) < 2 or len(set(points)) < len(points):
        return None
    round_it = any(word.startswith("circum") for word in asked)
    if round_it and len(points) == 3:
        return Offer(0.965, partial(_circle, points, "area" in asked), whole=True) if _area(points) else None
    if len(points) >= 3 and asked & {"area", "perimeter", "centroid"}:
        return Offer(0.96, partial(_polygon, points, asked), whole=True)
    return Offer(0.96, partial(_line, points, asked), whole=True) if len(points) == 2 else None


def _points(text: str) -> Points:
    return [(float(x), float(y)) for x, y in _POINT.findall(text)]


def _area(points: Points) -> float:
    turned = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise([*points, points[0]]))
    return abs(turned) / 2


def _sides(points: Points) -> list[float]:
    return [math.dist(one, other) for one, other in pairwise([*points, points[0]])]


def _told(what: str, value: float, how: str) -> Reply:
    said = f"{round(value, 4):g}"
    return Reply(
        f"The {what} is **{said}**.\n\n{how}",
        f"{said}.",
        said,
        notes=(Note("Choosing the formula", how), Note("Computing", f"{what}: {value:.10g}.")),
        data={what: value},
    )


def _polygon(points: Points, asked: set[str]) -> Reply:
    if "perimeter" in asked and "area" not in asked:
        sides = _sides(points)
        return _told("perimeter", sum(sides), f"The sides are {join([f'{side:.4g}' for side in sides])} long.")
    if "centroid" in asked:
        x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
        said = f"({x:g}, {y:g})"
        return Reply(f"The centroid is **{said}**, the mean of the corners.", said, said, notes=(Note("Computing", said),))
    shape = "triangle" if len(points) == 3 else "polygon"
    terms = [f"{x1:g}·{y2:g} − {x2:g}·{y1:g}" for (x1, y1), (x2, y2) in pairwise([*points, points[0]])]
    how = f"Shoelace formula: half of |{' + '.join(f'({term})' for term in terms)}|."
    return _told(f"area of the {shape}", _area(points), how)


def _circle(points: Points, area: bool) -> Reply:
    a, b, c = _sides(points)
    radius = a * b * c / (4 * _area(points))
    how = f"The radius is a·b·c ÷ (4 × area of the triangle) = {radius:.6g}."
    if not area:
        return _told("radius of the circumscribed circle", radius, how)
    return _told("area of the circumscribed circle", math.pi * radius**2, f"{how} The area is π × {radius**2:.6g}.")


def _line(points: Points, asked: set[str]) -> Reply:
    (x1, y1), (x2, y2) = points
    if asked & {"midpoint", "middle"}:
        said = f"({(x1 + x2) / 2:g}, {(y1 + y2) / 2:g})"
        return Reply(f"The midpoint is **{said}**.", said, said, notes=(Note("Computing", "It is the mean of both points."),))
    if asked & {"slope", "gradient"} and x1 != x2:
        return _told("slope", (y2 - y1) / (x2 - x1), f"({y2:g} − {y1:g}) ÷ ({x2:g} − {x1:g})")
    return _told("distance", math.dist(*points), f"√(({x2:g} − {x1:g})² + ({y2:g} − {y1:g})²)")
