"""Turns the model's moves into stream events and, at the same time, into the steps a unary answer carries.

Events and steps come from one place, so that a stream, its replay and a later GET never disagree. It knows
neither HTTP nor storage and never sleeps: each beat says how long to wait before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from emulator import ids, sse, tokens
from emulator.brain.contract import Move, WireStep
from emulator.cut import Cut
from emulator.pace import Pace

_UNSIGNED = ("mcp_server_tool", "function")
_LEAD = ("id", "call_id", "signature", "type", "name", "server_name")


@dataclass(frozen=True)
class Beat:
    """One event and the seconds before it."""

    delay: float
    event: dict[str, Any]


@dataclass(frozen=True)
class Style:
    """What of a request decides how its answer is played."""

    model: str
    summaries: bool = False
    max_tokens: int | None = None
    hop_tokens: int | None = None
    """Stop after so many tokens with `requires_continuation`."""
    skip_tokens: int = 0
    """Tokens that earlier hops have already brought."""
    stops: tuple[str, ...] = ()
    pace: Pace = field(default_factory=Pace)


class Player:
    """Plays the moves of one answer; `steps`, `status` and the counts are true after every beat."""

    def __init__(self, style: Style, seed: str) -> None:
        self.style = style
        self.steps: list[WireStep] = []
        self.status = "completed"
        self.output: Counter[str] = Counter()
        self.thought_tokens = 0
        self.tool_tokens = 0
        self.grounding: Counter[str] = Counter()
        self._seed = seed
        self._cut = Cut(style.max_tokens, style.hop_tokens, style.skip_tokens)
        self._calls: dict[str, str] = {}
        self._signs = not style.model.startswith("gemini-2")

    @property
    def ended(self) -> bool:
        """True once a limit has ended the answer early."""
        return self.status in ("incomplete", "requires_continuation")

    def play(self, move: Move) -> Iterator[Beat]:
        """The beats of one step."""
        play = _PLAYS.get(str(move.step.get("type")), Player._whole)
        wait = self.style.pace.before_thought(move.pause_s, not self.steps)
        for event in play(self, dict(move.step)):
            yield Beat(wait + event.delay, event.event)
            wait = 0.0

    def _event(self, kind: str, delay: float = 0.0, **fields: Any) -> Beat:
        return Beat(delay, {"index": len(self.steps) - 1, **fields, "event_type": kind})

    def _thought(self, step: WireStep) -> Iterator[Beat]:
        if self._cut.skips_whole_steps:
            return
        summary = step.get("summary") or []
        text = "\n".join(str(part.get("text", "")) for part in summary if isinstance(part, dict))
        spent = 16 + 2 * tokens.count(text)
        self.thought_tokens += spent
        made: WireStep = {"signature": "", "type": "thought"}
        self.steps.append(made)
        yield self._event("step.start", step={"type": "thought"})
        if self.style.summaries and summary:
            made = self.steps[-1] = {"signature": "", "summary": [], "type": "thought"}
        else:
            summary = []
        for part in summary:
            made["summary"].append(part)
            delay = self.style.pace.reading(tokens.count(str(part.get("text", ""))))
            yield self._event("step.delta", delay, delta={"content": part, "type": "thought_summary"})
        made["signature"] = self._sign(text)
        delay = self.style.pace.reading(spent if not summary else 0)
        yield self._event("step.delta", delay, delta={"signature": made["signature"], "type": "thought_signature"})
        yield self._event("step.stop")

    def _model_output(self, step: WireStep) -> Iterator[Beat]:
        contents = self._cut.shorten([part for part in step.get("content") or [] if isinstance(part, dict)], self.style.stops)
        if not contents and self._cut.skips_whole_steps:
            return
        made: WireStep = {"content": [], "type": "model_output"}
        self.steps.append(made)
        yield self._event("step.start", step={"type": "model_output"})
        for content in contents:
            yield from self._text(made, content) if content.get("type") == "text" else self._media(made, content)
        if self._cut.reached:
            self.status = self._cut.status
        yield self._event("step.stop")

    def _text(self, made: WireStep, content: dict[str, Any]) -> Iterator[Beat]:
        part: dict[str, Any] = {"text": "", "type": "text"}
        made["content"].append(part)
        for delay, chunk in self.style.pace.chunks(str(content.get("text", ""))):
            part["text"] += chunk
            self.output["text"] += tokens.count(chunk)
            yield self._event("step.delta", delay, delta={"text": chunk, "type": "text"})
        if content.get("annotations"):
            made["content"][-1] = {"annotations": content["annotations"], "text": part["text"], "type": "text"}
            yield self._event("step.delta", delta={"annotations": content["annotations"], "type": "text_annotation_delta"})

    def _media(self, made: WireStep, content: dict[str, Any]) -> Iterator[Beat]:
        made["content"].append(content)
        self.output += tokens.of_content(content, self.style.model)
        yield self._event("step.delta", self.style.pace.wait(0.3), delta=content)

    def _function_call(self, step: WireStep) -> Iterator[Beat]:
        name, arguments = str(step.get("name", "")), step.get("arguments") or {}
        given = sse.compact(arguments)
        if self._cut.skips_whole_steps:
            return
        call = str(step.get("id") or ids.call_id())
        sign = {"signature": self._sign(call + name + given)} if self._signs else {}
        self.steps.append({"id": call, **sign, "type": "function_call", "name": name, "arguments": arguments})
        self.status = "requires_action"
        start = {"id": call, "signature": "", **sign, "type": "function_call", "name": name, "arguments": {}}
        yield self._event("step.start", step=start)
        for delay, chunk in self.style.pace.chunks(given):
            self.output["text"] += tokens.count(chunk)
            yield self._event("step.delta", delay, delta={"arguments": chunk, "type": "arguments_delta"})
        yield self._event("step.stop")

    def _whole(self, step: WireStep) -> Iterator[Beat]:
        """Built-in tools and kinds yet to come: what identifies the step at its start, the rest in one delta."""
        if self._cut.skips_whole_steps:
            return
        step = self._identify(step)
        self.steps.append(step)
        self.tool_tokens += tokens.count(sse.compact(_told(step)))
        lead = {key: step[key] for key in _LEAD if key in step}
        rest = {key: value for key, value in step.items() if key not in _LEAD}
        yield self._event("step.start", step=lead)
        if rest:
            delta = {"type": step["type"], **rest}
            yield self._event("step.delta", self.style.pace.wait(0.15), delta=delta)
        yield self._event("step.stop")

    def _identify(self, step: WireStep) -> WireStep:
        kind = str(step.get("type", ""))
        family = kind.removesuffix("_call").removesuffix("_result")
        if kind.endswith("_result"):
            named = {"call_id": step.get("call_id") or self._calls.get(family) or ids.call_id()}
        elif kind.endswith("_call"):
            named = {"id": step.get("id") or ids.call_id()}
            self._calls[family] = str(named["id"])
            self._count_grounding(family, step)
        else:
            named = {}
        rest = {key: value for key, value in step.items() if key not in ("id", "call_id", "signature")}
        signed = bool(named) and family not in _UNSIGNED
        sign = {"signature": self._sign(sse.compact(rest)) if self._signs else ""} if signed else {}
        return {**named, **sign, **rest}

    def _count_grounding(self, family: str, step: WireStep) -> None:
        if family in ("google_search", "google_maps"):
            queries = (step.get("arguments") or {}).get("queries") or [""]
            self.grounding[family] += len(queries)

    def _sign(self, content: str) -> str:
        return ids.signature(self._seed, str(len(self.steps)), content)


def _told(step: WireStep) -> WireStep:
    """What of a step the model wrote or read: neither ids and signatures nor the chips that are for the screen only."""
    shown = {key: value for key, value in step.items() if key not in ("id", "call_id", "signature")}
    if step.get("type") == "google_search_result":
        shown.pop("result", None)
    return shown


_PLAYS: dict[str, Callable[[Player, WireStep], Iterator[Beat]]] = {
    "thought": Player._thought,
    "model_output": Player._model_output,
    "function_call": Player._function_call,
}
