"""What the model answered: text with its sources, images, audio, video, documents, and the error that cut it short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import reading
from workbench.citations import cited
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import Citation, Notice, Text, View


@presents("model_output")
def model_output(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """One view per content item; sources are numbered through the whole step.

    Chips wait until the step is closed, so that what was drawn of a growing text stays its beginning.
    """
    views: list[View] = []
    citations: list[Citation] = []
    for item in reading.content(record["step"].get("content")):
        if item.get("type") != "text":
            views.append(reading.media(item))
        elif record["state"] == "open":
            views.append(Text(reading.text(item.get("text"))))
        else:
            markdown, found = cited(reading.text(item.get("text")), item.get("annotations"), citations)
            citations.extend(found)
            views.append(Text(markdown, found))
    return (*views, *_error(reading.mapping(record["step"].get("error"))))


def _error(error: Mapping[str, Any]) -> tuple[View, ...]:
    if not error:
        return ()
    code = error.get("code")
    title = "The model could not finish this answer" + (f" (code {code})" if code is not None else "")
    return (Notice("error", title, reading.text(error.get("message"))),)
