"""Folding the events of single steps, and merging in a whole answer that came by another way.

Works on a turn's list of StepRecords and knows nothing else of the turn. Never raises on what a server may send.
"""

from __future__ import annotations

import json
from typing import Any

from workbench.records import StepRecord, WireEvent, WireStep

MEDIA = frozenset({"image", "audio", "video", "document"})
"""Delta kinds that append a content item whole."""

OPENED_BY = {
    "text": "model_output",
    "text_annotation_delta": "model_output",
    "thought_summary": "thought",
    "thought_signature": "thought",
    "arguments_delta": "function_call",
} | dict.fromkeys(MEDIA, "model_output")
"""What a delta without a step.start must belong to; any other delta kind is named like its step."""


def fold(records: list[StepRecord], offset: int, event: WireEvent, at_ms: float) -> str:
    """Fold one step.* event. Returns a complaint in plain words, or nothing when all was well."""
    index = event.get("index")
    if not isinstance(index, int) or isinstance(index, bool) or index < 0:
        return f"A {event['event_type']} event without a usable index was left out."
    place = offset + index
    record = next((found for found in reversed(records) if found["index"] == place), None)
    match event["event_type"]:
        case "step.start":
            return _start(records, record, place, event.get("step"), at_ms)
        case "step.delta":
            return _delta(records, record, place, event.get("delta"), at_ms)
        case _:
            return _stop(record, event, at_ms)


def close(record: StepRecord, at_ms: float | None) -> str:
    """Close a step: from here on the record is never changed again. Parses streamed arguments."""
    record["state"] = "closed"
    record["ended_ms"] = at_ms
    text = record["arguments_text"]
    if not text:
        return ""
    try:
        record["step"]["arguments"] = json.loads(text)
    except ValueError:
        if record.get("cut"):
            return ""
        return f"The arguments of {record['step'].get('name', 'a call')!r} are not JSON; they are shown as text."
    return ""


def new_record(index: int, step: WireStep, at_ms: float | None) -> StepRecord:
    """An open record around a step that just began."""
    return StepRecord(index=index, state="open", step=step, arguments_text="", started_ms=at_ms, ended_ms=None)


def copy_record(record: StepRecord) -> StepRecord:
    """The record itself when it is closed, else a copy that later deltas don't touch."""
    if record["state"] == "closed":
        return record
    return StepRecord(**{**record, "step": _thawed(record["step"])})


def merged(before: list[StepRecord], offset: int, timeline: Any, complete: bool, at_ms: float) -> list[StepRecord]:
    """The records after a whole answer came: its steps win, what only the stream knew is kept.

    `offset` is where this answer's steps begin (those of earlier hops stay); `complete` False (failed, cancelled, still
    running): a step that the stream had further is left as it was.
    """
    final, earlier, old = outputs(timeline), before[:offset], before[offset:]
    if not final:
        return before
    records = [
        _merged_step(old[place] if place < len(old) else None, offset + place, step, complete, at_ms)
        for place, step in enumerate(final)
    ]
    return earlier + records + ([] if complete else old[len(records) :])


def reopen_last(records: list[StepRecord]) -> None:
    """Show the last step as open, in a fresh record: the interaction it was read from still runs."""
    records[-1] = StepRecord(**{**records[-1], "state": "open", "ended_ms": None})


def outputs(timeline: Any) -> list[WireStep]:
    """The answer's own steps: what follows the last input in a timeline that may repeat its input."""
    if not isinstance(timeline, list):
        return []
    steps = [step for step in timeline if isinstance(step, dict)]
    inputs = [place for place, step in enumerate(steps) if step.get("type") in ("user_input", "function_result")]
    return steps[inputs[-1] + 1 :] if inputs else steps


def about_to_speak(records: list[StepRecord]) -> bool:
    """True while the newest step is none to read as the answer: there is none, it is still empty, or it is a thought."""
    if not records:
        return True
    newest = records[-1]
    kind = newest["step"].get("type")
    empty = newest["state"] != "closed" and not newest["step"].get("content")
    return kind == "thought" or (kind == "model_output" and empty)


def text_of(step: WireStep) -> str:
    """All text of a model_output step."""
    content = step.get("content")
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    texts = [item.get("text") for item in content if isinstance(item, dict) and item.get("type") == "text"]
    return "".join(text for text in texts if isinstance(text, str))


def _start(records: list[StepRecord], record: StepRecord | None, place: int, step: Any, at_ms: float) -> str:
    if not isinstance(step, dict):
        return f"Step {place} started without a step; its deltas will show what it is."
    if record is not None:
        return f"Step {place} was started twice; the first start counts."
    records.append(new_record(place, _thawed(step), at_ms))
    return ""


def _delta(records: list[StepRecord], record: StepRecord | None, place: int, delta: Any, at_ms: float) -> str:
    if not isinstance(delta, dict):
        return f"A delta of step {place} had no content and was left out."
    complaint = ""
    kind = str(delta.get("type"))
    if record is None:
        record = new_record(place, {"type": OPENED_BY.get(kind, kind)}, at_ms)
        records.append(record)
        complaint = f"Step {place} came without a start."
    if record["state"] == "closed":
        return f"Step {place} had ended already; a later delta was left out."
    return _accumulate(record, kind, delta) or complaint


def _stop(record: StepRecord | None, event: WireEvent, at_ms: float) -> str:
    if record is None:
        return f"Step {event['index']} ended without having started."
    return close(record, at_ms) if record["state"] == "open" else ""


def _accumulate(record: StepRecord, kind: str, delta: dict[str, Any]) -> str:
    step = record["step"]
    if kind == "arguments_delta" and isinstance(delta.get("arguments"), str):
        _grow(record, "arguments_text", delta["arguments"])  # type: ignore[arg-type]
    elif kind == "text":
        _append_text(_list(step, "content"), delta, new_item=False)
    elif kind == "thought_summary":
        _append_summary(_list(step, "summary"), delta.get("content"))
    elif kind == "text_annotation_delta":
        return _annotate(_list(step, "content"), delta.get("annotations"))
    elif kind in MEDIA:
        _list(step, "content").append(dict(delta))
    else:
        step.update({key: value for key, value in delta.items() if key != "type"})
    return ""


def _append_text(content: list[Any], item: dict[str, Any], *, new_item: bool) -> None:
    text = item.get("text")
    last = content[-1] if content else None
    if new_item or not isinstance(text, str) or not isinstance(last, dict) or not isinstance(last.get("text"), str):
        content.append(dict(item))
        return
    _grow(last, "text", text)
    last.update({key: value for key, value in item.items() if key not in ("type", "text")})


def _append_summary(summary: list[Any], content: Any) -> None:
    """Pieces of one summary are joined; a piece that opens with a bold title starts the next summary."""
    if not isinstance(content, dict):
        return
    text, before = content.get("text"), summary[-1].get("text") if summary and isinstance(summary[-1], dict) else None
    titled = isinstance(text, str) and isinstance(before, str) and text.startswith("**") and before.endswith("\n")
    _append_text(summary, content, new_item=titled)


def _annotate(content: list[Any], annotations: Any) -> str:
    last = content[-1] if content else None
    if not isinstance(annotations, list) or not isinstance(last, dict):
        return "Citations came without a text to stand at; they were left out."
    _list(last, "annotations").extend(annotations)
    return ""


def _grow(holder: dict[str, Any], key: str, more: str) -> None:
    # With the holder's own reference gone, CPython grows the text in place; else each delta would copy all of it.
    text = holder[key]
    holder[key] = None
    text += more
    holder[key] = text


def _list(holder: dict[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    if isinstance(value, list):
        return value
    # A plain text where a list belongs is legal in requests; keep it as the list's first item.
    holder[key] = [{"type": "text", "text": value}] if isinstance(value, str) and value else []
    fresh: list[Any] = holder[key]
    return fresh


def _merged_step(old: StepRecord | None, place: int, step: WireStep, complete: bool, at_ms: float) -> StepRecord:
    if old is None or old["step"].get("type") != step.get("type"):
        record = new_record(place, _thawed(step), None)
        close(record, at_ms)
        return record
    if not complete and len(text_of(old["step"])) > len(text_of(step)):
        return old
    known = {key: value for key, value in step.items() if value not in (None, "")}
    record = StepRecord(**{**old, "step": {**old["step"], **_thawed(known)}})
    record["state"] = "closed"
    record["ended_ms"] = old["ended_ms"] if old["ended_ms"] is not None else at_ms
    record.pop("cut", None)
    return record


def _thawed(value: Any) -> Any:
    """A copy of the containers; strings, also big ones, are shared."""
    if isinstance(value, dict):
        return {key: _thawed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_thawed(item) for item in value]
    return value
