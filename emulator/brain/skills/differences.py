"""The difference between the figures of the last two answers, where they answer the same question for two things.

Takes bold numbers with the same unit only; which of two things is larger is told beside it.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import almanac, library, references
from emulator.brain.dialogue import Exchange, Talk
from emulator.brain.registry import Note, Offer, Reply, skill

_LONGEST = 90
_ASK = re.compile(
    r"^\W*(?:and |so |ok |then )*(?:what(?:'s|’s| is) the (?P<how>difference|gap)(?: between (?:them|the two|both|these))?|"
    r"by how much(?: .{0,30})?|how much (?:more|bigger|larger|higher|taller|longer|older) (?:is|are)? ?"
    r"(?:it|that|one|the first)?.{0,20}|"
    r"which (?:one |of (?:them|the two|both) )?(?:is|has|have|was|goes)(?: the)? "
    r"(?P<which>more|most|higher|highest|larger|largest|"
    r"bigger|biggest|taller|tallest|longer|longest|older|oldest|heavier|faster|less|fewer|lower|smaller|shorter|younger|"
    r"smallest|shortest|lighter|slower)(?: \w+){0,2})\W*$",
    re.I,
)
_LESS = frozenset("less fewer lower smaller shorter smallest shortest lighter slower".split())
_DATED = {"older": "small", "oldest": "small", "younger": "big"}
_OF_A_KIND = (
    (r"tall|high|low", r"m|met\w+|feet|ft"),
    (r"long|short", r"k?m|\w*met\w+|miles?|hours?|minutes?|years?|days?"),
    (r"old|young", r"|years?(?: old)?"),
    (r"heav|light", r"kg|kilo\w+|tons?|tonnes|pounds|g"),
    (r"fast|slow", r"km/?h?|km per hour|mph|k"),
    (r"larg|big|small", r"people|inhabitants|km²?|k?m|square \w+|\w*met\w+"),
    (r"more|most|less|few", r".*"),
)
"""What a word of a comparison measures, and the units that it is measured in."""
_FIGURE = re.compile(
    r"(?P<sign>[$€£₹])?(?P<n>\d[\d,]*(?:\.\d+)?)(?: (?P<scale>million|billion))?\s?"
    r"(?P<unit>[a-zA-Z°%²]+(?: per \w+)?)?"
)
_SCALE = {"million": 10**6, "billion": 10**9}


@skill("differences")
def offer(talk: Talk) -> Offer | None:
    """Fits when two figures of a kind were told in the last two answers."""
    text = talk.whole
    match = _ASK.match(text) if len(text) <= _LONGEST and len(talk.past) >= 2 else None
    if match is None:
        return None
    if not _alike(talk.past[-2].said, talk.past[-1].said) and not _alike(
        talk.past[-3].said if len(talk.past) > 2 else "", talk.past[-2].said
    ):
        return None
    told = [found for pair in talk.past[-3:] if (found := _figure(pair))]
    if len(told) < 2 or told[-1][2] != told[-2][2] or told[-1][0] == told[-2][0]:
        return None
    which = (match["which"] or "").lower()
    fitting = next((unit for word, unit in _OF_A_KIND if re.match(word, which)), ".*")
    if not re.fullmatch(fitting, told[-1][2], re.I):
        return None
    return Offer(0.901, partial(_set_apart, told[-2], told[-1], which))


def _alike(one: str, other: str) -> bool:
    """Whether the second question asks the same of another thing."""
    shared = set(library.keywords(one[:200])) & set(library.keywords(other[:200]))
    return bool(one) and (bool(shared) or re.match(r"\W*(?:and|what about|how about|or)\b", other, re.I) is not None)


def _figure(pair: Exchange) -> tuple[str, float, str, str] | None:
    """Of what, the number, its unit, and the figure as it was told."""
    if pair.told.startswith(("My offline library", "My article")):
        return None
    first = pair.told.partition("\n")[0][:300]
    named = references.entities(pair.said[:200], "any") or tuple(thing.title for thing in almanac.named(pair.said[:200]))
    found = [match for match in _FIGURE.finditer(first.replace("**", "")) if match["n"]]
    if len(named) != 1 or len(found) != 1:
        return None
    match = found[0]
    unit = f"{match['sign'] or ''} {match['unit'] or ''}".strip()
    return named[0], float(match["n"].replace(",", "")) * _SCALE.get(match["scale"] or "", 1), unit, match[0].strip()


def _set_apart(one: tuple[str, float, str, str], other: tuple[str, float, str, str], which: str) -> Reply:
    more, less = (one, other) if one[1] >= other[1] else (other, one)
    year = not one[2] and 1_000 < one[1] < 2_100
    gap = f"{_shown(more[1] - less[1])} {'years' if year else one[2]}".strip()
    note = Note("Taking the last two figures", f"{one[0]}: {one[3]}; {other[0]}: {other[3]}.")
    first = less if which in _LESS or (year and _DATED.get(which) == "small") else more
    second = more if first is less else less
    text = (
        f"**{first[0]}**: {first[3]} against {second[3]} for {second[0]}, a difference of {gap}."
        if which
        else f"The difference is **{gap}**: {more[0]} has {more[3]}, {less[0]} {less[3]}."
    )
    return Reply(text, f"{first[0]}." if which else f"{gap}.", first[0] if which else gap, notes=(note,))


def _shown(value: float) -> str:
    if value >= 10**6:
        return f"{value / 10**6:,.1f}".rstrip("0").rstrip(".") + " million"
    return f"{value:,.2f}".rstrip("0").rstrip(".")
