"""The chunks of a generateContent answer as the events of an interaction. Pure.

A classic turn is thereby an ordinary turn: the same fold, the same views, the same measures. It has no interaction id.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.grounding import Grounding
from workbench.records import WireEvent, WireStep

_STATUSES = {"STOP": "completed", "MAX_TOKENS": "incomplete", "FINISH_REASON_UNSPECIFIED": "completed"}
_COUNTS = {
    "promptTokenCount": "total_input_tokens",
    "cachedContentTokenCount": "total_cached_tokens",
    "candidatesTokenCount": "total_output_tokens",
    "thoughtsTokenCount": "total_thought_tokens",
    "toolUsePromptTokenCount": "total_tool_use_tokens",
    "totalTokenCount": "total_tokens",
}
_DETAILS = {"promptTokensDetails": "input_tokens_by_modality", "cacheTokensDetails": "cached_tokens_by_modality"}


class Reader:
    """Turns the chunks of one answer into events of an interaction, one chunk at a time."""

    def __init__(self) -> None:
        self._index = -1
        self._open: str = ""
        self._begun = False
        self._calls = False
        self._usage: dict[str, Any] = {}
        self._texts: dict[int, list[str]] = {}
        self._grounding = Grounding()

    def read(self, chunk: Mapping[str, Any]) -> Iterator[WireEvent]:
        """The events of a chunk; a chunk that carries the end of the answer ends the interaction."""
        if not self._begun:
            self._begun = True
            model = {"model": chunk["modelVersion"]} if chunk.get("modelVersion") else {}
            yield {"event_type": "interaction.created", "interaction": {"status": "in_progress", **model}}
        self._usage = usage_of(chunk.get("usageMetadata")) or self._usage
        candidates = chunk.get("candidates")
        first = candidates[0] if isinstance(candidates, list) and candidates and isinstance(candidates[0], dict) else {}
        self._grounding.read(first)
        for part in _dicts((first.get("content") or {}).get("parts")):
            yield from self._part(part)
        if reason := first.get("finishReason") or _blocked(chunk):
            yield from self._end(str(reason), str(first.get("finishMessage") or ""))

    def _part(self, part: Mapping[str, Any]) -> Iterator[WireEvent]:
        signature = {"signature": part["thoughtSignature"]} if part.get("thoughtSignature") else {}
        if isinstance(part.get("text"), str):
            kind = "thought" if part.get("thought") else "model_output"
            if part["text"] or signature:
                yield from self._begin(kind)
            if part["text"]:
                yield self._delta(_text_delta(kind, part["text"]))
                self._heard(kind, part["text"])
            if signature:
                yield self._delta({"type": kind, **signature})
            return
        if isinstance(part.get("inlineData"), dict):
            media = part["inlineData"]
            mime = str(media.get("mimeType", ""))
            yield from self._begin("model_output")
            yield self._delta({"type": mime.partition("/")[0] or "document", "mime_type": mime, "data": media.get("data", "")})
            return
        yield from self._whole({**_step_of(part), **signature})

    def _heard(self, kind: str, text: str) -> None:
        if kind == "model_output":
            self._texts.setdefault(self._index, []).append(text)

    def _begin(self, kind: str) -> Iterator[WireEvent]:
        if self._open == kind:
            return
        yield from self._close()
        self._index, self._open = self._index + 1, kind
        yield {"event_type": "step.start", "index": self._index, "step": {"type": kind}}

    def _whole(self, step: WireStep) -> Iterator[WireEvent]:
        yield from self._close()
        self._index += 1
        self._calls = self._calls or step["type"] == "function_call"
        yield {"event_type": "step.start", "index": self._index, "step": step}
        yield {"event_type": "step.stop", "index": self._index}

    def _close(self) -> Iterator[WireEvent]:
        if self._open:
            self._open = ""
            yield {"event_type": "step.stop", "index": self._index}

    def _delta(self, delta: dict[str, Any]) -> WireEvent:
        return {"event_type": "step.delta", "index": self._index, "delta": delta}

    def _end(self, reason: str, message: str) -> Iterator[WireEvent]:
        texts = {index: "".join(pieces) for index, pieces in self._texts.items()}
        if self._open == "model_output" and (cited := self._grounding.annotations(texts, self._index)):
            yield self._delta({"type": "text_annotation_delta", "annotations": cited})
        yield from self._close()
        for step in self._grounding.steps():
            yield from self._whole(step)
        status = "requires_action" if self._calls and reason == "STOP" else _STATUSES.get(reason, "failed")
        usage = self._usage | _searches(len(self._grounding.queries))
        interaction: dict[str, Any] = {"status": status, **({"usage": usage} if usage else {})}
        if status == "failed":
            said = message or f"The answer was ended by the service: {reason}."
            interaction["error"] = {"code": reason.lower(), "message": said}
        yield {"event_type": "interaction.completed", "interaction": interaction}


def usage_of(metadata: Any) -> dict[str, Any]:
    """The usage under the names of the Interactions API."""
    if not isinstance(metadata, Mapping):
        return {}
    counts = {ours: metadata[theirs] for theirs, ours in _COUNTS.items() if isinstance(metadata.get(theirs), int)}
    for theirs, ours in _DETAILS.items():
        rows = [row for row in _dicts(metadata.get(theirs)) if isinstance(row.get("tokenCount"), int)]
        if rows:
            counts[ours] = [{"modality": str(row.get("modality", "")).lower(), "tokens": row["tokenCount"]} for row in rows]
    return counts


def _searches(searches: int) -> dict[str, Any]:
    """Searches as an interaction reports them, so that both are billed alike."""
    return {"grounding_tool_count": [{"type": "google_search", "count": searches}]} if searches else {}


def _text_delta(kind: str, text: str) -> dict[str, Any]:
    if kind == "thought":
        return {"type": "thought_summary", "content": {"type": "text", "text": text}}
    return {"type": "text", "text": text}


def _step_of(part: Mapping[str, Any]) -> WireStep:
    """A part that is a step of its own; one of an unknown kind keeps its name and content, to be shown as unknown."""
    if isinstance(call := part.get("functionCall"), dict):
        named = {"id": call.get("id", ""), "name": call.get("name", "")}
        return {"type": "function_call", **named, "arguments": call.get("args") or {}}
    if isinstance(code := part.get("executableCode"), dict):
        return {"type": "code_execution_call", "arguments": {"language": "python", "code": code.get("code", "")}}
    if isinstance(result := part.get("codeExecutionResult"), dict):
        failed = result.get("outcome") not in (None, "OUTCOME_OK")
        return {"type": "code_execution_result", "result": result.get("output", ""), "is_error": failed}
    return {"type": "part", **part}


def _blocked(chunk: Mapping[str, Any]) -> str:
    feedback = chunk.get("promptFeedback")
    return str(feedback.get("blockReason") or "") if isinstance(feedback, Mapping) else ""


def _dicts(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
