"""Works on the last list: takes items out, puts some in, sorts it, turns it round, cuts it.

Items stay letter for letter; a list pasted with the request, and tables, are others' business.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from emulator.brain.dialogue import Talk
from emulator.brain.library import fold
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import ORDINALS, capitalise, number, number_pattern, plain

_LONGEST = 120
_ITEM = re.compile(r"^[ \t]*(?P<mark>[-*•]|\d{1,2}[.)])[ \t]+(?P<text>.{1,400})$", re.M)
_LEAD = r"^\W*(?:(?:please|now|and|can you|could you|ok(?:ay)?|also|then|actually)\b\W*)*"
_TAIL = r"(?: (?:please|now|too|as well|instead|(?:from|to|off|on|in) (?:it|the list|that|this|my list)))*\W*$"
_ITEMS = r"(?: (?:items?|points?|ones?|entry|entries|things?|ideas?|steps?|bullets?))?"
_NTH = re.compile(
    rf"{_LEAD}(?:remove|delete|drop|take out|leave out|skip|cross out|get rid of) (?:the )?(?:(?P<n>{number_pattern()}) )?"
    rf"(?P<which>{'|'.join(ORDINALS)}|last|(?:number |no\.? ?|#)\d{{1,2}})(?: (?P<m>{number_pattern()}))?{_ITEMS}{_TAIL}",
    re.I,
)
_OUT = re.compile(
    rf"{_LEAD}(?:remove|delete|drop|take out|cross out|get rid of) (?:the )?(?P<what>[\w' -]{{2,40}}?){_TAIL}", re.I
)
_IN = re.compile(rf"{_LEAD}(?:add|put|include|append) (?P<what>[\w' ,-]{{2,80}}?){_TAIL}", re.I)
_SORT = re.compile(
    rf"{_LEAD}(?:sort|order|arrange|put) (?:it|them|that|this|these|the list)?(?: in)?(?: an?)? ?"
    r"(?:alphabetical(?:ly)?(?: order)?|from a to z|by name|a[- ]z)\b.{0,20}$",
    re.I,
)
_TURN = re.compile(rf"{_LEAD}(?:reverse|turn round|turn around|flip) (?:it|them|the (?:list|order)|that)\b.{{0,12}}$", re.I)
_CUT = re.compile(
    rf"{_LEAD}(?:only |just )?(?:keep|show|give me|leave)(?: me)? (?:only |just )?(?:the )?(?P<side>first|top|last) "
    rf"(?P<n>{number_pattern()}){_ITEMS}{_TAIL}",
    re.I,
)
_MARKED = re.compile(
    rf"{_LEAD}(?:(?:make|turn|put|show|format|write|give)(?: me)? )?(?:it|that|this|them|the list)? ?"
    r"(?:as|into|in|with)? ?(?:an? )?"
    r"(?P<how>numbered|numbers|bullet(?:ed)?|check ?|to-?do |tick)(?: ?points?| ?list)?(?: please)?\W*$",
    re.I,
)
_NOT_ITEMS = re.compile(
    r"\b(?:emojis?|hashtags?|cta|call to action|p\.?s|it|this|that|ones?|to|more|some|"
    r"detail\w*|example\w*|sentence\w*|line|tagline|"
    r"title|headline|slogan|summary|paragraph|column|row|joke|humou?r|\d+)\b",
    re.I,
)


@dataclass(frozen=True)
class _List:
    """The last list with what stands before and after it."""

    head: str
    items: tuple[str, ...]
    numbered: bool
    tail: str

    def shown(self, items: tuple[str, ...], numbered: bool | None = None) -> str:
        """The text with these items in the place of the list."""
        by_number = self.numbered if numbered is None else numbered
        lines = [f"{place}. {item}" if by_number else f"- {item}" for place, item in enumerate(items, 1)]
        return "\n\n".join(filter(None, (self.head, "\n".join(lines), self.tail)))


@skill("list work")
def offer(talk: Talk) -> Offer | None:
    """Fits a change of the list that the last answer showed."""
    text = talk.whole
    if len(text) > _LONGEST or not talk.past or (found := _last(talk)) is None:
        return None
    if any(tool.get("type") == "function" for tool in talk.ask.tools):
        return None  # "add it to my watchlist" is for a tool
    change = _change(text, found)
    return Offer(0.935, change, whole=True) if change else None


def _last(talk: Talk) -> _List | None:
    far = 5 if re.search(r"\b(?:them|list|these|those)\b", talk.whole, re.I) else 2
    recent = [pair.told[:8_000] for pair in reversed(talk.past[-far:]) if pair.told]
    if recent and re.search(r"^\|", recent[0], re.M):
        return None
    told = next((one for one in recent if len(_ITEM.findall(one)) > 1), "") if far > 2 else "".join(recent[:1])
    marks = list(_ITEM.finditer(told))
    if len(marks) < 2 or re.search(r"^\|", told, re.M) or "```" in told:
        return None
    inside = told[marks[0].start() : marks[-1].end()]
    if len(inside.splitlines()) > len(marks) + inside.count("\n\n"):
        return None
    kinds = {match["mark"][0].isdigit() for match in marks}
    if len(kinds) > 1 or re.search(r"\*\*Day \d|\d+ (?:g|ml|tbsp)\b", inside):
        return None
    items = tuple(match["text"].strip() for match in marks)
    return _List(told[: marks[0].start()].strip(), items, kinds == {True}, told[marks[-1].end() :].strip())


def _change(text: str, found: _List) -> Callable[[], Reply] | None:
    if match := _MARKED.match(text):
        if match["how"].lower()[:2] in {"ch", "to", "ti"}:
            boxes = tuple(f"[ ] {item}" for item in found.items)
            return partial(_shown, found, boxes, False, "Each item gets a box to tick.")
        numbered = match["how"].lower().startswith("number")
        return partial(_shown, found, found.items, numbered, "Only the marks change.")
    if _SORT.match(text):
        return partial(
            _shown, found, tuple(sorted(found.items, key=lambda item: fold(plain(item)))), None, "I sort by the first letters."
        )
    if _TURN.match(text):
        return partial(_shown, found, found.items[::-1], None, "The last item comes first.")
    if match := _CUT.match(text):
        count = number(match["n"]) or 1
        kept = found.items[-count:] if match["side"].lower() == "last" else found.items[:count]
        return partial(_shown, found, kept, None, f"I keep {len(kept)} of {len(found.items)}.")
    return _out(text, found) or _in(text, found)


def _out(text: str, found: _List) -> Callable[[], Reply] | None:
    if match := _NTH.match(text):
        gone = _places(match, len(found.items))
        kept = tuple(item for place, item in enumerate(found.items) if place not in gone)
        return partial(_shown, found, kept, None, f"{len(gone)} of {len(found.items)} items go.") if gone and kept else None
    if match := _OUT.match(text):
        what = fold(re.sub(r"^(?:the|my|all) ", "", match["what"].strip()))
        kept = tuple(item for item in found.items if what.rstrip("s") not in fold(plain(item)))
        return partial(_shown, found, kept, None, f"“{what}” goes.") if kept and len(kept) < len(found.items) else None
    return None


def _places(match: re.Match[str], length: int) -> set[int]:
    which, count = match["which"].lower(), number(match["n"] or match["m"] or "") or 1
    if which == "last":
        return set(range(max(0, length - count), length))
    if digits := re.search(r"\d+", which):
        return {int(digits[0]) - 1} & set(range(length))
    first = ORDINALS.index(which)
    return set(range(first, first + (count if first == 0 else 1))) & set(range(length))


def _in(text: str, found: _List) -> Callable[[], Reply] | None:
    match = _IN.match(text)
    if (
        match is None
        or found.tail
        or len(found.head) > 120
        or _NOT_ITEMS.search(match["what"])
        or len(plain(" ".join(found.items))) > 90 * len(found.items)
    ):
        return None
    parts = [part.strip() for part in re.split(r",\s*(?:and )?| and ", match["what"]) if part.strip()]
    new = tuple(capitalise(re.sub(r"^(?:an?|the|my|some) ", "", part)) for part in parts)
    return partial(_shown, found, (*found.items, *new), None, f"{len(new)} more at the end.")


def _shown(found: _List, items: tuple[str, ...], numbered: bool | None, how: str) -> Reply:
    note = Note("Working on the last list", f"It has {len(found.items)} items. {how}")
    text = found.shown(items, numbered)
    return Reply(text, f"{plain(items[0])}.", plain(items[0]), items, notes=(note,), fixed=True, data={"items": list(items)})
