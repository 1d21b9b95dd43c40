"""How many things a message names in all, and what so many of them come to: "if each takes 45 minutes, how long is that?".

Adds only what stands in the message or in the last result.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import number, number_pattern

_TOTAL = re.compile(
    r"\bhow (?:many|much)\b.{0,40}\b(?:in total|altogether|in all|overall|combined|all together|total)\b|"
    r"\bwhat(?:'s| is) the total\b",
    re.I,
)
_NUMBER = re.compile(
    rf"(?<![\w.:$€£-])(?P<n>\d{{1,9}}|{number_pattern()})(?![\w.:%]|\s?(?:%|percent|o'clock|am\b|pm\b|"
    rf"years? old|days? (?:a|per)))",
    re.I,
)
_OTHER = re.compile(
    r"\b(?:each|per|times|every|half|lost?|gave|give|ate|eat|sold|sell|spent|less|fewer|minus|remain\w*|left|percent)\b|[%$€£]",
    re.I,
)
_EACH = re.compile(
    r"\b(?:each|every one|one|they|every \w+)(?: of (?:them|these|those))?(?: \w+)? (?:takes?|lasts?|"
    r"costs?|is|are|weighs?)(?: all| about)? (?P<sign>[$€£])?(?P<n>\d{1,7}(?:\.\d{1,2})?)\s?"
    r"(?P<unit>minutes?|mins?|hours?|seconds?|days?|euros?|dollars?|pounds?|rupees?|kg|g|km|cm|m|[$€£])?(?: each)?\b.{0,60}",
    re.I,
)
_BOUGHT = re.compile(
    r"\b(?P<n>\d{1,6}) (?P<what>[a-z][a-z ]{1,30}?) (?:at|for|that cost|costing|à) (?P<sign>[$€£])?(?P<price>\d{"
    r"1,6}(?:\.\d{1,2})?)\s?"
    r"(?P<unit>euros?|dollars?|pounds?|rupees?|[$€£])? ?(?:each|a piece|apiece|per piece)\b",
    re.I,
)
_BOLD = re.compile(r"\*\*(\d{1,9})(?: [a-z]+)?\*\*")


@skill("totals")
def offer(talk: Talk) -> Offer | None:
    """Fits a count of several named amounts, and the last count times an amount."""
    text = talk.whole
    if len(text) > 250:
        return None
    if _TOTAL.search(text) and not _OTHER.search(text):
        found = [number(match["n"]) or 0 for match in _NUMBER.finditer(text.partition("?")[0])]
        return Offer(0.96, partial(_sum, found), whole=True) if len(found) >= 2 else None
    if bought := _BOUGHT.search(text):
        return Offer(0.96, partial(_bought, bought), whole=True)
    match = _EACH.search(text) if talk.past and re.search(r"\bhow (?:long|much|many)|\btotal|\bthat\b", text, re.I) else None
    count = next((int(hit[1]) for pair in reversed(talk.past[-2:]) if (hit := _BOLD.search(pair.told[:500]))), 0) if match else 0
    return Offer(0.96, partial(_times, count, match), whole=True) if match and count else None


def _sum(found: list[int]) -> Reply:
    total = sum(found)
    worked = " + ".join(map(str, found))
    note = Note("Adding", f"{worked} = {total}.")
    return Reply(f"**{total}** in total: {worked}.", f"{total}.", str(total), notes=(note,), data={"total": total})


def _bought(match: re.Match[str]) -> Reply:
    """So many at a price each."""
    count, price = int(match["n"]), Decimal(match["price"])
    total, unit = count * price, match["unit"] or ""
    said = f"{match['sign'] or ''}{total:,}{unit if unit in '$€£' else f' {unit}'}".strip()
    note = Note("Multiplying", f"{count} × {price} = {total}.")
    text = f"The total is **{said}**: {count} {match['what']} at {match['sign'] or ''}{price}."
    return Reply(text, f"{said}.", said, notes=(note,), data={"total": float(total)})


def _times(count: int, match: re.Match[str]) -> Reply:
    each, unit = float(match["n"]), (match["unit"] or "").lower()
    total, sign = count * each, match["sign"] or ""
    said = f"{sign}{total:,.10g}{f' {unit}' if unit and unit not in '$€£' else unit}"
    more = ""
    if unit.startswith("min") and total >= 60:
        hours, rest = divmod(int(total), 60)
        more = f", which is {hours} hour{'s' * (hours > 1)}" + (f" and {rest} minutes" if rest else "")
    note = Note("Multiplying", f"{count} × {each:g} = {total:g}, the count from my last answer.")
    return Reply(f"{count} × {sign}{each:g} = **{said}**{more}.", f"{said}.", said, notes=(note,), data={"result": total})
