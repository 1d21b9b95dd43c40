"""Implicit caching: a context prefix of at least 4,096 tokens that this key has sent to this model before is read from cache.

Works on the whole context, so a chain on the server and the same steps sent again by the client are cached alike. It
stores hashes only, in memory, for one hour.
"""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from emulator import tokens
from emulator.sse import compact

MINIMUM = 4096
_KEEP_S = 3600.0
_MOST = 50_000
_BLOCK = 1024
"""Tokens of long texts that are compared at a time."""


@dataclass(frozen=True)
class Prefix:
    """A context up to some point."""

    hash: str = ""
    tokens: int = 0

    def grow(self, material: str, more: int) -> Prefix:
        """The context with one more part."""
        digest = hashlib.blake2b((self.hash + "\x1f" + material).encode("utf-8", "surrogatepass"), digest_size=16)
        return Prefix(digest.hexdigest(), self.tokens + more)


def grow(prefix: Prefix, steps: Iterable[dict[str, Any]], model: str) -> Iterator[Prefix]:
    """The prefix after each part of the steps."""
    for step in steps:
        for material, more in _parts(step, model):
            prefix = prefix.grow(material, more)
            yield prefix


def _parts(step: dict[str, Any], model: str) -> Iterator[tuple[str, int]]:
    kind = str(step.get("type"))
    contents = step.get("content")
    if not isinstance(contents, list):
        yield compact(step), step_tokens(step, model).total()
        return
    for content in contents:
        if isinstance(content, dict) and content.get("type") == "text":
            words = tokens.pieces(str(content.get("text", "")))
            for start in range(0, max(1, len(words)), _BLOCK):
                block = words[start : start + _BLOCK]
                yield kind + "".join(block), len(block)
        else:
            yield kind + compact(content), tokens.of_contents([content], model).total()


def step_tokens(step: dict[str, Any], model: str) -> Counter[str]:
    """Tokens that a step takes in a context, by modality; thoughts take none but for their summaries."""
    contents = step.get("content") or (step.get("summary") if step.get("type") == "thought" else None)
    if isinstance(contents, list):
        return tokens.of_contents(contents, model)
    if step.get("type") == "thought":
        return Counter()
    result = step.get("result")
    if isinstance(result, list):
        return tokens.of_contents(result, model)
    body = {key: value for key, value in step.items() if key not in ("id", "call_id", "signature", "type")}
    return Counter({"text": tokens.count(compact(body))})


class ImplicitCache:
    """What prefixes each project has sent to each model lately."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[str, str], float] = OrderedDict()

    def longest(self, scope: str, prefixes: Iterable[Prefix], now: float) -> int:
        """Tokens of the longest prefix seen before; 0 below the minimum."""
        known = [prefix.tokens for prefix in prefixes if self._fresh((scope, prefix.hash), now)]
        most = max(known, default=0)
        return most if most >= MINIMUM else 0

    def remember(self, scope: str, prefixes: Iterable[Prefix], now: float) -> None:
        """Note prefixes that a model has read."""
        for prefix in prefixes:
            self._seen[(scope, prefix.hash)] = now
            self._seen.move_to_end((scope, prefix.hash))
        while len(self._seen) > _MOST:
            self._seen.popitem(last=False)

    def _fresh(self, key: tuple[str, str], now: float) -> bool:
        seen = self._seen.get(key)
        return seen is not None and 0 <= now - seen <= _KEEP_S
