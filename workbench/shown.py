"""The steps of a turn as they are drawn: with the results of its function calls, and the schema its text was asked to follow.

Copies only; what came over the wire stays as it came.
"""

from __future__ import annotations

from typing import Any

from workbench import structured
from workbench.calls import WORKING, asked
from workbench.records import CallRecord, StepRecord, Turn


def shown_steps(turn: Turn) -> list[StepRecord]:
    """What `present` is given for this turn. A call whose function runs counts as open, so it is drawn again as it goes on."""
    known, waiting = turn.get("calls", {}), {record["index"] for record in asked(turn)}
    schema = structured.schema_in(turn["request"].get("response_format"))
    last = max((record["index"] for record in turn["steps"] if record["step"].get("type") == "model_output"), default=-1)
    found: list[StepRecord] = []
    for record in turn["steps"]:
        call = known.get(str(record["step"].get("id"))) if record["index"] in waiting else None
        if call is not None:
            found.append(_with_call(record, call))
        elif schema is not None and record["index"] == last and not waiting:
            found.append(_with(record, schema=schema))
        else:
            found.append(record)
    return found


def _with_call(record: StepRecord, call: CallRecord) -> StepRecord:
    return _with(record, call=call, **({"state": "open"} if call["state"] in WORKING else {}))


def _with(record: StepRecord, **more: Any) -> StepRecord:
    fresh: Any = {**record, **more}
    made: StepRecord = fresh
    return made
