"""How fast the model speaks: text cut into chunks and the seconds before each. It never sleeps itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from emulator.tokens import pieces

_TOKENS_PER_SECOND = 70.0
_TOKENS_PER_CHUNK = 4
_MOST_PER_CHUNK = 12
_FIRST_THOUGHT_S = 0.4


@dataclass(frozen=True)
class Pace:
    """A human pace scaled by `speed` (0 is at once), or an exact `rate` in tokens per second."""

    speed: float = 1.0
    rate: float | None = None

    def wait(self, seconds: float) -> float:
        """Real seconds for `seconds` of the model's own; none at an exact rate."""
        return seconds / self.speed if self.speed > 0 and self.rate is None else 0.0

    def before_thought(self, pause: float, first: bool) -> float:
        """Seconds before a step starts."""
        return self.wait(max(pause, _FIRST_THOUGHT_S) if first else pause)

    def reading(self, tokens: int) -> float:
        """Seconds to bring out `tokens` tokens that arrive whole (a thought summary)."""
        return self.wait(tokens / (_TOKENS_PER_SECOND * 4))

    def chunks(self, text: str) -> Iterator[tuple[float, str]]:
        """The text in chunks, each with the seconds before it."""
        words = pieces(text)
        if self.rate is not None:
            yield from ((1 / self.rate, word) for word in words)
            return
        chunk: list[str] = []
        for word in words:
            # Never in the middle of a word, unless it is a very long one.
            if len(chunk) >= _TOKENS_PER_CHUNK and (word[0].isspace() or len(chunk) >= _MOST_PER_CHUNK):
                yield self.wait(len(chunk) / _TOKENS_PER_SECOND), "".join(chunk)
                chunk = []
            chunk.append(word)
        if chunk:
            yield self.wait(len(chunk) / _TOKENS_PER_SECOND), "".join(chunk)
