"""A headline out of one sentence: without articles and asides, cut where a subordinate clause begins.

Adds no words of its own except what turns a definition into a title.
"""

from __future__ import annotations

import re

from emulator.brain.text import capitalise, plain

_DEFINED = re.compile(r"^(?:an? |the )?(?P<what>[\w' -]{3,40}?) (?:is|are) (?:an? |the |how |what |when |where )", re.I)
_ASIDE = re.compile(
    r"\s*\([^)]{1,80}\)|,? (?:on|last|next|this|since|early|late) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|"
    r"afternoon|evening|night))?|,? (?:today|yesterday|tomorrow)\b|\b(?:finally|also|however|therefore|very|really|just)\b ",
    re.I,
)
_OPENING = re.compile(
    r"^(?:(?:yesterday|today|last \w+|this \w+|recently|now),? |"
    r"(?:on|in|at|by|after|during|since) [^,]{3,60}, |"
    r"(?:according to [^,]{3,60}|however|as a result|in short|overall), )",
    re.I,
)
_TURN = re.compile(
    r"(?:,? (?:because|while|although|though|so that|after|before|which|where|even though|whereas|as|since)|, (?:and|but|with|"
    r"including|who|making|leaving|following)|;| [–—]) .*$",
    re.I,
)
_ARTICLE = re.compile(r"\b(?:the|an?|its|their|his|her|our) (?=[a-z])", re.I)
_FEWEST, _MOST = 3, 14
"""Words of a headline."""


def defines(sentence: str) -> bool:
    """Whether a sentence says what something is."""
    return _DEFINED.match(plain(sentence[:500]).strip()) is not None


def headline(sentence: str) -> str:
    """The sentence as a headline; nothing where it can't be made short."""
    text = _OPENING.sub("", plain(sentence[:500]).strip().rstrip(".!?"))
    if match := _DEFINED.match(text):
        return f"{capitalise(match['what'].strip())} in a Nutshell"
    text = _ASIDE.sub(lambda match: "" if match[0].strip() == match[0].lstrip() else " ", text)
    short = _TURN.sub("", text)
    text = short if len(short.split()) >= _FEWEST else text
    text = re.sub(r"\s{2,}", " ", _ARTICLE.sub("", text)).strip(" ,;:")
    return capitalise(text) if _FEWEST <= len(text.split()) <= _MOST else ""
