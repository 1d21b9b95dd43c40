"""A second try after a call has failed: with arguments corrected by what the error says, or the same when it says to try again.

One try per failed call. What an error says is only ever used as a value for an argument that the schema allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.library import fold
from emulator.brain.skills.results import value_of
from emulator.brain.tools import phrasing, words
from emulator.brain.tools.declared import Function

_AGAIN = re.compile(r"\b(?:try again|retry|temporar\w+|timed? ?out|timeout|busy|unavailable|rate limit\w*|overloaded)\b", re.I)
_REFUSED = re.compile(
    r"\b(?:40[13]|forbidden|unauthori[sz]ed|permission|not (?:allowed|permitted|authori[sz]ed)|access denied)\b", re.I
)
"""What no second try would change."""
_SUGGESTED = re.compile(
    r"\b(?:did you mean|use|try|perhaps|maybe|nearest is|instead)\s*:?\s+[\"'“`]?([^\"'”`?.,;\n]{1,80})", re.I
)
_ONE_OF = re.compile(
    (
        r"\b(?:one of|allowed(?: values)?(?: are)?|supported(?: values)?(?: are)?|valid(?: \w+)?(?: are)?|"
        r"choose from|expected|known(?: \w+)? are)\s*:?\s*[\[({]?([^\])}\n]{2,400})"
    ),
    re.I,
)
_BOUND = re.compile(
    (
        r"\b(at most|maximum(?: is| of)?|no more than|only|<=|less than or equal to|at least|minimum(?: "
        r"is| of)?|>=|greater than or equal to)\s+(-?\d+(?:\.\d+)?)"
    ),
    re.I,
)


def retries(
    done: Sequence[WireStep], results: Sequence[WireStep], functions: Sequence[Function]
) -> list[tuple[Function, dict[str, Any]]]:
    """The calls to make again."""
    found: list[tuple[Function, dict[str, Any]]] = []
    by_name = {function.name: function for function in functions}
    for call in done:
        name = str(call.get("name"))
        tries = [other for other in done if other.get("name") == name]
        error = next((step for step in results if step.get("is_error") and step.get("call_id") == call.get("id")), None)
        arguments = call.get("arguments")
        if error is None or name not in by_name or len(tries) > 1 or not isinstance(arguments, Mapping):
            continue
        message = str(phrasing.line(value_of(error)))[:2_000]
        if _REFUSED.search(message):
            continue
        better = corrected(dict(arguments), message, by_name[name])
        if better != arguments or _AGAIN.search(message):
            found.append((by_name[name], better))
    return found


def corrected(arguments: dict[str, Any], message: str, function: Function) -> dict[str, Any]:
    """The arguments as the error wants them."""
    name = _blamed(arguments, message)
    if not name:
        return arguments
    value = arguments.get(name)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        bound = _BOUND.search(message)
        return {**arguments, name: _number(bound[2])} if bound else arguments
    if options := _ONE_OF.search(message):
        listed = [part.strip(" '\"`.“”") for part in re.split(r",|\bor\b|\band\b|;|\|", options[1])]
        best = max(listed, key=lambda option: _alike(str(value), option), default="")
        return {**arguments, name: best} if best else arguments
    suggested = _SUGGESTED.search(message)
    return {**arguments, name: suggested[1].strip()} if suggested and isinstance(value, str) else arguments


def _blamed(arguments: Mapping[str, Any], message: str) -> str:
    """The argument that an error speaks of."""
    lowered = fold(message)
    for name, value in arguments.items():
        if isinstance(value, str) and value and fold(value) in lowered:
            return name
    for name in arguments:
        if all(word in lowered for word in words.parts(name)):
            return name
    return next(iter(arguments)) if len(arguments) == 1 else ""


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value == int(value) else value


def _alike(one: str, other: str) -> float:
    """How much two words have in common, from 0 to 1."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in (fold(one), fold(other))]
    same = len(pairs[0] & pairs[1]) / max(1, len(pairs[0] | pairs[1]))
    return (
        same
        + (fold(one)[:1] == fold(other)[:1]) * 0.2
        + (fold(one).startswith(fold(other)) or fold(other).startswith(fold(one))) * 0.3
    )
