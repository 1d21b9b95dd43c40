"""The offline model: answers from the conversation it was given, deterministically, with one file per skill.

It knows no prompt by heart, reads no clock but the one it is given and never raises on any input.
"""

from __future__ import annotations

from collections.abc import Iterator

from emulator.brain.contract import Ask, Move

__all__ = ["Ask", "Move", "think", "warm"]


def think(ask: Ask) -> Iterator[Move]:
    """Answer a request: a thought, then the model's output; tools act between the two."""
    from emulator.brain import mind, thoughts

    if ask.is_agent and "deep-research" in ask.model:
        from emulator.brain.research import research

        yield from research(ask)
        return
    if ask.tools and not ask.is_agent:
        from emulator.brain.tools import answering

        yield from answering.answer(ask)
        return
    answer = mind.respond(ask)
    yield Move({"type": "thought", "summary": thoughts.summary(answer.notes, ask.thinking_level)})
    yield Move({"type": "model_output", "content": [{"type": "text", "text": answer.text}]})


def warm() -> None:
    """Load skills, library and geography now (about a second), so that the first answer comes at once."""
    from emulator.brain import library, registry, world

    registry.load()
    library.warm()
    world.warm()
