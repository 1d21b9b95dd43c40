"""Who presents which step, and which tools there are: open registries by `type`, with a fallback that hides nothing.

Presenters and tool specifications live in workbench/kinds/, one file per capability, and are found there; no list of them
is kept anywhere.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from functools import cache

from workbench.records import StepRecord, Turn
from workbench.shown import shown_steps
from workbench.tools import ToolSpec
from workbench.views import Unknown, View

Steps = Sequence[StepRecord]
"""The steps among which a call finds its result, and a result its call."""
Presenter = Callable[[StepRecord, Steps], tuple[View, ...]]

PRESENTERS: dict[str, Presenter] = {}
TOOLS: dict[str, ToolSpec] = {}


def presents(*tags: str) -> Callable[[Presenter], Presenter]:
    """Register a presenter for these step types."""

    def register(presenter: Presenter) -> Presenter:
        for tag in tags:
            if tag in PRESENTERS:
                raise ValueError(f"Two presenters for {tag!r}: {PRESENTERS[tag].__module__} and {presenter.__module__}")
            PRESENTERS[tag] = presenter
        return presenter

    return register


def tool(spec: ToolSpec) -> ToolSpec:
    """Register a tool that a request may offer the model."""
    if spec.kind in TOOLS:
        raise ValueError(f"Two specifications for the tool {spec.kind!r}.")
    TOOLS[spec.kind] = spec
    return spec


def tools() -> tuple[ToolSpec, ...]:
    """Every tool specification, as the panel lists them."""
    discover()
    return tuple(sorted(TOOLS.values(), key=lambda spec: (spec.order, spec.label)))


def present(record: StepRecord, steps: Steps = ()) -> tuple[View, ...]:
    """What is drawn for this step; nothing for a result that its call already shows. Never raises."""
    discover()
    tag = record["step"].get("type")
    presenter = PRESENTERS.get(tag) if isinstance(tag, str) else None
    if presenter is None:
        return (Unknown(str(tag), record["step"]),)
    return presenter(record, steps)


def calls(turn: Turn) -> Steps:
    """The steps of this turn as they are drawn: each call knows what became of it."""
    return shown_steps(turn)


@cache
def discover() -> tuple[str, ...]:
    """Load every file in workbench/kinds/, once. Returns the types that can be presented."""
    package = importlib.import_module("workbench.kinds")
    for found in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"workbench.kinds.{found.name}")
    return tuple(sorted(PRESENTERS))
