"""What a request wants done with the thing that a call before has made: "move it to Friday", "cancel that", "close it again".

Finds the function that does so among those declared, and what it must be told of the thing; it makes no call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from emulator.brain.tools import assigning, verbs, words
from emulator.brain.tools.declared import Function

Path = tuple[str, ...]

_POINTS = re.compile(r"\b(?:it|that|this|them|him|her)\b", re.I)


def heir(text: str, function: Function, found: Sequence[Function]) -> Function | None:
    """The function for what a text wants done with the thing of an earlier call; None where that call's own would do it."""
    if not _POINTS.search(text) or _does(text, function):
        return None
    own = set(function.title)
    fits = [one for one in found if one is not function and own & set(one.title) and _does(text, one)]
    return max(fits, key=lambda one: (_named(text, one), len(own & set(one.title))), default=None)


def values(text: str, function: Function, base: Mapping[Path, Any], today: date) -> dict[Path, Any]:
    """What a text says for such a function, and what the call before said of the thing."""
    given = dict(assigning.assign(_POINTS.sub(" ", text), function.slots, today, frozenset(function.title)).values)
    for slot in function.slots:
        kept = base.get(slot.path)
        if kept is not None and slot.needed and (slot.path not in given or slot.short):
            given[slot.path] = kept
        elif slot.needed and slot.short and slot.path not in given:
            given |= dict.fromkeys([slot.path], next((value for value in base.values() if isinstance(value, str)), None))
    return given


def _does(text: str, function: Function) -> bool:
    return _named(text, function) or bool(verbs.kinds(text) & verbs.of_name(function.name, function.description))


def _named(text: str, function: Function) -> bool:
    """Whether a text begins with the function's own verb."""
    first = re.match(r"[^\W\d_]+", verbs.lead(text))
    own = words.parts(function.name)[:1]
    return first is not None and bool(own) and words.stem(first[0].lower()) == words.stem(own[0])
