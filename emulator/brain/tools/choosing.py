"""Which of the declared functions a request asks for, clause by clause, and how strongly.

Scores words against names, descriptions and arguments; fills in nothing and calls nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from emulator.brain.library import fold
from emulator.brain.text import sentences
from emulator.brain.tools import roles, values, words
from emulator.brain.tools.declared import Function

ENOUGH = 0.8
"""From this score on a function is asked for."""
_VERBS = (
    "add book buy calculate call cancel check compute convert create delete dim email fetch find get "
    "give list look make notify open"
    " order play plot post purchase read remind remove reserve roll run save schedule search send "
    "set show start stop tell text track"
    " translate turn update what which who when where how is are do does can could will show book compare also then"
).split()
_ELLIPSIS = re.compile(r"^\W*(?:and|or|what about|how about|same for|also|now|then)\b(?!\s+(?:tell|give|what's your))", re.I)
_WRITING = re.compile(
    (
        r"^\W*(?:please )?(?:(?:can|could) you )?(?:write|compose|explain|define|describe|tell me (?:a|"
        r"an) (?:joke|story|poem)|what (?:is|are) (?:an? )?(?:\w+ )?\w+\?*$|why (?:is|are|do|does)|how "
        r"(?:do|does|is|are) \w+ (?:work|formed|made))\b"
    ),
    re.I,
)
_SUM = re.compile(
    r"\d\s*(?:[-+*/^×÷]|plus|minus|times|divided by|multiplied by)\s*\(?\s*\d|\(\s*\d|square root of \d|sqrt\(|\d\s?% of"
)
_LONGEST = 6_000


@dataclass(frozen=True)
class Wish:
    """A function that a clause asks for."""

    function: Function
    text: str
    """The clause."""
    score: float
    used: frozenset[str] = field(default_factory=frozenset)
    """The stems of the clause that speak for it."""


def clauses(text: str, names: Sequence[Function]) -> list[str]:
    """The parts of a request that may each ask for something of its own."""
    own = {word for function in names for word in words.parts(function.name)[:1] if word.isalpha() and word not in words.STOP}
    verbs = "|".join(sorted({*_VERBS, *own}, key=len, reverse=True))
    joint = re.compile(
        (
            rf"\s*(?:;|,?\s+(?:and|then|and then|after that|plus)\s+(?:then |also |please )?(?=(?:{verbs})\b)|"
            rf",\s+(?=(?:{verbs})\b))\s*"
        ),
        re.I,
    )
    return [
        part.strip(" ,") for sentence in sentences(text[:_LONGEST]) for part in joint.split(sentence) if part and part.strip(" ,")
    ]


def wishes(text: str, functions: Sequence[Function], least: float = ENOUGH) -> list[Wish]:
    """What a request asks of the functions, in its order."""
    found: list[Wish] = []
    for clause in clauses(text, functions):
        here = _in_clause(clause, functions, least)
        if not here and found and _ELLIPSIS.match(clause) and len(clause.split()) <= 8:
            here = [Wish(found[-1].function, clause, found[-1].score)]
        found += here
    if not found:
        found = _in_clause(text[:_LONGEST], functions, least)
    return _scene(text, functions) or found


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


def _in_clause(clause: str, functions: Sequence[Function], least: float) -> list[Wish]:
    said = words.content(clause)
    left = set(said)
    found: list[Wish] = []
    waiting = list(functions)
    while waiting:
        rated = [(rate(clause, [word for word in said if word in left], function), -at) for at, function in enumerate(waiting)]
        (score, used), at = max(rated, key=lambda pair: (pair[0][0], pair[1]))
        if score < (least if not found else max(least, 1.6)):
            break
        found.append(Wish(waiting.pop(-at), clause, score, used))
        left -= used
    return sorted(found, key=lambda wish: _first(said, wish.used))


def _first(said: Sequence[str], used: frozenset[str]) -> int:
    return min((said.index(word) for word in used if word in said), default=0)


def rate(clause: str, said: Sequence[str], function: Function) -> tuple[float, frozenset[str]]:
    """How strongly a clause's words ask for a function, and by which words."""
    used: set[str] = set()
    if re.search(rf"(?<!\w){re.escape(function.name.lower())}(?!\w)", clause.lower()):
        return 10.0, frozenset(said)
    by_name = _matched(function.title, said, used)
    by_description = _matched(function.about[:16], said, used)
    share = by_name / len(function.title) if function.title else 0.0
    score = (2.0 * share + 0.6 * min(by_name, 2)) + min(by_description * 0.45, 1.8) + _by_values(clause, function)
    if by_name < 0.75 and by_description < 1.5 and not _by_family(function, said):
        score *= 0.4
    if _WRITING.match(clause) and not {"writ", "compos", "explain", "describ", "defin", "jok", "story", "report"} & {
        *function.title,
        *function.about,
    }:
        score *= 0.12
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
    lowered = f" {fold(clause)} "
    held = {roles.of(str(name), schema) for name, schema in function.properties.items() if isinstance(schema, Mapping)}
    if "currency" in held or "unit" in held:
        named = "currency" if values.currencies(clause) else "unit" if values.units(clause) else ""
        return 0.9 if named in held else 0.0
    for name, schema in list(function.properties.items())[:30]:
        if roles.of(str(name), schema if isinstance(schema, Mapping) else {}) == "expression" and _SUM.search(clause):
            return 2.5
        options = schema.get("enum") if isinstance(schema, Mapping) else None
        for option in options[:50] if isinstance(options, list) else ():
            if isinstance(option, str) and len(option) > 3 and f" {fold(option).replace('_', ' ')} " in lowered:
                return 0.4
    return 0.0
