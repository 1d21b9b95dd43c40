"""Fills the gaps in square brackets of the last text with what the user tells next: a name, a day, a position, a firm.

Only a gap that the statement is about is filled; the rest of the text stays letter for letter.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import capitalise, join

_LONGEST, _RECENT = 160, 2
_GAP = re.compile(r"\[[A-Za-z][^\]\n]{1,40}\](?!\()")
_NAME = r"(?-i:[A-Z])(?:[\w.'-]{0,19}\w)?"
_PROPER = rf"(?:(?:Mr|Mrs|Ms|Dr|Prof)\. )?{_NAME}(?: {_NAME}){{0,3}}"
_WHO = r"(?:boss|manager|landlord|teacher|recipient|colleague|client|friend)"
_WHAT_DAY = r"(?:last (?:working )?day|date|day|deadline|start date|end date|it|party|meeting|event)"
_MONTH_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?: of)? (?-i:[A-Z])\w+(?: \d{4})?|(?-i:[A-Z])\w+ \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?"
_DAY = (
    rf"(?:the )?(?:{_MONTH_DAY}|(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|next \w+|\d{{4}}-\d\d-\d\d)"
)
_TOLD: tuple[tuple[str, str], ...] = (
    (
        r"your name|name of the writer",
        rf"\b(?:my name is|i am called|i'm called|sign (?:it )?(?:as|with)|it's from|i'm|i am) (?P<v>{_PROPER})",
    ),
    (
        r"name|colleague|recipient",
        rf"\b(?:(?:(?:his|her|their|the) )?(?:\w+'s )?(?<!my )name is|{_WHO}(?:'s name)? is(?: called| named)?|"
        r"it(?:'s| is) (?:for|to)|"
        rf"addressed to|send it to|write to|address it to) (?P<v>{_PROPER})",
    ),
    (
        r"date|day|when|deadline|time",
        rf"\b{_WHAT_DAY}(?: of work)? (?:is|will be|would be|ends|starts|begins)(?: on)? (?P<v>{_DAY})",
    ),
    (
        r"position|role|job|job title",
        r"\b(?:(?:position|job|role|title) is|i(?:'m| am)(?: working as| employed as)?|i work as|as) (?:an? |the )?"
        r"(?P<v>(?!called\b)[a-z][\w -]{3,40}?)(?= (?:at|in|for)\b|[.,!]|$)",
    ),
    (
        r"company|firm|employer",
        rf"\b(?:company|firm|employer)(?: is)?(?: called)? (?:is )?(?P<v>{_PROPER})|\bi work (?:at|for) (?P<w>{_PROPER})",
    ),
    (r"address|mail", r"\b(?P<v>[\w.+-]+@[\w-]+\.[\w.]+)"),
    (r"phone|number", r"\b(?:phone|number)(?: number)? is (?P<v>\+?[\d ()/-]{5,20})"),
)


@skill("gaps")
def offer(talk: Talk) -> Offer | None:
    """Fits a statement that says what a gap of the last text is to hold."""
    text = talk.whole
    if len(text) > _LONGEST or not talk.past or text.rstrip().endswith("?"):
        return None
    last = next((pair.told for pair in reversed(talk.past[-_RECENT:]) if _GAP.search(pair.told)), "")
    if not last or not (filled := _filled(last, text)):
        return None
    return Offer(0.958, partial(_shown, last, filled), whole=True)


def _filled(last: str, text: str) -> dict[str, str]:
    """What goes into which gap."""
    gaps = list(dict.fromkeys(match[0] for match in _GAP.finditer(last)))
    found: dict[str, str] = {}
    for names, pattern in _TOLD:
        match = re.search(pattern, text, re.I)
        gap = next((gap for gap in gaps if gap not in found and re.fullmatch(names, gap.strip("[]"), re.I)), "")
        if match and gap:
            value = next(part for part in match.groupdict().values() if part)
            found[gap] = value.strip() if value not in found.values() else ""
    return {gap: value for gap, value in found.items() if value}


def _shown(last: str, filled: dict[str, str]) -> Reply:
    text = last
    for gap, value in filled.items():
        text = text.replace(gap, value[:1].lower() + value[1:] if value.lower().startswith(("next ", "this ")) else value)
    left = list(dict.fromkeys(match[0] for match in _GAP.finditer(text)))
    what = join([f"{value} for {gap}" for gap, value in filled.items()])
    notes = (
        Note("Filling the gaps", f"{capitalise(what)}."),
        Note("Looking for what is left", f"Still open: {join(left)}." if left else "Nothing is open any more."),
    )
    return Reply(text, fixed=True, notes=notes, data={gap.strip("[]"): value for gap, value in filled.items()})
