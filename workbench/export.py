"""A turn as JSON text, for reading on the screen and for downloads.

Must not draw, send or store anything: text and plain dicts only. What it writes never holds a key, because turns hold none.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from workbench.records import Turn, WireEvent

EXPORT_FORMAT = "stepwise.turn"
"""Names the shape of a downloaded file, so that an import can refuse others."""


def pretty(text: str) -> str:
    """The same JSON with line breaks and indents; text that isn't JSON comes back as it is."""
    try:
        return dumps(json.loads(text))
    except ValueError:
        return text


def dumps(value: Any) -> str:
    """Readable JSON: indented, in the order of the wire, letters of all scripts unescaped."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def one_line(value: Any, limit: int = 160) -> str:
    """Compact JSON on one line, cut at `limit` characters."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def interaction(turn: Turn) -> dict[str, Any]:
    """The answer in the API's own shape, put together from the stream: id, status, model, steps, usage."""
    whole = {
        "id": turn["interaction_id"],
        "status": turn["status"],
        "model": turn["model"],
        "service_tier": turn["service_tier"],
        "steps": [record["step"] for record in turn["steps"]],
        "usage": turn["usage"],
    }
    return {key: value for key, value in whole.items() if value is not None}


def turn_json(turn: Turn, events: Sequence[tuple[float, WireEvent]]) -> str:
    """Everything known of one turn as a file: the record, what was sent, and every event with its time."""
    return dumps(
        {
            "format": EXPORT_FORMAT,
            "offline_demo": turn["offline"],
            "turn": turn,
            "events": [{"at_ms": at_ms, "event": event} for at_ms, event in events],
        }
    )


def file_name(turn: Turn) -> str:
    """A name for the download that sorts by time and says when the emulator answered."""
    stamp = turn["created"][:19].replace(":", "").replace("-", "")
    return f"stepwise-{'demo-' if turn['offline'] else ''}{stamp}-{turn['id'][:8]}.json"
