"""What the user said."""

from __future__ import annotations

from workbench import reading
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import View


@presents("user_input")
def user_input(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """The prompt's text and attachments, in the order in which they were sent."""
    return tuple(reading.plain_item(item) for item in reading.content(record["step"].get("content")))
