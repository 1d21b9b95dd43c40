"""From a checked request body to a `Job`: the chain resolved, the tokens counted, the record prepared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from emulator import continuing, documents, filled, ids
from emulator.admit import Caller
from emulator.brain.contract import Ask, Document, Surroundings
from emulator.caching import Prefix, grow, step_tokens
from emulator.emulator import Emulator
from emulator.errors import invalid, not_found
from emulator.inputs import split, steps_of
from emulator.job import Job
from emulator.models import default_level
from emulator.offload import threaded
from emulator.pace import Pace
from emulator.play import Style
from emulator.record import Record
from emulator.sse import compact
from emulator.tokens import count
from emulator.validate.calls import check_calls, check_signatures

Body = dict[str, Any]


async def accept(caller: Caller, body: Body, pace: Pace, hop_tokens: int | None = None) -> Job:
    """The job of one POST; raises ApiError when the chain can't be continued."""
    emulator, project = caller.emulator, caller.project
    body = {**body, "model": str(body.get("model") or "").removeprefix("models/")}
    chain = await _chain(emulator, project, body.get("previous_interaction_id"))
    steps = steps_of(body.get("input"))
    check_calls([*chain[-1].input, *chain[-1].steps] if chain else [], steps)
    if emulator.config.strict_signatures:
        check_signatures(body["model"], steps)
    record = _record(emulator, project, body, chain[-1] if chain else None, steps)
    history = [step for ancestor in chain for step in (*ancestor.input, *ancestor.steps)]
    seen = steps
    if filled.names(steps):
        await threaded(filled.check, emulator, project, steps)
        seen = await threaded(filled.fill, emulator, project, steps)
    if filled.names(history):
        history = await threaded(filled.fill, emulator, project, history)
    past, new = split(seen)
    style = replace(_style(body, pace), hop_tokens=hop_tokens)
    job = Job(record, _ask(emulator, project, body, [*history, *past], new), style, seed=record.id)
    if body.get("continuation_token"):
        job = _continued(job, body["continuation_token"], chain)
    await _count(caller, job, body, chain, seen)
    return job


async def _chain(emulator: Emulator, project: str, previous: str | None) -> list[Record]:
    if not previous:
        return []
    now = emulator.clock.timestamp()
    chain = await emulator.store.call(emulator.store.chain, project, previous, now)
    if not chain:
        raise not_found(f"Interaction '{previous}' not found. It may have been deleted, or it may have expired.")
    if chain[-1].running:
        raise invalid(f"Interaction '{previous}' is still in progress and cannot be continued yet.")
    return chain


def _record(emulator: Emulator, project: str, body: Body, parent: Record | None, steps: list[Body]) -> Record:
    now = emulator.clock.timestamp()
    root, own = (parent.root if parent else ids.new_root()), ids.new_root()
    extra: Body = {"service_tier": body.get("service_tier") or "standard"}
    if body.get("webhook_config"):
        extra["webhook_config"] = body["webhook_config"]
    return Record(
        id=ids.interaction_id(root, own if parent else root),
        project=project,
        root=root,
        parent=parent.id if parent else None,
        subject={"agent": body["agent"]} if body.get("agent") else {"model": body["model"]},
        created=now,
        updated=now,
        expires=now + emulator.retention_s,
        background=bool(body.get("background")),
        stored=body.get("store") is not False,
        owner=emulator.owner,
        input=steps,
        extra=extra,
    )


def _style(body: Body, pace: Pace) -> Style:
    config = body.get("generation_config") or body.get("agent_config") or {}
    return Style(
        model=body.get("model") or body.get("agent") or "",
        summaries=config.get("thinking_summaries") == "auto",
        max_tokens=config.get("max_output_tokens"),
        stops=tuple(config.get("stop_sequences") or ()),
        pace=pace,
    )


def _ask(emulator: Emulator, project: str, body: Body, history: list[Body], new: list[Body]) -> Ask:
    config = body.get("generation_config") or {}
    model = body.get("model") or body.get("agent") or ""
    return Ask(
        model=model,
        history=tuple(history),
        new=tuple(new),
        now=emulator.clock.now(),
        system_instruction=body.get("system_instruction") or "",
        thinking_level=config.get("thinking_level") or default_level(model),
        tools=tuple(body.get("tools") or ()),
        generation_config=config,
        response_format=body.get("response_format"),
        is_agent=bool(body.get("agent")),
        agent_config=body.get("agent_config") or {},
        surroundings=_surroundings(emulator, project),
    )


def _surroundings(emulator: Emulator, project: str) -> Surroundings:
    config = emulator.config

    def held(stores: Sequence[str]) -> Sequence[Document]:
        return documents.searchable(emulator, project, tuple(stores))

    return Surroundings(config.private_hosts, config.mcp_steps, config.mcp_patience_s, held, config.mcp_hosts)


def _continued(job: Job, token: str, chain: list[Record]) -> Job:
    """The same question again, at the same moment, without what earlier hops have said."""
    point = continuing.read(token)
    ask = replace(job.ask, now=datetime.fromtimestamp(point.began, UTC))
    if job.record.stored and not job.record.input:
        at = continuing.origin(chain)
        history = [step for ancestor in chain[:at] for step in (*ancestor.input, *ancestor.steps)]
        past, new = split(chain[at].input)
        ask = replace(ask, history=(*history, *past), new=tuple(new))
    return replace(job, ask=ask, style=replace(job.style, skip_tokens=point.tokens), seed=point.seed)


async def _count(caller: Caller, job: Job, body: Body, chain: list[Record], seen: list[Body]) -> None:
    """Bill the new input, and see how much of the whole context was read from the cache."""
    cache, model, now = caller.emulator.cache, job.style.model, caller.emulator.clock.timestamp()
    texts = [body.get("system_instruction") or "", compact(body["tools"]) if body.get("tools") else ""]
    job.scope = f"{job.record.project}/{model}/{Prefix().grow(compact(texts), 0).hash}"
    before = [Prefix(ancestor.context_hash, ancestor.context_tokens) for ancestor in reversed(chain)]
    start = before[0] if before else Prefix()
    if caller.large or seen is not job.record.input:
        job.read, grown = await threaded(_measure, texts, start, seen, model)
    else:
        job.read, grown = _measure(texts, start, seen, model)
    job.context = grown[-1] if grown else start
    job.cached = cache.longest(job.scope, [*reversed(grown), *before], now)
    cache.remember(job.scope, grown, now)


def _measure(texts: list[str], start: Prefix, steps: list[Body], model: str) -> tuple[Counter[str], list[Prefix]]:
    """Tokens to bill, by modality, and the prefixes that the input adds to the context."""
    head = Counter({"text": sum(count(text) for text in texts)})
    return sum((step_tokens(step, model) for step in steps), head), list(grow(start, steps, model))
