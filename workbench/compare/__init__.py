"""Comparisons: a script of prompts, answered by several lanes at once, measured turn by turn.

What a screen needs stands here: `start`, `find`, `load`, `listed` and `set_baseline`; values come from `model` and
`results`, figures from `stats`, `lead`, `verdict`, `diff` and `wireview`, scripts from `scripts`, files from `files`. No screen
is known in here.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench import background, parked
from workbench.compare import keeping
from workbench.compare.model import Check, Lane, LaneKind, Plan, Script, ScriptPrompt, problems
from workbench.compare.results import Comparison, ComparisonRow, Measure, Outcome, Progress, cells
from workbench.compare.running import Comparing
from workbench.errors import NotSent, problem
from workbench.settings import Connection

if TYPE_CHECKING:
    from workbench.store import Store

KEPT = 8
"""Finished comparisons that stay in memory."""
GOOGLE_HOST = "generativelanguage.googleapis.com"


def start(store: Store, connection: Connection, plan: Plan, title: str = "") -> Comparing:
    """Begin a comparison on the background loop; returns at once. NotSent when the plan can't be run.

    Its turns are branches of one conversation whose id is the comparison's. The plan is kept before anything is sent.
    """
    if found := problems(plan):
        raise NotSent(problem("bad_plan", " ".join(found)))
    named = title.strip() or plan.script.title or "Comparison"
    store.worker()
    fresh = Comparison(
        id=store.new_conversation(f"Compare: {named}"),
        title=named,
        created=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        plan=replace(plan, baseline=plan.baseline_lane.id),
        outcomes=tuple(cells(plan)),
        offline=connection.offline,
        server=urlsplit(connection.base_url).hostname or GOOGLE_HOST,
        tier=connection.tier,
    )
    keeping.save(store, fresh)
    comparing = Comparing(fresh, store, connection)
    _register(comparing)
    background.submit(comparing.carry_out())
    return comparing


def find(comparison_id: str) -> Comparing | None:
    """The comparison while it runs in this process, and for a while after."""
    return _registry()[0].get(comparison_id)


def load(store: Store, comparison_id: str) -> Comparison | None:
    """The comparison as of now: of this process while it runs, else as kept. One whose process died is "interrupted".

    None when it isn't this owner's.
    """
    running = find(comparison_id)
    if running is None or running.finished or store.conversation(comparison_id) is None:
        return keeping.read(store, comparison_id)
    return running.snapshot()


def listed(store: Store, limit: int = 50, offset: int = 0) -> list[ComparisonRow]:
    """Kept comparisons, the newest first."""
    return [keeping.row_of(kept) for kept in store.comparisons(limit, offset)]


def set_baseline(store: Store, comparison: Comparison, lane_id: str) -> Comparison:
    """The comparison held against another lane, and kept so."""
    changed = replace(comparison, plan=comparison.plan.with_baseline(lane_id))
    running = find(comparison.id)
    if running is not None and not running.finished:
        running.hold_against(lane_id)  # it is kept with the next outcome
    else:
        keeping.save(store, changed)
    return changed


def _register(comparing: Comparing) -> None:
    running, lock = _registry()
    with lock:
        running[comparing.id] = comparing
        done = [name for name, other in running.items() if other.finished]
        for name in done[: max(0, len(done) - KEPT)]:
            del running[name]


def _registry() -> tuple[OrderedDict[str, Comparing], threading.Lock]:
    found: tuple[OrderedDict[str, Comparing], threading.Lock]
    found = parked.value("comparisons", lambda: (OrderedDict(), threading.Lock()))
    return found


__all__ = [
    "Check", "Comparing", "Comparison", "ComparisonRow", "Lane", "LaneKind", "Measure", "Outcome", "Plan", "Progress",
    "Script", "ScriptPrompt", "find", "listed", "load", "problems", "set_baseline", "start",
]  # fmt: skip
