"""The bill of one answer. total = input + output + thought + tool use; cached tokens are a part of what was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from emulator.play import Player


def modalities(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Counts as the wire lists them."""
    return [{"modality": name, "tokens": amount} for name, amount in counts.items() if amount]


def usage_of(read: Counter[str], cached: int, player: Player) -> dict[str, Any]:
    """The usage object, keys in the order of recorded answers."""
    spent, output = read.total(), player.output.total()
    usage: dict[str, Any] = {
        "total_tokens": spent + output + player.thought_tokens + player.tool_tokens,
        "total_input_tokens": spent,
        "input_tokens_by_modality": modalities(read),
        "total_cached_tokens": cached,
    }
    if cached:
        usage["cached_tokens_by_modality"] = modalities({"text": cached})
    usage["total_output_tokens"] = output
    if set(player.output) - {"text"}:
        usage["output_tokens_by_modality"] = modalities(player.output)
    usage["total_tool_use_tokens"] = player.tool_tokens
    if player.tool_tokens:
        usage["tool_use_tokens_by_modality"] = modalities({"text": player.tool_tokens})
    usage["total_thought_tokens"] = player.thought_tokens
    if player.grounding:
        usage["grounding_tool_count"] = [{"type": name, "count": amount} for name, amount in player.grounding.items()]
    return usage
