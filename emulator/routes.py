"""The interactions resource: create, get, cancel, delete."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response

from emulator import mishaps, sse
from emulator.accept import accept
from emulator.admit import Caller, admit, pace_of, refuse_legacy
from emulator.errors import invalid, not_found, precondition
from emulator.ids import event_id, event_number
from emulator.record import Record
from emulator.replies import EventStream, reply
from emulator.runs import Run
from emulator.validate import check


async def create(request: Request) -> Response:
    """POST /interactions."""
    refuse_legacy(request)
    caller = await admit(request, reads_body=True)
    if (refusal := caller.refusal()) is not None:
        return refusal
    check(caller.body)
    fault, pace = caller.fault, pace_of(request, caller.emulator)
    hop = fault.tokens if fault is not None and fault.kind == "continue" else None
    job = await accept(caller, caller.body, pace, hop)
    job.mishap = fault if fault is not None and fault.kind in ("stall", "fail") else None
    run = await caller.emulator.runs.start(job)
    if caller.body.get("stream"):
        named = job.record.background or caller.emulator.config.event_ids
        return _stream(caller, _live(caller, run, 0, named))
    if job.record.background:
        return await mishaps.whole(fault, reply(job.record.stub()))
    await run.finished()
    return await mishaps.whole(fault, reply(job.record.resource(job.record.steps)))


async def get(request: Request) -> Response:
    """GET /interactions/{id}."""
    refuse_legacy(request)
    caller = await admit(request)
    if (refusal := caller.refusal()) is not None:
        return refusal
    stream, include_input = _switch(request, "stream"), _switch(request, "include_input")
    last = request.query_params.get("last_event_id")
    if last is not None and not stream:
        raise invalid("'last_event_id' can only be used if 'stream' is true.")
    record = await _find(caller, request.path_params["id"])
    if not stream:
        return await mishaps.whole(caller.fault, reply(record.timeline(include_input)))
    first = await _after(caller, record, last)
    run = caller.emulator.runs.get(record.id)
    frames = _live(caller, run, first, True) if run is not None else _replay(caller, record, first)
    return _stream(caller, frames)


async def cancel(request: Request) -> Response:
    """POST /interactions/{id}/cancel and /interactions/{id}:cancel."""
    refuse_legacy(request)
    caller = await admit(request)
    if (refusal := caller.refusal()) is not None:
        return refusal
    record = await _find(caller, request.path_params["id"])
    if not record.background or not record.running:
        why = "it is not a background interaction" if not record.background else f"its status is '{record.status}'"
        raise precondition(f"Only background interactions that are still running can be cancelled, but {why}.")
    run = caller.emulator.runs.get(record.id)
    if run is not None:
        await caller.emulator.runs.cancel(run)
    else:
        await caller.emulator.store.call(caller.emulator.store.ask_cancel, record.id)
    return await mishaps.whole(caller.fault, reply((await _find(caller, record.id)).timeline()))


async def delete(request: Request) -> Response:
    """DELETE /interactions/{id}."""
    refuse_legacy(request)
    caller = await admit(request)
    if (refusal := caller.refusal()) is not None:
        return refusal
    identifier, emulator = request.path_params["id"], caller.emulator
    if not await emulator.store.call(emulator.store.delete, caller.project, identifier, emulator.clock.timestamp()):
        raise not_found(f"Interaction '{identifier}' not found.")
    run = emulator.runs.get(identifier)
    if run is not None:
        await emulator.runs.cancel(run)
    return await mishaps.whole(caller.fault, reply({}))


async def _find(caller: Caller, identifier: str) -> Record:
    store = caller.emulator.store
    record = await store.call(store.find, caller.project, identifier, caller.emulator.clock.timestamp())
    if record is None:
        raise not_found(f"Interaction '{identifier}' not found.")
    return record


def _switch(request: Request, name: str) -> bool:
    given = request.query_params.get(name, "false").lower()
    if given not in ("true", "false", ""):
        raise invalid(f"The value is invalid for '{name}'. Expected a boolean, got '{given}'.")
    return given == "true"


async def _after(caller: Caller, record: Record, last: str | None) -> int:
    """The number of the first event to send: the one after `last`."""
    if not last:
        return 0
    number = event_number(record.id, last)
    if number is None or number >= await caller.emulator.next_event(record):
        raise not_found(f"Event '{last}' not found in interaction '{record.id}'.")
    return number + 1


def _stream(caller: Caller, frames: AsyncIterator[bytes]) -> EventStream:
    return EventStream(mishaps.along(caller.fault, frames))


async def _live(caller: Caller, run: Run, first: int, named: bool) -> AsyncIterator[bytes]:
    until = mishaps.cut_at(run.job)
    try:
        async with contextlib.aclosing(run.follow(first)) as events:
            async for number, packed in events:
                yield sse.frame(packed, event_id(run.record.id, number) if named else None)
                if asyncio.get_running_loop().time() > until:
                    return  # as live: a connection to a long run is closed in silence
        yield sse.DONE
    finally:
        if not run.record.stored and not run.done:
            # Nobody can ever come back for it.
            run.abandon()


async def _replay(caller: Caller, record: Record, first: int) -> AsyncIterator[bytes]:
    async for number, packed in caller.emulator.tail(record, first):
        yield sse.frame(packed, event_id(record.id, number))
    yield sse.DONE
