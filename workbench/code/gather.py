"""From turns to a Script: which requests were sent, how they hang together, which files and secrets they need. Pure.

The stored request bodies are the one source; nothing is built anew from settings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from workbench import attachments, exchange, expiry
from workbench.answer import output_steps
from workbench.code.files import Files
from workbench.code.script import CallId, Exchange, Function, Latest, Previous, Recorded, Script, Secret
from workbench.records import Turn, WireStep
from workbench.request import own_input

WORDS = 72


def gather(path: Sequence[Turn], turn_id: str, now: datetime, *, whole: bool, base_url: str = "", retention: str = "") -> Script:
    """The script of the exchange that a turn belongs to; with `whole` of everything before it on this path, too.

    `path` is the branch, root first; `base_url` is where the script sends to, empty for Google.
    """
    groups = exchange.exchanges(path)
    place = next(number for number, group in enumerate(groups) if any(turn["id"] == turn_id for turn in group))
    earlier = [group for group in groups[:place] if _answered(group)] if whole else []
    chosen = [*earlier, groups[place]]
    files = Files(item for turn in path for item in turn["prompt"])
    made: list[Exchange] = []
    for number in range(len(chosen)):
        made.append(_exchange(chosen, number, files, _Outside(path, now, retention), made))
    recorded = tuple(result for group in chosen for result in _recorded(group, files))
    return Script(tuple(made), base_url, files.found, _functions(chosen, recorded), recorded)


def _answered(group: Sequence[Turn]) -> bool:
    """True when this exchange came to its end, so that sending it again leads on."""
    return group[-1]["state"] in ("done", "needs_action")


class _Outside:
    """What is known of ids that the script itself doesn't make."""

    def __init__(self, path: Sequence[Turn], now: datetime, retention: str) -> None:
        self._turns = {turn["interaction_id"]: turn for turn in path if turn["interaction_id"]}
        self._now, self._retention = now, retention

    def remark(self, interaction_id: str) -> str:
        """How long the server keeps an interaction."""
        turn = self._turns.get(interaction_id)
        until = expiry.expires(turn, self._retention) if turn is not None else None
        if turn is None or until is None:
            return "The server keeps this for a limited time; then take the code of the whole branch."
        moment = f"{until.day} {until:%B %Y, %H:%M} UTC"
        if turn.get("gone") or until <= self._now:
            return f"The server no longer has this (kept until {moment}): take the code of the whole branch."
        return f"The server keeps this until {moment}; later take the code of the whole branch."


def _exchange(
    chosen: Sequence[Sequence[Turn]], number: int, files: Files, outside: _Outside, made: Sequence[Exchange]
) -> Exchange:
    group, before = chosen[number], chosen[:number]
    first = group[0]
    body = {**files.taken(first["request"]), **_with_secrets(first)}
    ids = {earlier[-1]["interaction_id"]: place + 1 for place, earlier in enumerate(before) if earlier[-1]["interaction_id"]}
    previous = first["request"].get("previous_interaction_id")
    if previous in ids:
        body["previous_interaction_id"] = Previous(ids[previous])
    history, fresh = _split(first["request"].get("input"), before, made)
    remark = outside.remark(previous) if previous and previous not in ids else ""
    rounds = tuple(_round(turn, group[place], files) for place, turn in enumerate(group[1:]))
    return Exchange(number + 1, _words(first), body, rounds, files.taken(fresh), history, _resends(group), remark)


def _resends(group: Sequence[Turn]) -> bool:
    """Whether function results go out with the steps before them: as they did, or as they would."""
    if len(group) > 1:
        return "previous_interaction_id" not in group[1]["request"]
    return group[0]["request"].get("store") is False or group[0]["settings"].get("history") == "resend"


def _split(given: Any, before: Sequence[Sequence[Turn]], made: Sequence[Exchange]) -> tuple[tuple[int, ...], Any]:
    """The earlier exchanges whose steps an input begins with, and what follows them.

    They must be those that the last exchange began with, and it: so each answer can hand on the steps of all.
    """
    starts = [len(before) - 1 - len(made[-1].history)] if made and isinstance(given, list) else []
    for start in starts:
        steps = [step for group in before[start:] for turn in group for step in (*own_input(turn), *output_steps(turn))]
        if steps and given[: len(steps)] == steps:
            return tuple(range(start + 1, len(before) + 1)), given[len(steps) :]
    return (), given


def _round(turn: Turn, asking: Turn, files: Files) -> dict[str, Any]:
    """A request with function results; ids that the answer before it gave come from that answer."""
    body: dict[str, Any] = files.taken(turn["request"])
    body |= _with_secrets(turn)
    if not asking["interaction_id"] or body.get("previous_interaction_id") != asking["interaction_id"]:
        return body
    places = {step.get("id"): place for place, step in enumerate(_calls(asking))}
    results = [{**step, "call_id": CallId(places[step["call_id"]])} if step.get("call_id") in places else step
               for step in body["input"]]  # fmt: skip
    return body | {"previous_interaction_id": Latest(), "input": results}


def _calls(turn: Turn) -> list[WireStep]:
    return [record["step"] for record in turn["steps"] if record["step"].get("type") == "function_call"]


def _recorded(group: Sequence[Turn], files: Files) -> Iterable[Recorded]:
    """What the functions of an exchange returned, as it was sent."""
    for asking, answering in pairwise(group):
        asked = {step.get("id"): step for step in _calls(asking)}
        for result in own_input(answering):
            call = asked.get(result.get("call_id"))
            if call is not None and result.get("type") == "function_result":
                content = files.taken(result.get("result"))
                yield Recorded(str(call.get("name")), call.get("arguments") or {}, _bare(content), result.get("is_error") is True)


def _bare(content: Any) -> Any:
    """A single text as that text."""
    if isinstance(content, list) and len(content) == 1 and set(content[0]) == {"type", "text"}:
        return content[0]["text"]
    return content


def _functions(chosen: Sequence[Sequence[Turn]], recorded: Iterable[Recorded]) -> tuple[Function, ...]:
    """Everything that the model may ask to be called, each once, and what was called besides."""
    found: dict[str, Function] = {}
    for group in chosen:
        for tool in group[0]["request"].get("tools") or []:
            if tool.get("type") == "function" or (tool.get("type") == "tool_search" and tool.get("execution") == "client"):
                found[str(tool.get("name"))] = Function(str(tool.get("name")), str(tool.get("description") or ""))
    for result in recorded:
        found.setdefault(result.name, Function(result.name, ""))
    return tuple(found.values())


def _with_secrets(turn: Turn) -> dict[str, Any]:
    """The tools of a turn where an MCP server's headers come from the environment; nothing when no header was sent."""
    tools = turn["request"].get("tools") or []
    names = [_header_names(turn, tool, place) for place, tool in enumerate(tools)]
    if not any(names):
        return {}
    return {"tools": [_with_headers(tool, headers) for tool, headers in zip(tools, names, strict=True)]}


def _with_headers(tool: Mapping[str, Any], names: Sequence[str]) -> dict[str, Any]:
    server = str(tool.get("name") or "server")
    return {**tool, "headers": {name: Secret(_variable("MCP", server, name)) for name in names}} if names else dict(tool)


def _variable(*words: str) -> str:
    return re.sub(r"[^A-Z0-9]+", "_", "_".join(words).upper()).strip("_")


def _header_names(turn: Turn, tool: Mapping[str, Any], place: int) -> list[str]:
    """Which headers went along to an MCP server: the record of what was sent has their names without their values."""
    if tool.get("type") != "mcp_server":
        return []
    names = dict.fromkeys(tool.get("headers") or {})
    for sent in turn["sent"][:1]:
        try:
            tools = json.loads(sent.get("body") or "")["tools"]
            names |= dict.fromkeys(tools[place].get("headers") or {})
        except (ValueError, LookupError, TypeError, AttributeError):
            continue  # too long a body is kept cut
    return [str(name) for name in names]


def _words(turn: Turn) -> str:
    """The first words of a prompt, on one line."""
    text = " ".join(" ".join(str(item.get("text", "")) for item in turn["prompt"] if item.get("type") == "text").split())
    names = ", ".join(str(item.get(attachments.NAME) or item.get("type")) for item in attachments.of(turn["prompt"]))
    return f"{text[: WORDS - 1]}…" if len(text) > WORDS else text or names or "Function results"
