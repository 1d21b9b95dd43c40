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
from emulator.brain.tools.slots import Slot

Path = tuple[str, ...]

_POINTS = re.compile(r"\b(?:it|its|that|this|them|their|him|his|her|she|he|one)\b", re.I)


def heir(text: str, function: Function, found: Sequence[Function]) -> Function | None:
    """The function for what a text wants done with the thing of an earlier call; None where that call's own would do it."""
    looks = bool(verbs.of_name(function.name, function.description) & _LOOKS)
    if not _POINTS.search(text) or _does(text, function) or (looks and verbs.kinds(text) & {"send"}):
        return None
    own = set(function.title)
    known = set(function.properties)
    fits = [
        one
        for one in found
        if one is not function
        and _does(text, one)
        and not verbs.against(text, one.name)
        and (own & set(one.title) or (one.required and set(one.required) <= known))
    ]
    return max(fits, key=lambda one: (_named(text, one), len(own & set(one.title))), default=None)


def looked_up(text: str, function: Function, found: Sequence[Function], today: date) -> Function | None:
    """A look-up that a question asks for after something was done: 'is the lawn dry?' after watering; None where none fits."""
    if not text.rstrip().endswith("?") or verbs.of_name(function.name, function.description) & _LOOKS:
        return None
    for one in found:
        needed = [slot.path for slot in one.slots if slot.needed]
        if needed and verbs.of_name(one.name, one.description) & _LOOKS and one is not function:
            made = assigning.assign(text, one.slots, today, frozenset(one.title), asked=True)
            if all(made.scores.get(path, 0.0) >= 1.9 for path in needed):
                return one
    return None


_LOOKS = frozenset({"read", "compute"})


def values(text: str, function: Function, base: Mapping[Path, Any], today: date) -> dict[Path, Any]:
    """What a text says for such a function, and what the call before said of the thing."""
    made = assigning.assign(_POINTS.sub(" ", text), function.slots, today, frozenset(function.title))
    given = dict(made.values)
    for slot in function.slots:
        kept = base.get(slot.path)
        if kept is not None and slot.needed and (made.scores.get(slot.path, 0.0) < 1.9 or slot.short):
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


def setter(
    text: str, looked: Function, base: Mapping[Path, Any], found: Sequence[Function]
) -> tuple[Function, dict[Path, Any]] | None:
    """'Make it 21 there' after a measurement: the function that sets a number for the same place, with its arguments."""
    match = _SETS.match(text)
    for function in found if match else ():
        needed = [slot for slot in function.slots if slot.needed]
        numbers = [slot for slot in needed if slot.kind in ("number", "integer")]
        kept = {slot.path: base[slot.path] for slot in needed if slot.path in base}
        acts = function is not looked and not verbs.of_name(function.name, function.description) & _LOOKS
        if match and acts and len(numbers) == 1 and len(kept) == len(needed) - 1 > 0:
            value = float(match[1])
            return function, {**kept, numbers[0].path: int(value) if value.is_integer() else value}
    return None


_SETS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|then|please|and)\b[, ]*)*(?:make|set|turn|put) (?:it|that)(?: up| down)?(?: to)? (\d{1,5}(?:\.\d+)?)\b",
    re.I,
)


def swapped(text: str, base: Mapping[Path, Any], slots: Sequence[Slot]) -> dict[Path, Any]:
    """The arguments of a call with its two ends in each other's place: 'and the other way round?'."""
    ends = {
        slot.way: slot.path for slot in slots if slot.way and slot.path in base and slot.role not in ("date", "datetime", "time")
    }
    if not _TURNED_ROUND.search(text) or set(ends) != {"from", "to"}:
        return {}
    return {**base, ends["from"]: base[ends["to"]], ends["to"]: base[ends["from"]]}


_TURNED_ROUND = re.compile(r"\b(?:other way (?:a?round)|vice versa|in reverse|the reverse|reversed|the other direction)\b", re.I)
