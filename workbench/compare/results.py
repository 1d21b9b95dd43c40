"""What a comparison has brought so far: one Outcome per lane, repeat and prompt, with its measures. Frozen values only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Literal

from workbench.compare.model import Lane, Plan

CACHE_LEAST = 4096
"""Tokens of context below which Google's implicit cache never holds a prompt."""
OFFLINE_SENTENCE = "These numbers come from the offline emulator: they show the mechanism, not Google's billing."

OutcomeState = Literal["waiting", "running", "done", "failed", "stopped", "skipped"]
"""waiting: its turn hasn't come; skipped: it never will, because the lane or the comparison was stopped."""
ComparisonState = Literal["running", "done", "stopped", "interrupted"]
"""interrupted: the process that ran it is gone; what had come is kept. A failed turn doesn't make a comparison fail."""
SETTLED: frozenset[str] = frozenset({"done", "failed", "stopped", "skipped"})


@dataclass(frozen=True)
class Measure:
    """What was measured of one turn. None: not measured, or not told by the server; never a stand-in for zero."""

    bytes_out: int | None = None
    """Request bodies as really sent, all requests of the turn together, without headers."""
    bytes_in: int | None = None
    """Response bodies as really received (compressed, when the server compressed)."""
    requests: int | None = None
    retries: int | None = None
    """Requests sent again because the ones before them weren't accepted."""
    input_tokens: int | None = None
    """The input as the server reports it. A turn that is chained on the server reports its new input only."""
    context_tokens: int | None = None
    """What the model had before it: the reported input, and for a chained turn also what the turns before it reported."""
    new_tokens: int | None = None
    """Reported input that was not read from the cache."""
    cached_tokens: int | None = None
    thought_tokens: int | None = None
    tool_tokens: int | None = None
    output_tokens: int | None = None
    first_byte_ms: float | None = None
    first_thought_ms: float | None = None
    first_text_ms: float | None = None
    total_ms: float | None = None
    tokens_per_s: float | None = None
    """Output tokens over the time from the first text to the end."""
    cost_usd: float | None = None
    """An estimate from the bundled price list, for what was reported."""
    cost_context_usd: float | None = None
    """The same if the whole context is billed: for a chained turn with the history that the server held and did not report."""

    @property
    def too_short_to_cache(self) -> bool:
        """True when the context is known and below what the implicit cache holds at least."""
        return self.context_tokens is not None and self.context_tokens < CACHE_LEAST

    @property
    def cached_share(self) -> float | None:
        """Cached tokens over the whole context, 0 to 1."""
        if self.cached_tokens is None or not self.context_tokens:
            return None
        return min(1.0, self.cached_tokens / self.context_tokens)


TOKENS = ("input_tokens", "new_tokens", "cached_tokens", "thought_tokens", "tool_tokens", "output_tokens")
MEASURES: tuple[str, ...] = tuple(field.name for field in fields(Measure))
"""The names of everything measured, in the order of tables and files."""
LATER_MEASURES: tuple[str, ...] = ("cost_context_usd",)
"""Those that the first files did not have."""


@dataclass(frozen=True)
class CheckResult:
    """Whether an answer held what was expected. `note` says why not, or why it couldn't be told (passed None)."""

    passed: bool | None
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """One prompt in one lane in one repeat."""

    lane_id: str
    repeat: int
    """From 0."""
    index: int
    """Which prompt, from 0."""
    state: OutcomeState = "waiting"
    turn_id: str | None = None
    """The turn in the store that answered (or is answering); the same widgets draw it as in the chat."""
    earlier: tuple[str, ...] = ()
    """The turns before it, where functions were run and their results sent in further rounds."""
    measure: Measure = Measure()
    answer: str = ""
    problem: str = ""
    """Why it failed, in plain words."""
    check: CheckResult | None = None
    """None while unanswered, or when the prompt expects nothing."""


@dataclass(frozen=True)
class Comparison:
    """A plan with its outcomes, as of one moment."""

    id: str
    """Names it in its URL; also the id of the conversation that holds its turns, one branch per lane and repeat."""
    title: str
    created: str
    """ISO 8601, UTC."""
    plan: Plan
    outcomes: tuple[Outcome, ...]
    """Every lane, repeat and prompt, in the order lane, repeat, prompt."""
    state: ComparisonState = "running"
    offline: bool = False
    """True when the embedded emulator answered: show OFFLINE_SENTENCE."""
    server: str = ""
    """The host that answered."""
    tier: str = "free"
    notes: tuple[str, ...] = ()
    imported: bool = False
    """True when it was read from a file: measured elsewhere."""

    def of(self, lane_id: str, repeat: int | None = None) -> tuple[Outcome, ...]:
        """The outcomes of a lane, of one repeat or of all."""
        return self._by_lane.get((lane_id, repeat), ())

    def at(self, lane_id: str, repeat: int, index: int) -> Outcome | None:
        """One outcome."""
        return next((outcome for outcome in self.of(lane_id, repeat) if outcome.index == index), None)

    @cached_property
    def _by_lane(self) -> dict[tuple[str, int | None], tuple[Outcome, ...]]:
        """Figures ask for them so often that looking through all each time would take seconds."""
        found: dict[tuple[str, int | None], list[Outcome]] = {}
        for outcome in sorted(self.outcomes, key=lambda one: (one.repeat, one.index)):
            for repeat in (outcome.repeat, None):
                found.setdefault((outcome.lane_id, repeat), []).append(outcome)
        return {place: tuple(outcomes) for place, outcomes in found.items()}

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes, the plan's order."""
        return self.plan.lanes

    @property
    def answered(self) -> int:
        """How many prompts, from the first on, every lane has answered (or failed at) in the first repeat."""
        left = [one.index for one in self.outcomes if one.repeat == 0 and one.state in ("waiting", "running")]
        return min(left, default=len(self.plan.script.prompts))

    @property
    def whole_repeats(self) -> int:
        """How many repeats, from the first on, are over in every lane."""
        left = [one.repeat for one in self.outcomes if one.state in ("waiting", "running")]
        return min(left, default=self.plan.repeats)

    def up_to(self, prompts: int) -> Comparison:
        """The same as if the script had ended after so many prompts: what lanes that are not equally far can be held by."""
        script = replace(self.plan.script, prompts=self.plan.script.prompts[:prompts])
        kept = tuple(outcome for outcome in self.outcomes if outcome.index < prompts)
        return replace(self, plan=replace(self.plan, script=script), outcomes=kept)

    def first_repeats(self, number: int) -> Comparison:
        """The same as if it had been run so often only."""
        kept = tuple(outcome for outcome in self.outcomes if outcome.repeat < number)
        return replace(self, plan=replace(self.plan, repeats=number), outcomes=kept)

    def with_outcome(self, fresh: Outcome) -> Comparison:
        """The same with one outcome replaced."""
        place = (fresh.lane_id, fresh.repeat, fresh.index)
        outcomes = tuple(fresh if (o.lane_id, o.repeat, o.index) == place else o for o in self.outcomes)
        return replace(self, outcomes=outcomes)


def cells(plan: Plan) -> Iterator[Outcome]:
    """An outcome that waits for each lane, repeat and prompt."""
    for lane in plan.lanes:
        for repeat in range(plan.repeats):
            for index in range(len(plan.script.prompts)):
                yield Outcome(lane.id, repeat, index)


@dataclass(frozen=True)
class Progress:
    """How far a running comparison is."""

    done: int
    total: int
    elapsed_s: float
    left_s: float | None
    """An estimate from the turns so far; None before the first one has ended."""


@dataclass(frozen=True)
class ComparisonRow:
    """A comparison as a list shows it."""

    id: str
    title: str
    created: str
    state: ComparisonState
    lanes: int
    prompts: int
    repeats: int
    offline: bool
