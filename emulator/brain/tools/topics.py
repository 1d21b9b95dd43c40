"""What subjects a text is about, out of those that a choice offers: rates and banks are economy, a final is sports.

A table of telling words; it judges no text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import words

_SUBJECTS = {
    "politics politic government policy election": (
        "election elections vote voted parliament minister president senate congress government party law laws treaty mayor"
        " campaign coalition senator chancellor policy referendum diplomat sanctions"
    ),
    "sports sport": (
        "match final finals team teams goal goals league cup tournament won coach player players football soccer tennis"
        " basketball olympic olympics race championship scored stadium marathon striker"
    ),
    "economy economic business finance financial markets money": (
        "bank banks rates inflation interest shares stock stocks market markets profit profits revenue company companies"
        " quarter merger trade tariff tariffs unemployment gdp investors earnings budget price prices startup funding"
    ),
    "science research space": (
        "scientists researchers study species telescope physics chemistry biology experiment laboratory discovery planet"
        " fossil genome particle astronomers rocket satellite orbit nasa"
    ),
    "culture art arts entertainment music film": (
        "film films movie movies museum novel exhibition concert band album singer artist painting theatre festival actor"
        " actress director opera series gallery premiere"
    ),
    "technology tech software it computing": (
        "software app apps smartphone chip chips computer computers internet ai algorithm data cloud hackers startup robot"
        " robots update browser laptop encryption"
    ),
    "health medicine medical": (
        "hospital doctors vaccine vaccines disease patients virus health cancer therapy drug surgery nurse clinic symptoms"
        " flu diet fever"
    ),
    "environment climate nature weather": (
        "climate emissions flood floods storm drought wildfire forest forests pollution temperature temperatures heatwave"
        " carbon glacier hurricane rain recycling"
    ),
    "education school": "school schools university students teachers exam exams curriculum degree campus pupils tuition",
    "travel tourism": "flight flights hotel tourists airport beach holiday trip cruise passport luggage itinerary",
    "food cooking": "recipe restaurant chef meal kitchen bread cheese wine dish dinner menu bake vegetables",
    "crime law justice": "police arrested murder court trial judge robbery fraud suspect prison sentenced stolen lawyer",
}
_TELLING = {
    name: frozenset(words.stem(word) for word in said.split()) for names, said in _SUBJECTS.items() for name in names.split()
}


def of(text: str, allowed: Sequence[Any]) -> list[str]:
    """The offered subjects that a text speaks of, the most spoken of first; nothing where few of them are subjects."""
    offered = [one for one in allowed if isinstance(one, str) and _words(one)]
    if len(offered) < 2 or len(offered) * 2 < len(allowed):
        return []
    said = re.findall(r"[^\W\d_]+", fold(text[:20_000]))
    stems = [words.stem(word) for word in said]
    points = {one: sum(stem in _words(one) or stem == words.stem(one.lower()) for stem in stems) for one in offered}
    return sorted((one for one in offered if points[one]), key=lambda one: -points[one])


def _words(option: str) -> frozenset[str]:
    return frozenset().union(*(_TELLING.get(part, frozenset()) for part in words.parts(option)))
