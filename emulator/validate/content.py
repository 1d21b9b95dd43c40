"""Content items and steps as they may stand in `input`, replayed ones included."""

from __future__ import annotations

from typing import Any

from emulator.errors import invalid
from emulator.validate.shapes import (
    Check,
    anything,
    array,
    either,
    enum,
    flag,
    integer,
    mapping,
    number,
    record,
    tagged,
    text,
    wrong_type,
)

RESOLUTION = enum("low", "medium", "high", "ultra_high")
_OFFSETS: dict[str, Check] = {"type": enum("static"), "start_offset": text, "end_offset": text}
_VIDEO_PROCESSING = either(
    {
        str: enum("static", "agentic"),
        dict: record({**_OFFSETS, "type": enum("static", "agentic"), "fps": number(0), "content_layers": array(text)}),
    },
    "string",
)
_AUDIO_PROCESSING = either({str: enum("static"), dict: record(_OFFSETS)}, "string")
_DOCUMENT_PROCESSING = either(
    {str: enum("static"), dict: record({"type": enum("static"), "page_options": mapping, "spreadsheet_options": mapping})},
    "string",
)
_MEDIA: dict[str, Check] = {"type": text, "data": text, "uri": text, "mime_type": text}


def _mime(fields: dict[str, Check], family: str) -> Check:
    """A media item: data or uri, and a mime type of its family."""
    check = record(fields)

    def whole(value: Any, path: str) -> None:
        check(value, path)
        if not (value.get("data") or value.get("uri")):
            raise invalid(f"Missing 'data' or 'uri' in content of type {value['type']} at '{path}'.")
        given = value.get("mime_type")
        if given is None and value.get("data"):
            raise invalid(f"Missing required parameter 'mime_type' at '{path}'.")
        if given is not None and family and not given.startswith(f"{family}/"):
            raise invalid(f"Invalid enum value '{given}' at '{path}.mime_type'.")

    return whole


_DOCUMENT = {**_MEDIA, "processing": _DOCUMENT_PROCESSING, "resolution": RESOLUTION}
_AUDIO = {**_MEDIA, "channels": integer(1), "sample_rate": integer(1), "processing": _AUDIO_PROCESSING}
_VIDEO = {**_MEDIA, "resolution": RESOLUTION, "processing": _VIDEO_PROCESSING, "name": text}
CONTENTS: dict[str, Check] = {
    "text": record({"type": text, "text": text, "annotations": array(mapping)}, ["text"]),
    "image": _mime({**_MEDIA, "resolution": RESOLUTION}, "image"),
    "audio": _mime(_AUDIO, "audio"),
    "video": _mime(_VIDEO, "video"),
    "document": _mime(_DOCUMENT, ""),
}
content = tagged(CONTENTS)


def _result(value: Any, path: str) -> None:
    """What a function may return: a string, an object or a list of contents."""
    if not isinstance(value, (str, dict, list)):
        raise wrong_type(path, "string", value)
    if isinstance(value, list):
        for at, part in enumerate(value):
            tagged({**CONTENTS, "function": mapping})(part, f"{path}[{at}]")


def _function_result(value: Any, path: str) -> None:
    if not isinstance(value, dict) or not value.get("call_id"):
        raise invalid("Missing call_id in content of type function_result")
    fields = {"type": text, "call_id": text, "name": text, "is_error": flag, "result": _result, "signature": text}
    record(fields, ["result"])(value, path)


_IN_USER_INPUT = tagged({**CONTENTS, "function_result": _function_result}, shown=CONTENTS)


def _user_input(value: Any, path: str) -> None:
    contents = either({str: text, list: array(_IN_USER_INPUT), dict: _IN_USER_INPUT}, "array")
    record({"type": text, "content": contents})(value, path)


def _call(**fields: Check) -> Check:
    return record({"type": text, "id": text, "signature": text, **fields}, ["id"])


def _answer(**fields: Check) -> Check:
    return record({"type": text, "call_id": text, "signature": text, "is_error": flag, **fields}, ["call_id"])


STEPS: dict[str, Check] = {
    "user_input": _user_input,
    "model_output": record({"type": text, "content": array(content), "error": mapping}),
    "thought": record({"type": text, "signature": text, "summary": array(content)}),
    "function_call": record(
        {"type": text, "id": text, "name": text, "arguments": mapping, "signature": text}, ["id", "name", "arguments"]
    ),
    "function_result": _function_result,
    "code_execution_call": _call(arguments=mapping),
    "code_execution_result": _answer(result=text),
    "google_search_call": _call(arguments=mapping, search_type=text),
    "google_search_result": _answer(result=array(mapping)),
    "url_context_call": _call(arguments=mapping),
    "url_context_result": _answer(result=array(mapping)),
    "google_maps_call": _call(arguments=mapping),
    "google_maps_result": _answer(result=array(mapping)),
    "file_search_call": _call(),
    "file_search_result": _answer(),
    "mcp_server_tool_call": _call(name=text, server_name=text, arguments=mapping),
    "mcp_server_tool_result": _answer(name=text, server_name=text, result=anything),
    "tool_search_call": _call(arguments=mapping),
    "tool_search_result": _answer(result=array(mapping)),
    "processing_call": _call(),
    "processing_result": _answer(),
    "tool_call": _call(),
}
step = tagged(STEPS)
