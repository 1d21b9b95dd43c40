"""A run as a timeline: what the agent thought, searched, read and ran, in order, with counts. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workbench import reading
from workbench.records import StepRecord, Turn
from workbench.registry import present
from workbench.views import Thought

Kind = Literal["thought", "search", "pages", "code", "other", "writing"]


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline."""

    kind: Kind
    title: str
    body: str = ""
    items: tuple[str, ...] = ()
    """Queries, or addresses."""
    at_ms: float | None = None
    open: bool = False


@dataclass(frozen=True)
class Timeline:
    """All entries, and what they add up to."""

    moments: tuple[Moment, ...] = ()
    queries: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    runs: int = 0
    writing: bool = False


def of(turn: Turn) -> Timeline:
    """The timeline of a job so far."""
    moments = tuple(moment for record in turn["steps"] for moment in _moments(record, turn["steps"]))
    queries = [query for moment in moments if moment.kind == "search" for query in moment.items]
    pages = [page for moment in moments if moment.kind == "pages" for page in moment.items]
    return Timeline(
        moments, tuple(dict.fromkeys(queries)), tuple(dict.fromkeys(pages)), sum(moment.kind == "code" for moment in moments),
        any(moment.kind == "writing" for moment in moments),
    )  # fmt: skip


def _moments(record: StepRecord, steps: list[StepRecord]) -> Iterator[Moment]:
    step, opened = record["step"], record["state"] == "open"
    kind = str(step.get("type", ""))
    arguments = reading.mapping(step.get("arguments"))
    at = record["started_ms"]
    if kind == "thought":
        yield from _thoughts(record, steps)
    elif kind == "google_search_call":
        yield Moment("search", "Searched the web", "", reading.texts(arguments.get("queries")), at, opened)
    elif kind == "url_context_call":
        yield Moment("pages", "Read pages", "", reading.texts(arguments.get("urls")), at, opened)
    elif kind == "code_execution_call":
        yield Moment("code", "Ran code", reading.text(arguments.get("code")), (), at, opened)
    elif kind == "model_output":
        yield Moment("writing", "Wrote the answer", "", (), at, opened)
    elif kind.endswith("_call"):
        yield Moment("other", kind.removesuffix("_call").replace("_", " ").capitalize(), "", (), at, opened)


def _thoughts(record: StepRecord, steps: list[StepRecord]) -> Iterator[Moment]:
    for view in present(record, steps):
        for summary in view.summaries if isinstance(view, Thought) else ():
            head, _, body = summary.partition("\n")
            titled = head.strip().startswith("**")
            title = head.strip().strip("*") if titled else "Thought"
            text = body.strip() if titled else summary
            yield Moment("thought", title, text, (), record["started_ms"], record["state"] == "open")
