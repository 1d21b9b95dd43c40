"""Ends an answer early: stop sequences, max_output_tokens, and the checkpoints of a continued answer."""

from __future__ import annotations

from typing import Any

from emulator.tokens import pieces


class Cut:
    """Counts visible text tokens over a whole answer and shortens contents when a limit is reached."""

    def __init__(self, max_tokens: int | None, hop_tokens: int | None, skip_tokens: int) -> None:
        self._max = max_tokens
        self._hop = hop_tokens
        self._skip = skip_tokens
        self._seen = 0
        self.reached = False
        self.status = "completed"
        """What a reached limit makes of the interaction."""

    @property
    def skips_whole_steps(self) -> bool:
        """True while everything played so far belongs to an earlier hop."""
        return self._seen < self._skip

    def shorten(self, contents: list[dict[str, Any]], stops: tuple[str, ...]) -> list[dict[str, Any]]:
        """The contents that fit, the last one perhaps shortened."""
        kept: list[dict[str, Any]] = []
        for content in contents:
            if self.reached:
                break
            if content.get("type") == "text":
                kept += self._text(content, stops)
            elif not self.skips_whole_steps:
                kept.append(content)
        return kept

    def _text(self, content: dict[str, Any], stops: tuple[str, ...]) -> list[dict[str, Any]]:
        whole = str(content.get("text", ""))
        text = _until_stop(whole, stops)
        if text != whole:
            self.reached = True
        words = pieces(text)
        first, end = self._window(len(words))
        self._seen += len(words)
        if first >= end and (words or self.reached):
            return []
        cut = "".join(words[first:end])
        if cut == whole:
            return [content]
        return [{"text": cut, "type": "text", **_kept_annotations(content, cut if first == 0 else "")}]

    def _window(self, size: int) -> tuple[int, int]:
        first = max(0, self._skip - self._seen)
        end = size
        limits = [(self._max, "incomplete"), (None if self._hop is None else self._skip + self._hop, "requires_continuation")]
        for limit, status in limits:
            if limit is not None and self._seen + end > limit:
                end = max(0, limit - self._seen)
                self.reached, self.status = True, status
        return min(first, size), end


def _until_stop(text: str, stops: tuple[str, ...]) -> str:
    found = [at for at in (text.find(stop) for stop in stops if stop) if at >= 0]
    return text[: min(found)] if found else text


def _kept_annotations(content: dict[str, Any], text: str) -> dict[str, Any]:
    size = len(text.encode("utf-8", "surrogatepass"))
    kept = [note for note in content.get("annotations") or [] if isinstance(note, dict) and note.get("end_index", 0) <= size]
    return {"annotations": kept} if kept and text else {}
