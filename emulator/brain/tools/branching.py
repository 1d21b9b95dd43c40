"""What a request with a condition wants now: first the look-up that its condition needs, then the part that is meant.

Chooses functions for the parts of a request; how a condition is read and judged is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from emulator.brain.tools import choosing, conditions, verbs, words
from emulator.brain.tools.choosing import Wish
from emulator.brain.tools.declared import Function
from emulator.brain.tools.situation import Situation

_POINTS = re.compile(r"\b(?:it|that|them)\b", re.I)
_STANDING = frozenset(
    words.stem(word) for word in "alert monitor rule trigger automation watch notification subscription".split()
)
"""Functions that wait for a condition themselves."""


def wishes(here: Situation, found: Sequence[Function]) -> list[Wish] | None:
    """The wishes of a request with a condition; None where it has none, or nothing that could tell whether it holds."""
    asked = conditions.read(here.text)
    if asked is None:
        return None
    today = here.ask.now.date()
    looks = [one for one in found if verbs.of_name(one.name, one.description) & {"read", "compute"}]
    acts = [one for one in found if one not in looks]
    then = choosing.wishes(asked.then, acts, today)
    test = choosing.wishes(asked.test, looks, today) or [
        one for one in [choosing.only_fit(asked.test, looks, today)] if one is not None
    ]
    if not then or not test or any(_STANDING & set(wish.function.title) for wish in then):
        return None
    names = {one.name for one in looks}
    ids = {str(call.get("id")) for call in here.done if call.get("name") in names}
    told = [step for step in here.results if str(step.get("call_id")) in ids]
    if not told:
        return test
    held = conditions.holds(asked.test, told)
    if held is None:
        return []
    if held or not asked.otherwise:
        return then if held else []
    instead = choosing.wishes(asked.otherwise, acts, today)
    return instead or ([Wish(then[-1].function, asked.otherwise, 1.0)] if _POINTS.search(asked.otherwise) else [])
