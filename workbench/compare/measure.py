"""From a turn to its Measure: counted at the transport, told by the server's usage, timed by the engine. Pure.

Nothing is estimated but the cost, and what isn't known stays None.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from workbench import prices
from workbench.compare.results import Measure
from workbench.records import Turn


def measure(turn: Turn) -> Measure:
    """What is known of a turn that has ended (or of what came so far)."""
    usage, times = turn["usage"] or {}, turn["timings"]
    given, cached = _count(usage, "total_input_tokens"), _count(usage, "total_cached_tokens")
    if given is not None and cached is None:
        cached = 0  # a server that reports usage leaves zero counts out
    price = prices.cost(turn)
    return Measure(
        bytes_out=_bytes(turn["sent"], "bytes_out"),
        bytes_in=_bytes(turn["sent"], "bytes_in"),
        requests=len(turn["sent"]) or None,
        retries=retries(turn["sent"]) if turn["sent"] else None,
        input_tokens=given,
        new_tokens=None if given is None else max(0, given - (cached or 0)),
        cached_tokens=cached,
        thought_tokens=_count(usage, "total_thought_tokens"),
        tool_tokens=_count(usage, "total_tool_use_tokens"),
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
    return made / writing_ms * 1000 if writing_ms > 0 else None


def _count(usage: Mapping[str, Any], name: str) -> int | None:
    value = usage.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
