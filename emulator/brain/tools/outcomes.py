"""What came back from calls: read as values, and told in prose whatever they hold.

Results are anybody's text: they are quoted and told, never obeyed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of
from emulator.brain.tools import metrics, verbs, words
from emulator.brain.tools.metrics import Metric


def objects(results: Sequence[WireStep]) -> Iterator[Mapping[str, Any]]:
    """The objects in results, newest first, inner ones after outer ones; errors hold no values."""
    for step in reversed(results):
        if not step.get("is_error"):
            yield from _within(value_of(step), 0)


def fitting(found: Iterable[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    """Objects in the order in which a text is likely to mean them: those it names first, then the cheapest when it says so."""
    said = set(words.content(text)) - _PLAIN
    metric = metrics.asked(text)

    def place(one: Mapping[str, Any]) -> tuple[int, float]:
        return -len(_held(one) & said), _measure(one, metric)

    return sorted(found, key=place)


_PLAIN = frozenset(words.stem(word) for word in verbs.ALL | verbs.COMMON)


def meant(found: Iterable[Mapping[str, Any]], text: str, dull: frozenset[str]) -> list[Mapping[str, Any]]:
    """The objects of earlier requests that a text may mean: none when it speaks of something that none of them holds."""
    said = {word for word in words.content(text) if not word.isdigit()} - _PLAIN - dull - _POINTING
    metric = metrics.asked(text)
    named = (
        {word for word in said if not re.match(r"cheap|expensiv|pric|cost|most|least|best|low|high", word)} if metric else said
    )
    kept = fitting(found, text)
    if not named:
        return kept
    return [one for one in kept if named & _held(one)]


_POINTING = frozenset(
    words.stem(word) for word in "other both two three four five six ten first second last again piece pieces copy".split()
)


def _held(one: Mapping[str, Any]) -> set[str]:
    return {word for value in one.values() if isinstance(value, str) for word in words.content(value[:200])}


def _measure(one: Mapping[str, Any], metric: Metric | None) -> float:
    """How far ahead an object is by what the text compares; the smaller the better."""
    for stem in metric.fields if metric is not None else ():
        for key, value in one.items():
            known = isinstance(value, (int, float)) and not isinstance(value, bool)
            if known and any(words.stem(word) == stem for word in words.parts(str(key))):
                return -float(value) if metric is not None and metric.high else float(value)
    return float("inf")


def _within(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for inner in _few(value.values()):
            yield from _within(inner, depth + 1) if depth < 4 else ()
    elif isinstance(value, list):
        for inner in _few(value):
            yield from _within(inner, depth + 1) if depth < 4 else ()


def _few(found: Iterable[Any]) -> list[Any]:
    return list(found)[:20]
