"""Word puzzles on kinds: which word doesn't belong, what belongs instead, what some words have in common.

Knows the words of the lexicon only; where no kind holds all but one of the words it leaves the puzzle to others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from emulator.brain import lexicon
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import article, capitalise, join

_LONGEST = 400
_ODD = re.compile(
    r"\b(?:odd (?:one|word|man) out|(?:doesn['’]?t|does not|do(?:es)?n[o']t|not) (?:belong|fit)|is (?:the )?(?:odd|different)|"
    r"(?:is|are) the (?:odd|intruder)|which (?:one |word )?is different)\b",
    re.I,
)
_COMMON = re.compile(r"\bwhat (?:do|have|is|does)\b.{0,60}\bin common\b|\bwhich (?:category|group|kind)\b.{0,40}\bbelong", re.I)
_REPLACE = re.compile(r"\b(?:replace|swap|exchange|substitute)\b.{0,40}\b(?:belongs?|fits?|matches)\b", re.I)
_LIST = re.compile(r"[:\n?]\s*(?P<items>[^:\n?]{5,200})\s*[?.]?\s*$|:\s*(?P<late>[^:\n]{5,200}?)[.?]?\s*$")


@dataclass(frozen=True)
class _Puzzle:
    """The words, the odd one and the kind of the others."""

    words: tuple[str, ...]
    odd: str
    kind: str


@skill("word kinds")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for the odd one out, for what words share, and for a better word after that."""
    text = talk.whole
    if len(text) > _LONGEST:
        return None
    if talk.past and _REPLACE.search(text) and (puzzle := _solved(talk.past[-1].said[:_LONGEST])):
        return Offer(0.96, partial(_replaced, puzzle), whole=True)
    if _ODD.search(text) and (puzzle := _solved(text)):
        return Offer(0.96, partial(_told, puzzle), whole=True)
    if _COMMON.search(text):
        words = _words(text)
        kinds = lexicon.shared(words) if len(words) > 1 else ()
        return Offer(0.955, partial(_shared, words, kinds[0]), whole=True) if kinds else None
    return None


def _words(text: str) -> tuple[str, ...]:
    match = _LIST.search(text)
    listed = (match["items"] or match["late"]) if match else ""
    if not listed or ("," not in listed and " or " not in listed and " and " not in listed):
        inner = re.search(
            r"\b(?:do|have|among|of|between)\s+((?:[\w' -]{2,30}, ?)*[\w' -]{2,30}(?:,? (?:and|or) [\w' -]{2,25}?))"
            r"(?: (?:have|in common)|[?.]|$)",
            text,
        )
        listed = inner[1] if inner else listed
    parts = re.split(r"\s*(?:,|;|\bor\b|\band\b)\s*", listed)
    return tuple(part.strip(" .?!\"'“”") for part in parts if part.strip(" .?!\"'“”"))


def _solved(text: str) -> _Puzzle | None:
    words = _words(text)
    if not 3 <= len(words) <= 10 or not _ODD.search(text):
        return None
    options = []
    for odd in words:
        rest = [word for word in words if word != odd]
        options += [(odd, kind) for kind in lexicon.shared(rest) if kind not in lexicon.kinds_of(odd)]
    if not options:
        return None
    odd, kind = min(options, key=lambda option: len(lexicon.kinds().get(option[1], ())) or 999)
    return _Puzzle(words, odd, kind)


def _told(puzzle: _Puzzle) -> Reply:
    rest = [word for word in puzzle.words if word != puzzle.odd]
    own = lexicon.kinds_of(puzzle.odd)
    why = f" It belongs to the {own[0]}." if own else ""
    said = f"**{capitalise(puzzle.odd)}** does not belong: {join(rest)} are {puzzle.kind}, and {puzzle.odd} isn't.{why}"
    notes = (
        Note("Sorting the words", f"{capitalise(join(rest))} share the kind “{puzzle.kind}”."),
        Note("Finding the odd one", f"Only {puzzle.odd} is left over."),
    )
    return Reply(said, f"{capitalise(puzzle.odd)}.", puzzle.odd, notes=notes, data={"odd": puzzle.odd, "kind": puzzle.kind})


def _replaced(puzzle: _Puzzle) -> Reply:
    known = lexicon.kinds().get(puzzle.kind, ())
    new = next((word for word in known if word not in {one.lower() for one in puzzle.words}), "")
    listed = [new if word == puzzle.odd else word for word in puzzle.words]
    said = f"Put **{new}** in the place of {puzzle.odd}: {join(listed)} are all {puzzle.kind}."
    note = Note("Looking for another word of the kind", f"“{new}” is one of the {puzzle.kind}.")
    return Reply(said, f"{capitalise(new)}.", new, tuple(listed), notes=(note,), data={"words": listed})


def _shared(words: tuple[str, ...], kind: str) -> Reply:
    note = Note("Comparing the kinds", f"All {len(words)} words belong to “{kind}”.")
    said = f"They are all **{kind}**: {join(list(words))}."
    one = kind.removesuffix("s")
    return Reply(said, f"Each is {article(one)} {one}.", kind, notes=(note,), data={"kind": kind, "words": list(words)})
