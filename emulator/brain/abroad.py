"""Questions and remarks of everyday talk in other languages, read as English ones; names of places put into either language.

Whole messages only, by the patterns of `wordings.tsv`; the rest stays as it was written.
"""

from __future__ import annotations

import csv
import difflib
import re
from functools import cache, lru_cache
from pathlib import Path

from emulator.brain import library, phrasebook

_HERE = Path(__file__).parent
_LONGEST = 160


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    rows = [line.split("\t") for line in (_HERE / "wordings.tsv").read_text(encoding="utf-8").splitlines()]
    return tuple((language, re.compile(rf"(?:{pattern})", re.I), english) for language, pattern, english in rows)


@cache
def _names() -> tuple[dict[tuple[str, str], str], dict[tuple[str, str], str]]:
    """English names by language and name there, and names there by language and English name."""
    into: dict[tuple[str, str], str] = {}
    out: dict[tuple[str, str], str] = {}
    with (_HERE / "exonyms.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for language, names in row.items():
                for name in names.split("|"):
                    into.setdefault((language, name.lower()), row["English"])
                    out.setdefault((language, row["English"]), name)
    return into, out


def named(name: str, language: str) -> str:
    """A place's name in a language; unchanged where none is known."""
    return _names()[1].get((language, name), name)


@lru_cache(maxsize=512)
def read(text: str, language: str = "") -> tuple[str, str]:
    """A message in English and the language it is in; empty strings when it is none of these."""
    if len(text) > _LONGEST:
        return "", ""
    bare = re.sub(r"\s+", " ", re.sub(r"[.!?¿¡,;:。？！।\"“”]+", " ", text.replace("’", "'").replace("'", " "))).strip()
    bare = re.sub(
        r"^(?:bitte|por favor|s il te plaît|s il vous plaît|per favore)\s+|\s+(?:bitte|por favor|s il te plaît|"
        r"per favore)$",
        "",
        bare,
        flags=re.I,
    )
    bare = re.sub(r"^(?:bonjour|salut|hola|hallo|hi|guten tag|ciao|buongiorno|olá|oi|नमस्ते)\s+(?=\S)", "", bare, flags=re.I)
    for spoken, pattern, english in _patterns():
        if (not language or spoken == language) and (match := pattern.fullmatch(bare)):
            inner = next((group for group in match.groups() if group), "").strip()
            if not english.startswith("And of") or not inner or inner[:1].isupper() or spoken == "Hindi":
                return english.replace("{}", into(inner, spoken)), spoken
    if phrasebook.is_english(text):
        return "", ""
    found, spoken = phrasebook.english(text)
    return (found, spoken) if (found and not language) or spoken == language else ("", "")


_SIGNS = (
    (r"\b(?:mal|fois|por|per|vezes|x)\b", "times"),
    (r"(?:más|mas|mais|più|plus|und|et|और|जमा|धन)", "plus"),
    (r"\b(?:weniger|moins|menos|meno|minus)\b", "minus"),
    (r"\b(?:geteilt durch|durch|divisé par|sur|entre|dividido por|diviso)\b", "divided by"),
    (r"\b(?:prozent von|pour cent de|por ciento de|per cento di|por cento de)\b", "percent of"),
)


def into(words: str, language: str) -> str:
    """Some words in English: a sum, a place's name, an everyday phrase, a learned word; as they are where nothing is known."""
    if re.search(r"\d", words):
        for pattern, english in _SIGNS:
            words = re.sub(rf"(?<=\d )(?:{pattern})(?= \d)", english, words, flags=re.I)
        return words
    words = re.sub(r" nach (?=\S+$)", " to ", re.sub(r"(?i) und (?:ich )?komme aus ", " and I come from ", words))
    bare = re.sub(r"^(?:der|die|das|den|dem|le|la|les|l|el|los|las|il|lo|i|o|a|os)\s+", "", words, flags=re.I)
    known = _names()[0]
    return (
        known.get((language, words.lower()))
        or known.get((language, bare.lower()))
        or phrasebook.english(words)[0]
        or _alike(bare)
    )


def _alike(word: str) -> str:
    """A learned word as English spells it: Photosynthese is photosynthesis."""
    titles = {_sound(entry.title): entry.title for entry in library.entries()} if len(word) > 6 else {}
    near = difflib.get_close_matches(_sound(word), list(titles), 1, 0.8)
    return titles[near[0]] if near else word


def _sound(word: str) -> str:
    """A word as it sounds in most languages: photo is foto."""
    return library.fold(word).replace("ph", "f").replace("th", "t").replace("y", "i").replace("k", "c")
