"""What a turn cost, in US dollars, from the token counts and the prices that came with the genai-prices package.

An estimate, never an invoice. A price that isn't known gives None, never zero. Must not use the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from workbench import usages
from workbench.expiry import created_at
from workbench.records import Turn

TIER_FACTORS: dict[str, float] = {"standard": 1.0, "flex": 0.5}
"""What a service tier does to the price of tokens. Google gives no fixed factor for the others: their cost is unknown."""


@dataclass(frozen=True)
class Part:
    """One line of the bill: so many tokens (or searches) of a kind, and their price."""

    label: str
    count: int
    usd: float
    unit: str = "tokens"


@dataclass(frozen=True)
class Cost:
    """The estimated price of a turn."""

    usd: float
    parts: tuple[Part, ...]
    saved: float
    """How much more the cached tokens would have cost as new ones."""
    tier: str = "standard"


@dataclass(frozen=True)
class _Counts:
    new: int
    cached: int
    tool: int
    thought: int
    output: int
    audio_in: int
    audio_cached: int
    image_out: int
    searches: int


def cost(turn: Turn, when: datetime | None = None) -> Cost | None:
    """The cost of a turn; None without usage, without a model, or when the price isn't known."""
    usage, model = turn["usage"], turn["model"]
    if not usage or not model:
        return None
    tier = turn["service_tier"] or turn["request"].get("service_tier") or "standard"
    return cost_of(usage, model, tier, when or created_at(turn))


def cost_of(usage: Mapping[str, Any], model: str, tier: str = "standard", when: datetime | None = None) -> Cost | None:
    """The cost of this usage with this model, at the prices of that day."""
    factor = TIER_FACTORS.get(tier)
    if factor is None:
        return None
    counts = _counts(usage)
    moment = when or datetime.now(UTC)
    bill = _ask(counts, model, moment)
    uncached = _ask(replace(counts, new=counts.new + counts.cached, cached=0, audio_cached=0), model, moment)
    if bill is None or uncached is None:
        return None
    parts = _parts(counts, bill, uncached, factor)
    return Cost(sum(part.usd for part in parts), parts, (uncached.input - bill.input) * factor, tier)


@dataclass(frozen=True)
class _Bill:
    input: float
    output: float
    extras: float


def _parts(counts: _Counts, bill: _Bill, uncached: _Bill, factor: float) -> tuple[Part, ...]:
    billed_in = counts.new + counts.cached + counts.tool
    rate_in = uncached.input / billed_in if billed_in else 0.0
    made = counts.thought + counts.output
    rate_out = bill.output / made if made else 0.0
    cached_usd = bill.input - rate_in * (counts.new + counts.tool)
    lines = (
        Part("new input", counts.new, counts.new * rate_in * factor),
        Part("cached input", counts.cached, cached_usd * factor),
        Part("tool use", counts.tool, counts.tool * rate_in * factor),
        Part("thought", counts.thought, counts.thought * rate_out * factor),
        Part("output", counts.output, counts.output * rate_out * factor),
        Part("Google Search", counts.searches, bill.extras, "queries"),
    )
    return tuple(line for line in lines if line.count)


def _ask(counts: _Counts, model: str, when: datetime) -> _Bill | None:
    """Ask the package, which is loaded here, at the first question, and not before the first paint."""
    import genai_prices

    usage = genai_prices.Usage(
        input_tokens=counts.new + counts.cached + counts.tool,
        cache_read_tokens=counts.cached,
        output_tokens=counts.thought + counts.output,
        input_audio_tokens=counts.audio_in,
        cache_audio_read_tokens=counts.audio_cached,
        output_image_tokens=min(counts.image_out, counts.output),
        web_searches=counts.searches,
    )
    try:
        found = genai_prices.calc_price(usage, model, provider_id="google", genai_request_timestamp=when)
    except (LookupError, ValueError):
        return None
    if found.model_price.input_mtok is None or found.model_price.output_mtok is None:
        return None
    total, given, made = float(found.total_price), float(found.input_price), float(found.output_price)
    return _Bill(given, made, max(0.0, total - given - made))


def _counts(usage: Mapping[str, Any]) -> _Counts:
    given = _number(usage.get("total_input_tokens"))
    cached = _number(usage.get("total_cached_tokens"))
    new = usages.new_input(given, cached)
    audio = min(_modality(usage.get("input_tokens_by_modality"), "audio"), given)
    audio_cached = min(_modality(usage.get("cached_tokens_by_modality"), "audio"), cached, audio)
    return _Counts(
        new=new,
        cached=cached,
        tool=_number(usage.get("total_tool_use_tokens")),
        thought=_number(usage.get("total_thought_tokens")),
        output=_number(usage.get("total_output_tokens")),
        audio_in=audio,
        audio_cached=max(audio_cached, audio - new),
        image_out=_modality(usage.get("output_tokens_by_modality"), "image"),
        searches=_searches(usage.get("grounding_tool_count")),
    )


def _modality(rows: Any, modality: str) -> int:
    found = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return sum(_number(row.get("tokens")) for row in found if row.get("modality") == modality)


def _searches(rows: Any) -> int:
    found = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return sum(_number(row.get("count")) for row in found if row.get("type") == "google_search")


def _number(value: Any) -> int:
    return max(0, value) if isinstance(value, int) and not isinstance(value, bool) else 0
