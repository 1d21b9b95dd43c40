"""A function that takes its time and says how far it is."""

from __future__ import annotations

import time
from typing import TypedDict

from workbench.toolbox import Context, function

STAGES = ("Collecting figures", "Checking them", "Drawing charts", "Writing", "Proofreading")


class Report(TypedDict):
    """A report that was written."""

    topic: str
    pages: int
    seconds: float


@function("Slow report", ":material/hourglass_top:")
def write_report(topic: str, context: Context, seconds: float = 5) -> Report:
    """Write a report on a topic, which takes some seconds. It tells its progress while it works.

    Args:
        topic: What the report is about.
        seconds: How long it may take, 120 at most.
    """
    seconds = min(max(seconds, 0.0), 120.0)
    started, parts = time.monotonic(), max(len(STAGES), round(seconds * 4))
    for part in range(parts):
        context.progress(part / parts, STAGES[part * len(STAGES) // parts])
        time.sleep(seconds / parts)
    context.progress(1.0, "Done")
    return {"topic": topic, "pages": 3 + len(topic) % 9, "seconds": round(time.monotonic() - started, 1)}
