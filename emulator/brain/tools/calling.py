"""Function calling: the calls a request needs now, an answer to the results that came back, or a question for what is missing.

One round at a time: the server ends the interaction with the calls of a round, the next request brings their results.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from emulator.brain.contract import Ask, WireStep
from emulator.brain.registry import Note
from emulator.brain.text import cut, join
from emulator.brain.tools import (
    amending,
    assigning,
    clausing,
    costing,
    giving,
    instances,
    leeway,
    outcomes,
    phrases,
    pointing,
    quantities,
    repeated,
    resolving,
    retrying,
    roles,
    schemas,
    verbs,
    wanting,
    words,
)
from emulator.brain.tools.arguments import ArgumentSource
from emulator.brain.tools.choosing import Wish
from emulator.brain.tools.declared import Function, allowed, functions
from emulator.brain.tools.situation import Situation

MOST_ROUNDS = 8
_MOST_CALLS = 12
_WHO = frozenset({"user", "customer", "client", "account", "member", "employee", "contact", "person", "guest"})
_POINTS = re.compile(r"\b(?:it|that one|this one)\b", re.I)
_LOOKUPS = frozenset({"find", "search", "lookup", "look", "get", "list", "query"})


@dataclass(frozen=True)
class Call:
    """A call to make."""

    function: Function
    arguments: dict[str, Any]

    @property
    def key(self) -> str:
        """What makes two calls the same."""
        return self.function.name + json.dumps(self.arguments, sort_keys=True, default=str)


@dataclass(frozen=True)
class Lack:
    """A call that can't be made because the request doesn't say something."""

    function: Function
    missing: tuple[str, ...]


@dataclass
class Plan:
    """What to do now: calls, or a question, or neither."""

    calls: list[Call] = field(default_factory=list)
    lacks: list[Lack] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def plan(ask: Ask, declared: Sequence[Function] | None = None) -> Plan:
    """What a request asks of its functions now."""
    found, mode = allowed(
        list(declared) if declared is not None else functions(ask.tools), ask.generation_config.get("tool_choice")
    )
    here = Situation.of(ask)
    if not found or mode == "none" or here.rounds >= MOST_ROUNDS:
        return Plan()
    made = Plan(_amended(here, found))
    acting: set[str] = set()
    wanted = [] if made.calls else wanting.wishes(here, found, forced=mode == "any" and not here.results)
    for wish in wanting.meant(wanted):
        looks = bool(_LOOKUPS & set(words.parts(wish.function.name)[:1]))
        if looks and wish.text in acting:
            continue
        before = len(made.lacks)
        _plan_one(made, wish, here, found, forced=mode == "any")
        if not looks and len(made.lacks) == before:
            acting.add(wish.text)
    made.calls = list({call.key: call for call in made.calls}.values())[:_MOST_CALLS]
    planned = Counter(call.function.name for call in made.calls)
    made.calls = [
        call for call in made.calls if not repeated.is_done(call.function.name, call.arguments, here, planned[call.function.name])
    ]
    if not here.results and (again := wanting.again(here, found)):
        made.calls, made.lacks = [Call(function, arguments) for function, arguments in again], []
    if here.results:
        made.calls += [Call(function, arguments) for function, arguments in retrying.retries(here.done, here.results, found)]
        made.calls = [Call(function, arguments) for function, arguments in costing.conversions(here, found)] or made.calls
    if verbs.only_asks(here.text) and mode != "any":
        made.calls = [call for call in made.calls if not verbs.acts(call.function.name, call.function.description)]
        if _POINTS.search(here.text) and here.earlier and not here.results:
            made.calls = [call for call in made.calls if call.arguments]
        made.lacks = [lack for lack in made.lacks if not verbs.acts(lack.function.name, lack.function.description)]
    made.lacks = [] if giving.DEFINES.match(here.text) and mode != "any" else made.lacks
    refused = repeated.refused(here)
    made.calls = [call for call in made.calls if call.function.name not in refused]
    made.lacks = [lack for lack in made.lacks if lack.function.name not in refused]
    made.notes = _notes(made, found)
    return made


def _amended(here: Situation, found: Sequence[Function]) -> list[Call]:
    """The calls of a follow-up to calls made before, if it has all that they need."""
    filled = [
        _filled(Wish(change.function, change.text, 1.0), change.values, here, forced=False)
        for change in amending.changes(here, found)
    ]
    return [call for call, _ in filled] if not any(missing for _, missing in filled) else []


def _plan_one(made: Plan, wish: Wish, here: Situation, found: Sequence[Function], forced: bool) -> None:
    last = made.calls[-1] if made.calls else None
    for given in giving.values(wish, here):
        if last is not None and last.function is not wish.function:
            given = giving.as_before(wish, last.arguments, given)
        elif last is not None:
            given = giving.shared(wish, last.arguments, given)
        call, missing = _filled(wish, given, here, forced)
        if not forced and leeway.goes_nowhere(call.arguments):
            continue
        if missing and not forced and (carried := giving.carried(missing, here, wish.function.slots)):
            call, missing = _filled(wish, {**carried, **given}, here, forced)
        if missing and not forced:
            helper = _helper(wish, missing, found, here)
            if helper is not None and not any(set(one.function.title) & set(wish.function.title) for one in made.calls):
                made.calls.append(helper)
            made.lacks.append(Lack(wish.function, missing))
        else:
            made.calls.append(call)


def _helper(wish: Wish, missing: tuple[str, ...], found: Sequence[Function], here: Situation) -> Call | None:
    """A look-up that may bring the id which a call lacks: the product's before the order."""
    if not any(roles.of(name, {"type": "string"}) == "id" for name in missing):
        return None
    subject = {*wish.function.title, *(words.stem(word) for name in missing for word in words.parts(name))}
    for function in found:
        if _POINTS.search(wish.text) or function is wish.function or not _LOOKUPS & set(words.parts(function.name)):
            continue
        near = bool(_WHO & set(words.parts(function.name)) and _WHO & {word for name in missing for word in words.parts(name)})
        near = near or any(
            words.near(one, other) >= 0.8 for one in function.title for other in subject if one not in words.GENERIC
        )
        if near and not any(step.get("name") == function.name for step in here.done):
            others = [clause for clause in clausing.clauses(here.text, found) if clause != wish.text] or [wish.text]
            dull = wish.used | frozenset({*wish.function.title, *function.title})
            given = assigning.assign(quantities.uncounted(others[0]), function.slots, here.ask.now.date(), dull, asked=True)
            call, lacking = _filled(Wish(function, others[0], 0.0), given.values, here, forced=False)
            if not lacking and call.arguments:
                return call
    return None


def _filled(wish: Wish, given: Mapping[tuple[str, ...], Any], here: Situation, forced: bool) -> tuple[Call, tuple[str, ...]]:
    """A call with the values given, and the required ones that nothing says."""
    function = wish.function
    schema = {"type": "object", **function.parameters}
    source = ArgumentSource(
        resolving.whole({**_around(function, given, here), **given}, function.slots, wish.text, here.earlier),
        results=tuple(outcomes.fitting(outcomes.objects(here.results), here.text)),
        earlier=tuple(outcomes.meant(outcomes.objects(here.earlier), wish.text, frozenset((*function.title, *function.about)))),
        hard=forced,
        text=here.text if forced else "",
        said=wish.text,
        pairs=phrases.settings(wish.text) if leeway.is_open(schema) else {},
        lists=_gathered(function, here),
    )
    made = instances.make(schema, source)
    arguments = made.value if isinstance(made.value, dict) else {}
    doubtful = {at.split("/")[1] for at in made.invented if at.count("/") > 1} - set(function.required)
    told = {name: value for name, value in arguments.items() if name not in doubtful}
    arguments = told if not forced and schemas.Root(schema).accepts(told, schema) else arguments
    missing = tuple(
        name
        for name in function.required
        if any(at == f"/{name}" or at.startswith(f"/{name}/") for at in made.invented)
        and not leeway.harmless(function.properties.get(name))
    )
    empty = tuple(name for name in function.required if arguments.get(name) in ([], {}) and function.properties.get(name))
    return Call(function, arguments), tuple(dict.fromkeys([*missing, *empty])) if made.valid else function.required


def _gathered(function: Function, here: Situation) -> dict[tuple[str, ...], list[Any]]:
    """What results list for the arguments that take several values and must be given."""
    several = [slot for slot in function.slots if slot.needed and slot.item is not None]
    return {slot.path: pointing.gathered(slot, here.results or here.earlier) for slot in several}


def _around(function: Function, given: Mapping[tuple[str, ...], Any], here: Situation) -> dict[tuple[str, ...], Any]:
    """What the rest of the request says for required arguments that the clause leaves out, where that has a type of its own."""
    open_ones = [slot for slot in function.slots if slot.needed and slot.path not in given and slot.item is None]
    if not open_ones or here.results:
        return {}
    made = assigning.assign(here.text, open_ones, here.ask.now.date())
    return {path: value for path, value in made.values.items() if made.scores[path] >= 1.9}


def _notes(made: Plan, found: Sequence[Function]) -> list[Note]:
    names = join([f"`{function.name}`" for function in found[:6]])
    notes = [
        Note("Looking at the functions", f"There {'is' if len(found) == 1 else 'are'} {len(found)} to choose from: {names}.")
    ]
    for call in made.calls:
        given = ", ".join(f"{name} = {cut(json.dumps(value, ensure_ascii=False), 60)}" for name, value in call.arguments.items())
        notes.append(Note(f"Calling {call.function.name}", f"The request asks for it{f', with {given}' if given else ''}."))
    notes += [
        Note(f"Missing for {lack.function.name}", f"The request doesn't say: {', '.join(lack.missing)}.") for lack in made.lacks
    ]
    return notes


def steps(made: Plan) -> list[WireStep]:
    """The calls as steps."""
    return [{"type": "function_call", "name": call.function.name, "arguments": call.arguments} for call in made.calls]
