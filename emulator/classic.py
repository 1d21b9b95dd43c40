"""The older endpoints over the same model: models.list and get, generateContent, its stream, and countTokens."""

from __future__ import annotations

import contextlib
import json
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from emulator import mishaps, sse
from emulator.accept import accept
from emulator.admit import Caller, admit, pace_of
from emulator.caching import step_tokens
from emulator.contents import chunk, parts_of, to_body, usage_metadata
from emulator.errors import ApiError
from emulator.grounding import told_of
from emulator.inputs import steps_of
from emulator.models import MODELS, described, is_model
from emulator.paging import page
from emulator.replies import EventStream, reply
from emulator.runs import Run
from emulator.usage import modalities
from emulator.validate import check

_FINISH = {"incomplete": "MAX_TOKENS", "failed": "OTHER", "cancelled": "OTHER"}


async def list_models(request: Request) -> Response:
    """GET /models, in pages."""
    caller = await admit(request)
    if (refusal := caller.refusal()) is not None:
        return refusal
    return await mishaps.whole(caller.fault, reply(page(request, "models", [described(model) for model in MODELS])))


async def get_model(request: Request) -> Response:
    """GET /models/{model}."""
    caller = await admit(request)
    if (refusal := caller.refusal()) is not None:
        return refusal
    return await mishaps.whole(caller.fault, reply(described(_model(request))))


async def generate(request: Request) -> Response:
    """POST /models/{model}:generateContent."""
    caller = await admit(request, reads_body=True)
    if (refusal := caller.refusal()) is not None:
        return refusal
    run = await _start(request, caller)
    await run.finished()
    shown = [part for step in run.record.steps for part in parts_of(step)]
    return await mishaps.whole(caller.fault, reply(_last_chunk(run, shown)))


async def stream_generate(request: Request) -> Response:
    """POST /models/{model}:streamGenerateContent, as server-sent events or as one JSON array."""
    caller = await admit(request, reads_body=True)
    if (refusal := caller.refusal()) is not None:
        return refusal
    run = await _start(request, caller)
    chunks = _chunks(run)
    if request.query_params.get("alt") == "sse":
        frames = (f"data: {sse.compact(part)}\r\n\r\n".encode() async for part in chunks)
        return EventStream(mishaps.along(caller.fault, frames))
    return await mishaps.whole(caller.fault, reply([part async for part in chunks]))


async def count_tokens(request: Request) -> Response:
    """POST /models/{model}:countTokens."""
    caller = await admit(request, reads_body=True)
    if (refusal := caller.refusal()) is not None:
        return refusal
    given = caller.body.get("generateContentRequest")
    body = to_body(_model(request), given if isinstance(given, dict) else caller.body)
    check(body)
    total: Counter[str] = sum((step_tokens(step, body["model"]) for step in steps_of(body["input"])), Counter())
    listed = [{"modality": entry["modality"].upper(), "tokenCount": entry["tokens"]} for entry in modalities(total)]
    return await mishaps.whole(caller.fault, reply({"totalTokens": total.total(), "promptTokensDetails": listed}))


def _model(request: Request) -> str:
    model = str(request.path_params["model"])
    if not is_model(model):
        raise ApiError(404, "not_found", f"models/{model} is not found for API version v1, or is not supported.")
    return model


async def _start(request: Request, caller: Caller) -> Run:
    body = to_body(_model(request), caller.body)
    check(body)
    job = await accept(caller, body, pace_of(request, caller.emulator))
    return await caller.emulator.runs.start(job)


async def _chunks(run: Run) -> AsyncIterator[dict[str, Any]]:
    try:
        async with contextlib.aclosing(run.follow()) as events:
            async for _number, (kind, packed) in events:
                if kind == "step.delta":
                    for part in _delta_parts(json.loads(packed + "}")["delta"]):
                        yield chunk(run.record, [part])
                elif kind == "step.stop":
                    step = run.player.steps[json.loads(packed + "}")["index"]]
                    if step["type"] == "function_call":
                        yield chunk(run.record, parts_of(step))
        yield _last_chunk(run, [])
    finally:
        if not run.done:
            run.abandon()


def _delta_parts(delta: dict[str, Any]) -> list[dict[str, Any]]:
    if delta["type"] == "text":
        return [{"text": delta["text"]}]
    if delta["type"] == "thought_summary":
        return [{"text": delta["content"].get("text", ""), "thought": True}]
    if delta["type"] in ("image", "audio", "video"):
        return parts_of({"type": "model_output", "content": [delta]})
    return []


def _last_chunk(run: Run, parts: list[dict[str, Any]]) -> dict[str, Any]:
    whole = chunk(run.record, parts, _FINISH.get(run.record.status, "STOP"))
    whole["candidates"][0] |= told_of(run.record.steps)
    return {**whole, "usageMetadata": usage_metadata(run.record.usage or {})}
