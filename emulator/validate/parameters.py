"""Every parameter of a create body with its type and values."""

from __future__ import annotations

from typing import Any

from emulator.errors import invalid
from emulator.validate.formats import check_response_format
from emulator.validate.shapes import (
    Check,
    anything,
    array,
    choice,
    either,
    enum,
    flag,
    integer,
    join,
    mapping,
    number,
    record,
    tagged,
    text,
    unknown,
)
from emulator.validate.tools import ALLOWED, check_tools, vertex_only

_TASKS = choice("text_to_video", "image_to_video", "reference_to_video", "edit", "extend", "upscale")
_TRANSCRIPTION: dict[str, Check] = {
    **dict.fromkeys(("language_codes", "language_hints", "timestamp_granularities", "custom_vocabulary"), array(text)),
    "adaptation_phrases": array(text),
    "diarization_mode": text,
    "mode": anything,
}
_SUMMARIES = choice("auto", "none")


def _tool_choice(value: Any, path: str) -> None:
    modes = enum("auto", "any", "none", "validated")
    either({str: modes, dict: record({"allowed_tools": ALLOWED}, ["allowed_tools"])}, "string")(value, path)


GENERATION: dict[str, Check] = {
    "image_config": mapping,
    "max_output_tokens": integer(1, 1_048_576),
    "seed": integer(-(2**31), 2**31 - 1),
    "speech_config": array(record({"language": text, "speaker": text, "voice": text})),
    "stop_sequences": array(text, most=5),
    "temperature": number(0, 2),
    "thinking_level": choice("minimal", "low", "medium", "high", "xhigh"),
    "thinking_summaries": _SUMMARIES,
    "tool_choice": _tool_choice,
    "top_p": number(0, 1),
    "top_k": integer(1),
    "transcription_config": record(_TRANSCRIPTION),
    "video_config": record({"task": _TASKS}),
}
_RESEARCH: dict[str, Check] = {
    "type": text,
    "thinking_summaries": _SUMMARIES,
    "visualization": choice("auto", "off"),
    "collaborative_planning": flag,
}


def _research(value: Any, path: str) -> None:
    if "enable_bigquery_tool" in value:
        raise vertex_only("enable_bigquery_tool")
    record(_RESEARCH)(value, path)


_AGENT_CONFIG = tagged(
    {
        "dynamic": mapping,
        "deep-research": _research,
        "antigravity": record({"type": text, "max_total_tokens": integer(1, as_text=True), "model": text}),
        "code-mender": mapping,
    }
)
_ENVIRONMENT: dict[str, Check] = {
    "type": enum("remote"),
    "environment_id": text,
    "env": mapping,
    "network": anything,
    "sources": array(mapping),
}
PARAMETERS: dict[str, Check] = {
    "model": text,
    "agent": text,
    "input": anything,
    "stream": flag,
    "background": flag,
    "store": flag,
    "system_instruction": text,
    "tools": check_tools,
    "generation_config": record(GENERATION),
    "agent_config": _AGENT_CONFIG,
    "response_format": check_response_format,
    "response_modalities": array(enum("text", "image", "audio", "video", "document")),
    "previous_interaction_id": text,
    "continuation_token": text,
    "service_tier": choice("flex", "standard", "priority", "deferred"),
    "environment": either({str: text, dict: record(_ENVIRONMENT)}, "string"),
    "webhook_config": record({"uris": array(text), "user_metadata": mapping}),
}


def check_parameters(body: dict[str, Any]) -> None:
    """Refuse unknown names, wrong types and values outside an enumeration."""
    for name in ("safety_settings", "labels"):
        if name in body:
            raise vertex_only(name)
    if "response_mime_type" in body:
        raise invalid("The parameter 'response_mime_type' is not supported. Use 'response_format' with a 'mime_type' instead.")
    for name, value in body.items():
        if name not in PARAMETERS:
            raise unknown(name, "")
        if value is not None:
            PARAMETERS[name](value, join("", name))
