"""What the user said happens on which day: "Rome on Monday, Florence on Wednesday", "the dentist is on 3 May at 10".

Reads the user's own statements, later ones correct earlier ones of the same day; it answers nothing by itself.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from emulator.brain.text import capitalise, sentences

_DAYS = [name.lower() for name in calendar.day_name]
_MONTHS = "|".join(name for name in calendar.month_name if name)
_DAY = re.compile(
    rf"\b(?:on |this |next |by |every )?(?P<day>{'|'.join(_DAYS)}|today|tomorrow|tonight|day \d{{1,2}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?)\b"
    r"(?P<clock>(?: morning| afternoon| evening| night)?(?: at (?:noon|\d{1,2}(?:[:.]\d{2})?(?:\s?[ap]m)?))?)",
    re.I,
)
_PIECE = re.compile(r"\s*[,;]\s*(?:and |then )?|\s+and (?:then )?(?=[^,;]*?)|\s+then\s+", re.I)
_OPENING = re.compile(
    r"^(?:(?:please |and |then |so |ok |well )*(?:remember|note)(?: that)?[: ]+)?(?:then |and )?"
    r"(?:(?:i|we)(?:'m|’m|'ll|’ll|'ve got|'re|’re| am| are| will| shall| have to| need to| must| plan to| want to)?\s+)?"
    r"(?:be |(?:going|travelling|traveling|flying|driving|off|heading|moving) (?=to|in|on)|going to |"
    r"(?:go|fly|travel|drive|head) (?=to))*",
    re.I,
)
_ONE = re.compile(r"^(?:one|another)\b(?: one)?", re.I)
_NOUN = re.compile(r"^((?:an?|the|your) .{2,40}?)(?= (?:in|at|with|for|on|about)\b|$)", re.I)
_MORE = re.compile(r"^(?:in|at|with|by|for|to|from|about)\b", re.I)
_OVER = re.compile(r"\b(?:was|were|born|went|had|visited|met|flew|last)\b", re.I)
_MADE_BY = re.compile(r"\b(?:i|we|my|our|remember|note)\b", re.I)
_EVENT = re.compile(
    r"\b(?:at (?:noon|\d)|to [A-Z]|in [A-Z]|have (?:an?|the|to)\b|meet|meeting|appointment|fly|flight|go to|going to|travel|"
    r"visit|party|dinner|lunch|call|deadline|due|dentist|doctor|launch|review|interview|exam|birthday|wedding|concert|remember|note|"
    r"(?:is|are) (?:on|due|this|next))\b"
)
"""What makes one day worth noting; "I feel tired today" isn't."""
_ASKING = re.compile(
    r"\?\s*$|^\W*(?:what|where|when|which|who|how|why|is|are|do|does|did|can|could|will|would|should|translate|write|give|plan|"
    r"suggest|tell|calculate|convert|book|draft|schedule|set|remind|summari[sz]e)\b",
    re.I,
)


_MOVED = re.compile(
    r"\b(?:it|that|this|the (?:\w+ )?(?:meeting|call|party|appointment|dinner|interview|flight|event))"
    r"(?:'s|’s| is| has| was)?(?: been| "
    r"now| just)* (?:moved|rescheduled|postponed|pushed|shifted|changed|put off|brought forward)(?: back)? to "
    rf"(?P<day>{'|'.join(_DAYS)}|today|tomorrow|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})\b",
    re.I,
)


@dataclass(frozen=True)
class Entry:
    """One thing and its day."""

    day: str
    """As it is spoken: "Monday", "3 May", "tomorrow"."""
    what: str
    """"Rome", "a meeting in Berlin at 10"."""

    @property
    def place_in_week(self) -> int:
        """Monday is 0; days without a name in the week come in the order in which they were told."""
        return _DAYS.index(self.day.lower()) if self.day.lower() in _DAYS else -1


@lru_cache(maxsize=1024)
def stated(text: str) -> tuple[Entry, ...]:
    """The days that a message states, in order; nothing for a question or an order."""
    found: list[Entry] = []
    for sentence in sentences(text[:4_000]):
        if _ASKING.search(sentence) or _OVER.search(sentence) or len(sentence) > 600:
            continue
        entries = _entries(sentence)
        if entries and (len(entries) > 1 or found or (_MADE_BY.search(sentence) and _EVENT.search(sentence))):
            found += entries
    return tuple(found)


def _entries(sentence: str) -> list[Entry]:
    found: list[Entry] = []
    for piece in _PIECE.split(sentence):
        match = _DAY.search(piece)
        if match is None:
            continue
        before, behind = piece[: match.start()].strip(" ,:–-"), piece[match.end() :].strip(" ,:–-.!")
        what = " ".join(filter(None, [_thing(before), behind if _MORE.match(behind) else ""])) if before else _thing(behind)
        if what:
            what = _ONE.sub(_noun(found), what) if found else what
            found.append(Entry(_spoken(match["day"]), " ".join(filter(None, [what, match["clock"].strip()]))))
    return found


def _noun(found: list[Entry]) -> str:
    """What "one" stands for after "a meeting in Berlin"."""
    match = _NOUN.match(found[-1].what)
    return match[1] if match else "one"


def _thing(words: str) -> str:
    thing = _OPENING.sub("", words, count=1).strip(" ,.:")
    thing = re.sub(r"^(?:to|in|at|is|it's|have|i have)\s+", "", thing, flags=re.I)
    thing = re.sub(r"^(?:my|our)\b", "your", re.sub(r"\s+(?:is|are)$", "", thing), flags=re.I)
    return thing if len(thing) > 1 else ""


def _spoken(day: str) -> str:
    return day.lower() if day.lower() in {"today", "tomorrow", "tonight"} else capitalise(day)


def moved(text: str) -> str:
    """The day to which a message moves what was spoken of last: "it's been moved to Friday"."""
    match = _MOVED.search(text) if len(text) < 160 and not text.rstrip().endswith("?") else None
    return _spoken(match["day"]) if match else ""


def known(said: Iterable[str]) -> list[Entry]:
    """What holds after all that was said; a day that is told again in another message is told anew."""
    entries: list[Entry] = []
    for text in said:
        if entries and (day := moved(text)):
            entries[-1] = Entry(day, entries[-1].what)
            continue
        new = stated(text)
        days = {entry.day for entry in new}
        entries = [entry for entry in entries if entry.day not in days] + list(new)
    if all(entry.place_in_week >= 0 for entry in entries):
        entries.sort(key=lambda entry: entry.place_in_week)
    return entries


def day_in(text: str) -> str:
    """The day that a question names, spoken as in the entries; empty when it names none."""
    match = _DAY.search(text)
    return _spoken(match["day"]) if match else ""
