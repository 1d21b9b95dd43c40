"""Opposites of words, and the old catch of equal weights: a kilogram of feathers against a kilogram of iron."""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import lexicon
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise

_LONGEST = 200
_OPPOSITE = re.compile(
    r"\b(?:opposites?|antonyms?|contrary) (?:of|for|to) (?:the word )?[\"“'‘]?(?P<word>[a-z-]{2,20})[\"”'’]?\W*$", re.I
)
_ALSO = re.compile(
    r"^\W*(?:and |what about |how about |and of |of )+(?:the word )?[\"“'‘]?(?P<word>[a-z-]{2,20})[\"”'’]?\W*$", re.I
)
_UNIT = r"(?:kilo(?:gram)?s?|kg|pounds?|tons?|tonnes?)"
_EQUAL = re.compile(
    rf"\b(?:heavier|lighter|weighs? (?:more|less))\b.{{0,20}}?\b(?P<n>an?|one|\d{{1,4}}) ?(?P<unit>{_UNIT}) of (?P<a>[a-z]+)"
    rf" (?:or|vs\.?|than) (?P<m>an?|one|\d{{1,4}}) ?(?P<other>{_UNIT}) of (?P<b>[a-z]+)",
    re.I,
)


@skill("meanings")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for an opposite, and one for the heavier of two equal weights."""
    text = talk.gist
    if len(text) > _LONGEST:
        return None
    match = _OPPOSITE.search(text)
    if match is None and talk.past and _OPPOSITE.search(talk.past[-1].said[:_LONGEST]):
        match = _ALSO.match(text)
    if match and (other := lexicon.opposite(match["word"])):
        return Offer(0.955, partial(_opposite, match["word"].lower(), other))
    equal = _EQUAL.search(text)
    if equal and _weight(equal["n"], equal["unit"]) == _weight(equal["m"], equal["other"]):
        return Offer(0.96, partial(_same, equal), whole=True)
    return None


def _weight(count: str, unit: str) -> tuple[str, str]:
    one = "1" if count.lower() in {"a", "an", "one"} else count
    return one, unit.lower().rstrip("s").replace("kilogram", "kg").replace("kilo", "kg").replace("tonne", "ton")


def _opposite(word: str, other: str) -> Reply:
    note = Note("Looking up the opposite", f"“{word}” and “{other}” are a pair.")
    return Reply(f"The opposite of “{word}” is **{other}**.", f"{capitalise(other)}.", other, notes=(note,), data={word: other})


def _same(equal: re.Match[str]) -> Reply:
    note = Note("Comparing the weights", "Both amounts are the same; only their volumes differ.")
    said = f"Neither: both weigh **the same**, {equal['n']} {equal['unit']}."
    return Reply(f"{said} The {equal['a']} and the {equal['b']} differ in volume only.", said, "Neither", notes=(note,))
