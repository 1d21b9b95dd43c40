"""What is kept of how a job is watched, beside the turn's answer: `turn["job"]`. Plain dicts, replaced and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal

from workbench.expiry import parse_time
from workbench.records import JobMode, JobRecord, Turn, WireEvent

Kind = Literal["plan", "report"]


def new(kind: Kind, form: str = "") -> JobRecord:
    """A job about to be created."""
    moment = stamp()
    return JobRecord(kind=kind, form=form, mode="following", changed=moment, checked=moment, resumed=0, seen=False)


def stamp(moment: datetime | None = None) -> str:
    """A moment as records keep it."""
    return (moment or datetime.now(UTC)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def of(turn: Turn) -> JobRecord | None:
    """The job of a turn; None for turns that aren't jobs."""
    return turn.get("job")


def is_job(turn: Turn) -> bool:
    """True for a turn that is followed as a job."""
    return "job" in turn


def put(turn: Turn, mode: JobMode | None = None, progress: bool = False, answered: bool = False, resumed: bool = False) -> None:
    """Note what happened to the watching of a job."""
    job = turn.get("job")
    if job is None:
        return
    moment = stamp()
    turn["job"] = {
        **job,
        "mode": mode or job["mode"],
        "changed": moment if progress else job["changed"],
        "checked": moment if progress or answered else job["checked"],
        "resumed": job["resumed"] + resumed,
    }


def see(turn: Turn) -> None:
    """Note that a person knows of this job's end."""
    job = turn.get("job")
    if job is not None:
        turn["job"] = {**job, "seen": True}


def restored(turn: Turn, events: Sequence[tuple[float, WireEvent]]) -> None:
    """After a restart: when something last came is told by the events that were kept, not by the record."""
    job = turn.get("job")
    if job is not None and events:
        changed = stamp(parse_time(turn["created"]) + timedelta(milliseconds=events[-1][0]))
        turn["job"] = {**job, "changed": max(changed, job["changed"])}
