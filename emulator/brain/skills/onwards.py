"""Another of the same: "another one", "5 more", "something else", "I've already seen that" after a suggestion, a fact or a list.

Hands the last request on once more; the skills that offer things leave out what they have told already.
"""

from __future__ import annotations

import re
from dataclasses import replace

from emulator.brain.dialogue import Talk
from emulator.brain.registry import Offer, best, skill
from emulator.brain.text import number, number_pattern

_COUNT = rf"(?P<n>{number_pattern()}|some|a few|any)?"
_MORE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|no|hm+|nice|great|cool|please|can you|could you|do you have|are there|i want|i need|i'd like|"
    r"let's have|got)\b\W*)*"
    rf"(?:(?:give|tell|show|suggest|recommend|name|list|try|find|write|make)\b(?: me| us)?\s*)?(?:{_COUNT}\s*(?:more|"
    rf"others?|other ones)|another(?: one)?|"
    r"one more|next(?: one)?|something (?:else|different|funnier|lighter|shorter|newer|older|better|new|similar)|a "
    r"(?:different|new|better|second) one|"
    r"(?:what|anything|anyone|who) else|different ones?|new ones?)(?: (?:of (?:them|these|those)|ideas?|suggestions?|names?|"
    r"facts?|options?|movies?|books?|"
    r"films?|examples?|please|like that|instead|then))*\W*$|"
    r"^\W*(?:(?:but|no|sorry|hm+|oh)\b\W*)*i(?:'ve|’ve| have)? ?(?:already |just )?(?:seen|read|watched|tried|know|knew|had|"
    r"done|heard|don'?t like|hate) "
    r"(?:that|it|this|them|those|all of them|that one|this one)(?: one| already| before)*\W*$",
    re.I,
)
_ASIDE = re.compile(r"\bdon'?t (?:get|understand) (?:it|that)\b|^\W*(?:huh|why|explain (?:it|that|the joke))\W*$", re.I)
"""What is said of an offer in between."""
_FIRST_NUMBER = re.compile(rf"\b(?:{number_pattern()}|an?)\b", re.I)
_OFFERING = frozenset({"suggestions", "oddments", "lists", "copywriting", "guides", "humour", "stories"})


@skill("onwards")
def offer(talk: Talk) -> Offer | None:
    """Fits a wish for more of what was offered last."""
    match = _MORE.match(talk.whole) if len(talk.whole) < 90 and talk.past else None
    said = (pair.said for pair in reversed(talk.past[-6:]) if not _MORE.match(pair.said) and not _ASIDE.search(pair.said))
    asked = next(said, "")[:300] if match else ""
    if match is None or not asked:
        return None
    count = number(match["n"] or "")
    anew = _FIRST_NUMBER.sub(str(count), asked, count=1) if count else asked
    if (wish := re.search(r"something (\w+)", talk.whole, re.I)) and wish[1].lower() not in {
        "else",
        "different",
        "new",
        "better",
    }:
        anew = f"{anew.rstrip('.?! ')}, {wish[1].lower()} please"
    choice = best(replace(talk, prompt=anew, whole=anew))
    if choice.name not in _OFFERING or choice.offer.fit < 0.6:
        return None
    return Offer(0.915, choice.offer.answer, whole=True)
