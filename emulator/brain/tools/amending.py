"""Follow-ups that are only understood with the calls before: "and for Berlin?", "make it three", "in Fahrenheit, please".

Lays what a short request says over the arguments of the calls made last; it chooses no function.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.tools import assigning, choosing, enlisting, offering, pointing, shifting, spreading, succeeding, verbs
from emulator.brain.tools.assigning import Assigned
from emulator.brain.tools.choosing import Wish
from emulator.brain.tools.declared import Function
from emulator.brain.tools.situation import Situation
from emulator.brain.tools.slots import Slot

Path = tuple[str, ...]
Values = dict[Path, Any]

_MOST_WORDS = 16
_FAR_BACK = 60
_FURTHER = re.compile(
    r"^\W*(?:(?:and|or|und|et|y|oh|ah|um|also|then|now|next|plus|but|ok(?:ay)?|what if (?:i|we)|what about|how about"
    r"|(?:the )?same (?:thing )?(?:for|with|in)|(?:compared?|compare (?:that|it|this)) (?:with|to|against)|versus|vs\.?|against"
    r"|as well as|(?:another(?: one)?|one) for|another(?: one)?)\b[\s,]*)+",
    re.I,
)
_AMENDS = re.compile(
    r"^\W*(?:(?:actually|no|sorry|oops|wait|hmm|rather|better|i meant?|(?:please )?(?:make|change|set|move|turn) (?:it|that|them)"
    r"(?: to)?|let's say|only|just)\b[\s,]*)+|\b(?:instead|rather)\b",
    re.I,
)
_UPDATES = re.compile(
    r"^\W*(?:please )?(?:lower|raise|change|set|make|turn|rename|extend|shorten|push|move|increase|reduce|add)"
    r" (?:the|its|that|it|them)\b",
    re.I,
)
_FRAGMENT = re.compile(r"^\W*(?:in|for|at|on|to|with|without|from|as|until|by|under|over|between|please|\d)", re.I)
_POINTS_BACK = re.compile(r"\b(?:it|that|them|this)\b(?:\W*(?:please|too|as well))?\W*$", re.I)
_ACTS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|yes|great|perfect|then|now|and|please|let['’]?s|alright)\b[, ]*)*(?:book|order|buy|reserve"
    r"|cancel|send|delete|start|stop)\b",
    re.I,
)
_LOOKS = frozenset({"read", "compute"})


@dataclass(frozen=True)
class Change:
    """A call made before, with what a follow-up changes of it."""

    function: Function
    text: str
    values: Values = field(default_factory=dict)


def changes(here: Situation, found: Sequence[Function]) -> list[Change]:
    """The calls that a follow-up asks for; none when it can stand alone, or when nothing was called before."""
    if here.results or not 0 < len(here.text.split()) <= _MOST_WORDS or verbs.forbidden(here.text):
        return []
    functions = {function.name: function for function in found}
    pointed = pointing.at(here.text, here.earlier, here.answer)
    if (
        pointed is not None
        and (pointed.named or pointed.chosen)
        and not verbs.kinds(here.text) & _LOOKS
        and len(here.text.split()) > 3
    ):
        return []
    if scaled := _scaled(here, functions):
        return [scaled]
    before = last_calls(here.ask.history)
    function = functions.get(str(before[-1].get("name"))) if before else None
    if function is not None and (one := succeeding.looked_up(here.text, function, found, here.ask.now.date())):
        made = assigning.assign(here.text, one.slots, here.ask.now.date(), frozenset(one.title), asked=True)
        return [Change(one, here.text, dict(made.values))]
    if function is not None and (heir := succeeding.heir(here.text, function, found)):
        base = _flat(before[-1].get("arguments"))
        return [Change(heir, here.text, succeeding.values(here.text, heir, base, here.ask.now.date()))]
    if function is not None and (turned := succeeding.swapped(here.text, _flat(before[-1].get("arguments")), function.slots)):
        return [Change(function, here.text, turned)]
    manner = _manner(here.text) or ("alike" if function and _is_alike(here, function) else "")
    if (
        function is not None
        and _looks(function)
        and (put := succeeding.setter(here.text, function, _flat(before[-1].get("arguments")), found))
    ):
        return [Change(put[0], here.text, put[1])]
    if function is not None and _looks(function) and _ACTS.match(here.text):
        return []
    if function is None or not manner or _stands_alone(here, found, function, manner):
        return []
    return list(_changed(here, function, [step for step in before if step.get("name") == function.name], manner))


def _scaled(here: Situation, functions: Mapping[str, Function]) -> Change | None:
    """The latest call with a number that 'louder' or 'a bit warmer' could mean."""
    for step in list(reversed(here.ask.history))[:_FAR_BACK]:
        function = functions.get(str(step.get("name"))) if step.get("type") == "function_call" else None
        base = _flat(step.get("arguments"))
        if function and (moved := shifting.scaled(here.text, base, function.slots)):
            return Change(function, here.text, {**base, **moved})
    for row in (row for one in pointing.lists(here.earlier) for row in one.rows[:1]):
        for function in functions.values():
            base = offering.values(row, function.slots) | shifting.level(here.text, row, function.slots)
            moved = shifting.scaled(here.text, base, function.slots)
            if moved and all(slot.path in base for slot in function.slots if slot.needed):
                return Change(function, here.text, {**base, **moved})
    return None


def last_calls(history: Sequence[WireStep]) -> list[WireStep]:
    """The calls that the latest request to lead to any has led to."""
    made: list[WireStep] = []
    for step in reversed(history):
        if step.get("type") == "user_input" and made:
            break
        if step.get("type") == "function_call":
            made.insert(0, step)
    return made


def _manner(text: str) -> str:
    """How a text goes on with what was before: it amends that, asks for more of the like, or is a fragment of a sentence."""
    if _AMENDS.search(text) or _UPDATES.match(text) or enlisting.GROWS.match(text):
        return "amends"
    if _FURTHER.match(text):
        return "further"
    return "fragment" if _FRAGMENT.match(text) or _POINTS_BACK.search(text) else ""


def _is_alike(here: Situation, function: Function) -> bool:
    """Whether a text without a word for what it wants has all that another call needs: 'Da Luigi, Friday 7:30 pm for 6'."""
    made = assigning.assign(here.text, function.slots, here.ask.now.date(), frozenset(function.title))
    needed = [slot.path for slot in function.slots if slot.needed]
    return made.sure >= 2 and len(needed) >= 2 and all(path in made.values for path in needed)


def _stands_alone(here: Situation, found: Sequence[Function], function: Function, manner: str) -> bool:
    """Whether a text asks for something else, or for all of it anew."""
    today = here.ask.now.date()
    own = [*choosing.wishes(_bare(here.text), found, today), *choosing.wishes(here.text, found, today)]
    if any(wish.function is not function and _complete(wish, here) for wish in own):
        return True
    return manner == "fragment" and any(wish.function is function and _complete(wish, here) for wish in own)


def _complete(wish: Wish, here: Situation) -> bool:
    made = assigning.assign(wish.text, wish.function.slots, here.ask.now.date(), wish.used)
    return all(slot.path in made.values for slot in wish.function.slots if slot.needed)


def _bare(text: str) -> str:
    """A follow-up without the words that only join it to what was before."""
    bare = _FURTHER.sub("", enlisting.GROWS.sub("", text))
    bare = re.sub(r"\s*\b(?:instead|rather|please|too|as well)\b", "", _AMENDS.sub("", bare)).strip() or text
    return f"for {bare}" if bare[:1].isupper() and bare != text else bare


def _changed(here: Situation, function: Function, before: Sequence[WireStep], manner: str) -> Iterator[Change]:
    text = shifting.dated(_bare(here.text), _flat(before[-1].get("arguments")), function.slots)
    today = here.ask.now.date()
    wish = Wish(function, text, 1.0)
    whole = assigning.assign(text, function.slots, today, frozenset(function.title), asked=True)
    if not _says_something(whole, function, manner):
        return
    bases = [_flat(step.get("arguments")) for step in before]
    looks = _looks(function)
    several = [_ends_apart(given, whole, function) for given in spreading.spread(wish, today)]
    several = [_telling(given, whole, bases[-1]) for given in several] if looks or manner in ("amends", "fragment") else several
    differ = {path for one in bases for path in one if any(one.get(path) != other.get(path) for other in bases)}
    if any(differ & set(given) for given in several):
        bases = bases[-1:]
    for base in bases:
        for given in several if len(bases) == 1 else several[:1]:
            yield Change(function, text, _laid(base, given, function, manner, here))


def _says_something(whole: Assigned, function: Function, manner: str) -> bool:
    """Whether a text gives values for the function; words of its own count only where they are said to go on with it."""
    least = 1.9 if manner == "fragment" else 1.0
    return any(score >= least for path, score in whole.scores.items() if path in {slot.path for slot in function.slots})


def _ends_apart(given: Mapping[Path, Any], whole: Assigned, function: Function) -> Values:
    """Without the one of two ends that got the same value as the other: 'and 50 GBP?' says what is converted, not into what."""
    ends = [slot for slot in function.slots if slot.way and slot.path in given]
    weak = {
        slot.path
        for slot in ends
        for other in ends
        if slot.way != other.way and given[slot.path] == given[other.path] and whole.scores[slot.path] < whole.scores[other.path]
    }
    return {path: value for path, value in given.items() if path not in weak}


def _telling(given: Values, whole: Assigned, base: Values) -> Values:
    """Without mere leftovers of the text, where something else is said beyond doubt: 'and by train' is no other start."""
    if max(whole.scores.values(), default=0.0) < 1.9:
        return given
    return {path: value for path, value in given.items() if path not in base or whole.scores.get(path, 0.0) >= 1.3}


def _flat(arguments: Any, path: Path = ()) -> Values:
    found: Values = {}
    for name, value in arguments.items() if isinstance(arguments, Mapping) else ():
        found |= _flat(value, (*path, str(name))) if isinstance(value, Mapping) else {(*path, str(name)): value}
    return found


def _laid(base: Values, given: Mapping[Path, Any], function: Function, manner: str, here: Situation) -> Values:
    """What was given before, as far as it still holds, under what is given now."""
    slots = {slot.path: slot for slot in function.slots}
    looks = _looks(function)
    kept = {
        path: value for path, value in base.items() if manner in ("amends", "fragment") or looks or _holds_on(slots.get(path))
    }
    now = dict(given)
    for path, value in given.items():
        if (slot := slots.get(path)) is not None:
            now[path] = shifting.moment(slot, base.get(path), value, here.text, here.ask.now.date())
    for path in enlisting.lists(base, given, function, here.text):
        now[path] = enlisting.listed(base[path], given[path], here.text)
        kept = base
    return {**kept, **now}


def _looks(function: Function) -> bool:
    """Whether a function only looks something up or works it out."""
    return bool(verbs.of_name(function.name, function.description) & _LOOKS)


def _holds_on(slot: Slot | None) -> bool:
    """Whether a new request of the same kind is likely to mean the same: for whom and where, not what."""
    if slot is None:
        return False
    return slot.role in ("currency", "unit") or (slot.needed and slot.role in ("person", "place", "email", "datetime", "date"))
