"""Which of the declared functions a request asks for, clause by clause, and how strongly.

Weighs the words of names and descriptions, what a clause wants done, and how much of a function's arguments it gives;
calls nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from emulator.brain.library import fold
from emulator.brain.tools import assigning, clausing, options, querying, roles, values, verbs, words
from emulator.brain.tools.assigning import Assigned
from emulator.brain.tools.declared import Function

ENOUGH = 1.15
"""From this score on a function is asked for."""
_SECOND = 2.4
_WRITING = re.compile(
    (
        r"^\W*(?:please )?(?:(?:can|could) you )?(?:write|compose|explain|define|describe|tell me (?:a|"
        r"an) (?:joke|story|poem)|what (?:is|are) (?:an? )?(?:\w+ )?\w+\?*$|why (?:is|are|do|does)|how "
        r"(?:do|does|is|are) \w+ (?:work|formed|made)|what(?:'s| is) the meaning of)\b"
    ),
    re.I,
)
_WRITTEN = frozenset("writ compos explain describ defin jok story report draft generat".split())
_SUM = re.compile(
    r"\d\s*(?:[-+*/^×÷]|plus|minus|times|divided by|multiplied by)\s*\(?\s*\d|\(\s*\d|square root of \d|sqrt\(|\d\s?% of"
)
_QUERY = re.compile(r"\b(?:SELECT|UPDATE|INSERT INTO|DELETE FROM)\b.+\b(?:FROM|SET|VALUES|WHERE)\b|\bSELECT\b", re.S)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_IDIOMS = (
    (
        re.compile(
            r"\bdo you (?:have|sell|carry|offer|stock)\b|\bhave you got\b|\bcosts?\b|\bprices? of\b|\bin stock\b"
            r"|\b(?:cheapest|most expensive)\b",
            re.I,
        ),
        ("product",),
    ),
    (re.compile(r"\bhow (?:do|would) (?:you|i|we) say\b", re.I), ("translat",)),
    (re.compile(r"\bhow (?:do|can) (?:i|we) get\b", re.I), ("direction",)),
)
_LONGEST = 6_000
_PRONOUN = re.compile(r"\b(?:it|this|that|them|her|him|they|there|its)\b", re.I)


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


@dataclass(frozen=True)
class Weight:
    """How strongly a clause asks for a function."""

    score: float
    lexical: float
    used: frozenset[str]
    assigned: Assigned
    missing: int


def wishes(text: str, functions: Sequence[Function], today: date, least: float = ENOUGH) -> list[Wish]:
    """What a request asks of the functions, in its order."""
    found: list[Wish] = []
    for clause in clausing.clauses(text, functions):
        if verbs.forbidden(clause):
            continue
        clause = clausing.named(clause, found[-1].text, found[-1].used) if found else clause
        here = _in_clause(clause, functions, today, least)
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
    said = words.content(text)
    fits: list[tuple[float, int, Wish]] = []
    for at, function in enumerate(functions):
        weight = weigh(text, said, function, today)
        needed = [slot.path for slot in function.slots if slot.needed]
        wanted, does = verbs.kinds(text), verbs.of_name(function.name, function.description)
        if (
            (needed or weight.assigned.sure)
            and (wanted & does or (not wanted and needed and weight.assigned.sure))
            and all(weight.assigned.scores.get(path, 0) >= (1.5 if (wanted & does) - {"read"} else 1.9) for path in needed)
        ):
            fits.append((weight.score, -at, Wish(function, text, weight.score)))
    return max(fits, key=lambda fit: fit[:2])[2] if fits and not verbs.forbidden(text) else None


def _elaborates(clause: str, here: Sequence[Wish], before: Wish, functions: Sequence[Function], today: date) -> bool:
    """Whether a clause only says more of what the one before has asked for."""
    if here and (here[0].function is before.function and not _PRONOUN.search(clause)):
        return False
    own = weigh(clause, words.content(clause), here[0].function, today) if here else None
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
    left = set(said)
    found: list[Wish] = []
    waiting = list(functions)
    while waiting:
        rated = [(weigh(clause, [word for word in said if word in left], one, today), -at) for at, one in enumerate(waiting)]
        weight, at = max(rated, key=lambda pair: (pair[0].score - 0.8 * (pair[0].missing > 0), pair[1]))
        if weight.score < (least if not found else max(least, _SECOND)) or (found and weight.missing):
            break
        found.append(Wish(waiting.pop(-at), clause, weight.score, weight.used, weight.assigned.sure))
        left -= weight.used
    return sorted(found, key=lambda wish: _first(said, wish.used))


def _first(said: Sequence[str], used: frozenset[str]) -> int:
    return min((said.index(word) for word in used if word in said), default=0)


def weigh(clause: str, said: Sequence[str], function: Function, today: date) -> Weight:
    """How strongly a clause asks for a function, with all that speaks for it."""
    lexical, used = rate(clause, said, function)
    made = assigning.assign(clause, function.slots, today, frozenset(function.title), asked=True)
    needed = [slot for slot in function.slots if slot.needed]
    missing = sum(slot.path not in made.values for slot in needed)
    if lexical >= 10:
        return Weight(lexical, lexical, used, made, missing)
    wanted, does = verbs.kinds(clause), verbs.of_name(function.name, function.description)
    agreed = 0.5 if wanted & does else -1.0 if verbs.clash(wanted, does) else 0.0
    given = min(0.45 * made.sure, 1.8) + (0.5 if needed and not missing else 0.0)
    given -= 0.6 * missing / len(needed) if needed else 0.0
    complete = bool(needed) and not missing and made.sure >= 2
    if lexical < 0.3 and not (made.telling >= 2 or (complete and (agreed > 0 or made.telling))):
        given *= 0.15
        agreed = min(agreed, 0.0)
    elif lexical < 0.3:
        agreed += 0.4
    score = lexical + agreed + given
    if _WRITING.match(clause) and not _WRITTEN & {*function.title, *function.about}:
        score *= 0.12
    return Weight(score, lexical, used, made, missing)


def rate(clause: str, said: Sequence[str], function: Function) -> tuple[float, frozenset[str]]:
    """How strongly a clause's words ask for a function, and by which words."""
    used: set[str] = set()
    if re.search(rf"(?<!\w){re.escape(function.name.lower())}(?!\w)", clause.lower()) and (
        "_" in function.name or len(function.title) > 1
    ):
        return 10.0, frozenset(said)
    said = [*said, *(word for pattern, more in _IDIOMS if pattern.search(clause) for word in more)]
    by_name = _matched(function.title, said, used)
    by_description = _matched(function.about[:16], said, used)
    share = by_name / len(function.title) if function.title else 0.0
    score = (2.0 * share + 0.6 * min(by_name, 2)) + min(by_description * 0.45, 1.8) + _by_values(clause, function)
    score += min(0.3 * sum(_matched(tuple(slot.stems), said, used) > 0 for slot in function.slots[:20]), 0.6)
    if by_name < 0.75 and by_description < 1.5 and not _by_family(function, said):
        score *= 0.4
    return score, frozenset(used)


def _by_family(function: Function, said: Sequence[str]) -> bool:
    """Whether a word of the clause shares a curated meaning with the function's own words."""
    meant = {family for word in (*function.title, *function.about[:16]) for family in words.families(word)}
    return any(words.families(word) & meant for word in said)


def _matched(own: Sequence[str], said: Sequence[str], used: set[str]) -> float:
    total = 0.0
    for word in own:
        best = max(((words.near(word, other), other) for other in said), default=(0.0, ""))
        if best[0] > 0:
            total += best[0]
            used.add(best[1])
    return total


def _by_values(clause: str, function: Function) -> float:
    """What the arguments' allowed values add: a clause that names one speaks for the function."""
    held = {roles.of(str(name), schema) for name, schema in function.properties.items() if isinstance(schema, Mapping)}
    if "currency" in held or "unit" in held:
        named = "currency" if values.currencies(clause) else "unit" if values.units(clause) else ""
        return 0.9 if named in held and not any("enum" in slot.schema for slot in function.slots if slot.role == named) else 0.0
    if querying.of_function(function, clause):
        return 2.5
    if _QUERY.search(clause) and any(slot.role == "sql" for slot in function.slots):
        return 2.5
    for name, schema in list(function.properties.items())[:30]:
        if roles.of(str(name), schema if isinstance(schema, Mapping) else {}) == "expression" and _SUM.search(
            _ISO.sub(" ", clause)
        ):
            return 2.5
        allowed = schema.get("enum") if isinstance(schema, Mapping) else None
        if isinstance(allowed, list) and any(
            score >= 2 and len(str(one.value)) > 1 for score, one in options.found(clause, allowed)
        ):
            return 0.4
    return 0.0
