"""Charts of a report as PNG images, drawn from what was found. The drawing library is loaded with the first one."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from emulator.brain.research.searching import Found
from emulator.brain.text import cut

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1_200
INK, PALE, ACCENT, PAPER = "#1f2937", "#6b7280", "#0f766e", "#ffffff"
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-4][0-9])\b")


@dataclass(frozen=True)
class Picture:
    """A PNG in base64, and the words under it."""

    data: str
    caption: str


def dated(found: Sequence[Found]) -> list[tuple[int, str]]:
    """The years that the statements name, each with its article; oldest first."""
    pairs = {(int(match[1]), hit.entry.title) for hit in found for match in _YEAR.finditer(hit.sentence)}
    return sorted(pairs)[:12]


def timeline(points: Sequence[tuple[int, str]]) -> Picture:
    """Years on a line, one row each."""
    title, height = "Years that the sources name", 150 + 46 * len(points)
    image, draw = _sheet(title, height)
    first, last = points[0][0], max(points[-1][0], points[0][0] + 1)
    for row, (year, name) in enumerate(points):
        y = 118 + 46 * row
        x = 90 + round((WIDTH - 520) * (year - first) / (last - first))
        draw.line((90, y, WIDTH - 430, y), fill="#e5e7eb", width=2)
        draw.ellipse((x - 9, y - 9, x + 9, y + 9), fill=ACCENT)
        draw.text((WIDTH - 400, y), f"{year}  {cut(name, 28)}", fill=INK, font=_font(24), anchor="lm")
    return Picture(_png(image), f"{title}: {first} to {last}.")


def bars(title: str, counts: Sequence[tuple[str, int]]) -> Picture:
    """Horizontal bars with their numbers."""
    image, draw = _sheet(title, 130 + 52 * len(counts))
    most = max(number for _, number in counts)
    for row, (name, number) in enumerate(counts):
        y = 112 + 52 * row
        draw.text((40, y), cut(name, 30), fill=INK, font=_font(24), anchor="lm")
        length = round((WIDTH - 560) * number / most)
        draw.rectangle((440, y - 15, 440 + length, y + 15), fill=ACCENT)
        draw.text((456 + length, y), str(number), fill=PALE, font=_font(24), anchor="lm")
    return Picture(_png(image), f"{title}.")


def _sheet(title: str, height: int) -> tuple[Image, Any]:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((40, 46), title, fill=INK, font=_font(32), anchor="lm")
    return image, draw


def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _png(image: Image) -> str:
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return base64.b64encode(written.getvalue()).decode()
