"""All that the numbers say, in plain sentences made of nothing else; `lead` says the most important of it first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.compare import stats
from workbench.compare.model import Lane
from workbench.compare.results import CACHE_LEAST, OFFLINE_SENTENCE, Comparison, Measure
from workbench.compare.shown import NEAR, WRITTEN, bytes_, share

DIFFERENCES = {
    "input_tokens": "reported input tokens",
    "cost_usd": "estimated cost",
    "first_text_ms": "time to first text",
}
SHARED = "All lanes use one key: a lane may have read from the cache what another lane had sent before it."
SEPARATE = "Each lane and repeat had a first line of its own in its system instruction, so none read another's cached text."
CHAINED = (
    "A chained turn reports its new input only, not the history that the server holds: "
    "fewer reported tokens and a lower estimate are no proof of a lower bill."
)


def sentences(comparison: Comparison) -> tuple[str, ...]:
    """What the numbers say, the most telling first; the last ones tell what they don't show."""
    base = comparison.plan.baseline_lane
    others = [lane for lane in comparison.lanes if lane.id != base.id]
    found = [sentence for lane in others for sentence in _bytes(comparison, lane, base)]
    found += _cached(comparison)
    for key, what in DIFFERENCES.items():
        found += _difference(comparison, others, base, key, what)
    return (*found, *_memory(comparison), *_failures(comparison), *_limits(comparison))


def _bytes(comparison: Comparison, lane: Lane, base: Lane) -> Iterator[str]:
    """The last prompt that both answered, where a growing history shows most."""
    metric = stats.BY_KEY["bytes_out"]
    for index in range(len(comparison.plan.script.prompts) - 1, -1, -1):
        own, other = (stats.spread(comparison, which.id, metric, index).median for which in (lane, base))
        if own and other:
            yield f"Turn {index + 1}: {lane.name} sent {_times(own, other)} {base.name} ({bytes_(own)} against {bytes_(other)})."
            return


def _times(own: float, other: float) -> str:
    if abs(own - other) < stats.LEAST_SHARE * other:
        return "about as many bytes as"
    ratio = own / other
    if 1 < ratio < NEAR:
        return f"{(ratio - 1) * 100:.0f} % more bytes than"
    if ratio >= 1:
        return f"{ratio:.0f} times the bytes of" if ratio >= 9.5 else f"{ratio:.1f} times the bytes of"
    return f"{ratio * 100:.0f} % of the bytes of"


def _cached(comparison: Comparison) -> Iterator[str]:
    told = [(lane, stats.summary(comparison, lane.id).cached_share) for lane in comparison.lanes]
    known = [(lane, found) for lane, found in told if found is not None]
    if not known:
        return
    shares = ", ".join(f"{share(found)} in {lane.name}" for lane, found in known)
    nothing = ": no saving in input tokens by caching was seen" if not any(found for _, found in known) else ""
    yield f"Cached share of the context: {shares}{nothing}."


def _difference(comparison: Comparison, lanes: Sequence[Lane], base: Lane, key: str, what: str) -> Iterator[str]:
    metric = stats.BY_KEY[key]
    other = stats.spread(comparison, base.id, metric)
    written, told = WRITTEN[metric.unit], []
    for lane in lanes:
        own = stats.spread(comparison, lane.id, metric)
        judgement, reason = stats.judge(metric, own, other)
        if own.median is not None and other.median is not None:
            change = "no clear difference" if judgement in ("unclear", "same") else _change(own.median, other.median)
            told.append(f"{written(own.median)} in {lane.name} ({change}: {reason})")
    if told:
        yield f"{what.capitalize()}: {written(other.median)} in {base.name}; {', '.join(told)}."


def _change(own: float, other: float) -> str:
    if not other:
        return "more"
    if own / other >= 3:
        return f"{own / other:.0f} times as much"
    return f"{abs(own / other - 1) * 100:.0f} % {'more' if own > other else 'less'}"


def _memory(comparison: Comparison) -> Iterator[str]:
    summaries = [(lane, stats.summary(comparison, lane.id)) for lane in comparison.lanes]
    told = [f"{lane.name} {found.checks_passed} of {found.checks_told}" for lane, found in summaries if found.checks_told]
    if told:
        yield f"Expected content found: {', '.join(told)}."


def _failures(comparison: Comparison) -> Iterator[str]:
    for lane in comparison.lanes:
        states = [outcome.state for outcome in comparison.of(lane.id)]
        failed, ended = states.count("failed"), states.count("stopped") + states.count("skipped")
        if failed:
            turns = "1 turn" if failed == 1 else f"{failed} turns"
            yield f"{lane.name}: {turns} failed. A repeat with a failed turn is left out of the lane's totals."
        if ended:
            yield f"{lane.name} was stopped early: {ended} of {len(states)} turns are missing."


def _limits(comparison: Comparison) -> Iterator[str]:
    answered = [outcome for outcome in comparison.outcomes if outcome.state == "done"]
    short = [outcome for outcome in answered if outcome.measure.too_short_to_cache]
    if answered and len(short) == len(answered):
        yield f"Every turn had fewer than {CACHE_LEAST:,} tokens of context, the least that is cached."
    elif short:
        yield f"{len(short)} of {len(answered)} turns had fewer than {CACHE_LEAST:,} tokens of context, too few to be cached."
    if any(_reports_less(outcome.measure) for outcome in answered) and len(comparison.lanes) > 1:
        yield CHAINED
    if any(outcome.measure.cached_tokens for outcome in answered) and len(comparison.lanes) > 1:
        yield SHARED if not comparison.plan.separate_caches else SEPARATE
    if answered and comparison.plan.repeats < stats.LEAST_REPEATS:
        yield f"Times are called better or worse from {stats.LEAST_REPEATS} repeats on, where none overlaps."
    if comparison.offline:
        yield OFFLINE_SENTENCE


def _reports_less(measure: Measure) -> bool:
    return measure.context_tokens is not None and (measure.input_tokens or 0) < measure.context_tokens
