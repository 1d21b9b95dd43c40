"""Between generateContent's contents and steps: requests one way, answers the other."""

from __future__ import annotations

from collections import Counter
from typing import Any

from emulator.casing import camel
from emulator.errors import invalid
from emulator.record import Record
from emulator.validate.shapes import kind_of

Part = dict[str, Any]
_TOOLS = {
    "googleSearch": "google_search",
    "codeExecution": "code_execution",
    "urlContext": "url_context",
    "googleMaps": "google_maps",
}
_CONFIG = {
    "maxOutputTokens": "max_output_tokens",
    "stopSequences": "stop_sequences",
    "temperature": "temperature",
    "topP": "top_p",
    "topK": "top_k",
    "seed": "seed",
}


def to_body(model: str, given: dict[str, Any]) -> dict[str, Any]:
    """The same request as a create body that keeps nothing."""
    given = camel(given)
    contents = given.get("contents")
    if isinstance(contents, dict):
        contents = [contents]
    if not isinstance(contents, list) or not contents:
        raise invalid("* GenerateContentRequest.contents: contents is not specified")
    steps = _with_ids([step for at, content in enumerate(contents) for step in _steps(content, at)])
    body: dict[str, Any] = {"model": model, "store": False, "input": steps}
    system = given.get("systemInstruction")
    if system:
        body["system_instruction"] = "\n".join(str(part.get("text", "")) for part in _parts(system, "system_instruction"))
    config = _config(given.get("generationConfig") or {})
    tools = _tools(given.get("tools") or [])
    format_ = _format(given.get("generationConfig") or {})
    optional = {"generation_config": config, "tools": tools, "response_format": format_}
    return {**body, **{name: value for name, value in optional.items() if value}}


def _parts(content: Any, where: str) -> list[Part]:
    parts = content.get("parts") if isinstance(content, dict) else None
    if isinstance(parts, dict):
        parts = [parts]
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise invalid(f"Invalid value at '{where}.parts'. Expected a list of parts, got {kind_of(parts)}.")
    return parts


def _steps(content: Any, at: int) -> list[dict[str, Any]]:
    parts = _parts(content, f"contents[{at}]")
    steps: list[dict[str, Any]] = []
    for part in parts:
        call, result = part.get("functionCall"), part.get("functionResponse")
        if isinstance(call, dict):
            steps.append(_call(call))
        elif isinstance(result, dict):
            steps.append(_result(result))
        elif not part.get("thought"):
            _add(steps, "model_output" if content.get("role") == "model" else "user_input", _content(part, at))
    return steps


def _call(call: Part) -> dict[str, Any]:
    named = {"id": str(call.get("id") or ""), "name": str(call.get("name"))}
    return {"type": "function_call", **named, "arguments": call.get("args") or {}}


def _result(result: Part) -> dict[str, Any]:
    named = {"call_id": str(result.get("id") or ""), "name": str(result.get("name"))}
    return {"type": "function_result", **named, "result": result.get("response") or {}}


def _with_ids(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Calls and results without ids belong together by name and order."""
    seen: Counter[tuple[str, str]] = Counter()
    for step in steps:
        key = "id" if step["type"] == "function_call" else "call_id"
        if step.get(key) == "":
            seen[(step["type"], step["name"])] += 1
            step[key] = f"{step['name']}-{seen[(step['type'], step['name'])]}"
    return steps


def _add(steps: list[dict[str, Any]], kind: str, content: Part) -> None:
    if not steps or steps[-1]["type"] != kind:
        steps.append({"type": kind, "content": []})
    steps[-1]["content"].append(content)


def _content(part: Part, at: int) -> Part:
    if isinstance(part.get("text"), str):
        return {"type": "text", "text": part["text"]}
    media = part.get("inlineData") or part.get("fileData")
    if isinstance(media, dict):
        mime = str(media.get("mimeType", ""))
        family = mime.split("/")[0]
        kind = family if family in ("image", "audio", "video") else "document"
        place = {"data": str(media["data"])} if "data" in media else {"uri": str(media.get("fileUri", ""))}
        return {"type": kind, "mime_type": mime, **place}
    raise invalid(f"* GenerateContentRequest.contents[{at}].parts: contains a part the emulator doesn't know: {sorted(part)[:5]}")


def _config(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise invalid("Invalid value at 'generation_config'. Expected an object.")
    config = {_CONFIG[name]: value for name, value in given.items() if name in _CONFIG}
    thinking = given.get("thinkingConfig") or {}
    if isinstance(thinking, dict):
        if thinking.get("includeThoughts"):
            config["thinking_summaries"] = "auto"
        if thinking.get("thinkingLevel"):
            config["thinking_level"] = str(thinking["thinkingLevel"]).lower()
    return config


def _format(given: dict[str, Any]) -> dict[str, Any] | None:
    if given.get("responseMimeType") != "application/json":
        return None
    schema = given.get("responseJsonSchema") or given.get("responseSchema") or {"type": "object"}
    return {"type": "text", "mime_type": "application/json", "schema": schema}


def _tools(given: Any) -> list[dict[str, Any]]:
    tools: list[dict[str, Any]] = []
    for tool in given if isinstance(given, list) else [given]:
        if not isinstance(tool, dict):
            raise invalid("Invalid value at 'tools'. Expected an object.")
        for declaration in tool.get("functionDeclarations") or []:
            if not isinstance(declaration, dict):
                raise invalid("Invalid value at 'tools.function_declarations'. Expected an object.")
            parameters = declaration.get("parametersJsonSchema") or declaration.get("parameters")
            named = {name: declaration[name] for name in ("name", "description") if name in declaration}
            tools.append({"type": "function", **named, **({"parameters": _lower(parameters)} if parameters else {})})
        tools += [{"type": kind} for name, kind in _TOOLS.items() if name in tool]
    return tools


def _lower(schema: Any) -> Any:
    """generateContent writes JSON types in capitals."""
    if isinstance(schema, list):
        return [_lower(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: value.lower() if key == "type" and isinstance(value, str) else _lower(value) for key, value in schema.items()}


def parts_of(step: dict[str, Any]) -> list[Part]:
    """A step of an answer as parts."""
    if step["type"] == "model_output":
        return [_part(content) for content in step.get("content") or []]
    if step["type"] == "thought":
        return [{"text": part.get("text", ""), "thought": True} for part in step.get("summary") or []]
    if step["type"] == "function_call":
        call = {"functionCall": {"id": step["id"], "name": step["name"], "args": step["arguments"]}}
        return [{**call, "thoughtSignature": step["signature"]} if step.get("signature") else call]
    return []


def _part(content: Part) -> Part:
    if content.get("type") == "text":
        return {"text": content.get("text", "")}
    return {"inlineData": {"mimeType": content.get("mime_type", ""), "data": content.get("data", "")}}


def chunk(record: Record, parts: list[Part], finish: str | None = None) -> dict[str, Any]:
    """One GenerateContentResponse."""
    candidate: dict[str, Any] = {"content": {"parts": parts or [{"text": ""}], "role": "model"}}
    if finish:
        candidate["finishReason"] = finish
    return {"candidates": [{**candidate, "index": 0}], "modelVersion": record.subject["model"], "responseId": record.id[3:25]}


def usage_metadata(usage: dict[str, Any]) -> dict[str, Any]:
    """The bill under its older names."""
    details = [{"modality": e["modality"].upper(), "tokenCount": e["tokens"]} for e in usage.get("input_tokens_by_modality", [])]
    counts = {
        "promptTokenCount": usage.get("total_input_tokens", 0),
        "candidatesTokenCount": usage.get("total_output_tokens", 0),
        "totalTokenCount": usage.get("total_tokens", 0),
        "promptTokensDetails": details,
        "thoughtsTokenCount": usage.get("total_thought_tokens", 0),
    }
    optional = {"cachedContentTokenCount": "total_cached_tokens", "toolUsePromptTokenCount": "total_tool_use_tokens"}
    return counts | {theirs: usage[ours] for theirs, ours in optional.items() if usage.get(ours)}
