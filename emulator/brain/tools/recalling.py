"""Questions about results that came back for earlier requests: "which is warmer?", "and the difference?", "in total?".

Answers from those results alone, and only where the question names nothing that they don't hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.library import fold
from emulator.brain.skills.results import value_of
from emulator.brain.text import capitalise, join
from emulator.brain.tools import comparing, deferring, fields, manner, mentions, pointing, words
from emulator.brain.tools.situation import Situation

_MOST_WORDS = 14
_MOST_TURNS = 6
_NEW = frozenset({"name", "date", "email", "url", "id", "quoted", "path", "address"})
Evidence = tuple[list[WireStep], list[WireStep]]
_ASKS = re.compile(
    r"\?\s*$|^\W*(?:and |so |then )*(?:what|which|who|where|when|how|is|are|was|were|does|do|did|the)\b|\b(?:compare|add)\b", re.I
)


def verdict(here: Situation) -> str:
    """What the latest results say to a question about them; empty when it isn't one."""
    if here.results or len(here.text.split()) > _MOST_WORDS or not _ASKS.search(here.text):
        return ""
    sets = [one for one in _widening(here.ask.history) if not _is_new(here, *one)]
    for calls, results in _as_many(here.text, sets):
        if said := comparing.verdict(here.text, results, calls):
            return said
    return _field(here)


def unsaid(here: Situation) -> str:
    """What is known of the thing that a question means by 'it', where no result and no function says more."""
    row = next((one.rows[0] for one in pointing.lists(here.earlier) if len(one.rows) == 1), None)
    match = _STATE_OF_IT.match(here.text)
    if row is None or match is None or here.results:
        return ""
    known = [manner.part(key, value) for key, value in row.items() if value not in ("ok", True)][:6]
    return f"I can't look that up with the functions I have. What I know of it: {join(known)}." if known else ""


_STATE_OF_IT = re.compile(
    r"^\W*(?:and |so |ok(?:ay)?,? )*(?:what(?:'s| is) (?:the )?(?:latest |current )?(?:status|state|progress|news"
    r"|update) (?:of|on|with|about|for)"
    r" (?:it|that|this)|(?:any )?(?:news|updates?) on (?:it|that|this)|how(?:'s| is) (?:it|that) (?:going|doing|coming along)"
    r"|(?:has|is|was|did|will) (?:it|that|this)(?: been| get)?(?: \w+){1,3}(?: yet| now| already)?"
    r"|is (?:it|that) (?:done|ready|finished|through)(?: yet)?)\W*$",
    re.I,
)


def _field(here: Situation) -> str:
    """What the newest result says under the name that a question asks for: 'what's her phone number?'."""
    rows = next((one.rows for one in pointing.lists(here.earlier)), ())
    pointed = pointing.at(here.text, here.earlier, here.answer)
    row = pointed.rows[0] if pointed else rows[0] if len(rows) == 1 else None
    if row is None:
        return ""
    key = _called(here.text, row)
    if not key and here.text.rstrip().endswith("?") and (pointed or len({*words.content(here.text)} - _QUESTIONS) < 2):
        key = fields.asked(here.text, row)
    said = manner.part(key, row[key], str(row.get("currency") or "")) if key else ""
    name = next((str(row[one]) for one in _NAMES if isinstance(row.get(one), str)), "") if len(rows) > 1 else ""
    return "" if not said else f"**{name}**: {said}." if name and key not in _NAMES else f"{capitalise(said)}."


def _called(text: str, row: Mapping[str, Any]) -> str:
    """The part of a row that a question calls by its name: 'what's the due date?'."""
    match = _WHICH.match(text) or _WHATS.match(text)
    if match and _DEFINES.match(text):
        return ""
    said = {words.stem(word) for word in words.parts(match[1]) if word not in words.STOP} - _PLAIN if match else set()
    named = [str(key) for key in row if {words.stem(word) for word in words.parts(str(key))} & said]
    whole = [key for key in named if said <= {words.stem(word) for word in words.parts(key)}] or named
    return whole[0] if said and len(whole) == 1 and isinstance(row[whole[0]], (str, int, float)) else ""


_WHATS = re.compile(
    r"^\W*(?:and |so |ok(?:ay)?,? )?(?:(?:what|who|when|where)(?:'s| is| was| are)|is|are|was)\s+([^?]{2,60})\??\s*$",
    re.I,
)
_NAMES = ("name", "title", "subject", "label", "summary")
_QUESTIONS = frozenset({"who", "when", "where", "what", "how"})
_WHICH = re.compile(r"^\W*(?:and |so |ok(?:ay)?,? )?(?:what|which) ([a-z]+)\??\s*$", re.I)
_DEFINES = re.compile(r"^\W*(?:and |so )?what(?:'s| is| are) (?!(?:the|my|our|its|his|her|their|that|this|it)\b)\w+", re.I)
"""A question for what something is as such: "what is VAT?"."""
_PLAIN = frozenset({"numb", "amount", "number", "valu"})


def _as_many(text: str, sets: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with as many results as a question counts first: "which of the three?", "the warmest of them all"."""
    match = _OF_SO_MANY.search(text)
    many = _MANY.get(match[1].lower()) if match else None
    if match is None and _SUPERLATIVE.search(text) and all(_is_single(step) for _, results in sets for step in results):
        return sorted(sets, key=lambda one: -len(one[1]))
    return list(sets) if match is None else sorted(sets, key=lambda one: len(one[1]) != many if many else -len(one[1]))


def _is_single(step: WireStep) -> bool:
    """Whether a result is of one thing and lists none."""
    value = value_of(step)
    return not isinstance(value, list) and not (
        isinstance(value, Mapping) and any(isinstance(one, list) for one in value.values())
    )


_SUPERLATIVE = re.compile(r"\b(?:[a-z]{2,12}est|(?:most|least) [a-z]+|best|worst)\b", re.I)
_MANY = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OF_SO_MANY = re.compile(
    r"\b(?:of|from|among|between) (?:the |all |these |those )*(two|three|four|five|six|all|them all)\b", re.I
)


def _widening(history: Sequence[WireStep]) -> Iterator[tuple[list[WireStep], list[WireStep]]]:
    """The calls and results of the latest request that led to any; then with those before of the same function."""
    name = ""
    calls: list[WireStep] = []
    results: list[WireStep] = []
    others: list[tuple[list[WireStep], list[WireStep]]] = []
    for turn in _turns(history)[:_MOST_TURNS]:
        others += [(turn, found)] if (found := _came_back(turn, {step.get("id") for step in turn})) else []
        own = [step for step in turn if step.get("type") == "function_call" and name in ("", step.get("name"))]
        if back := _came_back(turn, {step.get("id") for step in own}):
            name = name or str(own[-1].get("name"))
            calls, results = [*own, *calls], [*back, *results]
            yield calls, results
    yield from others[1:]


def _came_back(turn: Sequence[WireStep], ids: set[Any]) -> list[WireStep]:
    """The results of some calls that hold something."""
    back = [step for step in turn if step.get("type") == "function_result" and step.get("call_id") in ids]
    return [step for step in back if not step.get("is_error") and not deferring.brought(step)]


def _turns(history: Sequence[WireStep]) -> list[list[WireStep]]:
    """The steps between one word of the user and the next, newest first."""
    turns: list[list[WireStep]] = [[]]
    for step in history:
        if step.get("type") == "user_input":
            turns.append([])
        turns[-1].append(step)
    return turns[::-1]


def _is_new(here: Situation, calls: Sequence[WireStep], results: Sequence[WireStep]) -> bool:
    """Whether a question names something that neither calls nor results speak of."""
    known = fold(
        json.dumps([step.get("arguments") or step.get("result") for step in (*calls, *results)], ensure_ascii=False, default=str)
    )
    named = [one for one in mentions.mentions(here.text, here.ask.now.date()) if one.kind in _NEW]
    return any(fold(str(one.value)) not in known for one in named)
