"""The passages of a text that have most words of a question. Whole sentences or lines, as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from emulator.brain import library
from emulator.brain.text import sentences

_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "worry worri fear afrai conce anxio nervo",
        "cost price spend paid pay",
        "start begin began launc open",
        "end ends finis ended final",
        "buy bough purch acqui",
        "happy pleas glad delig satis",
        "angry upset compl furio prote",
        "leave depar left quit resig",
        "say said annou state told",
        "grow grew incre rise rose raise",
        "fall fell decli decre drop dropp",
        "close shut closu",
        "boss chief head manag direc ceo",
        "kid kids child",
        "job jobs work emplo posit",
        "big large size",
        "help suppo assis",
        "probl issue diffi troub chall",
    )
)
"""Beginnings of words that mean nearly the same."""


def _alike(stem: str) -> set[str]:
    return {stem}.union(*(group for group in _ALIKE if stem in group))


def stems(words: Sequence[str]) -> set[str]:
    """What the forms of words share."""
    return {library.fold(word)[:5] for word in words}


def found_in(text: str, wanted: Sequence[str]) -> tuple[list[str], float]:
    """At most three passages that have most of the words, and the share of the words they have."""
    sought = stems(wanted)
    parts = [part.strip() for line in text.splitlines() for part in (sentences(line) or [line]) if part.strip()]
    groups = [_alike(stem) for stem in sought]
    scored = [
        (sum(any(f" {one}" in words for one in group) for group in groups), place)
        for place, words in enumerate(f" {' '.join(library.tokens(part))}" for part in parts)
    ]
    most = max(scored, default=(0, 0))[0]
    if most == 0 or (most == 1 and len(sought) > 3):
        return [], 0.0
    return [parts[place] for score, place in scored if score == most][:3], most / len(sought)
