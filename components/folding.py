"""Which steps of a settled answer fold to one line, and what that line says. Pure; draws nothing.

Thoughts and finished tool steps that follow each other fold; what waits for a person, is unknown or is an answer never does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from components.figures import clip, plain
from components.pieces import FINAL
from workbench.records import SETTLED, StepRecord
from workbench.views import Activity, Frame, Thought, View

NAMES = 64


@dataclass(frozen=True)
class Drawn:
    """A view with its place (step, view in it) and the step it presents."""

    place: tuple[int, int]
    record: StepRecord
    view: View


@dataclass(frozen=True)
class Fold:
    """Steps that fold to one line."""

    items: tuple[Drawn, ...]

    @property
    def steps(self) -> int:
        """How many steps there are; a call and its result count as one."""
        return len({item.place[0] for item in self.items})

    @property
    def seconds(self) -> float | None:
        """From the first step's start to the end of the last; a call takes as long as it and its result together."""
        started = self.items[0].record["started_ms"]
        ends = [_end(item) for item in self.items]
        known = [end for end in ends if end is not None]
        return max(0.0, max(known) - started) / 1000 if known and started is not None else None

    def label(self) -> str:
        """The line, as Markdown."""
        took = f" · {self.seconds:.1f} s" if self.seconds is not None else ""
        activities = [item.view for item in self.items if isinstance(item.view, Activity)]
        names = clip(", ".join(dict.fromkeys(view.title for view in activities)), NAMES)
        failed = sum(view.state == "failed" for view in activities)
        badge = f" :red-badge[:material/error: {failed} failed]" if failed else ""
        return f"Used {self.steps} steps{took} :gray[{plain(names)}]{badge}"


def folded(items: Iterable[Drawn]) -> list[Drawn | Fold]:
    """The views in order, runs of folding steps put together."""
    found: list[Drawn | Fold] = []
    waiting: list[Drawn] = []
    for item in items:
        if folds(item.view) and not _is_open(item.record):
            waiting.append(item)
        else:
            found += [*_closed(waiting), item]
            waiting = []
    return [*found, *_closed(waiting)]


def folds(view: View) -> bool:
    """Whether a view may disappear into the line."""
    return isinstance(view, Thought) or (isinstance(view, Activity) and view.state in FINAL)


def _is_open(record: StepRecord) -> bool:
    """Whether a function call has no result yet, stopped or broken off: a person can still run or answer it."""
    call = record.get("call")
    return call is not None and call["state"] not in SETTLED


def without_frames(view: View) -> View:
    """An activity without the foreign pages in it: they are drawn under the answer, in plain sight, as their terms ask."""
    if not isinstance(view, Activity):
        return view
    return replace(view, details=tuple(detail for detail in view.details if not isinstance(detail, Frame)))


def frames(items: Iterable[Drawn]) -> list[Frame]:
    """The foreign pages of all activities."""
    views = [item.view for item in items]
    return [detail for view in views if isinstance(view, Activity) for detail in view.details if isinstance(detail, Frame)]


def _closed(items: list[Drawn]) -> list[Drawn | Fold]:
    worth = len({item.place[0] for item in items}) > 1 and any(isinstance(item.view, Activity) for item in items)
    return [Fold(tuple(items))] if worth else list(items)


def _end(item: Drawn) -> float | None:
    start, end = item.record["started_ms"], item.record["ended_ms"]
    view = item.view
    if isinstance(view, Activity) and view.seconds is not None and start is not None:
        return start + view.seconds * 1000
    return end
