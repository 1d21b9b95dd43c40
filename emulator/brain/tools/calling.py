"""Function calling: the calls a request needs now, an answer to the results that came back, or a question for what is missing.

One round at a time: the server ends the interaction with the calls of a round, the next request brings their results.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from emulator.brain.contract import Ask, WireStep
from emulator.brain.dialogue import Talk, texts
from emulator.brain.registry import Note, best
from emulator.brain.text import cut, join
from emulator.brain.tools import choosing, instances, outcomes, retrying, roles, spreading, words
from emulator.brain.tools.choosing import Wish
from emulator.brain.tools.declared import Function, allowed, functions
from emulator.brain.tools.prompting import PromptSource
from emulator.brain.tools.situation import Situation

MOST_ROUNDS = 8
_MOST_CALLS = 12


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
    wishes = _wishes(here, found, forced=mode == "any" and not here.results)
    made = Plan()
    for wish in wishes:
        _plan_one(made, wish, here, found, forced=mode == "any")
    made.calls = list({call.key: call for call in made.calls}.values())[:_MOST_CALLS]
    planned = Counter(call.function.name for call in made.calls)
    made.calls = [call for call in made.calls if not _is_done(call, here, planned[call.function.name])]
    if here.results:
        made.calls += [Call(function, arguments) for function, arguments in retrying.retries(here.done, here.results, found)]
    made.notes = _notes(made, found)
    return made


def _wishes(here: Situation, found: Sequence[Function], forced: bool) -> list[Wish]:
    wishes = [wish for wish in choosing.wishes(here.text, found) if not _better_known(wish, here)]
    if not wishes and here.wider and not here.results:
        wishes = _continued(here, found)
    if not wishes and forced:
        rated = [(choosing.rate(here.text, words.content(here.text), function)[0], -at) for at, function in enumerate(found)]
        best = found[-max(rated)[1]]
        wishes = [Wish(best, here.text, 0.0)]
    return wishes


def _better_known(wish: Wish, here: Situation) -> bool:
    """Whether only a word like 'find' spoke for a look-up, of something that the model knows by itself."""
    if wish.score >= 2 or not wish.used or not all("lookup" in words.families(word) for word in wish.used):
        return False
    choice = best(Talk.of(replace(here.ask, tools=())).about(wish.text))
    return choice.offer.fit >= 0.85 and choice.name not in ("fallback", "limits", "structured output")


def _continued(here: Situation, found: Sequence[Function]) -> list[Wish]:
    """A short reply to a question of ours, or 'and in London?', goes on with what was asked before."""
    if len(here.text.split()) > 10:
        return []
    answers = [step for step in here.ask.history if step.get("type") == "model_output"]
    asked = bool(answers) and "".join(texts(answers[-1].get("content"))).rstrip().endswith("?")
    if not (asked or choosing._ELLIPSIS.match(here.text)):
        return []
    before = choosing.wishes(here.wider, found)
    return (
        [Wish(before[0].function, f"{here.text}" if not asked else f"{here.wider} {here.text}", before[0].score, before[0].used)]
        if before
        else []
    )


def _plan_one(made: Plan, wish: Wish, here: Situation, found: Sequence[Function], forced: bool) -> None:
    for fixed in spreading.spread(wish):
        source = PromptSource(
            text=wish.text,
            today=here.ask.now.date(),
            wider=here.text if here.text != wish.text else "",
            results=tuple(outcomes.objects(here.results)),
            names=tuple(wish.function.properties),
            dull=frozenset({*wish.used, *wish.function.title, *words.families("")}),
            fixed=fixed,
            hard=forced,
        )
        call, missing = _filled(wish.function, source)
        if not forced and _goes_nowhere(call):
            continue
        if missing and not forced:
            helper = _helper(wish, missing, source, found, here)
            if helper is not None:
                made.calls.append(helper)
            made.lacks.append(Lack(wish.function, missing))
        else:
            made.calls.append(call)


def _helper(
    wish: Wish, missing: tuple[str, ...], source: PromptSource, found: Sequence[Function], here: Situation
) -> Call | None:
    """A look-up that may bring the id which a call lacks: the product's before the order."""
    if not any(roles.of(name, {"type": "string"}) == "id" for name in missing):
        return None
    subject = {*wish.function.title, *(words.stem(word) for name in missing for word in words.parts(name))}
    for function in found:
        if function is wish.function or not {"find", "search", "lookup", "look", "get", "list", "query"} & set(
            words.parts(function.name)
        ):
            continue
        near = any(words.near(one, other) >= 0.8 for one in function.title for other in subject if one not in words.GENERIC)
        if near and not any(step.get("name") == function.name for step in here.done):
            dull = source.dull | frozenset(function.title)
            others = [clause for clause in choosing.clauses(here.text, found) if clause != wish.text] or [wish.text]
            inner = replace(source, text=others[0], names=tuple(function.properties), dull=dull, fixed={}, given=set())
            call, lacking = _filled(function, inner)
            if not lacking and call.arguments:
                return call
    return None


def _filled(function: Function, source: PromptSource) -> tuple[Call, tuple[str, ...]]:
    schema = {"type": "object", **function.parameters}
    made = instances.make(schema, source)
    arguments = made.value if isinstance(made.value, dict) else {}
    missing = tuple(
        name for name in function.required if f"/{name}" in made.invented and not _harmless(function.properties.get(name))
    )
    return Call(function, arguments), missing if made.valid else function.required


def _goes_nowhere(call: Call) -> bool:
    """Whether it would convert something into itself."""
    ends = [value for name, value in call.arguments.items() if roles.of(name, {"type": "string"}) in ("unit", "currency")]
    return len(ends) == 2 and ends[0] == ends[1] and isinstance(ends[0], str)


def _harmless(schema: Any) -> bool:
    """Whether a value may be chosen freely: a switch, or one of a few options such as a unit."""
    return isinstance(schema, Mapping) and (schema.get("type") == "boolean" or isinstance(schema.get("enum"), list))


def _is_done(call: Call, here: Situation, planned: int) -> bool:
    """Whether such a call has been made already: with these arguments, as often as the request wants it, or in vain."""
    same = [step for step in here.done if step.get("name") == call.function.name]
    failed = {str(step.get("call_id")) for step in here.results if step.get("is_error")}
    fine = [step for step in same if str(step.get("id")) not in failed]
    if any(_overlap(step.get("arguments") or {}, call.arguments) for step in fine):
        return True
    return len(fine) >= planned or len(fine) < len(same)


def _overlap(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two sets of arguments mean the same thing: what both give is the same."""
    shared = [name for name in before if name in now]
    return all(before[name] == now[name] for name in shared) and bool(shared or not now)


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
