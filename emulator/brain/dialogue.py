"""The conversation as the skills see it: plain texts of both sides, in order, and what came with the request.

Reads wire steps and nothing else; it does not interpret what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from emulator.brain import abroad, languages
from emulator.brain.contract import Ask, WireStep

REFUSAL = "offline I have only rules, this conversation and a small library"
"""Stands in answers that found nothing to say: later requests must not work on them."""
NOTHING = "so there is nothing to reshape"
"""Stands in answers to a wish about an answer that there wasn't."""
LONGEST_REQUEST = 6_000
"""Characters of a prompt that are searched for the request itself; the rest can only be material."""


@dataclass(frozen=True)
class Exchange:
    """One earlier turn: what the user said and what the model answered."""

    said: str
    answer: str

    @property
    def told(self) -> str:
        """What the answer told; nothing when it only said that there was none."""
        refused = REFUSAL in self.answer or NOTHING in self.answer or self.answer in languages.REFUSALS.values()
        return "" if refused else self.answer


def texts(content: Any) -> list[str]:
    """The texts in a step's content, whatever accepted shape it has."""
    if isinstance(content, str):
        return [content]
    if isinstance(content, Mapping):
        content = [content]
    if not isinstance(content, Sequence):
        return []
    blocks = [block for block in content if isinstance(block, Mapping) and block.get("type", "text") == "text"]
    return [str(block["text"]) for block in blocks if isinstance(block.get("text"), str)]


def media(content: Any) -> list[Mapping[str, Any]]:
    """The content blocks that are not text."""
    if isinstance(content, Mapping):
        content = [content]
    if isinstance(content, str) or not isinstance(content, Sequence):
        return []
    return [block for block in content if isinstance(block, Mapping) and block.get("type", "text") != "text"]


def _kind(step: WireStep) -> str:
    return str(step.get("type", "text"))


def _said(step: WireStep) -> str:
    kind = _kind(step)
    if kind == "user_input":
        return "\n".join(texts(step.get("content")))
    return str(step.get("text") or "") if kind == "text" else ""


def exchanges(steps: Iterable[WireStep]) -> list[Exchange]:
    """Earlier steps folded into pairs of user text and model text."""
    pairs: list[Exchange] = []
    said, answer = "", ""
    for step in steps:
        if _kind(step) == "model_output":
            answer = "\n".join(filter(None, [answer, "".join(texts(step.get("content")))]))
        elif words := _said(step):
            if answer:
                pairs.append(_exchange(said, answer))
                said, answer = "", ""
            said = "\n".join(filter(None, [said, words]))
    if said or answer:
        pairs.append(_exchange(said, answer))
    return pairs


def _exchange(said: str, answer: str) -> Exchange:
    """A turn, what was said in another language read as English where it can be."""
    return Exchange(abroad.read(said)[0] or said, answer)


@dataclass(frozen=True)
class Talk:
    """The conversation so far and the request to answer."""

    ask: Ask
    prompt: str
    """The request: this turn's text, or a part of it."""
    whole: str
    """All of this turn's text."""
    past: tuple[Exchange, ...] = ()
    attachments: tuple[Mapping[str, Any], ...] = ()
    results: tuple[WireStep, ...] = ()

    @classmethod
    def of(cls, ask: Ask) -> Talk:
        """Read a request."""
        text = "\n".join(filter(None, (_said(step) for step in ask.new))).strip()
        shown = [block for step in ask.new for block in _media_of(step)]
        results = [step for step in ask.new if _kind(step).endswith("_result")]
        return cls(ask, text, text, tuple(exchanges(ask.history)), tuple(shown), tuple(results))

    def reading(self, text: str) -> Talk:
        """The same conversation with the request read as this text."""
        return replace(self, prompt=text, whole=text)

    def about(self, part: str) -> Talk:
        """The same conversation with only a part of the request in view."""
        return self if part.strip() == self.prompt else replace(self, prompt=part.strip())

    def after(self, said: str, answer: str) -> Talk:
        """The same conversation as if a part of the request had been answered already."""
        return replace(self, past=(*self.past, Exchange(said, answer)))

    @cached_property
    def said(self) -> tuple[str, ...]:
        """All the user said, oldest first, this turn included."""
        return (*(pair.said for pair in self.past), self.whole)

    @cached_property
    def gist(self) -> str:
        """The request cut to a length that is safe to search: its head and its tail."""
        if len(self.prompt) <= LONGEST_REQUEST:
            return self.prompt
        return self.prompt[: LONGEST_REQUEST - 1_000] + "\n" + self.prompt[-1_000:]


def _media_of(step: WireStep) -> list[Mapping[str, Any]]:
    if _kind(step) == "user_input":
        return media(step.get("content"))
    return media(step) if _kind(step) in {"image", "audio", "video", "document"} else []
