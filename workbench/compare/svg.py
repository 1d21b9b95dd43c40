"""Line charts as inline SVG, for a report that needs no script and no network. Pure; every text is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.compare.lanes import COLOURS, DARK, LIGHT
from workbench.compare.shown import markup

STYLE = "\n".join(
    f".lane-{number} {{ --lane: light-dark({light}, {dark}); }}"
    for number, (light, dark) in enumerate(zip(LIGHT, DARK, strict=True))
)
"""The colours of lanes, for the page that holds the charts."""
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 460, 240, 64, 16, 16, 30


@dataclass(frozen=True)
class Line:
    """One lane in a chart; None where nothing is known."""

    name: str
    colour: int
    values: tuple[float | None, ...]


def chart(title: str, lines: Sequence[Line], written: Callable[[float | None], str]) -> str:
    """A chart with turns on x and the running total on y."""
    count = max((len(line.values) for line in lines), default=0)
    most = max((value for line in lines for value in line.values if value is not None), default=0.0) or 1.0
    grid = "".join(_gridline(share, most, written) for share in (0.0, 0.25, 0.5, 0.75, 1.0))
    marks = "".join(_mark(place, count) for place in _marked(count)) + _axis()
    drawn = "".join(_line(line, count, most, written) for line in lines)
    return (
        f'<figure><figcaption>{markup(title)}</figcaption><svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{markup(title)}">{grid}{marks}{drawn}</svg></figure>'
    )


def _x(place: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place / (count - 1) if count > 1 else 0.5)


def _y(value: float, most: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most)


def _gridline(share: float, most: float, written: Callable[[float | None], str]) -> str:
    y = _y(share * most, most)
    label = markup(written(share * most))
    return (
        f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>'
    )


def _marked(count: int) -> list[int]:
    step = max(1, -(-count // 12))
    return list(range(0, count, step))


def _mark(place: int, count: int) -> str:
    return f'<text x="{_x(place, count):.1f}" y="{HEIGHT - 8}" text-anchor="middle">{place + 1}</text>'


def _axis() -> str:
    return f'<text x="{LEFT - 6}" y="{HEIGHT - 8}" text-anchor="end">turn</text>'


def _line(line: Line, count: int, most: float, written: Callable[[float | None], str]) -> str:
    points = [(place, value) for place, value in enumerate(line.values) if value is not None]
    path = " ".join(f"{_x(place, count):.1f},{_y(value, most):.1f}" for place, value in points)
    dots = "".join(
        f'<circle cx="{_x(place, count):.1f}" cy="{_y(value, most):.1f}" r="3">'
        f"<title>{markup(line.name)}, turn {place + 1}: {markup(written(value))}</title></circle>"
        for place, value in points
    )
    drawn = f'<polyline points="{path}" fill="none" stroke="var(--lane)" stroke-width="2"/>{dots}'
    return f'<g class="lane-{line.colour % COLOURS}" fill="var(--lane)">{drawn}</g>'
