"""What asks for no article: remarks of the user, losses they tell of, and questions that only point back.

Looks at the words of one message; what to answer is the skills' business.
"""

from __future__ import annotations

import re

from emulator.brain import subjects

_REMARK = re.compile(
    r"^\W*(?:(?:actually|well|oh|sorry|no|so|but|and|yes)\b\W*)*"
    r"(?:my|our|he|she|they|we|it(?:'s|’s| is| has| was)|i(?:'m|’m| am|'ve| have| had| was|'ll)?)\b"
    r"(?! (?:want|need|would|'d|like)\b)(?!.*\b(?:explain|tell me|describe|what|how|why|who|know (?:about|more))\b)",
    re.I,
)
_WEIGHTLESS = subjects.GENERAL | frozenset(
    "long take takes took much many often work works cost costs last lasts mean means need needs".split()
)
LOSS = (
    r"\b(?:my|our) (?:[\w-]+ ){1,3}(?:has |have |just )*(?:died|passed away|is dead|was put to sleep)\b|"
    r"\bi(?:'ve| have)? (?:just )?lost my (?:mum|mom|mother|dad|father|wife|husband|son|daughter|brother|sister|friend|"
    r"grand\w+|dog|cat|pet)\b"
)


def is_remark(text: str) -> bool:
    """Whether a message tells something and asks for nothing."""
    return _REMARK.match(text) is not None and not text.rstrip().endswith("?")


def points_only(text: str) -> bool:
    """Whether a question has no subject but "it": "How long does it take?"."""
    return subjects.POINTING.search(text) is not None and not [w for w in subjects.rest(text) if w not in _WEIGHTLESS]
