"""The last question once more with another number: "And 20%?" after "What's 15% of 240?", "And 10?" after a conversion.

Answers nothing itself: it writes the question anew and hands it to the skill that fits it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Offer, best, skill

_AGAIN = re.compile(
    r"^\W*(?:and |what about |how about |now |or |what if it(?:'s| is| were) |and for |and with )+(?P<sign>[$€£])?"
    r"(?P<number>\d{1,9}(?:[.,]\d{1,6})?)\s?(?P<unit>%|percent|[a-z°]{1,12})?\W*$",
    re.I,
)
_NUMBER = re.compile(
    r"(?P<sign>[$€£])?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<unit>%|percent\b|[a-z°]{1,12}\b)?", re.I
)


@skill("anew")
def offer(talk: Talk) -> Offer | None:
    """Fits a bare number after a question that had numbers."""
    match = _AGAIN.match(talk.gist) if len(talk.gist) < 60 else None
    if match is None or not talk.past or not talk.past[-1].told:
        return None
    asked = _question(talk)
    anew = _with(asked, match) if asked else ""
    if not anew:
        return None
    choice = best(replace(talk, prompt=anew))
    return Offer(0.87, choice.offer.answer, whole=True) if choice.offer.fit >= 0.5 else None


def _question(talk: Talk) -> str:
    """The last question that stood on its own feet, with what was asked anew since left out."""
    return next((pair.said for pair in reversed(talk.past[-5:]) if not _AGAIN.match(pair.said)), "")[:400]


def _with(asked: str, match: re.Match[str]) -> str:
    """The question with one of its numbers replaced: the one with the same unit or sign, else the only one or the first."""
    found = list(_NUMBER.finditer(asked))
    unit, sign = _plain(match["unit"]), match["sign"] or ""
    same = [number for number in found if (unit and _plain(number["unit"]) == unit) or (sign and number["sign"] == sign)]
    chosen = same or ([] if unit else found)
    if not chosen:
        return ""
    place = chosen[0]
    new = f"{match['sign'] or place['sign'] or ''}{match['number']}"
    start, end = place.start(), place.end("number")
    return f"{asked[:start]}{new}{asked[end:]}"


def _plain(unit: str | None) -> str:
    return "%" if (unit or "").lower() == "percent" else (unit or "").lower()
