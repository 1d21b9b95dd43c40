"""A phrase without what hangs at its ends: verbs, articles, prepositions, and the words that only chose a function.

Takes words away and never adds any; which phrase is for what is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emulator.brain.library import fold
from emulator.brain.tools import verbs, words

_LEAD = re.compile(
    r"^(?:x|×|many|much|me|us|up|out|to|for|about|of|that|the|a|an|some|any|my|our|your|is|are|do|does|did|we|you|i|it|have|has|had"
    r"|on|in|at|with|and|from|by|as|there|all|know|please|new|looking|there's|what's|by|its|his|her|there's|if|into)\b\s*",
    re.I,
)
_TAIL = re.compile(
    r"[\s,.;:!?–-]+(?:me|to|for|about|of|that|that's|the|a|an|some|is|are|do|on|in|at|with|and|or|from|by|as|we|you|it"
    r"|please|back|our|my|which|who|cost|costs|now|there|them|have|first|before|within|the last|last|than|not|into"
    r"|under|over|above|below|near)?$",
    re.I,
)
_REMARK = re.compile(
    r"^\W*(?:that|this|it)(?:['’]s| is| was| looks| seems) (?:(?:too|so|very|pretty|a bit|quite) )?\w+(?:[,.;!\n]|$)", re.I
)
"""What is only said of something before: "that's high"."""
_PARTICLE = re.compile(
    r"(?:up|out|back|off|on|down|over|away|i'm|i've|got|having|looking|searching"
    r"|who|which|where|what|also|first|set|let|how|say)",
    re.I,
)
_WHERE_TO = re.compile(r"\s+(?:to|on|in|into|from|off) (?:my|the|our|your) [\w-]+(?: list)?$", re.I)
_REACH, _MOST_SMALL = 60, 24
"""How far from its end a phrase is looked at for small words, and how many of them may go."""
_LABELS = frozenset("number no id code".split())
_PRONOUNS = frozenset(
    "them it that this these those one ones him her they there here some any me us everything something".split()
)


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with what was used of it put out of sight."""
    blank = list(text)
    for start, end in spans:
        blank[start:end] = "\x00" * (end - start)
    return "".join(blank)


def core(piece: str, dull: frozenset[str], labels: frozenset[str], first: bool) -> str:
    """A piece without the words at its ends that only chose the function or name another argument."""
    found = _REMARK.sub("", piece).strip(" ,.?!:\"'“”()").split()
    if first and found and _verb(found[0]):
        found.pop(0)
    while found and not _titled(found) and (_LEAD.fullmatch(found[0]) or _PARTICLE.fullmatch(found[0]) or _dull(found[0], dull)):
        found.pop(0)
    found = (" ".join(found) if _titled(found) else bare(" ".join(found))).split()
    while len(found) > 1 and found[-2][:1].isupper() and not found[-1][:1].isupper() and _dull(found[-1], dull):
        found.pop()
    while len(found) > 1 and words.stem(fold(re.sub(r"\W", "", found[-1]))) in labels:
        found.pop()
    said = _WHERE_TO.sub("", bare(" ".join(found)))
    return "" if all(_dull(word, dull) or fold(word) in _LABELS | words.STOP for word in said.split()) else said


def is_empty(said: str) -> bool:
    """Whether a piece holds none but words for doing something and small words."""
    return all(fold(word) in words.STOP | verbs.ALL | verbs.COMMON | _SMALL for word in said.split())


_SMALL = frozenset(
    "anything something everything stuff things got interesting take bring without via onto off per until till while"
    " during".split()
)


def _titled(found: Sequence[str]) -> bool:
    """Whether words begin with an article that is a part of a name: "The Hobbit"."""
    return len(found) > 1 and found[0] in ("The", "A", "An") and found[1][:1].isupper()


def _dull(word: str, dull: frozenset[str]) -> bool:
    own = words.stem(fold(re.sub(r"\W", "", word)))
    return own in dull or any(words.near(own, other) >= 0.8 for other in dull if other in ("email", "message"))


def _verb(word: str) -> bool:
    return fold(re.sub(r"[^\w'’-]", "", word)) in verbs.ALL or words.stem(fold(word)) in verbs.KINDS


def bare(said: str) -> str:
    """A phrase without the small words and marks at its end."""
    said = re.sub(r"\s*,\s*$", "", said.strip(" ,.?!:\"'“”()"))
    for _ in range(_MOST_SMALL):
        kept = said[:-_REACH] + _TAIL.sub("", said[-_REACH:])
        kept = kept.strip(" ,.?!:@\"'“”(")
        if kept == said:
            break
        said = kept
    return "" if set(fold(said).split()) <= _PRONOUNS else said
