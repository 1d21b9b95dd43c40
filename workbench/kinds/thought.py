"""What the model thought: summaries, when they were asked for, and the signature that lets the thought be sent again."""

from __future__ import annotations

from workbench import reading
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import Thought, View


@presents("thought")
def thought(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """One Thought; images in a summary follow it."""
    items = reading.content(record["step"].get("summary"))
    summaries = tuple(text for item in items if item.get("type") == "text" and (text := reading.text(item.get("text")).strip()))
    others = tuple(reading.media(item) for item in items if item.get("type") != "text")
    signed = bool(record["step"].get("signature"))
    return (Thought(summaries, signed, record["state"] == "open", _seconds(record)), *others)


def _seconds(record: StepRecord) -> float | None:
    started, ended = record["started_ms"], record["ended_ms"]
    return max(0.0, ended - started) / 1000 if started is not None and ended is not None else None
