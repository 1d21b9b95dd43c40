"""Results of calls told in prose: what was called with what, and what it said, whatever shape that has.

It tells what the results hold, with nothing added; results are bounded when quoted and never obeyed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.skills.results import value_of
from emulator.brain.text import capitalise, cut, join, table
from emulator.brain.tools import comparing, manner, words

_LONGEST = 1_500
_ROWS = 12
_UNITS = ("unit", "units", "currency")
_GENERIC = frozenset(
    {
        "get",
        "fetch",
        "lookup",
        "look",
        "up",
        "find",
        "search",
        "list",
        "show",
        "check",
        "calculate",
        "compute",
        "current",
        "the",
        "a",
        "of",
        "for",
    }
)


def told(step: WireStep, call: WireStep | None) -> str:
    """One result as a sentence or a small block."""
    name = str((call or {}).get("name") or step.get("name") or "the tool")
    value = value_of(step)
    if step.get("is_error"):
        return f"`{name}`{_with(call)} failed: {_line(value)}"
    if said := manner.done(name, (call or {}).get("arguments"), value):
        return said
    pictures = _media(step.get("result"))
    if pictures and not isinstance(value, str):
        return f"`{name}`{_with(call)} returned {join(pictures)}."
    subject = _subject(name, call)
    if isinstance(value, Mapping):
        return _object(subject, value)
    if isinstance(value, list):
        return _list(subject, value)
    said = _line(value)
    if isinstance(value, str) and len(said.split()) > 4:
        return said if len(value) <= _LONGEST else said + f" (the result has {len(value):,} characters)"
    return f"{subject}: **{said}**"


def _with(call: WireStep | None) -> str:
    given = _given(call)
    return f" for {given}" if given else ""


def _given(call: WireStep | None) -> str:
    arguments = (call or {}).get("arguments")
    first = next(iter(arguments.values()), None) if isinstance(arguments, Mapping) else None
    if isinstance(first, str):
        return cut(_line(first), 60)
    plain = (
        [cut(_line(value), 60) for value in arguments.values() if isinstance(value, (str, int, float))]
        if isinstance(arguments, Mapping)
        else []
    )
    return ", ".join(plain[:3])


def _subject(name: str, call: WireStep | None) -> str:
    said = " ".join(word for word in words.parts(name) if word not in _GENERIC) or name
    given = _given(call)
    named = bool(given) and not re.search(r"\d", given) and given.count(",") == 0
    return capitalise(said) + (f" for {given}" if named else f" ({given})" if given else "")


def _object(subject: str, value: Mapping[str, Any]) -> str:
    if not value:
        return f"{subject}: an empty result"
    lists = [inner for inner in value.values() if isinstance(inner, list) and all(isinstance(one, Mapping) for one in inner)]
    if len(lists) == 1:
        return _list(subject, lists[0])
    if len(value) == 1:
        ((key, inner),) = value.items()
        if isinstance(inner, list):
            return _list(subject, inner)
        if isinstance(inner, Mapping):
            return _object(subject, inner)
        return (
            f"{subject}: **{_line(inner)}**"
            if key in ("result", "output", "value", "answer")
            else f"{subject}: {_named(key)} **{_line(inner)}**"
        )
    unit = next((str(value[key]) for key in _UNITS if isinstance(value.get(key), str)), "")
    parts = []
    for key, inner in list(value.items())[:16]:
        if (key in _UNITS and unit) or (isinstance(inner, str) and f"({inner}" in subject):
            continue
        number = isinstance(inner, (int, float)) and not isinstance(inner, bool)
        first = (
            number
            and unit
            and not any(isinstance(other, (int, float)) for other in list(value.values())[: list(value).index(key)])
        )
        parts.append(f"{_named(key)} **{_line(inner)}{_unit(unit) if first else ''}**")
    return f"{subject}: {join(parts)}"


def _unit(unit: str) -> str:
    return {"c": " °C", "celsius": " °C", "f": " °F", "fahrenheit": " °F"}.get(unit.lower().strip("°"), f" {unit}")


def _list(subject: str, value: Sequence[Any]) -> str:
    if not value:
        return f"{subject}: nothing was found"
    more = f"\n\n… and {len(value) - _ROWS} more" if len(value) > _ROWS else ""
    if all(isinstance(item, Mapping) and item for item in value):
        columns = list(dict.fromkeys(str(key) for item in value[:_ROWS] for key in item))[:6]
        rows = [
            [_named(column) for column in columns],
            *([cut(_line(item.get(column, "")), 60) for column in columns] for item in value[:_ROWS]),
        ]
        return f"{subject}:\n\n{table(rows)}{more}"
    return f"{subject}: {join([f'**{cut(_line(item), 100)}**' for item in value[:_ROWS]])}{more}"


def _named(key: Any) -> str:
    return " ".join(words.parts(str(key))) or str(key)


def _line(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "nothing"}[value]
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value[: _LONGEST * 2]).strip()[:_LONGEST] or "an empty text"
    if isinstance(value, (Mapping, list)):
        if (
            isinstance(value, Mapping)
            and len(value) <= 4
            and all(not isinstance(inner, (Mapping, list)) for inner in value.values())
        ):
            return ", ".join(f"{_named(key)} {_line(inner)}" for key, inner in value.items())
        return cut(json.dumps(value, ensure_ascii=False, default=str)[:4_000], 300)
    if isinstance(value, float) and abs(value) < 1e15 and value.is_integer():
        return str(int(value))
    return str(value)


def _media(result: Any) -> list[str]:
    blocks = (
        [block for block in result if isinstance(block, Mapping) and block.get("type") not in (None, "text")]
        if isinstance(result, list)
        else []
    )
    return [
        f"{'an' if str(block['type'])[:1] in 'aeiou' else 'a'} {block['type']} ({block.get('mime_type') or 'of unknown type'})"
        for block in blocks[:5]
    ]


def answer(results: Sequence[WireStep], calls: Sequence[WireStep], question: str = "") -> str:
    """What the results say to a question, and all of them told in the order of their calls."""
    by_id = {str(call.get("id")): call for call in calls}
    refused = [step for step in results if manner.denied(value_of(step), bool(step.get("is_error")))]
    others = [step for step in results if step not in refused]
    said = [comparing.verdict(question, others, calls), _told(others, by_id)] if others else []
    if refused:
        calls_of = [by_id.get(str(step.get("call_id")), step) for step in refused]
        names = [f"`{call.get('name') or 'the call'}`{_with(call)}" for call in calls_of]
        said.append(manner.refused(names, [manner.reason(value_of(step)) for step in refused]))
    return "\n\n".join(filter(None, said))


def _told(results: Sequence[WireStep], by_id: Mapping[str, WireStep]) -> str:
    order = {identifier: at for at, identifier in enumerate(by_id)}
    kept = sorted(_latest(results, by_id), key=lambda step: order.get(str(step.get("call_id")), len(order)))
    parts = [told(step, by_id.get(str(step.get("call_id")))) for step in kept[:16]]
    if len(parts) == 1:
        return _ended(parts[0])
    if any("\n" in part for part in parts):
        return "\n\n".join(_ended(part) for part in parts)
    return "\n".join(f"- {part}" for part in parts)


def _latest(results: Sequence[WireStep], by_id: Mapping[str, WireStep]) -> list[WireStep]:
    """The results without failures that a later call of the same function made good."""
    fine = [str(by_id.get(str(step.get("call_id")), {}).get("name")) for step in results if not step.get("is_error")]
    return [
        step
        for step in results
        if not (step.get("is_error") and str(by_id.get(str(step.get("call_id")), {}).get("name")) in fine)
    ] or list(results)


def _ended(text: str) -> str:
    return text if text.rstrip("*_ ").endswith((".", "!", "?", "|", "```")) or "\n" in text else text + "."
