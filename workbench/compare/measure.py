"""From a turn to its Measure: counted at the transport, told by the server's usage, timed by the engine. Pure.

Nothing is estimated but the cost, and what isn't known stays None.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from workbench import prices, usages
from workbench.compare.results import TOKENS, Measure
from workbench.expiry import created_at
from workbench.records import Turn

COUNTED = ("bytes_out", "bytes_in", "requests", "retries", *TOKENS, "cost_usd", "cost_context_usd")
"""What adds up over the rounds of one prompt; times are told from the first request on."""
LEAST_WRITING_MS = 20.0
"""A text that comes in less came at once, and has no speed."""
FIRSTS = ("first_byte_ms", "first_thought_ms", "first_text_ms")


def measure(*rounds: Turn, before: Measure | None = None) -> Measure:
    """What is known of a prompt's turns: mostly one, more where functions were run and their results sent.

    `before` is the lane's last good turn, which tells the length of a history that stays on the server.
    """
    parts: list[Measure] = []
    for turn in rounds:
        parts.append(_with_context(_of_one(turn), turn, parts[-1] if parts else before))
    if len(parts) == 1:
        return parts[0]
    sums: dict[str, Any] = {name: _sum([getattr(part, name) for part in parts]) for name in COUNTED}
    began = [created_at(turn) for turn in rounds]
    offsets = [(moment - began[0]).total_seconds() * 1000 for moment in began]
    firsts: dict[str, Any] = {name: _first(name, parts, offsets) for name in FIRSTS}
    last = parts[-1]
    end = None if last.total_ms is None else offsets[-1] + last.total_ms
    return Measure(**sums, **firsts, context_tokens=last.context_tokens, total_ms=end, tokens_per_s=last.tokens_per_s)


def _with_context(own: Measure, turn: Turn, before: Measure | None) -> Measure:
    if not is_chained(turn):
        return replace(own, context_tokens=own.input_tokens, cost_context_usd=own.cost_usd)
    known = (own.input_tokens, before.context_tokens if before else None, before.output_tokens if before else None)
    if None in known:
        return own
    beyond = (own.cached_tokens or 0) > (own.input_tokens or 0)  # then the cached ones are of the history, so there is that much
    least = (own.input_tokens or 0) + (own.cached_tokens or 0) if beyond else 0
    context = max(least, sum(value or 0 for value in known))
    billed = prices.cost({**turn, "usage": {**(turn["usage"] or {}), "total_input_tokens": context}})
    return replace(own, context_tokens=context, cost_context_usd=billed.usd if billed else None)


def is_chained(turn: Turn) -> bool:
    """True when its first request, as really sent, went on from an interaction on the server."""
    body = next((str(record.get("body") or "") for record in turn["sent"] if record.get("method") == "POST"), "")
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        return turn["previous_interaction_id"] is not None
    return isinstance(content, dict) and bool(content.get("previous_interaction_id"))


def _sum(values: list[Any]) -> Any:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _first(name: str, parts: list[Measure], offsets: list[float]) -> float | None:
    moments = ((offset, getattr(part, name)) for offset, part in zip(offsets, parts, strict=True))
    return next((offset + moment for offset, moment in moments if moment is not None), None)


def _of_one(turn: Turn) -> Measure:
    usage, times = turn["usage"] or {}, turn["timings"]
    given = _count(usage, "total_input_tokens")
    unsaid = None if given is None else 0  # a server that reports usage leaves zero counts out
    cached, tool = _count(usage, "total_cached_tokens", unsaid), _count(usage, "total_tool_use_tokens", unsaid)
    price = prices.cost(turn)
    return Measure(
        bytes_out=_bytes(turn["sent"], "bytes_out"),
        bytes_in=_bytes(turn["sent"], "bytes_in"),
        requests=len(turn["sent"]) or None,
        retries=retries(turn["sent"]) if turn["sent"] else None,
        input_tokens=given,
        new_tokens=None if given is None else usages.new_input(given, cached or 0),
        cached_tokens=cached,
        thought_tokens=_count(usage, "total_thought_tokens"),
        tool_tokens=tool,
        output_tokens=_count(usage, "total_output_tokens"),
        first_byte_ms=times["first_byte"],
        first_thought_ms=times["first_thought"],
        first_text_ms=times["first_text"],
        total_ms=times["end"],
        tokens_per_s=_speed(turn),
        cost_usd=price.usd if price else None,
    )


def retries(sent: Sequence[Mapping[str, Any]]) -> int:
    """How many requests repeat the one before them word for word, because that one was not answered with success."""
    return sum(_same(first, again) and not _succeeded(first) for first, again in pairwise(sent))


def _same(first: Mapping[str, Any], again: Mapping[str, Any]) -> bool:
    return all(first.get(name) == again.get(name) for name in ("method", "url", "body"))


def _succeeded(record: Mapping[str, Any]) -> bool:
    status = record.get("status")
    return isinstance(status, int) and status < 400


def _bytes(sent: Sequence[Mapping[str, Any]], name: str) -> int | None:
    return sum(int(record.get(name) or 0) for record in sent) if sent else None


def _speed(turn: Turn) -> float | None:
    made, times = _count(turn["usage"] or {}, "total_output_tokens"), turn["timings"]
    if not made or times["first_text"] is None or times["end"] is None or not turn["request"].get("stream"):
        return None
    writing_ms = times["end"] - times["first_text"]
    return made / writing_ms * 1000 if writing_ms >= LEAST_WRITING_MS else None


def _count(usage: Mapping[str, Any], name: str, unsaid: int | None = None) -> int | None:
    value = usage.get(name, unsaid)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
