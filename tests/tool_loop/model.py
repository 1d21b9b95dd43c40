"""Models for the tests of the tool loop: they call what a test tells them to, then say what they were given."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from emulator.brain.contract import Ask, Move

Call = tuple[str, dict[str, Any]]


class Caller:
    """Calls each list of functions in its turn, one list a request, and at last repeats every result it was given."""

    def __init__(self, *rounds: list[Call]) -> None:
        self.rounds = rounds
        self.asks: list[Ask] = []

    def __call__(self, ask: Ask) -> Iterator[Move]:
        """The model."""
        self.asks.append(ask)
        steps = [*ask.history, *ask.new]
        start = max(place for place, step in enumerate(steps) if step["type"] == "user_input")
        done = sum(
            1 for a, b in zip(steps[start:], steps[start + 1 :], strict=False) if a["type"] == "function_result" != b["type"]
        )
        done += bool(ask.new) and ask.new[-1]["type"] == "function_result"
        if done < len(self.rounds):
            yield Move({"type": "thought", "summary": [{"type": "text", "text": "**Calling**\n\nI call."}]})
            for name, arguments in self.rounds[done]:
                yield Move({"type": "function_call", "name": name, "arguments": arguments})
            return
        yield Move({"type": "model_output", "content": [{"type": "text", "text": f"I was told: {told(ask)}"}]})


def told(ask: Ask) -> str:
    """The texts of the results of this request, errors marked."""
    results = [step for step in ask.new if step["type"] == "function_result"]
    return "; ".join(f"{'ERROR ' if step.get('is_error') else ''}{text_of(step)}" for step in results)


def text_of(step: dict[str, Any]) -> str:
    """A result's text."""
    result = step["result"]
    return result if isinstance(result, str) else "".join(item.get("text", "") for item in result)
