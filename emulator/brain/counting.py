"""Counts, sorts and lists the parts of a given text.

Helpers of the rewriting skill; they never change a word.
"""

from __future__ import annotations

import re
from collections import Counter

from emulator.brain.material import Material
from emulator.brain.registry import Note, Reply
from emulator.brain.text import bullets, join, numbered, plain, sentences, untabled, words


def parts_of(text: str) -> list[str]:
    """The lines of a text, or the members of its single line."""
    lines = [line.strip(" -*•\t") for line in re.split(r"\n", text) if line.strip(" -*•\t")]
    return (
        [part.strip(" .") for part in re.split(r",\s*(?:and\s+)?|;\s*|\s+and\s+", lines[0]) if part.strip(" .")]
        if len(lines) == 1
        else lines
    )


def in_order(found: Material, backwards: bool) -> Reply:
    """The parts of a text, sorted by value or by letters."""
    items = parts_of(found.text)
    numeric = all(re.fullmatch(r"-?\d+(?:\.\d+)?", item) for item in items)
    ordered = sorted(
        items, key=(lambda item: (float(item), item)) if numeric else (lambda item: (0.0, item.lower())), reverse=backwards
    )
    text = ", ".join(ordered) if len(found.text.splitlines()) == 1 else bullets(ordered)
    return Reply(
        text,
        text,
        ordered[0] if ordered else "",
        tuple(ordered),
        notes=(
            Note("Splitting the list", f"I find {len(items)} items in {found.source}."),
            Note(
                "Sorting", (f"They are ordered {'by value' if numeric else 'by letters'}{', descending' if backwards else ''}.")
            ),
        ),
        data={"sorted": ordered},
    )


def listed(found: Material, ordered: bool) -> Reply:
    """The parts of a text, one on a line."""
    if rows := untabled(found.text):
        items = [line.removeprefix("- ") for line in rows.splitlines()]
    else:
        items = parts_of(found.text) if len(sentences(found.text)) < 2 else sentences(plain(found.text))
    text = numbered(items) if ordered else bullets(items)
    return Reply(
        text,
        points=tuple(items),
        fixed=True,
        notes=(Note("Splitting the text", f"I find {len(items)} parts in {found.source} and put each on a line."),),
    )


def count(found: Material, task: str) -> Reply:
    """How many words, letters or occurrences of a letter a text has."""
    letter = re.search(
        (
            r"\b(?:letter |character )?['\"“]?([a-z])['\"”]?(?:'s|s)?\b(?= (?:are|is|do|does|in)\b)|\bletter "
            r"['\"“]?([a-z])"
        ),
        task,
        re.I,
    )
    found_words = words(found.text)
    if letter and re.search(r"\bhow many (?:times )?(?:the |letter |letters )*['\"“]?[a-z]['\"”]?(?:'s|s)?\b", task, re.I):
        sign = (letter[1] or letter[2]).lower()
        total = found.text.lower().count(sign)
        return Reply(
            f"The letter **{sign}** occurs **{total}** time{'s' * (total != 1)} in “{found.text[:80]}”.",
            f"{total}.",
            str(total),
            notes=(Note("Counting letter by letter", f"“{sign}” stands at {total} places of {found.source}."),),
            data={"letter": sign, "count": total},
        )
    if re.search(r"\b(?:letters|characters)\b", task, re.I):
        total = sum(character.isalnum() for character in found.text) if "letter" in task.lower() else len(found.text)
        return Reply(
            f"It has **{total:,}** {'letters' if 'letter' in task.lower() else 'characters'}.",
            f"{total:,}.",
            f"{total:,}",
            notes=(Note("Counting", f"{found.source.capitalize()} has {total:,}."),),
            data={"count": total},
        )
    common = [f"{word} ({count})" for word, count in Counter(word.lower() for word in found_words[:50_000]).most_common(3)]
    total, lines = len(found_words), len(sentences(found.text))
    return Reply(
        f"The text has **{total:,} words** in {lines:,} sentence{'s' * (lines != 1)}.",
        f"{total:,}.",
        f"{total:,}",
        notes=(Note("Counting", f"I count {total:,} words; the most frequent are {join(common)}."),),
        data={"words": total, "sentences": lines},
    )
