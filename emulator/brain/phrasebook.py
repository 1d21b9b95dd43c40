"""A small phrasebook: greetings, courtesies, a traveller's questions and common words in seven languages.

Read from phrases.tsv; a phrase may hold one name. Translates nothing else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("phrases.tsv")


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def _few() -> tuple[dict[str, str], ...]:
    """The handful of phrases that nine further languages have, with a transcription."""
    with _FILE.with_name("phrases_few.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def languages() -> tuple[str, ...]:
    """The languages it knows besides English."""
    return tuple(name for name in _rows()[0] if name != "English")


def translated(text: str, language: str) -> str:
    """A phrase, or several with stops between them, in another language; an empty string where one isn't known."""
    whole = _phrase(text, language)
    parts = re.split(r"([.!?,;]+\s*)", text.strip(" \"'“”"))
    if whole or len(parts) < 3:
        return whole
    found = [part if place % 2 else _phrase(part, language) for place, part in enumerate(parts)]
    known = all(new or not old.strip() for new, old in zip(found, parts, strict=True))
    text = "".join(_joined(found)) if known else ""
    return re.sub(r",\s*", "、", re.sub(r"\.\s*", "。", text)) if language == "Japanese" else text


def _joined(parts: list[str]) -> Iterator[str]:
    """Phrases and stops in turn. A phrase brings a stop of its own where it is a question."""
    for place, part in enumerate(parts):
        before = parts[place - 1].strip() if place else "."
        if place % 2:
            yield part.lstrip(".!?,;") if before.endswith(("?", "!", "？", "！")) else part
        else:
            yield part[:1].upper() + part[1:] if before[-1:] in (".", "!", "?") else part


def _phrase(text: str, language: str) -> str:
    wanted = _key(text)
    for row in (*_rows(), *_few()):
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


def is_english(text: str) -> bool:
    """Whether a text is one of the phrases as English has it, or a word that English has as well."""
    wanted = _key(text)
    return wanted in {"no", "pan", "ciao", "animal", "chocolate"} or any(wanted in row["English"].split("|") for row in _rows())


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
