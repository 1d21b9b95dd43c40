"""What a comparison is made of: a script of prompts, the lanes that answer it, and how the lanes are run. Frozen values only.

Nothing in here sends, measures or stores. Limits stand here, because reading, running and importing share them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args
from uuid import uuid4

from workbench.settings import Settings

MAX_PROMPTS = 60
MAX_LANES = 8
MAX_REPEATS = 10
MAX_PROMPT_CHARS = 400_000

CheckKind = Literal["contains", "regex", "json"]
LaneKind = Literal["stateful", "stateless", "store_off", "generate_content", "agno", "adk"]
Order = Literal["parallel", "in_turn"]
LANE_KINDS: tuple[LaneKind, ...] = get_args(LaneKind)
CHECK_KINDS: tuple[CheckKind, ...] = get_args(CheckKind)
ADAPTERS: frozenset[LaneKind] = frozenset({"agno", "adk"})
KEEPS_HISTORY: frozenset[LaneKind] = frozenset({"stateful", *ADAPTERS})
"""Lanes whose history stays on the server; the others send it again."""


@dataclass(frozen=True)
class Check:
    """What an answer is expected to hold: some text (whatever the case), a match of a pattern, or valid JSON."""

    kind: CheckKind
    expected: str = ""
    """Unused for "json"."""

    @property
    def words(self) -> str:
        """The expectation as a person reads it."""
        match self.kind:
            case "contains":
                return f"contains “{self.expected}”"
            case "regex":
                return f"matches /{self.expected}/"
            case "json":
                return "is valid JSON"


@dataclass(frozen=True)
class ScriptPrompt:
    """One prompt of a script, with what its answer should hold."""

    text: str
    check: Check | None = None


@dataclass(frozen=True)
class Script:
    """Prompts that every lane is given, in this order."""

    title: str
    prompts: tuple[ScriptPrompt, ...]
    about: str = ""
    """What the script shows, in one sentence."""
    system_instruction: str = ""
    """Given to lanes that have none of their own."""
    tools: tuple[Mapping[str, Any], ...] = ()
    """Wire tools, given to lanes that have none of their own."""


@dataclass(frozen=True)
class Lane:
    """One way of having the conversation. `settings` are its own; its kind decides how history travels."""

    kind: LaneKind
    name: str
    settings: Settings = field(default_factory=Settings)
    colour: int = 0
    """Index into the palette of lane colours; stays with the lane when others are removed."""
    id: str = field(default_factory=lambda: uuid4().hex[:12])


@dataclass(frozen=True)
class Plan:
    """Everything that a person decides before pressing Run."""

    script: Script
    lanes: tuple[Lane, ...]
    repeats: int = 1
    order: Order = "parallel"
    baseline: str = ""
    """The id of the lane that others are held against; empty means the first one."""
    separate_caches: bool = True
    """Begin each lane's system instruction with a line of its own, so that no lane reads what another put into the cache."""

    @property
    def baseline_lane(self) -> Lane:
        """The lane that the others are held against."""
        return next((lane for lane in self.lanes if lane.id == self.baseline), self.lanes[0])

    @property
    def turns(self) -> int:
        """How many turns the whole run has."""
        return len(self.script.prompts) * len(self.lanes) * self.repeats

    def lane(self, lane_id: str) -> Lane | None:
        """The lane of this id."""
        return next((lane for lane in self.lanes if lane.id == lane_id), None)

    def with_baseline(self, lane_id: str) -> Plan:
        """The same plan, held against another lane."""
        return replace(self, baseline=lane_id)


def problems(plan: Plan) -> list[str]:
    """Why this plan can't be run, in plain words; empty when it can."""
    found = []
    if not plan.script.prompts:
        found.append("The script has no prompt.")
    if len(plan.script.prompts) > MAX_PROMPTS:
        found.append(f"The script has {len(plan.script.prompts)} prompts; {MAX_PROMPTS} is the most.")
    if any(not prompt.text.strip() for prompt in plan.script.prompts):
        found.append("A prompt is empty.")
    if any(len(prompt.text) > MAX_PROMPT_CHARS for prompt in plan.script.prompts):
        found.append(f"A prompt is longer than {MAX_PROMPT_CHARS:,} characters.")
    if not 1 <= len(plan.lanes) <= MAX_LANES:
        found.append(f"A comparison has 1 to {MAX_LANES} lanes; this one has {len(plan.lanes)}.")
    if not 1 <= plan.repeats <= MAX_REPEATS:
        found.append(f"Repeats go from 1 to {MAX_REPEATS}.")
    if len({lane.id for lane in plan.lanes}) != len(plan.lanes):
        found.append("Two lanes have the same id.")
    return found
