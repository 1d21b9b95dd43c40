"""The fonts of a PDF: one with many scripts as the base, others of this computer for what it lacks. Nothing is fetched.

What no font here has is told, so that a file never loses a letter in silence.
"""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts",
           "/System/Library/Fonts", "C:/Windows/Fonts")  # fmt: skip
BASES = (("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"), ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
         ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"), ("Arial Unicode.ttf", ""),
         ("arial.ttf", "arialbd.ttf"))  # fmt: skip
"""Regular and bold, the ones with the most scripts first."""
SLANTED = {
    "DejaVuSans.ttf": ("DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf"),
    "NotoSans-Regular.ttf": ("NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf"),
    "LiberationSans-Regular.ttf": ("LiberationSans-Italic.ttf", "LiberationSans-BoldItalic.ttf"),
    "arial.ttf": ("ariali.ttf", "arialbi.ttf"),
}
"""Italic and bold italic of a base; where the computer lacks them, upright letters stand in."""
OTHERS = ("NotoSansCJK-Regular.ttc", "NotoSansCJK*.otf", "NotoSansSC*.ttf", "NotoSansJP*.ttf", "NotoSansKR*.ttf", "wqy-*.ttc",
          "DroidSansFallback*.ttf", "NotoSans*-Regular.ttf", "unifont*.ttf", "unifont*.otf", "Symbola*.ttf", "PingFang.ttc",
          "msyh.ttc", "malgun.ttf", "Nirmala.ttf")  # fmt: skip
"""File names of fonts with further scripts, in the order in which they are asked."""
CORE = "Helvetica"
"""The PDF's own font, when the computer has none that fits: Latin letters only."""
_MOST = 6
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")
"""Joiners, variation selectors and marks that can go where a font has none for them."""


@dataclass(frozen=True)
class Lettering:
    """The fonts that were added, and what they have."""

    family: str
    known: frozenset[int] | None
    """Code points that can be drawn; None for the PDF's own font."""

    def fit(self, text: str) -> str:
        """The text with what can be drawn of it; a box stands for what can't."""
        if self.known is None:
            return text.encode("cp1252", "replace").decode("cp1252")
        return "".join(map(self._drawn, text))

    def missing(self, text: str) -> int:
        """How many different characters of a text can't be drawn."""
        return sum(self._drawn(letter) in ("□", "?") for letter in set(text) if letter not in "□?")

    def _drawn(self, letter: str) -> str:
        if letter == "\n" or self.known is None or ord(letter) in self.known:
            return letter
        if unicodedata.category(letter) in _INVISIBLE:
            return ""
        return "□" if 0x25A1 in self.known else "?"


def lettering(pdf: Any, text: str) -> Lettering:
    """Add to a PDF the fonts that this text needs."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    base = next(((found, bold) for name, bold in BASES if (found := _path(name)) is not None), None)
    if base is None:
        return Lettering(CORE, None)
    regular, bold = base
    pdf.add_font("base", "", regular)
    pdf.add_font("base", "B", _path(bold) or regular)
    for style, name in zip(("I", "BI"), SLANTED.get(regular.name, ("", "")), strict=True):
        pdf.add_font("base", style, _path(name) or (_path(bold) if "B" in style else None) or regular)
    known = set(_points(regular))
    added: list[str] = []
    for path in _candidates():
        lacking = {ord(letter) for letter in text} - known
        if not lacking or len(added) == _MOST:
            break
        if lacking & _points(path):
            added.append(f"other{len(added)}")
            pdf.add_font(added[-1], "", path)
            known |= _points(path)
    pdf.set_fallback_fonts(added, exact_match=False)
    return Lettering("base", frozenset(known))


@cache
def _files() -> dict[str, Path]:
    """The font files of this computer by their names."""
    folders = (Path(folder).expanduser() for folder in FOLDERS)
    found = (path for folder in folders if folder.is_dir() for path in folder.rglob("*.[to]t[fc]"))
    return {path.name: path for path in sorted(found, reverse=True)}


def _path(name: str) -> Path | None:
    return _files().get(name)


def _candidates() -> Iterator[Path]:
    for pattern in OTHERS:
        for name in sorted(_files()):
            if Path(name).match(pattern):
                yield _files()[name]


@cache
def _points(path: Path) -> frozenset[int]:
    """The code points that a font file has; none when it can't be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError):
        return frozenset()
