"""Requests with a condition: "if it's warmer than 20 °C in London, set the thermostat to 20, otherwise to 18".

Takes such a request apart and, once what it depends on has come back, says which part of it is meant; it makes no call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of
from emulator.brain.tools import quantities, values, words

_LONGEST = 1_500
_THEN = re.compile(
    r"^\W*(?:(?:please|hey|hi|ok|okay)\b[, ]*)*(?:check (?:if|whether)|if|when|in case)\s+(?P<test>[^\n]{4,300}?)"
    r"(?:,\s*(?:then\s+)?|\s+then\s+)(?P<then>[^\n]{3,400})$",
    re.I,
)
_LAST = re.compile(
    r"^(?P<then>[^\n]{3,400}?),?\s+(?P<only>only )?if\s+(?P<test>[^\n,;]{4,300})(?P<rest>[,;.]\s*\S[^\n]*)?$", re.I
)
_ELSE = re.compile(r"\s*[,;.]?\s*\b(?:otherwise|or else|else|if not|if it(?:['’]s| is) not)\b,?\s*(?:then )?", re.I)
_OVER = re.compile(
    r"\b(?:warmer|hotter|higher|more|greater|above|over|larger|bigger|heavier|longer|exceeds?|at least|expensive|faster)\b", re.I
)
_UNDER = re.compile(
    r"\b(?:colder|cooler|lower|less|fewer|below|under|smaller|cheaper|lighter|shorter|at most|drops|slower)\b", re.I
)
_NOT = re.compile(r"\b(?:not|no|isn['’]t|aren['’]t|doesn['’]t|don['’]t|won['’]t)\b", re.I)
_VERB = re.compile(r"^(?:to|at|on|in|with|by)\b", re.I)


@dataclass(frozen=True)
class Condition:
    """A request that depends on something."""

    test: str
    """What it depends on."""
    then: str
    """What is wanted where that holds."""
    otherwise: str
    """What is wanted where it doesn't; may be empty."""


def read(text: str) -> Condition | None:
    """A request taken apart, if it has a condition and something to be done."""
    text = text.strip()
    match = (_THEN.match(text) or _LAST.match(text)) if len(text) <= _LONGEST else None
    if match is None:
        return None
    rest = match.groupdict().get("rest") or ""
    then, _, otherwise = _halves(f"{match['then']}{rest}")
    return Condition(match["test"].strip(), then, _completed(then, otherwise)) if then else None


def _halves(said: str) -> tuple[str, str, str]:
    found = _ELSE.search(said)
    return (said[: found.start()].strip(" ,;."), found[0], said[found.end() :].strip(" ,;.")) if found else (said.strip(), "", "")


def _completed(then: str, otherwise: str) -> str:
    """An alternative that leaves its verb out, with it: "otherwise to 18"."""
    if not _VERB.match(otherwise):
        return otherwise
    lead = re.match(rf"(.*?)\s+{re.escape(otherwise.split()[0])}\b", then, re.I)
    return f"{lead[1]} {otherwise}" if lead else otherwise


def holds(test: str, results: Sequence[WireStep]) -> bool | None:
    """Whether what came back meets a condition; None where nothing tells."""
    limit = next((one for one in quantities.numbers(test[:_LONGEST])), None)
    over, under = bool(_OVER.search(test)), bool(_UNDER.search(test))
    for step in reversed(results):
        if step.get("is_error"):
            continue
        if limit is not None and (over or under):
            measured = _measured(test, value_of(step))
            if measured is not None:
                return bool(measured > limit.value if over else measured < limit.value)
        elif (told := _told(test, value_of(step))) is not None:
            return told
    return None


def _leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in list(value.items())[:60]:
            yield from _leaves(inner, str(key))
    elif isinstance(value, list):
        for inner in value[:20]:
            yield from _leaves(inner, name)
    else:
        yield name, value


def _measured(test: str, value: Any) -> float | None:
    """The number that a condition compares: the one whose name it speaks of, else the first."""
    found = [(name, one) for name, one in _leaves(value) if isinstance(one, (int, float)) and not isinstance(one, bool)]
    if not found and isinstance(value, str):
        return next((float(one.value) for one in values.digits(value)), None)
    said = words.content(test)
    rated = [
        (max((words.near(words.stem(part), word) for part in words.parts(name) for word in said), default=0.0), -at, float(one))
        for at, (name, one) in enumerate(found)
    ]
    return max(rated)[2] if rated else None


def _told(test: str, value: Any) -> bool | None:
    """Whether a result says in words, or by a switch, what a condition asks."""
    said = {word for word in words.content(_NOT.sub(" ", test)) if len(word) > 2}
    negated = bool(_NOT.search(test))
    for name, one in _leaves(value):
        own = {words.stem(part) for part in words.parts(name)}
        if isinstance(one, bool) and own & said:
            return one is not negated
        if isinstance(one, str) and any(
            words.near(word, other) >= 0.8 for word in words.content(one[:400]) for other in said - own
        ):
            return not negated
    strings = [one for _, one in _leaves(value) if isinstance(one, str)]
    return negated if strings else None
