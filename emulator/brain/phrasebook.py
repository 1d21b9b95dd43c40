"""A small phrasebook: greetings, courtesies, a traveller's questions and common words in seven languages.

Read from phrases.tsv; a phrase may hold one name. Translates nothing else.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("phrases.tsv")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def languages() -> tuple[str, ...]:
    """The languages it knows besides English."""
    return tuple(name for name in _rows()[0] if name != "English")


def translated(text: str, language: str) -> str:
    """A phrase in another language, or several with signs between them; an empty string when any of it isn't known."""
    if whole := _translated(text, language):
        return whole
    parts = re.split(r"([.!?,;]+\s*)", text.strip(" \"'“”"))
    found = [part if at % 2 or not part else _translated(part, language).rstrip(" ?!.") for at, part in enumerate(parts)]
    return "".join(found) if len(parts) > 2 and all(new or not old for new, old in zip(found, parts, strict=True)) else ""


def _translated(text: str, language: str) -> str:
    wanted = _key(text)
    for row in _rows():
        for phrase in row["English"].split("|"):
            match = re.fullmatch(re.escape(_key(phrase)).replace(r"\{\}", r"(.{1,40})"), wanted)
            if match and language in row:
                name = text.strip(" .!?\"'“”")[-len(match[1]) :] if match.groups() else ""
                return row[language].replace("{}", name)
    return ""


def english(text: str) -> tuple[str, str]:
    """A foreign phrase in English and the language it is in; empty when it isn't known."""
    wanted = _key(text)
    for row in _rows():
        for language in languages():
            if wanted and wanted == _key(row[language]):
                return row["English"].split("|")[0], language
    return "", ""


def read(text: str) -> str:
    """A text with the phrases that are known put into English, the rest as it is."""
    bare = re.sub(r"\b[ld]['’](?=[A-ZÀ-Ý])", "", text[:2_000])  # l'Allemagne, dell'Italia
    parts = re.split(r"([.!?¿¡,;。？！।]+\s*)", bare)
    return "".join(english(part)[0] or part for part in parts) + text[2_000:]


def phrases(count: int) -> list[str]:
    """The first phrases, as examples."""
    return [row["English"].split("|")[0] for row in _rows() if "{}" not in row["English"]][:count]


def _key(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"[.!?¿¡,。？！\"“”]", "", text)).strip().lower()
