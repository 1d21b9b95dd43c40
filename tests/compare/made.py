"""Plans and comparisons for the tests, and running one to its end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from workbench import compare
from workbench.compare import lanes
from workbench.compare.model import Check, Lane, LaneKind, Order, Plan, Script, ScriptPrompt
from workbench.compare.results import Comparison, Measure, Outcome
from workbench.compare.running import Comparing
from workbench.settings import Connection, Settings

PATIENCE_S = 150.0
MEMORY = Script(
    "Memory",
    (
        ScriptPrompt("Hi, my name is Karthik. I like cricket."),
        ScriptPrompt("What is my name?", Check("contains", "karthik")),
        ScriptPrompt("What do I like?", Check("regex", "cric.+t")),
    ),
)
OWN: tuple[LaneKind, ...] = ("stateful", "stateless", "store_off", "generate_content")
STORY = "Write about 400 words about the sea."


def lanes_of(*kinds: LaneKind, **settings: Any) -> tuple[Lane, ...]:
    made: list[Lane] = []
    for kind in kinds:
        made.append(lanes.new_lane(kind, Settings(**settings), made))
    return tuple(made)


def plan(*kinds: LaneKind, script: Script = MEMORY, repeats: int = 1, order: Order = "parallel", **settings: Any) -> Plan:
    return Plan(script, lanes_of(*kinds, **settings), repeats, order)


def texts(*prompts: str) -> Script:
    return Script("Texts", tuple(ScriptPrompt(prompt) for prompt in prompts))


def ended(comparing: Comparing) -> Comparison:
    """The comparison once it is finished and kept."""
    assert comparing.wait(PATIENCE_S), comparing.snapshot()
    return comparing.snapshot()


def compared(store: Any, connection: Connection, wanted: Plan) -> Comparison:
    return ended(compare.start(store, connection, wanted))


def until(comparing: Comparing, reached: Callable[[Comparison], bool]) -> Comparison:
    """The first state for which `reached` holds."""
    news, deadline = threading.Event(), time.monotonic() + PATIENCE_S
    unlisten = comparing.listen(news.set)
    try:
        while True:
            news.clear()
            finished, now = comparing.finished, comparing.snapshot()
            if reached(now):
                return now
            assert not finished, now
            assert news.wait(deadline - time.monotonic()), now
    finally:
        unlisten()


def states(comparison: Comparison, lane: Lane | str) -> list[str]:
    return [outcome.state for outcome in comparison.of(lane if isinstance(lane, str) else lane.id)]


def invented(figures: Sequence[Sequence[dict[str, Any]]], **changes: Any) -> Comparison:
    """A comparison of two lanes with these measures: per lane, per repeat, a single prompt."""
    both = lanes_of("stateful", "stateless")
    outcomes = tuple(
        Outcome(lane.id, repeat, 0, "done", None, (), Measure(**measure), "An answer.")
        for lane, repeats in zip(both, figures, strict=True)
        for repeat, measure in enumerate(repeats)
    )
    made = Plan(texts("Hello"), both, len(figures[0]), baseline=both[0].id)
    facts: dict[str, Any] = {"id": "c1", "title": "Made", "created": "2026-11-23T10:00:00.000Z", "state": "done"} | changes
    return Comparison(plan=made, outcomes=outcomes, **facts)
