"""The fonts of a PDF: Fira Sans as the base, packaged families for further scripts, then whatever this computer has.

All packaged fonts are free (OFL) and come with the app; nothing is fetched. What no font has is told, script by script, so
that a file never loses a letter in silence.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import unicodedata
import weakref
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

BASE = "Fira Sans"
"""Latin, Greek and Cyrillic, upright, bold and italic."""
PACKAGED = ("Noto Sans Arabic", "Heebo", "Noto Sans Devanagari", "Hind Siliguri", "Noto Sans Tamil", "Noto Sans Telugu",
            "Noto Sans Thai", "Noto Sans Khmer")  # fmt: skip
"""Families with further scripts: Arabic, Hebrew, Devanagari, Bengali and those in the names."""
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "/Library/Fonts",
           "/System/Library/Fonts", "C:/Windows/Fonts")  # fmt: skip
INSTALLED = ("DejaVuSans.ttf", "NotoSansCJK-Regular.ttc", "NotoSansCJK*.otf", "NotoSansSC*.ttf", "NotoSansJP*.ttf",
             "NotoSansKR*.ttf", "Nanum*.ttf", "wqy-*.ttc", "DroidSansFallback*.ttf", "NotoSans*-Regular.ttf", "unifont*.ttf",
             "unifont*.otf", "Symbola*.ttf", "Arial Unicode.ttf", "PingFang.ttc", "AppleSDGothicNeo.ttc", "msyh.ttc",
             "malgun.ttf", "Nirmala.ttf", "seguisym.ttf")  # fmt: skip
"""File names of fonts that a computer may have, in the order in which they are asked."""
BOXES = "□◊¤"
"""What stands for a letter without a font: the first one that can be drawn."""
_MOST = 16
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")
"""Joiners, variation selectors and marks that can go where a font has none for them."""
_RIGHT_TO_LEFT = ("R", "AL")


@dataclass(frozen=True)
class Lettering:
    """The fonts that were added, and what they have."""

    family: str
    known: frozenset[int]
    """Code points that can be drawn."""

    @property
    def box(self) -> str:
        """What stands for a letter that can't be drawn."""
        return next((box for box in BOXES if ord(box) in self.known), "?")

    def fit(self, text: str) -> str:
        """The text with what can be drawn of it; a box stands for what can't."""
        return "".join(map(self._drawn, text))

    def missing(self, text: str) -> Counter[str]:
        """The scripts of a text that can't be drawn, each with the number of its different characters."""
        return Counter(script(letter) for letter in set(text) if self._lacks(letter))

    def _lacks(self, letter: str) -> bool:
        return letter != "\n" and ord(letter) not in self.known and unicodedata.category(letter) not in _INVISIBLE

    def _drawn(self, letter: str) -> str:
        if letter == "\n" or ord(letter) in self.known:
            return letter
        return self.box if self._lacks(letter) else ""


def lettering(pdf: Any, text: str) -> Lettering:
    """Add to a PDF the fonts that this text needs, and let scripts whose letters join or reorder be shaped."""
    import fontpkg

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    regular = fontpkg.path(BASE)
    for style, weight, slant in (("", 400, "normal"), ("B", 700, "normal"), ("I", 400, "italic"), ("BI", 700, "italic")):
        pdf.add_font("base", style, fontpkg.path(BASE, weight, slant))
    known = set(_points(regular))
    added: list[str] = []
    for path in _candidates():
        lacking = {ord(letter) for letter in text if letter != "\n"} - known
        if not lacking or len(added) == _MOST:
            break
        if lacking & _points(path):
            added.append(f"other{len(added)}")
            pdf.add_font(added[-1], "", path)
            if _has_weights(path):
                pdf.add_font(added[-1], "B", _bold(pdf, path, text))
            known |= _points(path)
    pdf.set_fallback_fonts(added, exact_match=False)
    pdf.set_text_shaping(bool(added))
    return Lettering("base", frozenset(known))


def script(letter: str) -> str:
    """The script of a letter, out of its name; "symbols" for what is none."""
    words = unicodedata.name(letter, "").split()
    if not words or not unicodedata.category(letter).startswith(("L", "M")):
        return "symbols"
    return words[0] if words[0] == "CJK" else words[0].capitalize()


def right_to_left(text: str) -> bool:
    """True when a text begins in a script that is written from the right."""
    sides = (unicodedata.bidirectional(letter) for letter in text)
    return next((side for side in sides if side in (*_RIGHT_TO_LEFT, "L")), "L") in _RIGHT_TO_LEFT


@cache
def _files() -> dict[str, Path]:
    """The font files of this computer by their names."""
    folders = (Path(folder).expanduser() for folder in FOLDERS)
    found = (path for folder in folders if folder.is_dir() for path in folder.rglob("*.[to]t[fc]"))
    return {path.name: path for path in sorted(found, reverse=True)}


def _candidates() -> Iterator[Path]:
    import fontpkg

    yield from map(fontpkg.path, PACKAGED)
    for pattern in INSTALLED:
        for name in sorted(_files()):
            if Path(name).match(pattern):
                yield _files()[name]


@cache
def _has_weights(path: Path) -> bool:
    """True for a font file that holds every weight, as the packaged ones mostly do."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            return "fvar" in font and any(axis.axisTag == "wght" for axis in font["fvar"].axes)
    except (TTLibError, OSError, KeyError, AssertionError):
        return False


def _bold(pdf: Any, path: Path, text: str) -> Path:
    """The bold face of such a file, in a file for as long as the PDF lives. Only of a text's letters: of all it takes seconds."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    folder = tempfile.mkdtemp(prefix="stepwise-fonts-")
    weakref.finalize(pdf, shutil.rmtree, folder, ignore_errors=True)
    with TTFont(path, fontNumber=0, recalcTimestamp=False) as font:
        cut = Subsetter(Options(layout_features=["*"], notdef_outline=True))
        cut.populate(text=text + BOXES)
        cut.subset(font)
        bold = Path(folder, f"{path.stem}.ttf")
        instantiateVariableFont(font, {"wght": 700}, static=True).save(bold)
    return bold


@cache
def _points(path: Path) -> frozenset[int]:
    """The code points that a font file has; none when it can't be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError, KeyError, AssertionError):
        return frozenset()
