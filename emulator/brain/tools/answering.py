"""An answer with tools: which of them act, in which order, and what is said in the end.

It decides nothing about a tool's inside; without a tool that fits, the skills answer as ever.
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.brain import mind, thoughts
from emulator.brain.contract import Ask, Move
from emulator.brain.registry import Note
from emulator.brain.tools import calling


def answer(ask: Ask) -> Iterator[Move]:
    """Answer a request that may use tools."""
    made = calling.plan(ask)
    if made.calls:
        yield thought(ask, made.notes)
        for step in calling.steps(made):
            yield Move(step)
        return
    if made.lacks and not calling.Situation.of(ask).results:
        yield thought(ask, made.notes)
        yield said(calling.question(made.lacks))
        return
    spoken = mind.respond(ask)
    yield Move({"type": "thought", "summary": thoughts.summary(spoken.notes, ask.thinking_level)})
    yield said(spoken.text)


def thought(ask: Ask, notes: list[Note]) -> Move:
    """A thought made of notes, the first of them the most telling."""
    return Move({"type": "thought", "summary": thoughts.summary(list(enumerate(notes)), ask.thinking_level)})


def said(text: str) -> Move:
    """A text as the model's output."""
    return Move({"type": "model_output", "content": [{"type": "text", "text": text}]})
