"""The last question once more with another number: "And 20%?" after "What's 15% of 240?", "And 10?" after a conversion.

Answers nothing itself: it writes the question anew and hands it to the skill that fits it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, best, skill

_AGAIN = re.compile(
    r"^\W*(?:and |what about |how about |now |or |what if it(?:'s| is| were) |and for |and with |and at |at |with "
    r")+(?P<sign>[$€£])?"
    r"(?P<number>\d{1,9}(?:[.,]\d{1,6})?)\s?(?P<unit>%|percent|[a-z°]{1,12})?(?: off| discount| tip| vat| tax| interest)?\W*$",
    re.I,
)
_NUMBER = re.compile(
    r"(?P<sign>[$€£])?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(?P<unit>%|percent\b|[a-z°]{1,12}\b)?", re.I
)


_OTHER = re.compile(r"^\W*(?:and |what about |how about |what is |what's )+the (?P<what>[a-z]{3,20})\W*$", re.I)
_ADDED = re.compile(
    r"^\W*(?:(?:and|now|then|please|also)\b\W*)*(?:add|plus|with|include|minus|take off)\s+(?:an? "
    r")?(?P<rate>\d{1,3}(?:\.\d)?)\s?(?:%|percent)\s*"
    r"(?P<what>tax|vat|gst|tip|service|discount|off)?\W*$",
    re.I,
)
_TOTAL = re.compile(r"\btotal (?:is|of) \*\*([$€£]?[\d,]+(?:\.\d+)?(?: \w+)?)\*\*", re.I)
_MEASURES = re.compile(r"\b(?:average|mean|median|sum|total|maximum|minimum|largest|smallest|mode|range)\b", re.I)
_LABELLED = r"(?:^|\n)[-* ]*\**{what}(?: \([^)\n]*\))?\**:\**\s*(?P<value>[^\n*]{{1,60}})"


@skill("anew")
def offer(talk: Talk) -> Offer | None:
    """Fits a bare number after a question that had numbers."""
    if len(talk.gist) < 60 and talk.past and (other := _OTHER.match(talk.gist)):
        return _of_another_kind(talk, other["what"])
    if len(talk.gist) < 60 and talk.past and (added := _ADDED.match(talk.gist)) and (total := _TOTAL.search(talk.past[-1].told)):
        choice = best(replace(talk, prompt=f"What is {total[1]} with {added['rate']}% {added['what'] or 'tax'}?"))
        return Offer(0.9, choice.offer.answer, whole=True) if choice.offer.fit >= 0.5 else None
    match = _AGAIN.match(talk.gist) if len(talk.gist) < 60 else None
    if match is None or not talk.past or not talk.past[-1].told:
        return None
    asked = _question(talk)
    anew = _with(asked, match) if asked else ""
    if not anew:
        return None
    choice = best(replace(talk, prompt=anew))
    return Offer(0.87, choice.offer.answer, whole=True) if choice.offer.fit >= 0.5 else None


def _of_another_kind(talk: Talk, what: str) -> Offer | None:
    """ "And the median?" after an average; "And the total?" after a bill that names it."""
    last = talk.past[-1]
    if match := re.search(_LABELLED.format(what=re.escape(what)), last.told[:4_000], re.I):
        said = match["value"].strip().rstrip(".")
        noted = Note("Looking at the last answer", f"It names the {what.lower()}: {said}.")
        return Offer(0.86, lambda: Reply(f"The {what.lower()} is **{said}**.", f"{said}.", said, notes=(noted,)))
    asked = last.said[:400]
    if not _MEASURES.fullmatch(what) or not _MEASURES.search(asked):
        return None
    choice = best(replace(talk, prompt=_MEASURES.sub(what, asked, count=1)))
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
