"""A country as a whole, or several facts on one or on several countries side by side.

A single fact, a capital alone and rankings are geography's business.
"""

from __future__ import annotations

import re
from functools import partial

from emulator.brain import subjects, world
from emulator.brain.countryfacts import portrait, profile
from emulator.brain.dialogue import Talk
from emulator.brain.registry import Offer, skill
from emulator.brain.skills.geography import CAPITAL, FACTS

_LOOSE = {
    "capital": CAPITAL,
    **dict(FACTS),
    "language": re.compile(r"\blanguages?\b", re.I),
    "area": re.compile(r"\b(?:area|size)\b|\bhow (?:big|large) is\b", re.I),
}
"""The facts by the words that name them in a list of several."""
_PORTRAIT = re.compile(r"\b(?:about|describe|what is|what's|explain|introduce|facts|information|know of)\b", re.I)
_LONGEST = 300
_SHORT = 120
"""Characters of a question that asks for a portrait."""
_MOST = 6


@skill("countries")
def offer(talk: Talk) -> Offer | None:
    """Fits when several facts are asked for, or a country as such."""
    text = talk.gist
    if len(text) > _LONGEST or not (nations := list(world.countries_in(text)[:_MOST])):
        return None
    if len(aspects := _aspects(text)) >= 2:
        return Offer(0.94, partial(profile, nations, aspects))
    if len(nations) > 1 or aspects or len(text) > _SHORT or not _PORTRAIT.search(text) or _asks_for_more(text, nations[0]):
        return None
    return Offer(0.65, partial(portrait, nations[0]))


def _aspects(text: str) -> list[str]:
    """The facts that are asked for, in the order of the asking."""
    found = sorted((match.start(), name) for name, pattern in _LOOSE.items() if (match := pattern.search(text)))
    return [name for _, name in found if name != "country"]


def _asks_for_more(text: str, nation: world.Country) -> bool:
    return bool(subjects.rest(re.sub(rf"\b{re.escape(nation.name)}\b", " ", text, flags=re.I)))
