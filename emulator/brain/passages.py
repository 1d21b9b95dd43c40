"""The passages of a text that have most words of a question. Whole sentences or lines, as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from emulator.brain import library
from emulator.brain.text import sentences


def stems(words: Sequence[str]) -> set[str]:
    """What the forms of words share."""
    return {library.fold(word)[:5] for word in words}


def found_in(text: str, wanted: Sequence[str]) -> tuple[list[str], float]:
    """At most three passages that have most of the words, and the share of the words they have."""
    sought = stems(wanted)
    parts = [part.strip() for line in text.splitlines() for part in (sentences(line) or [line]) if part.strip()]
    scored = [
        (sum(f" {stem}" in f" {' '.join(library.tokens(part))}" for stem in sought), place) for place, part in enumerate(parts)
    ]
    most = max(scored, default=(0, 0))[0]
    if most == 0 or (most == 1 and len(sought) > 3):
        return [], 0.0
    return [parts[place] for score, place in scored if score == most][:3], most / len(sought)
