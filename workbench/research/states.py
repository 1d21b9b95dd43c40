"""What state a job is in, as a pure function of its turn, the clock and whether this process watches it; and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workbench.expiry import created_at, parse_time
from workbench.records import ENDED, Turn

State = Literal[
    "creating", "following", "resuming", "polling", "stalled", "detached", "elsewhere",
    "completed", "failed", "cancelled", "incomplete",
]  # fmt: skip
Action = Literal["resume", "recover", "detach", "cancel", "again"]

STALL_S, DEMO_STALL_S = 300.0, 20.0
"""Without progress for so long a job counts as stalled; the offline demo's jobs are quicker in everything."""
OVER: frozenset[State] = frozenset({"completed", "failed", "cancelled", "incomplete"})
_ACTIONS: dict[State, tuple[Action, ...]] = {
    "creating": ("cancel",),
    "following": ("detach", "cancel"),
    "resuming": ("detach", "cancel"),
    "polling": ("detach", "cancel"),
    "stalled": ("resume", "recover", "detach", "cancel"),
    "detached": ("resume", "recover", "cancel"),
    "elsewhere": ("recover", "cancel"),
    "failed": ("again", "recover"),
    "cancelled": ("again", "recover"),
    "incomplete": ("again", "recover"),
    "completed": (),
}


@dataclass(frozen=True)
class Status:
    """A job at a moment."""

    state: State
    elapsed_s: float
    quiet_s: float
    """Since something new came last; 0 once it is over."""
    steps: int
    resumed: int
    actions: tuple[Action, ...]

    @property
    def over(self) -> bool:
        """True when nothing will change by itself."""
        return self.state in OVER

    @property
    def running(self) -> bool:
        """True while somebody watches it here."""
        return self.state in ("creating", "following", "resuming", "polling", "stalled")


def status(turn: Turn, now: datetime, watched: bool) -> Status:
    """The state of a job; `watched`: a run of this process follows it."""
    job = turn.get("job")
    found = _state(turn, now, watched)
    began = created_at(turn)
    ended = turn["timings"]["end"]
    elapsed = ended / 1000 if found in OVER and ended is not None else (now - began).total_seconds()
    quiet = 0.0 if found in OVER or job is None else max(0.0, (now - parse_time(job["changed"])).total_seconds())
    resumed = job["resumed"] if job else 0
    known = bool(turn["interaction_id"])
    actions = tuple(action for action in _ACTIONS[found] if known or action in ("cancel", "again"))
    return Status(found, max(0.0, elapsed), quiet, len(turn["steps"]), resumed, actions)


def _state(turn: Turn, now: datetime, watched: bool) -> State:
    if turn["state"] in ENDED:
        return _ended(turn)
    job = turn.get("job")
    if not watched:
        return "detached" if job is not None and job["mode"] == "detached" else "elsewhere"
    if not turn["interaction_id"]:
        return "creating"
    if job is None:
        return "following"
    if (now - parse_time(job["changed"])).total_seconds() > (DEMO_STALL_S if turn["offline"] else STALL_S):
        return "stalled"
    mode = job["mode"]
    return "polling" if mode == "recovering" else mode


def _ended(turn: Turn) -> State:
    if turn["state"] == "stopped":
        return "cancelled"
    if turn["state"] == "failed":
        return "failed"
    return "incomplete" if turn["status"] in ("incomplete", "budget_exceeded") else "completed"
