"""A turn as a record: made new, folded from wire events, replayed, ended. No input or output, no network, no store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from workbench import key_marks, steps
from workbench.answer import answer_text, output_steps
from workbench.fold import NOT_JSON, RESPONSE, RESTART, STATES, apply, note
from workbench.records import ENDED, SCHEMA_VERSION, Timings, Turn, WireEvent
from workbench.settings import Connection, Settings

__all__ = ["NOT_JSON", "RESPONSE", "RESTART", "answer_text", "apply", "as_of", "finish", "new_turn", "note", "output_steps"]


def new_turn(
    *,
    conversation_id: str,
    prompt: list[dict[str, Any]],
    settings: Settings,
    connection: Connection,
    request: dict[str, Any],
    parent_id: str | None = None,
    page: str = "chat",
    notes: list[str] | None = None,
) -> Turn:
    """A turn about to be sent: complete as a record, and nothing has happened yet."""
    return Turn(
        schema_version=SCHEMA_VERSION,
        id=uuid4().hex,
        conversation_id=conversation_id,
        parent_id=parent_id,
        page=page,
        created=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        prompt=prompt,
        settings=settings.to_dict(),
        request=request,
        sent=[],
        offline=connection.offline,
        tier=connection.tier,
        state="waiting",
        status=None,
        interaction_id=None,
        previous_interaction_id=request.get("previous_interaction_id"),
        model=request.get("model") or request.get("agent"),
        service_tier=None,
        steps=[],
        usage=None,
        problem=None,
        timings=_no_times(),
        last_event_id=None,
        notes=list(notes or []),
        key_mark=key_marks.mark(connection.api_key),
    )


def as_of(turn: Turn, events: Iterable[tuple[float, WireEvent]]) -> Turn:
    """The turn as it was after these events: the same request, its answer folded anew."""
    fresh: Turn = {**turn, "state": "waiting", "status": None, "interaction_id": None, "service_tier": None, "usage": None}
    fresh |= {"problem": None, "last_event_id": None, "first_index": 0, "usage_before": {}}
    fresh |= {"steps": [], "notes": [], "timings": _no_times()}
    fresh["model"] = turn["request"].get("model") or turn["request"].get("agent")
    for at_ms, event in events:
        apply(fresh, event, at_ms)
    return fresh


def finish(turn: Turn, at_ms: float | None = None) -> None:
    """Close what is open and settle the state; called once nothing more will come."""
    for record in turn["steps"]:
        if record["state"] == "open":
            record["cut"] = True
            steps.close(record, at_ms)
    if turn["state"] not in ENDED:
        turn["state"] = STATES.get(turn["status"] or "", "failed") if turn["problem"] is None else "failed"
    if turn["timings"]["end"] is None:
        turn["timings"]["end"] = at_ms


def _no_times() -> Timings:
    return Timings(first_byte=None, first_thought=None, first_text=None, end=None)
