"""The interactions resource: create, get, cancel, delete."""

from __future__ import annotations

from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response

from emulator import sse
from emulator.accept import accept
from emulator.emulator import Emulator
from emulator.errors import not_found, precondition
from emulator.ids import event_id, event_number
from emulator.pace import Pace
from emulator.record import Record
from emulator.replies import EventStream, json_body, project_of, reply
from emulator.runs import Run


def emulator_of(request: Request) -> Emulator:
    """The emulator that serves this request."""
    found: Emulator = request.app.state.emulator
    return found


async def create(request: Request) -> Response:
    """POST /interactions."""
    emulator, project = emulator_of(request), project_of(request)
    body = await json_body(request, emulator.config.body_limit)
    rate = request.headers.get("x-emulator-pace")
    pace = Pace(emulator.config.speed, float(rate) if rate else emulator.config.pace)
    job = await accept(emulator, project, body, pace)
    run = await emulator.runs.start(job)
    if body.get("stream"):
        named = job.record.background or emulator.config.event_ids
        return EventStream(_live(emulator, run, 0, named))
    if job.record.background:
        return reply(job.record.stub())
    await run.finished()
    return reply(job.record.resource(job.record.steps))


async def get(request: Request) -> Response:
    """GET /interactions/{id}."""
    emulator, project = emulator_of(request), project_of(request)
    record = await _find(emulator, project, request.path_params["id"])
    if request.query_params.get("stream") != "true":
        return reply(record.timeline(request.query_params.get("include_input") == "true"))
    first = _after(record, request.query_params.get("last_event_id"))
    run = emulator.runs.get(record.id)
    if run is not None:
        return EventStream(_live(emulator, run, first, True))
    return EventStream(_replay(emulator, record, first))


async def cancel(request: Request) -> Response:
    """POST /interactions/{id}/cancel and /interactions/{id}:cancel."""
    emulator, project = emulator_of(request), project_of(request)
    record = await _find(emulator, project, request.path_params["id"])
    if not record.background or not record.running:
        raise precondition("Only background interactions that are still running can be cancelled.")
    run = emulator.runs.get(record.id)
    if run is not None:
        await emulator.runs.cancel(run)
    else:
        await emulator.store.call(emulator.store.ask_cancel, record.id)
    return reply((await _find(emulator, project, record.id)).timeline())


async def delete(request: Request) -> Response:
    """DELETE /interactions/{id}."""
    emulator, project = emulator_of(request), project_of(request)
    identifier = request.path_params["id"]
    run = emulator.runs.get(identifier)
    if not await emulator.store.call(emulator.store.delete, project, identifier, emulator.clock.timestamp()):
        raise not_found(f"Interaction {identifier} not found.")
    if run is not None:
        await emulator.runs.cancel(run)
    return reply({})


async def _find(emulator: Emulator, project: str, identifier: str) -> Record:
    record = await emulator.store.call(emulator.store.find, project, identifier, emulator.clock.timestamp())
    if record is None:
        raise not_found(f"Interaction {identifier} not found.")
    return record


def _after(record: Record, last: str | None) -> int:
    if last is None:
        return 0
    number = event_number(record.id, last)
    if number is None:
        raise not_found(f"Event {last} not found in interaction {record.id}.")
    return number + 1


async def _live(emulator: Emulator, run: Run, first: int, named: bool) -> AsyncIterator[bytes]:
    async for number, packed in run.follow(first):
        yield sse.frame(packed, event_id(run.record.id, number) if named else None)
    yield sse.DONE


async def _replay(emulator: Emulator, record: Record, first: int) -> AsyncIterator[bytes]:
    events = await emulator.store.call(emulator.store.events, record.id, first)
    for number, packed in enumerate(events, start=first):
        yield sse.frame(packed, event_id(record.id, number))
    yield sse.DONE
