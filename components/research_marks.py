"""How a job's state looks everywhere: one colour, icon and word per meaning. Pure text; draws nothing."""

from __future__ import annotations

from components.figures import seconds
from workbench.research.states import Status

MARKS = {
    "creating": ("primary", ":material/hourglass_top:", "Starting"),
    "following": ("primary", ":material/sensors:", "Following"),
    "resuming": ("primary", ":material/sync:", "Resuming"),
    "polling": ("primary", ":material/schedule:", "Polling"),
    "stalled": ("orange", ":material/hourglass_disabled:", "No progress"),
    "detached": ("gray", ":material/link_off:", "Detached"),
    "elsewhere": ("gray", ":material/lan:", "Not followed here"),
    "completed": ("green", ":material/check_circle:", "Completed"),
    "failed": ("red", ":material/error:", "Failed"),
    "cancelled": ("gray", ":material/stop_circle:", "Cancelled"),
    "incomplete": ("orange", ":material/contrast:", "Incomplete"),
}
MEANINGS = {
    "creating": "The job is being created.",
    "following": "Its stream is being read as it comes.",
    "resuming": "The stream broke off; it is being taken up after the last event.",
    "polling": "The stream can't be had; the job is asked for again and again.",
    "stalled": "Nothing new has come for a while. It may still be thinking.",
    "detached": "It goes on where it runs; nobody watches it here.",
    "elsewhere": "Another process watches it, or none does.",
    "completed": "It has ended.",
    "failed": "It ended without a result. What came is kept.",
    "cancelled": "It was cancelled. What came is kept.",
    "incomplete": "It ended before it was done. What came is kept.",
}
MOVING = frozenset({"creating", "following", "resuming", "polling"})


def badge(status: Status) -> str:
    """The state as a badge."""
    color, icon, word = MARKS[status.state]
    return f":{color}-badge[{icon} {word}]"


def facts(status: Status, sources: int) -> str:
    """Elapsed time, last news, steps, sources, on one line."""
    elapsed = seconds(status.elapsed_s * 1000)
    parts = [elapsed if status.over or status.state in MOVING else f"started {elapsed} ago"]
    if not status.over:
        parts.append(f"last news {seconds(status.quiet_s * 1000)} ago" if status.quiet_s >= 1 else "news just now")
    parts += [_many(status.steps, "step"), _many(sources, "source")]
    if status.resumed:
        parts.append("resumed once" if status.resumed == 1 else f"resumed {status.resumed} times")
    return " · ".join(part.replace(" ", "\u00a0") for part in parts)


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
