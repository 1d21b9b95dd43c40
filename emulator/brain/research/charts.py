"""Charts of a report as PNG images, drawn from what was found. The drawing library is loaded with the first one."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from emulator.brain.research.brief import Brief
from emulator.brain.research.searching import Found, Round, heading
from emulator.brain.text import cut

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1_200
INK, PALE, ACCENT, PAPER, LINE = "#1f2937", "#6b7280", "#0f766e", "#ffffff", "#e5e7eb"
_SHADES = ("#f3f4f6", "#ccfbf1", "#5eead4", "#14b8a6")
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-4][0-9])\b(?!s)")
_CLAUSE = re.compile(r"[;:,]\s+|\s+(?:and|but|which|who|while|because)\s+")
_MOST_YEARS = 12


@dataclass(frozen=True)
class Picture:
    """A PNG in base64, and the words under it."""

    data: str
    caption: str


def of(brief: Brief, questions: Sequence[Round], found: Sequence[Found]) -> Iterator[Picture]:
    """The charts that the findings allow."""
    points = dated(found)
    if len(points) >= 2:
        yield timeline(points)
    if len(brief.rivals) > 1 and questions:
        yield grid(brief, questions)
    elif found:
        counted = Counter(hit.entry.title for hit in found).most_common(8)
        yield bars("Statements used, by source", counted)


def dated(found: Sequence[Found]) -> list[tuple[int, str]]:
    """The years that the statements name, each with what happened then; oldest first."""
    pairs = {int(match[1]): _event(hit, match) for hit in reversed(found) for match in _YEAR.finditer(hit.sentence)}
    return sorted(pairs.items())[:_MOST_YEARS]


def _event(hit: Found, match: re.Match[str]) -> str:
    """The part of the sentence that has the year, with the source's name when it leans on that."""
    start = max((gap.end() for gap in _CLAUSE.finditer(hit.sentence, 0, match.start())), default=0)
    gap = _CLAUSE.search(hit.sentence, match.end())
    words = hit.sentence[start : gap.start() if gap else None].strip(" .")
    words = words if len(words.split()) > 3 else hit.sentence
    return words if hit.entry.title.split()[0] in words else f"{hit.entry.title}: {words}"


def timeline(points: Sequence[tuple[int, str]]) -> Picture:
    """Years on a line, one row each."""
    title, height = "Events that the sources date", 130 + 50 * len(points)
    image, draw = _sheet(title, height)
    first, last = points[0][0], max(points[-1][0], points[0][0] + 1)
    left, right = 60, 330
    for row, (year, words) in enumerate(points):
        y = 110 + 50 * row
        x = left + round((right - left) * (year - first) / (last - first))
        draw.line((left, y, right, y), fill=LINE, width=2)
        draw.ellipse((x - 9, y - 9, x + 9, y + 9), fill=ACCENT)
        draw.text((right + 40, y), str(year), fill=ACCENT, font=_font(24), anchor="lm")
        draw.text((right + 120, y), _fitting(draw, words, WIDTH - right - 150, 21), fill=INK, font=_font(21), anchor="lm")
    return Picture(_png(image), f"{title}: {first} to {last}.")


def bars(title: str, counts: Sequence[tuple[str, int]]) -> Picture:
    """Horizontal bars with their numbers."""
    image, draw = _sheet(title, 130 + 52 * len(counts))
    most = max(number for _, number in counts)
    for row, (name, number) in enumerate(counts):
        y = 112 + 52 * row
        draw.text((40, y), _fitting(draw, name, 380, 24), fill=INK, font=_font(24), anchor="lm")
        length = round((WIDTH - 560) * number / most)
        draw.rectangle((440, y - 15, 440 + length, y + 15), fill=ACCENT)
        draw.text((456 + length, y), str(number), fill=PALE, font=_font(24), anchor="lm")
    return Picture(_png(image), f"{title}.")


def grid(brief: Brief, questions: Sequence[Round]) -> Picture:
    """What was found on each subject, question by question: where the evidence is thick and where it is missing."""
    title, subjects, asked = "Statements found, by subject and question", brief.rivals[:8], questions[:5]
    image, draw = _sheet(title, 190 + 62 * len(subjects))
    wide = (WIDTH - 400) // len(asked)
    for column, one in enumerate(asked):
        words = _fitting(draw, heading(brief, one.step), wide - 16, 22)
        draw.text((360 + wide * column + wide // 2, 110), words, fill=PALE, font=_font(22), anchor="mm")
    for row, entry in enumerate(subjects):
        top = 140 + 62 * row
        draw.text((40, top + 27), _fitting(draw, entry.title, 310, 24), fill=INK, font=_font(24), anchor="lm")
        for column, one in enumerate(asked):
            number = sum(hit.speaks_of(entry) for hit in one.found)
            left = 360 + wide * column
            draw.rounded_rectangle((left + 4, top, left + wide - 4, top + 54), 8, fill=_SHADES[min(number, 3)])
            ink = PALE if number == 0 else INK
            draw.text((left + wide // 2, top + 27), str(number) if number else "none", fill=ink, font=_font(24), anchor="mm")
    return Picture(_png(image), f"{title}.")


def _sheet(title: str, height: int) -> tuple[Image, Any]:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, height), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((40, 46), title, fill=INK, font=_font(32), anchor="lm")
    return image, draw


def _fitting(draw: Any, words: str, width: int, size: int) -> str:
    """As much of the words as there is room for."""
    limit = len(words)
    while limit > 8 and draw.textlength(cut(words, limit), font=_font(size)) > width:
        limit -= 2
    return cut(words, limit)


def _font(size: int) -> Any:
    from PIL import ImageFont

    return ImageFont.load_default(size)


def _png(image: Image) -> str:
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return base64.b64encode(written.getvalue()).decode()
