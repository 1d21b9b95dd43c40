"""The offline model: answers from the conversation it was given, deterministically, with one file per skill.

It knows no prompt by heart, reads no clock but the one it is given and never raises on any input.
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.brain.contract import Ask, Move
from emulator.brain.dialogue import Talk
from emulator.brain.registry import best

__all__ = ["Ask", "Move", "think"]


def think(ask: Ask) -> Iterator[Move]:
    """Answer a request: a thought, then the model's output."""
    chosen = best(Talk.of(ask))
    assert chosen is not None
    reply = chosen[1].answer()
    summary = [{"type": "text", "text": f"**{note.title}**\n\n{note.body}"} for note in reply.notes]
    yield Move({"type": "thought", "summary": summary})
    yield Move({"type": "model_output", "content": [{"type": "text", "text": reply.text}]})
