"""Faults that change what a stream says rather than break it: a step of a kind nobody knows, other words than the model's.

Works on the frames as they leave; the run itself, and what a later GET answers, stay as they are.
"""

from __future__ import annotations

import json

from emulator import sse
from emulator.faults import Fault

FAR = 1_000
"""The index of the strange step: behind all real ones."""
STRANGE = {
    "type": "hologram",
    "id": "h1",
    "beam": {"colour": "violet", "seconds": 3},
    "note": "<script>alert('a step that nobody knows')</script>",
}


def strange_step() -> list[bytes]:
    """A step of a type that no SDK knows, whole."""
    start = {"event_type": "step.start", "index": FAR, "step": STRANGE}
    return [sse.frame(sse.pack(event)) for event in (start, {"event_type": "step.stop", "index": FAR})]


class Speaker:
    """Puts other words into the model's mouth: the first text becomes the fault's message, the rest is dropped."""

    def __init__(self, fault: Fault) -> None:
        self._words = fault.message
        self._said = False

    def passed(self, frame: bytes) -> bytes | None:
        """The frame as it may leave, or None."""
        event = _event(frame)
        delta = event.get("delta")
        if event.get("event_type") != "step.delta" or not isinstance(delta, dict):
            return frame
        if delta.get("type") == "text_annotation_delta":
            return None
        if delta.get("type") != "text":
            return frame
        if self._said:
            return None
        self._said = True
        return sse.frame(sse.pack({**event, "delta": {**delta, "text": self._words}}))


def _event(frame: bytes) -> dict[str, object]:
    lines = [line[5:] for line in frame.decode("utf-8", "replace").splitlines() if line.startswith("data:")]
    try:
        found = json.loads("\n".join(lines))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
