"""Names and trades for what is made up: people, shops, wares by what the shop sells, somebody's work in the kind of tale."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emulator.brain import inventions
from emulator.brain.library import fold

_NAMED: tuple[tuple[str, Sequence[str]], ...] = (
    ("exercise workout", inventions.EXERCISES),
    ("activit place sight stop", tuple(one for one, _ in inventions.ACTIVITIES)),
    ("startup brand company shop product app compani", inventions.BRANDS),
    ("task todo action", tuple(one for one, _ in inventions.TASKS)),
)


def trade(own: Sequence[str], at: int, text: str) -> Iterator[str]:
    """What somebody does in the kind of tale that is asked for."""
    if set(own) & {"job", "profession", "occupation", "position", "class", "role"}:
        for signs, jobs in inventions.TRADES:
            if re.search(rf"\b(?:{signs})", text, re.I):
                yield jobs[at % len(jobs)]


def name(own: Sequence[str], at: int, around: Sequence[str], text: str) -> str:
    """A name that suits what is named."""
    hints = [fold(word) for word in (*own, *around)] + [fold(word) for word in re.findall(r"[^\W\d_]+", text[:200])]
    first = inventions.NAMES[at % len(inventions.NAMES)]
    if {"first", "given"} & set(own):
        return first.split()[0]
    if {"last", "family", "surname"} & set(own):
        return first.split()[-1]
    if any(hint.startswith(("persona", "character", "user", "customer")) for hint in hints):
        return first
    if (
        any(hint.startswith("product") for hint in hints)
        and (theme := _theme(text))
        and not any(hint.startswith(("startup", "brand")) for hint in hints)
    ):
        return f"{theme} {inventions.WARES[at % len(inventions.WARES)]}"
    for stems, said in _NAMED:
        if any(hint.startswith(stem) for hint in hints for stem in stems.split()):
            return said[at % len(said)]
    return first


_FOR = re.compile(
    r"\b(?:shop|store|brand|startup|company|boutique|line|products?) (?:for|of|selling|with|that sells)"
    r" ([a-z][a-z -]{2,30}?)(?=[.,;!?]|$)"
)


def _theme(text: str) -> str:
    """What a shop to be made up sells, in the singular: "House plant" for one for house plants."""
    match = _FOR.search(text[:400])
    said = re.sub(r"(?<=[a-z]{3})s$", "", match[1].strip()) if match else ""
    return said[:1].upper() + said[1:]
