"""From a validated request body to a `Job`: the chain resolved, the tokens counted, the record prepared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from emulator import ids
from emulator.brain.contract import Ask
from emulator.caching import Prefix, grow, step_tokens
from emulator.emulator import Emulator
from emulator.errors import invalid, not_found
from emulator.inputs import split, steps_of
from emulator.job import Job
from emulator.models import default_level
from emulator.pace import Pace
from emulator.play import Style
from emulator.record import Record
from emulator.sse import compact
from emulator.tokens import count

Body = dict[str, Any]


async def accept(emulator: Emulator, project: str, body: Body, pace: Pace) -> Job:
    """The job of one POST; raises ApiError when the chain can't be continued."""
    chain = await _chain(emulator, project, body.get("previous_interaction_id"))
    steps = steps_of(body.get("input"))
    record = _record(emulator, project, body, chain[-1] if chain else None, steps)
    style = _style(body, pace)
    past, new = split(steps)
    history = [step for ancestor in chain for step in (*ancestor.input, *ancestor.steps)]
    job = Job(record=record, ask=_ask(emulator, body, [*history, *past], new), style=style, seed=record.id)
    _count(emulator, job, body, chain, steps)
    return job


async def _chain(emulator: Emulator, project: str, previous: str | None) -> list[Record]:
    if not previous:
        return []
    chain = await emulator.store.call(emulator.store.chain, project, previous)
    found = await emulator.store.call(emulator.store.find, project, previous, emulator.clock.timestamp())
    if found is None:
        raise not_found(f"Interaction {previous} not found. It may have been deleted or have expired.")
    if found.running:
        raise invalid(f"Interaction {previous} is still in progress. Wait for it to complete before continuing it.")
    return chain


def _record(emulator: Emulator, project: str, body: Body, parent: Record | None, steps: list[Body]) -> Record:
    now = emulator.clock.timestamp()
    root, own = (parent.root if parent else ids.new_root()), ids.new_root()
    subject = {"agent": body["agent"]} if body.get("agent") else {"model": body["model"]}
    return Record(
        id=ids.interaction_id(root, own if parent else root),
        project=project,
        root=root,
        parent=parent.id if parent else None,
        subject=subject,
        created=now,
        updated=now,
        expires=now + emulator.retention_s,
        background=bool(body.get("background")),
        stored=body.get("store") is not False,
        owner=emulator.owner,
        input=steps,
        extra={"service_tier": body.get("service_tier") or "standard"},
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


def _ask(emulator: Emulator, body: Body, history: list[Body], new: list[Body]) -> Ask:
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
    )


def _count(emulator: Emulator, job: Job, body: Body, chain: list[Record], steps: list[Body]) -> None:
    """Bill the new input, and see how much of the whole context was read from the cache."""
    model, now = job.style.model, emulator.clock.timestamp()
    head = Prefix().grow(compact([body.get("system_instruction"), body.get("tools")]), 0)
    job.scope = f"{job.record.project}/{model}/{head.hash}"
    job.read = sum((step_tokens(step, model) for step in steps), Counter({"text": _head_tokens(body)}))
    before = [Prefix(ancestor.context_hash, ancestor.context_tokens) for ancestor in reversed(chain)]
    start = before[0] if before else Prefix()
    grown = list(grow(start, steps, model))
    job.context = grown[-1] if grown else start
    job.cached = emulator.cache.longest(job.scope, _newest_first(grown, before), now)
    emulator.cache.remember(job.scope, grown, now)


def _newest_first(grown: list[Prefix], before: list[Prefix]) -> Iterable[Prefix]:
    return [*reversed(grown), *before]


def _head_tokens(body: Body) -> int:
    texts = [body.get("system_instruction") or "", compact(body["tools"]) if body.get("tools") else ""]
    return sum(count(text) for text in texts)
