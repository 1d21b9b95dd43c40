"""The shape of a bundle's records, as a JSON Schema with limits, and reading one line of a file without trusting it.

Whatever a file holds, the answer is a record or a sentence about what is wrong; never an exception, never a crash.
"""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from functools import cache
from typing import Any

from workbench.expiry import parse_time

DEEPEST = 200
LONGEST_RECORD = 64_000_000
"""Bytes of one record: an image or two."""
_ID = {"type": "string", "pattern": r"^[A-Za-z0-9_-]{1,64}$"}
_MAYBE_ID = {"anyOf": [_ID, {"type": "null"}]}
_TEXT = {"type": "string", "maxLength": 400}
_MAYBE = {"type": ["string", "null"], "maxLength": 400}
_TIME = {"type": "string", "maxLength": 40}
_MS = {"type": ["number", "null"], "minimum": 0, "maximum": 1e12}
_DICTS = {"type": "array", "items": {"type": "object"}}
_COUNT = {"type": ["integer", "null"], "minimum": 0, "maximum": 10**12}
_STEP = {
    "type": "object",
    "required": ["index", "state", "step", "arguments_text", "started_ms", "ended_ms"],
    "properties": {
        "index": {"type": "integer", "minimum": 0, "maximum": 10**6},
        "state": {"enum": ["open", "closed"]},
        "step": {"type": "object"},
        "arguments_text": {"type": "string"},
        "started_ms": _MS,
        "ended_ms": _MS,
    },
}
_PROBLEM = {
    "type": ["object", "null"],
    "required": ["status", "code", "message", "hint", "retryable", "wait_s"],
    "properties": {
        "status": {"type": ["integer", "null"]},
        "code": {"type": "string"},
        "message": {"type": "string"},
        "hint": {"type": "string"},
        "retryable": {"type": "boolean"},
        "wait_s": {"type": ["number", "null"]},
    },
}
_TIMINGS = {
    "type": "object",
    "required": ["first_byte", "first_thought", "first_text", "end"],
    "properties": dict.fromkeys(("first_byte", "first_thought", "first_text", "end"), _MS),
}
_SENT = {
    "type": "object",
    "properties": {"url": {"type": "string"}, "method": {"type": "string"}, "bytes_out": _COUNT, "bytes_in": _COUNT},
}
_USAGE = {"type": ["object", "null"], "patternProperties": {"^total_": _COUNT}}
_TURN_FIELDS: dict[str, Any] = {
    "schema_version": {"type": "integer", "minimum": 1},
    "id": _ID,
    "conversation_id": _ID,
    "parent_id": _MAYBE_ID,
    "page": _TEXT,
    "created": _TIME,
    "prompt": _DICTS,
    "settings": {"type": "object"},
    "request": {"type": "object"},
    "sent": {"type": "array", "items": _SENT},
    "offline": {"type": "boolean"},
    "tier": _TEXT,
    "state": {"enum": ["waiting", "streaming", "done", "needs_action", "failed", "stopped"]},
    "status": _MAYBE,
    "interaction_id": _MAYBE,
    "previous_interaction_id": _MAYBE,
    "model": _MAYBE,
    "service_tier": _MAYBE,
    "steps": {"type": "array", "items": _STEP},
    "usage": _USAGE,
    "problem": _PROBLEM,
    "timings": _TIMINGS,
    "last_event_id": _MAYBE,
    "notes": {"type": "array", "items": {"type": "string"}},
}
_CONVERSATION = {
    "type": "object",
    "required": ["id", "title", "created", "updated"],
    "properties": {
        "id": _ID,
        "title": {"type": "string", "maxLength": 10_000},
        "created": _TIME,
        "updated": _TIME,
        "head": _MAYBE_ID,
        "pinned": {"type": "boolean"},
        "archived": {"type": "boolean"},
        "tags": {"type": "array", "maxItems": 100, "items": {"type": "string", "maxLength": 400}},
    },
}
_EVENT = {
    "type": "object",
    "required": ["at_ms", "event"],
    "properties": {"at_ms": {"type": "number", "minimum": 0, "maximum": 1e12}, "event": {"type": "object"}},
}
_TIMELINE = {
    "type": "object",
    "required": ["saved", "interaction"],
    "properties": {"saved": _TIME, "interaction": {"type": "object"}},
}
SCHEMAS: dict[str, dict[str, Any]] = {
    "conversation": {"type": "object", "required": ["conversation"], "properties": {"conversation": _CONVERSATION}},
    "turn": {
        "type": "object",
        "required": ["turn"],
        "properties": {
            "turn": {"type": "object", "required": list(_TURN_FIELDS), "properties": _TURN_FIELDS},
            "events": {"type": "array", "items": _EVENT},
            "timeline": _TIMELINE,
        },
    },
}


def parsed(text: str) -> Any:
    """The JSON value of a text; ValueError with a plain sentence when it is none, or one that nobody writes in earnest."""
    if len(text) > LONGEST_RECORD:
        raise ValueError(f"it is larger than {LONGEST_RECORD // 1_000_000} MB")
    try:
        return json.loads(text, parse_constant=_refused, parse_float=_finite)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON ({error.msg} at character {error.pos + 1})") from None


def complaint(record: Any) -> str:
    """What is wrong with a record, or nothing."""
    kind = record.get("kind") if isinstance(record, dict) else None
    if not isinstance(kind, str) or kind not in SCHEMAS:
        return f"it is neither a conversation nor a turn but {str(kind)[:40]!r}"
    if _too_deep(record):
        return "it is nested too deeply"
    error = next(iter(_validator(kind).iter_errors(record)), None)
    if error is not None:
        place = "/".join(str(part) for part in error.absolute_path)
        return f"{place or kind}: {error.message[:160]}"
    return _strange_times(record)


@cache
def _validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(SCHEMAS[kind])


def _strange_times(record: dict[str, Any]) -> str:
    for part in (record.get("conversation"), record.get("turn"), record.get("timeline")):
        for name in ("created", "updated", "saved"):
            value = (part or {}).get(name)
            if value is not None and not _is_time(value):
                return f"{name}: {value!r} is not a time"
    return ""


def _is_time(value: str) -> bool:
    try:
        return datetime(2000, 1, 1, tzinfo=UTC) < parse_time(value) < datetime(2200, 1, 1, tzinfo=UTC)
    except ValueError:
        return False


def _too_deep(value: Any) -> bool:
    """True beyond DEEPEST; walks without calling itself."""
    layer = [value]
    for _ in range(DEEPEST):
        layer = [item for outer in layer for item in _inside(outer)]
        if not layer:
            return False
    return True


def _inside(value: Any) -> list[Any]:
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [item for item in items if isinstance(item, dict | list)]


def _refused(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text[:20]} is too large a number")
    return value
