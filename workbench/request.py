"""From settings, a prompt and the path so far to the request body. Pure: no clock, no network, no store.

The API inherits history only. Tools, system instruction and generation options are therefore put into every body.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbench import attachments, catalog, expiry, rules
from workbench.answer import output_steps
from workbench.records import Turn, WireStep
from workbench.settings import Connection, Prompt, Settings

CHAINABLE: frozenset[str] = frozenset({"completed", "requires_action"})
"""The statuses that `previous_interaction_id` may point at."""


@dataclass(frozen=True)
class Built:
    """A request body, and how it carries the conversation."""

    body: dict[str, Any]
    previous_interaction_id: str | None
    resent: int
    """How many earlier steps stand in `input` before what is new."""
    notes: list[str] = field(default_factory=list)
    because: str = ""
    """Why the server's own history doesn't reach the last turn, as the end of a sentence."""


def build(
    settings: Settings,
    prompt: Prompt,
    path: Sequence[Turn],
    now: datetime,
    connection: Connection | None = None,
    results: Sequence[WireStep] = (),
    retention: str = "",
) -> Built:
    """The body of the next request after `path` (root first).

    `connection` tells turns that another server holds; `results` are function_result steps, sent before the prompt;
    `retention` is how long the owner says that interactions are kept, where that isn't what their tier says.
    """
    settings, corrected = _effective(settings)
    reach = _reach(settings, path, _Server(now, connection, retention), results)
    earlier = _answered([step for turn in path[reach.from_index :] for step in _replayed(turn, connection)], results)
    fresh = [*map(_copy, results), *_user_input(prompt)]
    body = _destination(settings)
    body["input"] = _input(earlier, fresh, prompt)
    if reach.previous is not None:
        body["previous_interaction_id"] = reach.previous
    body |= _options(settings)
    return Built(body, reach.previous, len(earlier), [*corrected, *_notes(reach, len(earlier))], reach.reason)


def _effective(settings: Settings) -> tuple[Settings, tuple[str, ...]]:
    found = rules.effective(settings)
    return found.settings, found.notes


@dataclass(frozen=True)
class _Server:
    """What is known of the server at this moment."""

    now: datetime
    connection: Connection | None
    retention: str

    def forgot(self, turn: Turn) -> bool:
        """True when the time of the turn's interaction was up."""
        until = expiry.expires(turn, self.retention)
        return until is not None and until <= self.now

    def is_another(self, turn: Turn) -> bool:
        """True when the turn's interaction is kept elsewhere."""
        return self.connection is not None and elsewhere(turn, self.connection)

    def continues(self, turn: Turn) -> bool:
        """True when the server can be expected to continue from this turn's interaction."""
        kept = expiry.is_stored(turn) and not self.forgot(turn) and not turn.get("gone")
        return kept and turn["status"] in CHAINABLE and not self.is_another(turn)


@dataclass(frozen=True)
class _Reach:
    """How far back the server's own history reaches, and why it doesn't reach the last turn."""

    previous: str | None
    from_index: int
    reason: str = ""


def _reach(settings: Settings, path: Sequence[Turn], server: _Server, results: Sequence[WireStep]) -> _Reach:
    if settings.history == "resend":
        return _Reach(None, 0)
    for index in range(len(path) - 1, -1, -1):
        turn = path[index]
        if server.continues(turn) and not _waits(turn, path[index + 1 :], results):
            reason = _reason(path[index + 1], server) if index + 1 < len(path) else ""
            return _Reach(turn["interaction_id"], index + 1, reason)
    return _Reach(None, 0, _reason(path[-1], server) if path else "")


def _waits(turn: Turn, later: Sequence[Turn], results: Sequence[WireStep]) -> bool:
    """True when this turn asked for function results that don't come: the API refuses anything else."""
    given = [*results, *(step for one in later if output_steps(one) for step in own_input(one))]
    answers = {step.get("call_id") for step in given}
    asked = {record["step"].get("id") for record in turn["steps"] if record["step"].get("type") == "function_call"}
    return turn["status"] == "requires_action" and not asked <= answers


def _reason(turn: Turn, server: _Server) -> str:
    """Why the server can't continue from this turn, as the end of a sentence."""
    if server.is_another(turn):
        return "they were made with another server"
    if turn["request"].get("store") is False:
        return "they were sent with Store off"
    if turn.get("gone"):
        return "they were deleted on the server"
    if server.forgot(turn):
        return "the server has let them expire"
    if turn["status"] == "requires_action":
        return "a function call has no answer"
    return "they did not end on the server"


def _notes(reach: _Reach, resent: int) -> list[str]:
    if not resent or not reach.reason:
        return []
    steps = "1 earlier step was" if resent == 1 else f"{resent} earlier steps were"
    return [f"{steps} sent again, because {reach.reason}."]


def elsewhere(turn: Turn, connection: Connection) -> bool:
    """True when another server than this connection's made the turn."""
    if turn["offline"] != connection.offline:
        return True
    if connection.offline or not turn["sent"]:
        return False
    return _host(str(turn["sent"][0].get("url", ""))) != _host(connection.base_url or GOOGLE)


GOOGLE = "https://generativelanguage.googleapis.com"


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()


def _replayed(turn: Turn, connection: Connection | None) -> list[WireStep]:
    """A turn as steps to be sent again: word for word, signatures included, unless another server signed them."""
    made = output_steps(turn)
    if not made:
        return []  # a prompt that was refused would only be refused again
    steps = [*own_input(turn), *made]
    if connection is not None and turn["offline"] != connection.offline:
        steps = [step for step in steps if step.get("type") in ("user_input", "model_output")]
    return [_copy(step) for step in steps]


def _answered(steps: list[WireStep], results: Sequence[WireStep]) -> list[WireStep]:
    """Without function calls that nothing answers: the API refuses them in a history."""
    answers = {step.get("call_id") for step in (*steps, *results) if step.get("type") == "function_result"}
    return [step for step in steps if step.get("type") != "function_call" or step.get("id") in answers]


def own_input(turn: Turn) -> list[WireStep]:
    """The steps that this turn itself gave: function results, then what the user said."""
    given = turn["request"].get("input")
    steps = given if isinstance(given, list) else []
    results: list[WireStep] = []
    for step in reversed(steps[:-1] if turn["prompt"] else steps):
        if not isinstance(step, Mapping) or step.get("type") != "function_result":
            break
        results.insert(0, dict(step))
    return [*results, *([{"type": "user_input", "content": attachments.wire(turn["prompt"])}] if turn["prompt"] else [])]


def _user_input(prompt: Prompt) -> list[WireStep]:
    content = attachments.wire(prompt.content())
    return [{"type": "user_input", "content": content}] if content else []


def _input(earlier: list[WireStep], fresh: list[WireStep], prompt: Prompt) -> Any:
    """Plain text goes as a plain string, which is how the documentation starts; anything else as steps."""
    only_text = not earlier and len(fresh) == 1 and fresh[0].get("type") == "user_input" and not prompt.attachments
    return prompt.text if only_text else [*earlier, *fresh]


def _destination(settings: Settings) -> dict[str, Any]:
    return {"agent": settings.agent} if settings.agent else {"model": settings.model}


def _options(settings: Settings) -> dict[str, Any]:
    """Everything besides destination and input. Values that are the API's default stay unsent, except `store` off."""
    body: dict[str, Any] = {}
    if settings.system_instruction:
        body["system_instruction"] = settings.system_instruction
    if settings.tools:
        body["tools"] = [_copy(tool) for tool in settings.tools]
    if settings.agent:
        body |= _agent_options(settings)
    elif config := _generation_config(settings):
        body["generation_config"] = config
    if settings.response_format is not None:
        body["response_format"] = _copy(settings.response_format)
    if settings.service_tier:
        body["service_tier"] = settings.service_tier
    return body | _delivery(settings)


def _delivery(settings: Settings) -> dict[str, Any]:
    stored = {} if settings.store else {"store": False}
    return stored | ({"background": True} if settings.background else {}) | ({"stream": True} if settings.stream else {})


def _agent_options(settings: Settings) -> dict[str, Any]:
    if catalog.is_deep_research(settings.agent):
        summaries = {"thinking_summaries": settings.thinking_summaries} if settings.thinking_summaries else {}
        return {"agent_config": {"type": "deep-research", **summaries}}
    return {"environment": "remote"} if settings.agent.startswith("antigravity") else {}


def _generation_config(settings: Settings) -> dict[str, Any]:
    values = {
        "thinking_level": settings.thinking_level,
        "thinking_summaries": settings.thinking_summaries,
        "temperature": settings.temperature,
        "top_p": settings.top_p,
        "max_output_tokens": settings.max_output_tokens,
        "seed": settings.seed,
        "stop_sequences": list(settings.stop_sequences) or None,
        "tool_choice": _copy(settings.tool_choice),
    }
    return {key: value for key, value in values.items() if value is not None}


def _copy(value: Any) -> Any:
    """The same JSON in new containers, so that a body shares nothing with the records it was made from."""
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_copy(item) for item in value]
    return value
