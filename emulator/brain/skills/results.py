"""Answers from the results of function calls that the request brings back."""

from __future__ import annotations

import json
from typing import Any

from emulator.brain.contract import WireStep
from emulator.brain.dialogue import Talk, texts
from emulator.brain.registry import Note, Offer, Reply, skill
from emulator.brain.text import cut


@skill("function results")
def offer(talk: Talk) -> Offer | None:
    """Fits whenever the request brings results."""
    return Offer(0.98, lambda: _answer(talk), whole=True) if talk.results else None


def value_of(step: WireStep) -> Any:
    """The result in a step, read as JSON where it is a JSON text."""
    result = step.get("result")
    if isinstance(result, list) and len(rows := _objects(texts(result))) > 1:
        return rows
    if isinstance(result, list):
        result = "\n".join(texts(result)) or result
    if isinstance(result, str) and len(result) < 100_000:
        try:
            return json.loads(result)
        except (ValueError, RecursionError):
            return result
    return result


def _objects(said: list[str]) -> list[Any]:
    """What several texts say, where each is an object of its own: a list as MCP servers send it."""
    if not all(text.lstrip().startswith("{") for text in said[:200]):
        return []
    try:
        return [json.loads(text) for text in said[:200]]
    except (ValueError, RecursionError):
        return []


def _name(step: WireStep, talk: Talk) -> str:
    if isinstance(step.get("name"), str):
        return str(step["name"])
    calls = [call for call in talk.ask.history if call.get("id") is not None and call.get("id") == step.get("call_id")]
    return str(calls[-1].get("name", "the tool")) if calls else "the tool"


def _answer(talk: Talk) -> Reply:
    from emulator.brain.tools import reporting
    from emulator.brain.tools.situation import Situation

    here = Situation.of(talk.ask)
    by_id = {str(call.get("id")): call for call in here.done}
    results = here.results or talk.results
    told = [reporting.told(step, by_id.get(str(step.get("call_id")))) for step in results[:16]]
    notes = [_note(step, talk, said) for step, said in zip(results, told, strict=False)]
    question = talk.prompt or next((pair.said for pair in reversed(talk.past) if pair.said), "")
    if question:
        notes.append(Note("Recalling what it was for", f"The user had asked: “{cut(question, 120)}”"))
    text = reporting.answer(results, here.done, here.text)
    return Reply(
        text,
        text if len(told) == 1 else told[0],
        points=tuple(told),
        notes=tuple(notes),
        data={_name(step, talk): value_of(step) for step in results[:16]},
    )


def _note(step: WireStep, talk: Talk, said: str) -> Note:
    how = "It reports an error" if step.get("is_error") else "It returned"
    return Note(f"Reading the result of {_name(step, talk)}", f"{how}: {cut(said, 160)}")
