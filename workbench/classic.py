"""The classic generateContent: a request body that sends all contents again. Pure; `workbench.chunks` reads the answers.

Nothing of a classic turn is stored on the server; `store: false` in its request says so and is not sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.answer import output_steps
from workbench.records import Turn, WireStep
from workbench.settings import Prompt, Settings

OURS = ("model", "store", "stream")
"""Keys of the body that are the request's own business and not part of what is sent."""
_TOOLS = {
    "google_search": "googleSearch",
    "code_execution": "codeExecution",
    "url_context": "urlContext",
    "google_maps": "googleMaps",
}



def is_classic(body: Mapping[str, Any]) -> bool:
    """True when this request is one for generateContent."""
    return "contents" in body


def build(settings: Settings, prompt: Prompt, path: Sequence[Turn]) -> dict[str, Any]:
    """The request after `path` (root first): every content again, then the prompt."""
    contents = [content for turn in path for content in _exchange(turn)]
    body: dict[str, Any] = {"model": settings.model, "store": False, "stream": settings.stream}
    body["contents"] = [*contents, {"role": "user", "parts": _parts(prompt.content())}]
    if settings.system_instruction:
        body["systemInstruction"] = {"parts": [{"text": settings.system_instruction}]}
    if tools := _tools(settings.tools):
        body["tools"] = tools
    if config := _config(settings):
        body["generationConfig"] = config
    if settings.service_tier:
        body["serviceTier"] = settings.service_tier
    return body


def left_out(tools: Sequence[Mapping[str, Any]]) -> list[str]:
    """The tools that aren't sent, in plain sentences."""
    strange = [str(tool.get("name") or tool.get("type")) for tool in tools if tool.get("type") not in _TOOLS]
    return [f"generateContent was sent without {name}: Stepwise runs functions for interactions only." for name in strange]


def _exchange(turn: Turn) -> list[dict[str, Any]]:
    made = [part for step in output_steps(turn) for part in _parts_of_step(step)]
    if not made:
        return []
    return [{"role": "user", "parts": _parts(turn["prompt"])}, {"role": "model", "parts": made}]


def _parts(content: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [_part(item) for item in content]


def _part(item: Mapping[str, Any]) -> dict[str, Any]:
    if item.get("type") == "text":
        return {"text": item.get("text", "")}
    mime = item.get("mime_type", "application/octet-stream")
    if "uri" in item:
        return {"fileData": {"mimeType": mime, "fileUri": item["uri"]}}
    return {"inlineData": {"mimeType": mime, "data": item.get("data", "")}}


def _parts_of_step(step: WireStep) -> list[dict[str, Any]]:
    """A step of an answer as the parts it came as, its signature on the last one. Thoughts are not sent again."""
    parts: list[dict[str, Any]] = []
    match step.get("type"):
        case "model_output":
            content = step.get("content")
            parts = _parts([item for item in content if isinstance(item, dict)]) if isinstance(content, list) else []
        case "function_call":
            call = {"name": step.get("name"), "args": step.get("arguments") or {}}
            parts = [{"functionCall": call | ({"id": step["id"]} if step.get("id") else {})}]
        case "code_execution_call":
            parts = [{"executableCode": {"language": "PYTHON", "code": (step.get("arguments") or {}).get("code", "")}}]
        case "code_execution_result":
            outcome = "OUTCOME_FAILED" if step.get("is_error") else "OUTCOME_OK"
            parts = [{"codeExecutionResult": {"outcome": outcome, "output": str(step.get("result") or "")}}]
        case _:
            return []
    if parts and step.get("signature"):
        parts[-1]["thoughtSignature"] = step["signature"]
    return parts


def _tools(tools: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{_TOOLS[str(tool.get("type"))]: {}} for tool in tools if tool.get("type") in _TOOLS]


def _config(settings: Settings) -> dict[str, Any]:
    thinking = {
        "thinkingLevel": settings.thinking_level,
        "includeThoughts": True if settings.thinking_summaries == "auto" else None,
    }
    values = {
        "temperature": settings.temperature,
        "topP": settings.top_p,
        "maxOutputTokens": settings.max_output_tokens,
        "seed": settings.seed,
        "stopSequences": list(settings.stop_sequences) or None,
        "thinkingConfig": _present(thinking) or None,
        **_format(settings.response_format),
    }
    return _present(values)


def _format(wanted: Any) -> dict[str, Any]:
    if not isinstance(wanted, Mapping) or wanted.get("mime_type") != "application/json":
        return {}
    return {"responseMimeType": "application/json", "responseJsonSchema": wanted.get("schema")}


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}
