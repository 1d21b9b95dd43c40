"""The request being worked on: its words, and the calls and results since the user last spoke."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from emulator.brain.contract import Ask, WireStep
from emulator.brain.dialogue import texts
from emulator.brain.tools import deferring, verbs
from emulator.brain.tools.foreign import gloss


@dataclass(frozen=True)
class Situation:
    """The request being worked on: its words, and the rounds made for it so far."""

    ask: Ask
    text: str
    wider: str
    done: tuple[WireStep, ...]
    """Calls made for this request, oldest first."""
    results: tuple[WireStep, ...]
    rounds: int
    said: str = ""
    """Its words as they were said, whatever the language."""
    answer: str = ""
    """What was answered before the user last spoke."""
    earlier: tuple[WireStep, ...] = ()
    """Results from before the user last spoke."""

    @classmethod
    def of(cls, ask: Ask) -> Situation:
        """Read the steps since the user last spoke."""
        steps = [*ask.history, *ask.new]
        spoken = [at for at, step in enumerate(steps) if step.get("type") == "user_input" and texts(step.get("content"))]
        new = "\n".join(text for step in ask.new if step.get("type") == "user_input" for text in texts(step.get("content")))
        start = spoken[-1] if spoken else -1
        earlier = [" ".join(texts(steps[at].get("content"))) for at in spoken[:-1]]
        text = new or (" ".join(texts(steps[start].get("content"))) if spoken else "")
        if new and _answers_older_calls(ask.new):
            start = spoken[-2] if len(spoken) > 1 else -1
            text = f"{' '.join(texts(steps[start].get('content')))}\n{new}" if len(spoken) > 1 else new
        since = steps[start + 1 :]
        calls = tuple(step for step in since if step.get("type") == "function_call")
        results = tuple(step for step in since if step.get("type") == "function_result" and not deferring.brought(step))
        rounds = sum(
            step.get("type") == "function_call" and since[at - 1].get("type") != "function_call" for at, step in enumerate(since)
        )
        before = tuple(_with_arguments(steps[: start + 1]))
        told: WireStep = next((step for step in reversed(steps[: start + 1]) if step.get("type") == "model_output"), {})
        last = " ".join(texts(told.get("content")))
        return cls(ask, gloss(text), gloss(earlier[-1]) if earlier else "", calls, results, rounds, text, last, before)


def _answers_older_calls(new: Sequence[WireStep]) -> bool:
    """Whether the words came along with results of calls that an earlier request had led to."""
    own = {step.get("id") for step in new if step.get("type") == "function_call"}
    return any(step.get("type") == "function_result" and step.get("call_id") not in own for step in new)


def _with_arguments(steps: Sequence[WireStep]) -> Iterator[WireStep]:
    """The results, each with what its call was told where that made or changed something."""
    calls = {step.get("id"): step for step in steps if step.get("type") == "function_call"}
    for step in steps:
        if step.get("type") == "function_result":
            call = calls.get(step.get("call_id"), {})
            acts = verbs.of_name(str(call.get("name") or ""), "") - _LOOKS
            yield {**step, "arguments": call.get("arguments")} if acts else step


_LOOKS = frozenset({"read", "compute"})
