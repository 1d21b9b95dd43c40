"""Which of the declared functions a request asks for, clause by clause.

Compares how strongly each is asked for and joins what belongs together; it weighs and calls nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from emulator.brain.library import fold
from emulator.brain.tools import assigning, clausing, verbs, weighing, words
from emulator.brain.tools.declared import Function

ENOUGH = 1.15
"""From this score on a function is asked for."""
_SECOND = 2.4
_LONGEST = 6_000
_SHORT = 1_500
"""How much of a text is weighed where no word of it names a function."""
_CLAUSES = 40
_PRONOUN = re.compile(r"\b(?:it|this|that|them|her|him|they|there|its)\b", re.I)

_ATTRIBUTE = re.compile(r"^\W*(?:and )?(?:her|his|their|its)(?: [a-z]+){1,3} (?:is|are|was|were|should be)\b", re.I)
_LABEL = re.compile(r"^\W*([A-Za-z]{3,20}):\s")
"""A sentence that says something more of what the one before was about: "Her address is ..."."""


@dataclass(frozen=True)
class Wish:
    """A function that a clause asks for."""

    function: Function
    text: str
    """The clause."""
    score: float
    used: frozenset[str] = field(default_factory=frozenset)
    """The stems of the clause that speak for it."""
    sure: int = 0
    """How many arguments the clause gives beyond doubt."""


def wishes(text: str, functions: Sequence[Function], today: date, least: float = ENOUGH) -> list[Wish]:
    """What a request asks of the functions, in its order."""
    found: list[Wish] = []
    told = ""
    for clause in clausing.clauses(text, functions)[:_CLAUSES]:
        if verbs.forbidden(clause):
            continue
        clause = clausing.named(clause, found[-1].text, found[-1].used) if found else clause
        here = _in_clause(clause, functions, today, least)
        if told and here and _PRONOUN.search(clause):
            clause = clausing.joined(told, clause)
            here = [replace(wish, text=clause) for wish in here]
        told = "" if here else clause
        if found and _elaborates(clause, here, found[-1], functions, today):
            found[-1] = replace(found[-1], text=clausing.joined(found[-1].text, clause))
        elif not here and found and clausing.ELLIPSIS.match(clause) and len(clause.split()) <= 8:
            found.append(Wish(found[-1].function, clause, found[-1].score))
        else:
            found += here
    if not found and not verbs.forbidden(text):
        found = _in_clause(text[:_LONGEST], functions, today, least)
    return _scene(text, functions) or found


def only_fit(text: str, functions: Sequence[Function], today: date) -> Wish | None:
    """The function that a request would suit, though no word of it speaks for that: 'Who is Ada Berg?' for a staff directory."""
    text = text[:_SHORT]
    said = words.content(text)
    fits: list[tuple[float, int, Wish]] = []
    for at, function in enumerate(functions):
        weight = weighing.weigh(text, said, function, today)
        needed = [slot.path for slot in function.slots if slot.needed]
        wanted, does = verbs.kinds(text), verbs.of_name(function.name, function.description)
        if (
            (needed or weight.assigned.sure)
            and (wanted & does or (needed and weight.assigned.sure and not (wanted and does)))
            and all(weight.assigned.scores.get(path, 0) >= (1.5 if (wanted & does) - {"read"} else 1.9) for path in needed)
        ):
            fits.append((weight.score, -at, Wish(function, text, weight.score)))
    return max(fits, key=lambda fit: fit[:2])[2] if fits and not verbs.forbidden(text) else None


def likely(text: str, functions: Sequence[Function], today: date) -> Wish | None:
    """The function that a request may well mean, where nothing else could be said to it: what is named fits its arguments."""
    text = text[:_SHORT]
    said, wanted = words.content(text), verbs.kinds(text)
    fits: list[tuple[float, int, Wish]] = []
    for at, function in enumerate(functions):
        weight = weighing.weigh(text, said, function, today)
        told = {bid.slot.path: bid.score for bid in weight.assigned.taken.values()}
        agree = wanted & verbs.of_name(function.name, function.description)
        unrelated = bool(weight.used) and not weight.assigned.telling and weighing.only_looks(weight.used, function)
        if agree and not unrelated and weight.score > 0.25 and not weight.missing and max(told.values(), default=0.0) >= 1.4:
            fits.append(
                (sum(min(score, 3.0) for score in told.values()) + weight.lexical, -at, Wish(function, text, weight.score))
            )
    return max(fits, key=lambda fit: fit[:2])[2] if fits and len(said) <= 14 and not verbs.forbidden(text) else None


def _elaborates(clause: str, here: Sequence[Wish], before: Wish, functions: Sequence[Function], today: date) -> bool:
    """Whether a clause only says more of what the one before has asked for."""
    label = _LABEL.match(clause)
    if label and any(words.stem(label[1].lower()) in slot.stems for slot in before.function.slots):
        return True
    if _ATTRIBUTE.match(clause) and (not here or here[0].function is before.function):
        return True
    own = weighing.weigh(clause, words.content(clause), here[0].function, today) if here else None
    if own is not None and (here[0].function is before.function and not _PRONOUN.search(clause)):
        known = assigning.assign(before.text, before.function.slots, today).values
        return own.missing > 0 and not set(own.assigned.values) & set(known)
    if own is not None and own.missing and here[0].function is before.function:
        return True
    if own is not None and own.lexical >= 1.3 and not (own.missing and own.lexical < 2 and own.score < 2):
        return False
    already = assigning.assign(before.text, before.function.slots, today)
    more = assigning.assign(clause, [slot for slot in before.function.slots if slot.path not in already.values], today)
    lacking = {slot.path for slot in before.function.slots if slot.needed and slot.path not in already.values}
    if own is None and lacking and lacking <= set(more.values) and _PRONOUN.search(clause):
        return True
    return more.sure > 0 and (own is None or not own.assigned.sure or own.missing > 0 or bool(_PRONOUN.search(clause)))


def _scene(text: str, functions: Sequence[Function]) -> list[Wish]:
    lowered = fold(text[:400])
    for scene, needed in words.SCENES.items():
        if scene in lowered:
            fits = [
                function for function in functions if needed & {name for word in function.title for name in words.families(word)}
            ]
            if len(fits) > 1:
                return [Wish(function, text, 1.0) for function in fits]
    return []


def _in_clause(clause: str, functions: Sequence[Function], today: date, least: float) -> list[Wish]:
    said = words.content(clausing.head(clause))
    left, used = set(said), frozenset[str]()
    found: list[Wish] = []
    waiting = list(functions)
    while waiting:
        still = [word for word in said if word in left]
        rated = [(weighing.weigh(clause, still, one, today), -at) for at, one in enumerate(waiting)]
        weight, at = max(rated, key=lambda pair: (pair[0].score - 0.8 * (pair[0].missing > 0), pair[1]))
        if weight.score < (least if not found else max(least, _SECOND)) or (
            found and (weight.missing or weight.lexical < 1 or not weight.used - used)
        ):
            break
        found.append(Wish(waiting.pop(-at), clause, weight.score, weight.used, weight.assigned.sure))
        left -= weight.used
        used |= weight.used
    return sorted(found, key=lambda wish: _first(said, wish.used))


def _first(said: Sequence[str], used: frozenset[str]) -> int:
    return min((said.index(word) for word in used if word in said), default=0)
