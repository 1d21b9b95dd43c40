"""What the model thought: summaries, when they were asked for, and the signature that lets the thought be sent again."""

from __future__ import annotations

import re
from typing import Any

from workbench import reading
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import Thought, View

_TITLE = re.compile(r"(?=\*\*[^*\n]+\*\*[ \t]*\n[ \t]*\n)")


@presents("thought")
def thought(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """One Thought; images in a summary follow it."""
    items = reading.content(record["step"].get("summary"))
    summaries = tuple(summary for item in items if item.get("type") == "text" for summary in _summaries(item.get("text")))
    others = tuple(reading.media(item) for item in items if item.get("type") != "text")
    signed = bool(record["step"].get("signature"))
    return (Thought(summaries, signed, record["state"] == "open", _seconds(record)), *others)


def _summaries(value: Any) -> list[str]:
    """The summaries in a text: they come one after the other, each under a bold title of its own."""
    return [part for piece in _TITLE.split(reading.text(value)) if (part := piece.strip())]


def _seconds(record: StepRecord) -> float | None:
    started, ended = record["started_ms"], record["ended_ms"]
    return max(0.0, ended - started) / 1000 if started is not None and ended is not None else None
