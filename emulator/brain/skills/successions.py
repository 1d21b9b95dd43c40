"""What comes before or after: days, months, seasons, planets, letters and whole numbers; and so many times so many each.

Counts along the rows of the lexicon and multiplies what the message tells; dates are `dates`' business.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import lexicon
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, number, number_pattern

_LONGEST = 250
_NEXT = re.compile(
    r"\b(?:what|which)\b.{0,30}?\b(?:comes?|is|follows)(?: right| directly| just)? (?P<way>after|before|next to)? ?"
    r"(?:the (?:letter|number|day|month|planet) )?(?P<what>\w+)\W*$",
    re.I,
)
_ROWS = ("days", "months", "seasons", "planets")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ASKS = re.compile(r"\b(?:day|month|season|planet|letter|number)\b", re.I)
_N = number_pattern()
_EACH = re.compile(
    rf"\b(?P<n>{_N}) (?P<who>[a-z]+(?: [a-z]+)?)\b[^.?]{{0,20}}?[,.;]? (?:and |with )?(?:each|every one)(?: \w+)?"
    r"(?: of (?:them|which))? (?:has|have|owns?|holds?|contains?|gets?|lays?|eats?|with|wears?|carr(?:y|ies))"
    rf" (?P<m>{_N}) (?P<what>[a-z]+)",
    re.I,
)


@skill("successions")
def offer(talk: Talk) -> Offer | None:
    """Fits a question for the neighbour in a well-known row, and for so many of each of so many."""
    text = talk.whole
    if len(text) > _LONGEST:
        return None
    if (each := _EACH.search(text)) and re.search(r"\bhow many\b", text, re.I):
        return Offer(0.958, partial(_times, each), whole=True)
    match = _NEXT.search(text) if _ASKS.search(text) else None
    if match is None or not match["way"]:
        return None
    found = _beside(match["what"].lower(), -1 if match["way"].lower() == "before" else 1)
    return Offer(0.955, partial(_told, match, found)) if found else None


def _beside(name: str, step: int) -> str:
    for kind in _ROWS:
        row = lexicon.kinds()[kind]
        if name in row:
            at = row.index(name) + step
            return row[at % len(row)] if kind != "planets" else row[at] if 0 <= at < len(row) else ""
    if len(name) == 1 and name in _LETTERS:
        at = _LETTERS.index(name) + step
        return _LETTERS[at].upper() if 0 <= at < len(_LETTERS) else ""
    value = number(name) if len(name) > 1 or name.isdecimal() else None
    return "" if value is None else str(value + step)


def _told(match: re.Match[str], found: str) -> Reply:
    first, way = capitalise(match["what"]), match["way"].lower()
    note = Note("Counting along the row", f"{way} {first} stands {capitalise(found)}.")
    said = f"**{capitalise(found)}** comes {way} {first}."
    return Reply(said, said.replace("**", ""), capitalise(found), notes=(note,))


def _times(each: re.Match[str]) -> Reply:
    count, share = number(each["n"]) or 0, number(each["m"]) or 0
    said = f"{count * share:,} {each['what']}"
    how = f"{count:,} {each['who']} × {share:,} {each['what']} = {count * share:,}"
    note = Note("Multiplying", f"{how}.")
    return Reply(
        f"That is **{said}**: {how}.", f"{said}.", f"{count * share:,}", notes=(note,), data={each["what"]: count * share}
    )
