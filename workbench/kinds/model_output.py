"""What the model answered: text with its sources, images, audio, video, documents, and the error that cut it short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench import reading, structured, timings
from workbench.citations import cited
from workbench.records import StepRecord
from workbench.registry import Steps, presents
from workbench.views import Citation, Code, Data, Notice, Text, View


@presents("model_output")
def model_output(record: StepRecord, steps: Steps) -> tuple[View, ...]:
    """One view per content item; sources are numbered through the whole step.

    Chips wait until the step is closed, so that what was drawn of a growing text stays its beginning.
    """
    schema = record.get("schema")
    if schema is not None and (shown := _data(record, schema)):
        return (*shown, *_error(reading.mapping(record["step"].get("error"))))
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
            spoken = timings.lines(item.get("annotations"))
            views += [Code(spoken, "text", "Word timings")] if spoken else []
    return (*views, *_error(reading.mapping(record["step"].get("error"))))


def _data(record: StepRecord, schema: Mapping[str, Any]) -> tuple[View, ...]:
    """The text as data, checked once it is whole; media follow it. Nothing while what is written doesn't look like JSON."""
    items = reading.content(record["step"].get("content"))
    text = "".join(reading.text(item.get("text")) for item in items if item.get("type") == "text")
    complete = record["state"] == "closed"
    if not text.strip() or (not complete and not text.lstrip().startswith(tuple('{["'))):
        return ()
    found = structured.check(text, schema, complete=complete and not record.get("cut"))
    state = "not_json" if found.state == "writing" and complete else found.state
    errors = tuple((error.path, error.message) for error in found.errors)
    others = tuple(reading.media(item) for item in items if item.get("type") != "text")
    return (Data(found.value, state, text, errors or _cut(record)), *others)


def _cut(record: StepRecord) -> tuple[tuple[str, str], ...]:
    return (("$", "The answer ended before its JSON did."),) if record.get("cut") else ()


def _error(error: Mapping[str, Any]) -> tuple[View, ...]:
    if not error:
        return ()
    code = error.get("code")
    title = "The model could not finish this answer" + (f" (code {code})" if code is not None else "")
    return (Notice("error", title, reading.text(error.get("message"))),)
