"""Figures of lanes: per turn, totals, medians and spread over repeats, and each lane held against the baseline. Pure.

A difference counts only where the measurements bear it. Counts (bytes, tokens, dollars) may be told apart in a single run,
times only where no repeat of one lane overlaps with one of the other, and there are enough of them.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.compare.results import Comparison, Outcome

Judgement = Literal["better", "worse", "unclear", "same", "unknown", "baseline"]
"""unclear: "no clear difference"; same: equal; unknown: nothing to be said of it; baseline: the lane itself."""
LEAST_REPEATS = 4
"""With fewer repeats on both sides times part by chance too often: in one case of ten with three, of three with two."""
LEAST_SHARE = 0.02
"""A difference of medians below this share of the baseline is never called clear."""
ROUGH_SHARE = 0.15
"""The same for figures that rest on an approximation."""


@dataclass(frozen=True)
class Metric:
    """One row of the table of figures."""

    key: str
    label: str
    unit: Literal["bytes", "count", "ms", "usd", "share", "per_s"]
    kind: Literal["sum", "median"] = "sum"
    """sum: a lane's figure is the sum over its turns; median: the median over its turns."""
    lower_is_better: bool = True
    counted: bool = True
    """False: a time, which spreads from run to run."""
    judged: bool = True
    """False: more or fewer is neither better nor worse by itself."""
    least_share: float = LEAST_SHARE


METRICS: tuple[Metric, ...] = (
    Metric("bytes_out", "Bytes sent", "bytes"),
    Metric("bytes_in", "Bytes received", "bytes"),
    Metric("input_tokens", "Input tokens reported", "count"),
    Metric("context_tokens", "Context the model had", "count", "median", judged=False),
    Metric("new_tokens", "New input tokens reported", "count"),
    Metric("cached_tokens", "Cached input tokens", "count", lower_is_better=False),
    Metric("cached_share", "Cached share of context", "share", lower_is_better=False),
    Metric("thought_tokens", "Thought tokens", "count", judged=False),
    Metric("tool_tokens", "Tool tokens", "count", judged=False),
    Metric("output_tokens", "Output tokens", "count", judged=False),
    Metric("cost_usd", "Estimated cost of what was reported", "usd"),
    Metric("cost_context_usd", "Estimated cost if held history is billed", "usd", least_share=ROUGH_SHARE),
    Metric("first_byte_ms", "Time to first byte", "ms", "median", counted=False),
    Metric("first_thought_ms", "Time to first thought", "ms", "median", counted=False),
    Metric("first_text_ms", "Time to first text", "ms", "median", counted=False),
    Metric("total_ms", "Total time", "ms", "sum", counted=False),
    Metric("tokens_per_s", "Output tokens per second", "per_s", "median", lower_is_better=False, counted=False),
    Metric("retries", "Retries", "count"),
)
BY_KEY = {metric.key: metric for metric in METRICS}
CHARTS = ("bytes_out", "input_tokens", "cost_usd", "total_ms")
"""The metrics of the running-total charts."""


@dataclass(frozen=True)
class Spread:
    """A figure over repeats. `values` has one number per repeat in which every turn of the lane ended well."""

    values: tuple[float, ...]

    @property
    def median(self) -> float | None:
        """The middle of the repeats; None without any."""
        return statistics.median(self.values) if self.values else None

    @property
    def low(self) -> float | None:
        """The least."""
        return min(self.values, default=None)

    @property
    def high(self) -> float | None:
        """The most."""
        return max(self.values, default=None)


@dataclass(frozen=True)
class Cell:
    """One lane's figure in one row of the table."""

    lane_id: str
    spread: Spread
    judgement: Judgement
    reason: str
    """Why it is judged so, in a few words that may be shown."""
    ratio: float | None
    """The lane's median over the baseline's."""


@dataclass(frozen=True)
class Row:
    """One metric over all lanes, in the plan's order."""

    metric: Metric
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class LaneSummary:
    """A lane as a whole."""

    lane_id: str
    done: int
    failed: int
    checks_passed: int
    checks_told: int
    """Expectations that could be told, passed or not."""
    cached_share: float | None


def table(comparison: Comparison) -> tuple[Row, ...]:
    """Every metric that was measured in any lane, each lane held against the baseline."""
    rows = []
    for metric in METRICS:
        spreads = {lane.id: spread(comparison, lane.id, metric) for lane in comparison.lanes}
        if any(found.values for found in spreads.values()):
            base = comparison.plan.baseline_lane.id
            cells = (_cell(metric, lane.id, spreads[lane.id], base, spreads[base]) for lane in comparison.lanes)
            rows.append(Row(metric, tuple(cells)))
    return tuple(rows)


def spread(comparison: Comparison, lane_id: str, metric: Metric, index: int | None = None) -> Spread:
    """A lane's figure over the repeats: of the whole script, or of one prompt."""
    found = []
    for repeat in range(comparison.plan.repeats):
        outcomes = comparison.of(lane_id, repeat)
        if index is not None:
            outcomes = tuple(outcome for outcome in outcomes if outcome.index == index)
        value = figure(outcomes, metric) if all(outcome.state == "done" for outcome in outcomes) else None
        if value is not None:
            found.append(value)
    return Spread(tuple(found))


def figure(outcomes: Sequence[Outcome], metric: Metric) -> float | None:
    """One figure for these turns; None when a turn lacks what must be added up."""
    if metric.key == "cached_share":
        cached, context = (_total(outcomes, key) for key in ("cached_tokens", "context_tokens"))
        return min(1.0, cached / context) if cached is not None and context else None
    values = [getattr(outcome.measure, metric.key) for outcome in outcomes]
    known = [float(value) for value in values if value is not None]
    if metric.kind == "median":
        return statistics.median(known) if known else None
    return sum(known) if known and len(known) == len(values) else None


def _total(outcomes: Sequence[Outcome], key: str) -> float | None:
    values = [getattr(outcome.measure, key) for outcome in outcomes]
    return None if None in values else sum(values)


def running_totals(comparison: Comparison, lane_id: str, metric: Metric) -> tuple[float | None, ...]:
    """For a chart: after each prompt the sum so far, the median over repeats. None from where nothing is known."""
    sums: list[list[float]] = [[] for _ in comparison.plan.script.prompts]
    for repeat in range(comparison.plan.repeats):
        total = 0.0
        for outcome in comparison.of(lane_id, repeat):
            value = getattr(outcome.measure, metric.key)
            if outcome.state != "done" or value is None:
                break
            total += value
            sums[outcome.index].append(total)
    return tuple(statistics.median(found) if found else None for found in sums)


def summary(comparison: Comparison, lane_id: str) -> LaneSummary:
    """How a lane fared."""
    outcomes = comparison.of(lane_id)
    told = [o.check for o in outcomes if o.check is not None and o.check.passed is not None]
    done = [o for o in outcomes if o.state == "done"]
    share = figure(done, BY_KEY["cached_share"]) if done else None
    failed = sum(o.state == "failed" for o in outcomes)
    return LaneSummary(lane_id, len(done), failed, sum(bool(check.passed) for check in told), len(told), share)


def judge(metric: Metric, own: Spread, base: Spread) -> tuple[Judgement, str]:
    """Better, worse or neither, with the reason."""
    if own.median is None or base.median is None:
        return "unknown", "not measured in both"
    difference = own.median - base.median
    if own.values == base.values or difference == 0:
        return "same", "equal"
    if not metric.judged:
        return "unknown", "more or fewer is neither better nor worse by itself"
    if abs(difference) < metric.least_share * abs(base.median):
        rough = ", and one rests on an approximation" if metric.least_share > LEAST_SHARE else ""
        return "unclear", f"less than {metric.least_share:.0%} apart{rough}"
    runs = min(len(own.values), len(base.values))
    if not metric.counted and runs < LEAST_REPEATS:
        return "unclear", f"it takes {LEAST_REPEATS} repeats to tell times apart"
    if runs > 1 and _overlap(own, base):
        return "unclear", "the repeats overlap"
    better = (difference < 0) == metric.lower_is_better
    return ("better" if better else "worse"), ("clear in every repeat" if runs > 1 else "counted in one run")


def _cell(metric: Metric, lane_id: str, own: Spread, base_id: str, base: Spread) -> Cell:
    if lane_id == base_id:
        return Cell(lane_id, own, "baseline", "the others are held against it", 1.0 if own.values else None)
    judgement, reason = judge(metric, own, base)
    ratio = own.median / base.median if own.median is not None and base.median else None
    return Cell(lane_id, own, judgement, reason, ratio)


def _overlap(one: Spread, other: Spread) -> bool:
    return min(one.values) <= max(other.values) and min(other.values) <= max(one.values)


