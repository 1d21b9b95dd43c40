"""How wishes for things of the almanac are worded: their era, their readers, and the words that say nothing of them."""

from __future__ import annotations

import re

MEANT: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:\d{1,2}[- ]years?[- ]olds?|kids?|child(?:ren)?|son|daughter|niece|nephew|grandchild\w*|toddlers?|teenagers?)\b",
        "children",
    ),
    (r"\bfunny|laugh|comed(?:y|ies)\b", "comedy"),
    (r"\bsci-?fi\b", "science"),
    (r"\bscary|spooky\b", "horror"),
    (r"\bromcoms?\b|\bromantic\b|\bdate night\b", "romance"),
    (r"\bold(?:er)? (?:films?|movies?)\b", "classic"),
    (r"\bwhodunn?its?\b|\bdetective\b", "mystery"),
    (r"\bcartoons?\b|\banimated\b", "animation"),
)
"""What people say, and the word of the tables for it."""
CENTURY = re.compile(r"\b(?:\d{1,2}(?:st|nd|rd|th) century|(?:1[5-9]|20)?\d0['’]?s)\b", re.I)
COMMON = frozenset(
    "the a an some any me i you us please list name give tell show suggest recommend what are which "
    "is of in from by about with for to and or "
    "famous great good best popular well known most top can could should would see watch read visit "
    "find like love loves someone who that "
    "few several important beautiful interesting there were was different as table their year years "
    "it my friend one two three four five six "
    "seven eight nine ten more other nice classic do know have want need looking worth must".split()
)


def era(text: str) -> tuple[int, int]:
    """The first and the last year of a century or decade that a text names; zeros when it names none."""
    if century := re.search(r"\b(\d{1,2})(?:st|nd|rd|th) century\b", text, re.I):
        return int(century[1]) * 100 - 99, int(century[1]) * 100
    if decade := re.search(r"\b(?:the )?(1[5-9]|20)?(\d0)['’]?s\b", text):
        start = int(decade[1] or ("20" if int(decade[2]) < 30 else "19")) * 100 + int(decade[2])
        return start, start + 9
    return 0, 0
