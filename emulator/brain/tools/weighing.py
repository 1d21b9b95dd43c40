"""How strongly a clause asks for a function: the words of its name and description, what is wanted done, the arguments given.

Weighs one function against one clause; the choice among functions is made elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from emulator.brain.library import fold
from emulator.brain.tools import assigning, idioms, options, querying, roles, values, verbs, words
from emulator.brain.tools.assigning import Assigned
from emulator.brain.tools.declared import Function

_WRITING = re.compile(
    (
        r"^\W*(?:please )?(?:(?:can|could) you )?(?:write|compose|explain|define|describe|tell me (?:a|"
        r"an) (?:joke|story|poem)|what (?:is|are) (?:an? )?(?:\w+ )?\w+\?*$|why (?:is|are|do|does)|how "
        r"(?:do|does|is|are) \w+ (?:work|formed|made)|what(?:'s| is) the meaning of"
        r"|what(?:'s| is| are) (?:an? |some )?(?:good|nice|great|fun|interesting)|any (?:tips|advice|ideas)"
        r"|do you (?:like|think|prefer)|have you ever|what do you think)\b"
    ),
    re.I,
)
_GENERAL = re.compile(r"^\W*what(?:'s| is) the difference between\b", re.I)
_WRITTEN = frozenset("writ compos explain describ defin jok story report draft generat".split())
_MAKES = re.compile(r"(?:make|new|start|set up|build)\b(?! (?:it|that|them)\b)", re.I)
_SUM = re.compile(
    r"\d\s*(?:[-+*/^×÷]|plus|minus|times|divided by|multiplied by)\s*\(?\s*\d|\(\s*\d|square root of \d|sqrt\(|\d\s?% of"
)
_QUERY = re.compile(r"\b(?:SELECT|UPDATE|INSERT INTO|DELETE FROM)\b.+\b(?:FROM|SET|VALUES|WHERE)\b|\bSELECT\b", re.S)
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_WEEKDAY = re.compile(r"\b(?:which|what) (?:day of the week|weekday)\b", re.I)


@dataclass(frozen=True)
class Weight:
    """How strongly a clause asks for a function."""

    score: float
    lexical: float
    used: frozenset[str]
    assigned: Assigned
    missing: int


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
    agreed += 0.7 if agreed > 0 and not needed and used and "read" in does else 0.0
    given = min(0.45 * made.sure, 1.8) + (0.5 if needed and not missing else 0.0)
    given -= 0.6 * missing / len(needed) if needed else 0.0
    complete = bool(needed) and not missing and (made.sure >= 2 or (made.telling and agreed > 0))
    if lexical < 0.3 and not (made.telling >= 2 or (complete and (agreed > 0 or made.telling))):
        given *= 0.15
        agreed = min(agreed, 0.0)
    elif lexical < 0.3:
        agreed += 0.4
    score = lexical + agreed + given - 1.5 * verbs.against(clause, function.name)
    score -= 1.2 if used and lexical < 1.2 and not made.telling and only_looks(used, function) else 0.0
    if (_WRITING.match(clause) or (_GENERAL.match(clause) and missing)) and not _WRITTEN & {
        *function.title,
        *function.about,
    }:
        score *= 0.12
    return Weight(score, lexical, used, made, missing)


def rate(clause: str, said: Sequence[str], function: Function) -> tuple[float, frozenset[str]]:
    """How strongly a clause's words ask for a function, and by which words."""
    used: set[str] = set()
    if re.search(rf"(?<!\w){re.escape(function.name.lower())}(?!\w)", clause.lower()) and (
        "_" in function.name or len(function.title) > 1
    ):
        return 10.0, frozenset(said)
    said = [*said, *(word for pattern, more in idioms.IDIOMS if pattern.search(clause) for word in more)]
    by_name = _matched(function.title, said, used)
    if by_name and len(function.title) > 1 and not _matched(function.title[:1], said, set()):
        by_name += 0.8 * bool(verbs.kinds(clause) & verbs.of_name(function.name, ""))
    by_description = _matched(function.about[:16], said, used)
    by_description += 0.0 if by_name else _does_it_say(clause, said, function)
    share = by_name / len(function.title) if function.title else 0.0
    by_values = _by_values(clause, function)
    score = (2.0 * share + 0.6 * min(by_name, 2)) + min(by_description * 0.45, 1.8) + by_values
    score += min(0.3 * sum(_matched(tuple(slot.stems), said, used) > 0 for slot in function.slots[:20]), 0.6)
    score += _by_number(clause, function) + _covered(said, function)
    if _WEEKDAY.search(clause) and not {"week", "weekday"} & {*function.title, *function.about}:
        score *= 0.2
    if used and not by_values and only_looks(used, function):
        score *= 0.5
    if by_name < 0.75 and by_description < 1.5 and not _by_family(function, said):
        score *= 0.4
    return score, frozenset(used)


def only_looks(used: Set[str], function: Function) -> bool:
    """Whether no word but one for looking something up speaks for a function that looks for a thing of its own."""
    if not all("lookup" in words.families(word) for word in used):
        return False
    things = [word for word in function.title if "lookup" not in words.families(word) and word not in _ANYWHERE]
    return bool(things) and not any(slot.needed and slot.role == "query" for slot in function.slots)


_ANYWHERE = frozenset(words.stem(word) for word in "web internet online google wikipedia documents docs knowledge base".split())


def _covered(said: Sequence[str], function: Function) -> float:
    """What it adds that all which a short question says is among the words of a function that needs no argument."""
    telling = [word for word in said if "read" not in verbs.KINDS.get(word, ())]
    own = {*function.title, *function.about[:16]}
    needs = any(slot.needed for slot in function.slots)
    whole = 0 < len(telling) <= 3 and all(any(words.near(word, other) >= 0.8 for other in own) for word in telling)
    return 1.0 if whole and not needs else 0.0


def _by_number(clause: str, function: Function) -> float:
    """What it adds that a clause speaks of several things as a name does, and of no id that a name asks for."""
    own = words.parts(function.name)
    several = {word for word in own if word.endswith("s") and not word.endswith("ss")}
    said = set(re.findall(r"[a-z]+", clause.lower()))
    makes = 0.8 * (own[:1] == ("create",) and bool(_MAKES.match(verbs.lead(clause))))
    return makes + 0.3 * bool(several & said) - 0.4 * (own[-2:] == ("by", "id") and not re.search(r"\d", clause))


def _does_it_say(clause: str, said: Sequence[str], function: Function) -> float:
    """What it adds that a description begins with the very verb of the clause: "Approve or reject a request"."""
    first = re.match(r"[^\W\d_]+", verbs.lead(clause))
    verb = words.stem(fold(first[0])) if first else ""
    return 1.1 if verb in said and verb in function.about[:2] else 0.0


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
