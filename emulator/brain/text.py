"""Small operations on prose that several skills share: sentences, lists, Markdown taken off, stable choices.

No knowledge of the conversation and none of the world; every pattern here is linear in the text's length.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
_BREAK = re.compile(r"(?<=[.!?])[\"')\]*]{0,3}\s+|\n+")
_ABBREVIATIONS = {
    "mr.",
    "mrs.",
    "ms.",
    "dr.",
    "prof.",
    "st.",
    "e.g.",
    "i.e.",
    "approx.",
    "vs.",
    "no.",
    "etc.",
    "sgt.",
    "jr.",
    "c.",
    "u.s.",
    "u.k.",
}
_MARKS = re.compile(r"\*\*|__|`|^#{1,6}[ \t]+|^[ \t]*[-*•][ \t]+|^[ \t]*\d{1,3}[.)][ \t]+|^>[ \t]?", re.M)
_NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, without empty ones."""
    found: list[str] = []
    start = 0
    for gap in _BREAK.finditer(text):
        words = text[start : gap.start()].split()
        if words and "\n" not in gap.group() and (words[-1].lower() in _ABBREVIATIONS or re.fullmatch(r"[A-Z]\.", words[-1])):
            continue
        found.append(text[start : gap.end()].strip())
        start = gap.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]


def plain(text: str) -> str:
    """A text without its Markdown marks."""
    return _MARKS.sub("", text)


def join(items: Sequence[str], last: str = "and") -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def words(text: str) -> list[str]:
    """The words of a text, without punctuation around them."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)


def number(text: str) -> int | None:
    """The whole number a digit string or a small number word stands for."""
    text = text.strip().lower()
    if text.isdecimal() and len(text) <= 6:
        return int(text)
    return {**{word: value for value, word in enumerate(_NUMBER_WORDS)}, "a": 1, "an": 1, "a couple of": 2, "a few": 3}.get(text)


def number_pattern() -> str:
    """An alternation that matches what `number` understands, 'a' and 'an' left out."""
    return r"(?:\d{1,5}|a couple of|a few|" + "|".join(_NUMBER_WORDS[1:]) + ")"


def spelled(value: int) -> str:
    """A small number as a word, others in digits."""
    return _NUMBER_WORDS[value] if 0 <= value < len(_NUMBER_WORDS) else f"{value:,}"


def pick(options: Sequence[T], *seeds: object) -> T:
    """One of the options: always the same one for the same seeds."""
    return options[zlib.crc32("\x1f".join(map(str, seeds)).encode("utf-8", "replace")) % len(options)]


def shuffled(options: Iterable[T], *seeds: object) -> list[T]:
    """The options in an order that depends on nothing but the seeds."""
    key = "\x1f".join(map(str, seeds))
    numbered = sorted(
        enumerate(options), key=lambda pair: (zlib.crc32(f"{key}\x1f{pair[0]}".encode("utf-8", "replace")), pair[0])
    )
    return [option for _, option in numbered]


def cut(text: str, limit: int) -> str:
    """A text in at most so many characters, cut between words."""
    text = " ".join(text[: limit * 4 + 40].split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def within(text: str, limit: int) -> str:
    """The leading sentences that fit into so many words; the first one is cut if it must be."""
    kept: list[str] = []
    left = limit
    for sentence in sentences(text):
        count = len(sentence.split())
        if count > left:
            break
        kept.append(sentence)
        left -= count
    if kept:
        return " ".join(kept)
    return " ".join(text.split()[:limit]).rstrip(",;:") + "…" if text.split() else ""


def capitalise(text: str) -> str:
    """The text with a capital first letter and the rest untouched."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """The text with a small first letter and the rest untouched."""
    return text[:1].lower() + text[1:]


def article(noun: str) -> str:
    """'a' or 'an' before a noun."""
    return "an" if noun[:1].lower() in "aeiou" else "a"


def bullets(items: Iterable[str]) -> str:
    """A Markdown list."""
    return "\n".join(f"- {item}" for item in items)


def numbered(items: Iterable[str]) -> str:
    """A numbered Markdown list."""
    return "\n".join(f"{index}. {item}" for index, item in enumerate(items, 1))


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; the first row is its header."""
    lines = ["| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]) if lines else ""


def untabled(text: str) -> str:
    """A Markdown table as a list of the same, its first column in bold; empty when the text is no table."""
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    body = [row for row in rows[2:] if row[0]]
    if not body or any(set(cell) - set(":- ") for cell in rows[1]):
        return ""
    if rows[0][0] == "No.":
        return bullets(", ".join(row[1:]) for row in body)
    return bullets(f"**{plain(row[0])}**" + (f": {', '.join(row[1:])}" if row[1:] else "") for row in body)
