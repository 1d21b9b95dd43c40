"""The answer to "what did state save?" in one sentence, and the few that qualify it. Made of measured numbers only.

All that can be said stands in `verdict`; a saving that wasn't measured isn't claimed in either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.compare import stats
from workbench.compare.model import KEEPS_HISTORY, Lane
from workbench.compare.results import CACHE_LEAST, Comparison
from workbench.compare.shown import WRITTEN, share

NEAR = ("unclear", "same")


@dataclass(frozen=True)
class Lead:
    """What is said first."""

    headline: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Pair:
    """A lane whose history the server keeps, and one that sends it again."""

    comparison: Comparison
    state: Lane
    other: Lane

    def spreads(self, key: str) -> tuple[stats.Metric, stats.Spread, stats.Spread]:
        metric = stats.BY_KEY[key]
        own, base = (stats.spread(self.comparison, lane.id, metric) for lane in (self.state, self.other))
        return metric, own, base


def lead(comparison: Comparison) -> Lead:
    """The headline and what qualifies it; what is missing is never left out."""
    said = _said(comparison)
    return Lead(said.headline, (*said.rest, *_missing(comparison)))


def _said(comparison: Comparison) -> Lead:
    kept = [lane for lane in comparison.lanes if lane.kind in KEEPS_HISTORY]
    resent = [lane for lane in comparison.lanes if lane.kind not in KEEPS_HISTORY]
    if kept and resent:
        return _of_state(_Pair(comparison, _first(comparison, kept), _first(comparison, resent)))
    if len(comparison.lanes) == 1:
        return Lead("One lane alone: there is nothing to hold it against.")
    how = "leave the history on the server" if kept else "send the history again"
    return Lead(f"All lanes {how}, so this says nothing about state. {_range(comparison)}".strip(), _rest_of_sweep(comparison))


def _first(comparison: Comparison, lanes: Sequence[Lane]) -> Lane:
    return next((lane for lane in lanes if lane.id == comparison.plan.baseline_lane.id), lanes[0])


def _of_state(pair: _Pair) -> Lead:
    metric, own, base = pair.spreads("bytes_out")
    if own.median is None or base.median is None or not base.median:
        missing = pair.state if own.median is None else pair.other
        return Lead(f"What state saves can't be told: {missing.name} has no repeat in which every turn was answered.")
    sizes = f"{pair.state.name} sent {WRITTEN['bytes'](own.median)}, {pair.other.name} {WRITTEN['bytes'](base.median)}"
    judgement, reason = stats.judge(metric, own, base)
    if judgement in NEAR:
        said = f"State saved no bytes: {sizes} ({reason})."
    elif judgement == "better":
        said = f"State saved {_less(own.median, base.median)} of the bytes sent: {sizes}."
    else:
        said = f"State did not save bytes here: {sizes}."
    return Lead(said, (*_cost(pair), *_cache(pair), *_time(pair), *_answers(pair)))


def _less(own: float, base: float) -> str:
    saved = 100 * (1 - own / base)
    return f"{saved:.0f} %" if saved < 99 else f"{saved:.1f} %"


def _cost(pair: _Pair) -> Iterator[str]:
    reported, whole = _difference(pair, "cost_usd"), _difference(pair, "cost_context_usd")
    if not reported:
        return
    if whole and pair.spreads("cost_usd")[1] != pair.spreads("cost_context_usd")[1]:
        yield (
            f"Cost is open: {reported} as reported, without the history that the server held; {whole} if that is billed."
        )
    else:
        yield f"Estimated cost: {reported}."


def _difference(pair: _Pair, key: str) -> str:
    """How the lane with state fares against the other, in a few words."""
    metric, own, base = pair.spreads(key)
    judgement, _ = stats.judge(metric, own, base)
    if own.median is None or base.median is None or judgement == "unknown":
        return ""
    written = WRITTEN[metric.unit]
    if judgement in NEAR:
        return f"no clear difference ({written(own.median)} and {written(base.median)})"
    change = f"{abs(own.median / base.median - 1) * 100:.0f} % " if base.median else ""
    word = "less" if own.median < base.median else "more"
    return f"{change}{word} ({written(own.median)} against {written(base.median)})"


def _cache(pair: _Pair) -> Iterator[str]:
    lanes = (pair.state, pair.other)
    shares = [stats.summary(pair.comparison, lane.id).cached_share for lane in lanes]
    done = [o for lane in lanes for o in pair.comparison.of(lane.id) if o.state == "done"]
    if None in shares or not done:
        return
    if any(shares):
        yield f"Cached share of the context: {share(shares[0])} in {pair.state.name}, {share(shares[1])} in {pair.other.name}."
    elif all(one.measure.too_short_to_cache for one in done):
        yield f"Caching played no part: every turn was shorter than the {CACHE_LEAST:,} tokens it takes."
    else:
        yield "No cached tokens were reported: no saving by caching was seen."


def _time(pair: _Pair) -> Iterator[str]:
    first, total = _difference(pair, "first_text_ms"), _difference(pair, "total_ms")
    if first and total:
        yield f"Time to first text: {first}; total time: {total}."


def _answers(pair: _Pair) -> Iterator[str]:
    own, other = (stats.summary(pair.comparison, lane.id) for lane in (pair.state, pair.other))
    if not own.checks_told or not other.checks_told:
        return
    if own.checks_passed == own.checks_told and other.checks_passed == other.checks_told:
        yield f"Both gave what was expected, {own.checks_passed} of {own.checks_told} times."
    else:
        yield (
            f"Expected content: {own.checks_passed} of {own.checks_told} in {pair.state.name}, "
            f"{other.checks_passed} of {other.checks_told} in {pair.other.name}."
        )


def _missing(comparison: Comparison) -> Iterator[str]:
    told = []
    for lane in comparison.lanes:
        states = [outcome.state for outcome in comparison.of(lane.id)]
        failed, ended = states.count("failed"), states.count("stopped") + states.count("skipped")
        counts = [f"{number} {what}" for number, what in ((failed, "failed"), (ended, "stopped or never sent")) if number]
        if counts:
            told.append(f"{lane.name} {' and '.join(counts)} of {len(states)}")
    if told:
        yield f"Missing turns: {'; '.join(told)}. A repeat that misses one is left out of its lane's totals."


def _range(comparison: Comparison) -> str:
    """From the cheapest to the dearest lane, where they can be told apart."""
    metric = stats.BY_KEY["cost_usd"]
    found = [(lane, stats.spread(comparison, lane.id, metric)) for lane in comparison.lanes]
    known = sorted((one for one in found if one[1].median is not None), key=lambda one: one[1].median or 0.0)
    if len(known) < 2:
        return ""
    (cheap, least), (dear, most) = known[0], known[-1]
    if stats.judge(metric, least, most)[0] in NEAR:
        return f"Estimated cost: no clear difference between the lanes ({WRITTEN['usd'](least.median)})."
    written = WRITTEN["usd"]
    return f"Estimated cost goes from {written(least.median)} in {cheap.name} to {written(most.median)} in {dear.name}."


def _rest_of_sweep(comparison: Comparison) -> tuple[str, ...]:
    """How lanes of one kind differ from the baseline in time and in what they answered."""
    base = comparison.plan.baseline_lane
    others = [lane for lane in comparison.lanes if lane.id != base.id]
    differences = [(lane, _difference(_Pair(comparison, lane, base), "total_ms")) for lane in others]
    said = [f"{lane.name}: {difference}" for lane, difference in differences if difference]
    summaries = [(lane, stats.summary(comparison, lane.id)) for lane in comparison.lanes]
    told = [f"{found.checks_passed} of {found.checks_told} in {lane.name}" for lane, found in summaries if found.checks_told]
    times = [f"Total time against {base.name}: {'; '.join(said)}."] if said else []
    return (*times, *([f"Expected content: {', '.join(told)}."] if told else []))
