"""Server-sent events as the hosted service frames them. Only bytes; it knows nothing of what an event means."""

from __future__ import annotations

import json
from typing import Any

DONE = b"event: done\ndata: [DONE]\n\n"


def compact(value: Any) -> str:
    """JSON as it goes over the wire."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def pack(event: dict[str, Any]) -> tuple[str, str]:
    """An event as (type, JSON without its type and without the closing brace), ready to get an id."""
    kind = str(event["event_type"])
    return kind, compact({key: value for key, value in event.items() if key != "event_type"})[:-1]


def frame(packed: tuple[str, str], event_id: str | None = None) -> bytes:
    """One frame; `event_type` is the last key, as in recorded streams."""
    kind, body = packed
    marker = f',"event_id":"{event_id}"' if event_id else ""
    return f'event: {kind}\ndata: {body}{marker},"event_type":"{kind}"}}\n\n'.encode()
