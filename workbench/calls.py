"""Function calls of a turn and their results as data: which wait, what is sent back, which round this is. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from workbench import reading, schemas, tool_finding
from workbench.functions import KEYS, Choice
from workbench.records import SETTLED, CallRecord, StepRecord, Turn, WireStep
from workbench.settings import Settings

DENIED = "The user denied this call. Don't try it again; go on without it, or ask."
WORKING = frozenset({"queued", "running"})


def asked(turn: Turn) -> list[StepRecord]:
    """The function calls of this turn that nothing in it answers."""
    steps = [record["step"] for record in turn["steps"]]
    answered = {step.get("call_id") for step in steps if step.get("type") == "function_result"}
    return [
        record
        for record in turn["steps"]
        if record["step"].get("type") == "function_call"
        and isinstance(record["step"].get("id"), str)
        and not record.get("cut")
        and record["step"]["id"] not in answered
    ]


def calls_of(turn: Turn) -> list[CallRecord]:
    """What has become of each call, in the order they were asked; empty before the first look at them."""
    known = turn.get("calls", {})
    return [known[call_id] for call_id in _ids(turn) if call_id in known]


def _ids(turn: Turn) -> list[str]:
    """The ids of the calls, each once: a server that gives one to two calls gets one result."""
    return list(dict.fromkeys(record["step"]["id"] for record in asked(turn)))


def waiting(turn: Turn) -> list[CallRecord]:
    """The calls that wait for a person."""
    return [call for call in calls_of(turn) if call["state"] not in SETTLED | WORKING]


def ready(turn: Turn) -> bool:
    """True when every call has its result, so that they can be sent."""
    found = calls_of(turn)
    return bool(found) and len(found) == len(_ids(turn)) and all(call["state"] in SETTLED for call in found)


def result_steps(turn: Turn) -> list[WireStep]:
    """The results of a round as they are sent, all in one request, in the order of the calls."""
    return [result_step(call) for call in calls_of(turn)]


def result_step(call: CallRecord) -> WireStep:
    """One function_result: content as it is, anything else as JSON text, which is how the documentation sends it."""
    given = call["result"]
    content = given if is_content(given) else [{"type": "text", "text": as_text(given)}]
    step: WireStep = {"type": "function_result", "name": call["name"], "call_id": call["call_id"], "result": content}
    return step | ({"is_error": True} if call["is_error"] else {})


def as_text(result: Any) -> str:
    """A result as the model reads it: a text as it is, anything else as JSON."""
    return result if isinstance(result, str) else json.dumps(result, ensure_ascii=False)


def is_content(result: Any) -> bool:
    """True for a list of content items, such as the screenshot that answers a computer's click."""
    return isinstance(result, list) and bool(result) and all(_is_item(item) for item in result)


def _is_item(item: Any) -> bool:
    if not isinstance(item, Mapping):
        return False
    if item.get("type") == "function":
        return isinstance(item.get("name"), str) and set(item) <= set(KEYS)
    if item.get("type") == "text":
        return set(item) == {"type", "text"} and isinstance(item["text"], str)
    has_source = isinstance(item.get("data"), str) or isinstance(item.get("uri"), str)
    return reading.text(item.get("type")) in reading.MEDIA_KINDS and has_source and isinstance(item.get("mime_type"), str)


def opened(turn: Turn, settings: Settings) -> dict[str, CallRecord]:
    """A record for each call, with what happens to it next. Records that are there already stay as they are."""
    known = dict(turn.get("calls", {}))
    declared = tool_finding.callees(settings)
    for record in asked(turn):
        call_id = record["step"]["id"]
        if call_id not in known:
            known[call_id] = _opened(record, declared)
    return known


def over_limit(turn: Turn, settings: Settings) -> bool:
    """True when no further round may be sent without a person."""
    return turn.get("unattended", 0) >= settings.tool_rounds


def settle(call: CallRecord, result: Any, *, is_error: bool, source: str, state: str = "") -> CallRecord:
    """The call with its result."""
    fresh: Any = {**call, "result": result, "is_error": is_error, "source": source, "progress": None, "doing": ""}
    fresh["state"] = state or ("failed" if is_error else "done")
    fresh["reason"] = as_text(result)[:400] if is_error else ""
    settled: CallRecord = fresh
    return settled


def settled_by_hand(call: CallRecord, result: Any, is_error: bool = False) -> CallRecord:
    """The call as a person answered it."""
    return settle(call, result, is_error=is_error, source="hand")


def denied(call: CallRecord, reason: str = "") -> CallRecord:
    """The call as a person refused it; the model is told."""
    words = f"{DENIED} The user says: {reason.strip()}" if reason.strip() else DENIED
    return settle(call, words, is_error=True, source="hand", state="denied")


def recorded(turns: Iterable[Turn], name: str) -> list[CallRecord]:
    """Earlier results of a function in these turns, newest first, each once."""
    found: dict[str, CallRecord] = {}
    for turn in turns:
        for call in calls_of(turn):
            if call["name"] == name and call["state"] in SETTLED and call["source"] != "check":
                key = json.dumps([call["arguments"], call["result"], call["is_error"]], sort_keys=True)
                found.pop(key, None)
                found[key] = call
    return list(found.values())[::-1]


def new_call(call_id: str, name: str, arguments: Any) -> CallRecord:
    """A call nobody has looked at."""
    return CallRecord(
        call_id=call_id, name=name, arguments=arguments, mode="manual", state="needs_answer", result=None, is_error=False,
        source="", reason="", progress=None, doing="", started=None, seconds=None,
    )  # fmt: skip


def _opened(record: StepRecord, declared: Mapping[str, Choice]) -> CallRecord:
    step = record["step"]
    name = str(step.get("name") or "")
    call = new_call(step["id"], name, step.get("arguments"))
    choice = declared.get(name)
    if choice is None:
        return _undeclared(call, declared)
    wrong = wrong_arguments(choice, record)
    if wrong:
        return settle(call, wrong, is_error=True, source="check")
    call["arguments"] = call["arguments"] or {}
    call["mode"] = choice.mode
    call["state"] = "queued" if choice.mode == "auto" else "needs_approval" if choice.mode == "ask" else "needs_answer"
    return call


def _undeclared(call: CallRecord, declared: Mapping[str, Choice]) -> CallRecord:
    if not declared:
        call["reason"] = "No function of this name is declared, so only you can say what it returns."
        return call
    words = f"There is no function {call['name']!r}. Declared are: {', '.join(declared)}."
    return settle(call, words, is_error=True, source="check")


def wrong_arguments(choice: Choice, record: StepRecord) -> str:
    """Why the arguments of a call can't be taken, for the model; empty when they can."""
    given = record["step"].get("arguments")
    if record["arguments_text"] and not isinstance(given, dict | None):
        return f"The arguments of {choice.name} must be a JSON object."
    if record["arguments_text"].strip() and not given and not _is_json(record["arguments_text"]):
        return f"The arguments of {choice.name} are not valid JSON."
    return check_arguments(choice, {} if given is None else given)


def check_arguments(choice: Choice, arguments: Any) -> str:
    """What is wrong with arguments by the function's schema; empty when nothing is."""
    if not isinstance(arguments, dict):
        return f"The arguments of {choice.name} must be a JSON object."
    errors = schemas.errors_in(arguments, choice.parameters) if choice.parameters else ()
    return f"Wrong arguments for {choice.name}. {schemas.in_words(errors)}" if errors else ""


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
