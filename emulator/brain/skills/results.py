"""Answers from the results of function calls that the request brings back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.dialogue import Talk, texts
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import cut, join


@skill("function results")
def offer(talk: Talk) -> Offer | None:
    """Fits whenever the request brings results."""
    return Offer(0.98, lambda: _answer(talk), whole=True) if talk.results else None


def value_of(step: WireStep) -> Any:
    """The result in a step, read as JSON where it is a JSON text."""
    result = step.get("result")
    if isinstance(result, list):
        result = "\n".join(texts(result)) or result
    if isinstance(result, str) and len(result) < 100_000:
        try:
            return json.loads(result)
        except (ValueError, RecursionError):
            return result
    return result


def _name(step: WireStep, talk: Talk) -> str:
    if isinstance(step.get("name"), str):
        return str(step["name"])
    calls = [call for call in talk.ask.history if call.get("id") is not None and call.get("id") == step.get("call_id")]
    return str(calls[-1].get("name", "the tool")) if calls else "the tool"


def _spoken(value: Any) -> str:
    if isinstance(value, Mapping):
        if len(value) == 1:
            return _spoken(next(iter(value.values())))
        return join([f"{str(key).replace('_', ' ')}: **{cut(_flat(item), 120)}**" for key, item in list(value.items())[:12]])
    if isinstance(value, list):
        return join([cut(_flat(item), 80) for item in value[:12]]) or "an empty list"
    return cut(_flat(value), 2_000) or "an empty result"


def _flat(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "nothing"}[value]
    return (
        value
        if isinstance(value, str)
        else cut(json.dumps(value, ensure_ascii=False, default=str), 200)
        if isinstance(value, (list, Mapping))
        else str(value)
    )


def _answer(talk: Talk) -> Reply:
    told: list[str] = []
    notes: list[Note] = []
    for step in talk.results[:16]:
        name, value = _name(step, talk), value_of(step)
        spoken = _spoken(value)
        failed = bool(step.get("is_error"))
        told.append(
            f"`{name}` failed: {spoken}"
            if failed
            else f"`{name}` says {spoken}"
            if isinstance(value, (Mapping, list))
            else spoken
        )
        notes.append(
            Note(f"Reading the result of {name}", f"It {'reports an error' if failed else 'returned'}: {cut(spoken, 160)}")
        )
    question = talk.prompt or next((pair.said for pair in reversed(talk.past) if pair.said), "")
    if question:
        notes.append(Note("Recalling what it was for", f"The user had asked: “{cut(question, 120)}”"))
    text = told[0] if len(told) == 1 else "Here is what the tools returned:\n\n" + "\n".join(f"- {part}" for part in told)
    text = text if text.endswith((".", "!", "?")) or "\n" in text else text + "."
    return Reply(
        text,
        text if len(told) == 1 else told[0],
        points=tuple(told),
        notes=tuple(notes),
        data={_name(step, talk): value_of(step) for step in talk.results[:16]},
    )
