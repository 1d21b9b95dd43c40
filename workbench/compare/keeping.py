"""Comparisons in the store: written along while they run, read back, listed. A store that fails never harms the run."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workbench.background import in_thread
from workbench.compare.plain import from_plain, to_plain
from workbench.compare.results import SETTLED, Comparison, ComparisonRow
from workbench.errors import StepwiseError

if TYPE_CHECKING:
    from workbench.store import KeptComparison, Store

BATCH_S = 0.5
"""Changes wait this long for company before they are written."""

logger = logging.getLogger(__name__)


class Keeper:
    """Writes one running comparison. Use it on its event loop."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._newest: Comparison | None = None
        self._task: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    def save_soon(self, comparison: Comparison) -> None:
        """Write this state with the next batch."""
        self._newest = comparison
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write_along())

    async def close(self, comparison: Comparison) -> None:
        """Write the last state, after what is being written."""
        self._newest = None
        self._closing.set()
        if self._task is not None:
            await self._task
        await self._write(comparison)

    async def _write_along(self) -> None:
        while self._newest is not None:
            with suppress(TimeoutError):  # the ordinary end of a pause
                await asyncio.wait_for(self._closing.wait(), BATCH_S)
            newest, self._newest = self._newest, None
            if newest is not None:
                await self._write(newest)

    async def _write(self, comparison: Comparison) -> None:
        try:
            await in_thread(save, self._store, comparison)
        except StepwiseError as error:
            logger.warning("Comparison %s could not be saved: %s", comparison.id, error)


def save(store: Store, comparison: Comparison) -> None:
    """Insert the comparison or replace it; its conversation must be there."""
    plan = comparison.plan
    row: dict[str, Any] = {
        "id": comparison.id,
        "title": comparison.title,
        "created": comparison.created,
        "state": comparison.state,
        "lanes": len(plan.lanes),
        "prompts": len(plan.script.prompts),
        "repeats": plan.repeats,
        "offline": comparison.offline,
    }
    store.save_comparison(row, to_plain(comparison))


def read(store: Store, comparison_id: str) -> Comparison | None:
    """The comparison as the store has it; one whose process died is told as interrupted."""
    kept = store.comparison(comparison_id)
    if kept is None or kept.body is None:
        return None
    found = from_plain(kept.body)
    return interrupted(found) if kept.interrupted else found


def interrupted(comparison: Comparison) -> Comparison:
    """The same after its process has gone: what was under way has failed, what was to come never will."""
    outcomes = []
    for outcome in comparison.outcomes:
        if outcome.state == "running":
            outcome = replace(outcome, state="failed", problem="Stepwise ended while this turn was under way.")
        elif outcome.state not in SETTLED:
            outcome = replace(outcome, state="skipped")
        outcomes.append(outcome)
    return replace(comparison, state="interrupted", outcomes=tuple(outcomes))


def row_of(kept: KeptComparison) -> ComparisonRow:
    """A listed row."""
    state: Any = "interrupted" if kept.interrupted else kept.state
    return ComparisonRow(kept.id, kept.title, kept.created, state, kept.lanes, kept.prompts, kept.repeats, kept.offline)
