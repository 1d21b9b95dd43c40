"""What an exported comparison must look like, and where a file departs from it, in plain words. Pure.

Files come from anywhere: sizes are bounded, numbers finite, ids plain, and nothing is built before all of it was checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import product
from typing import Any

from workbench.compare.model import CHECK_KINDS, LANE_KINDS, MAX_LANES, MAX_PROMPT_CHARS, MAX_PROMPTS, MAX_REPEATS
from workbench.compare.results import LATER_MEASURES, MEASURES
from workbench.records import ENDED, SETTLED

FORMAT = "stepwise.comparison"
VERSION = 1
MOST = 1e15
_ID: dict[str, Any] = {"type": "string", "pattern": r"^[A-Za-z0-9_-]{1,64}$"}
_TEXT: dict[str, Any] = {"type": "string", "maxLength": 10_000_000}
_SHORT: dict[str, Any] = {"type": "string", "maxLength": 2_000}
_NUMBER: dict[str, Any] = {"type": ["number", "null"], "minimum": 0, "maximum": MOST}
_WHOLE: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0, "maximum": MOST}
_TOOLS: dict[str, Any] = {"type": "array", "maxItems": 200, "items": {"type": "object"}}


def _object(required: Mapping[str, Any], optional: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}


def _list(items: dict[str, Any], most: int, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": least, "maxItems": most}


def _or_null(shape: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [{"type": "null"}, shape]}


def _measures(names: Iterable[str]) -> dict[str, Any]:
    return {name: _NUMBER if name.endswith(("_ms", "_s", "_usd")) else _WHOLE for name in names}


_EXPECTATION = _or_null(_object({"kind": {"enum": list(CHECK_KINDS)}, "expected": _SHORT}))
_PROMPT = _object({"text": {"type": "string", "maxLength": MAX_PROMPT_CHARS, "minLength": 1}, "check": _EXPECTATION})
_PROMPTS = _list(_PROMPT, MAX_PROMPTS, 1)
_SCRIPT = _object({"title": _SHORT, "prompts": _PROMPTS, "about": _SHORT, "system_instruction": _TEXT, "tools": _TOOLS})
_OPTIONAL_TEXT = {"type": ["string", "null"], "maxLength": 500, "pattern": r"^[\x20-\x7e]*$"}
_SETTINGS = _object(
    {"model": _SHORT},
    {
        "agent": _SHORT,
        "thinking_level": _OPTIONAL_TEXT,
        "thinking_summaries": _OPTIONAL_TEXT,
        "service_tier": _OPTIONAL_TEXT,
        "history": {"enum": ["server", "resend"]},
        "store": {"type": "boolean"},
        "stream": {"type": "boolean"},
        "background": {"type": "boolean"},
        "system_instruction": _TEXT,
        "temperature": {"type": ["number", "null"]},
        "top_p": {"type": ["number", "null"]},
        "max_output_tokens": _WHOLE,
        "seed": {"type": ["integer", "null"]},
        "stop_sequences": _list(_SHORT, 50),
        "tools": _TOOLS,
    },
)
_LANE = _object(
    {
        "kind": {"enum": list(LANE_KINDS)},
        "name": _SHORT,
        "settings": _SETTINGS,
        "colour": {"type": "integer", "minimum": 0, "maximum": 99},
        "id": _ID,
    }
)
_PLAN = _object(
    {
        "script": _SCRIPT,
        "lanes": _list(_LANE, MAX_LANES, 1),
        "repeats": {"type": "integer", "minimum": 1, "maximum": MAX_REPEATS},
        "order": {"enum": ["parallel", "in_turn"]},
        "baseline": _ID,
        "separate_caches": {"type": "boolean"},
    }
)
_CHECKED = _or_null(_object({"passed": {"type": ["boolean", "null"]}, "note": _SHORT}))
_OUTCOME = _object(
    {
        "lane_id": _ID,
        "repeat": {"type": "integer", "minimum": 0, "maximum": MAX_REPEATS - 1},
        "index": {"type": "integer", "minimum": 0, "maximum": MAX_PROMPTS - 1},
        "state": {"enum": ["done", "failed", "stopped", "skipped"]},
        "turn_id": _or_null(_ID),
        "measure": _object(_measures(set(MEASURES) - set(LATER_MEASURES)), _measures(LATER_MEASURES)),
        "answer": _TEXT,
        "problem": _TEXT,
        "check": _CHECKED,
    },
    {"earlier": _list(_ID, 100)},
)
_COMPARISON = _object(
    {
        "id": _ID,
        "title": _SHORT,
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$"},
        "plan": _PLAN,
        "outcomes": _list(_OUTCOME, MAX_LANES * MAX_REPEATS * MAX_PROMPTS),
        "state": {"enum": ["done", "stopped", "interrupted"]},
        "offline": {"type": "boolean"},
        "server": _SHORT,
        "tier": {"enum": ["free", "paid"]},
        "notes": _list(_TEXT, 100),
        "imported": {"type": "boolean"},
    }
)
_STEP = _object(
    {
        "index": {"type": "integer", "minimum": 0},
        "state": {"enum": ["closed"]},
        "step": _object({"type": _SHORT}),
        "arguments_text": _TEXT,
        "started_ms": _NUMBER,
        "ended_ms": _NUMBER,
    }
)
_SENT = _object(
    {"method": _SHORT, "url": _TEXT, "headers": {"type": "object"}, "body": _TEXT, "bytes_out": _WHOLE, "bytes_in": _WHOLE},
    {"status": {"type": ["integer", "null"]}, "at_ms": _NUMBER},
)
_PROBLEM = _object(
    {
        "status": {"type": ["integer", "null"]},
        "code": _SHORT,
        "message": _TEXT,
        "hint": _TEXT,
        "retryable": {"type": "boolean"},
        "wait_s": _NUMBER,
    }
)
_TIMES = _object(dict.fromkeys(("first_byte", "first_thought", "first_text", "end"), _NUMBER))
_CREATED = _COMPARISON["properties"]["created"]
_CALL = _object(
    {
        "call_id": _SHORT,
        "name": _SHORT,
        "arguments": {},
        "mode": {"enum": ["auto", "ask", "manual"]},
        "state": {"enum": sorted(SETTLED)},
        "result": {},
        "is_error": {"type": "boolean"},
        "source": _SHORT,
        "reason": _TEXT,
        "progress": _NUMBER,
        "doing": _TEXT,
        "started": _or_null(_SHORT),
        "seconds": _NUMBER,
    }
)
"""Settled calls only: one that waits would offer to run a function with whatever arguments a file names."""
_TURN = _object(
    {
        "schema_version": {"const": 1},
        "id": _ID,
        "conversation_id": _ID,
        "parent_id": _or_null(_ID),
        "page": _SHORT,
        "created": _CREATED,
        "prompt": _list(_object({"type": _SHORT}), 100),
        "settings": _SETTINGS,
        "request": {"type": "object"},
        "sent": _list(_SENT, 200),
        "offline": {"type": "boolean"},
        "tier": {"enum": ["free", "paid"]},
        "state": {"enum": sorted(ENDED)},
        "status": _OPTIONAL_TEXT,
        "interaction_id": _OPTIONAL_TEXT,
        "previous_interaction_id": _OPTIONAL_TEXT,
        "model": _OPTIONAL_TEXT,
        "service_tier": _OPTIONAL_TEXT,
        "steps": _list(_STEP, 2_000),
        "usage": {"type": ["object", "null"]},
        "problem": _or_null(_PROBLEM),
        "timings": _TIMES,
        "last_event_id": _OPTIONAL_TEXT,
        "notes": _list(_TEXT, 500),
    },
    {"round": {"type": "integer", "minimum": 0, "maximum": 1_000}, "calls": {"type": "object", "additionalProperties": _CALL}},
)
TURN_KEYS = frozenset(_TURN["properties"])
"""What is taken over of a turn in a file: what was checked."""
DOCUMENT = _object(
    {"format": {"const": FORMAT}, "schema_version": {"const": VERSION}, "comparison": _COMPARISON, "turns": _list(_TURN, 10_000)}
)


def known_settings(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that were checked; others that a file may carry are left out."""
    return {key: value for key, value in settings.items() if key in _SETTINGS["properties"]}


def complaint(document: Any) -> str:
    """What is wrong with a document, with its place; empty when it is what it should be."""
    from jsonschema import Draft202012Validator

    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return "This file isn't an exported comparison of Stepwise."
    if document.get("schema_version") != VERSION:
        return f"The file has schema_version {document.get('schema_version')!r:.20}; this Stepwise reads {VERSION}."
    error = next(iter(Draft202012Validator(DOCUMENT).iter_errors(document)), None)
    if error is None:
        return _contradiction(document["comparison"], document["turns"])
    if error.context:
        error = error.context[-1]
    place = ".".join(str(part) for part in error.absolute_path) or "the file"
    return f"At {place}: {error.message:.200}"


def _contradiction(comparison: dict[str, Any], turns: list[dict[str, Any]]) -> str:
    """What a schema can't see: ids that mean nothing, and cells that are missing or come twice."""
    plan = comparison["plan"]
    lanes = [lane["id"] for lane in plan["lanes"]]
    if len(set(lanes)) != len(lanes) or plan["baseline"] not in lanes:
        return "The lanes of the file have ids that don't fit together."
    prompts = range(len(plan["script"]["prompts"]))
    wanted = set(product(lanes, range(plan["repeats"]), prompts))
    found = [(one["lane_id"], one["repeat"], one["index"]) for one in comparison["outcomes"]]
    if len(found) != len(set(found)) or set(found) != wanted:
        return "The outcomes of the file aren't one for each lane, repeat and prompt."
    if not all(_is_time(one["created"]) for one in (comparison, *turns)):
        return "A time in the file is not one of the calendar."
    ids = [turn["id"] for turn in turns]
    if len(ids) != len(set(ids)):
        return "Two turns of the file have the same id."
    return ""


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
