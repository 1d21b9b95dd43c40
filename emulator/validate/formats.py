"""Checks on `response_format`: one format or several, or a bare JSON Schema."""

from __future__ import annotations

from typing import Any

from emulator.errors import invalid
from emulator.validate.shapes import Check, array, choice, either, integer, mapping, record, tagged, text
from emulator.validate.tools import vertex_only

_RATIOS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:8", "8:1", "1:4", "4:1")
_SCHEMA_TYPES = ("object", "array", "string", "number", "integer", "boolean", "null")
_SCHEMA_KEYS = ("$schema", "$ref", "properties", "anyOf", "oneOf", "allOf", "enum", "items")


def _image(value: Any, path: str) -> None:
    if "delivery" in value:
        raise invalid("Image delivery mode is not supported.")
    fields: dict[str, Check] = {
        "type": text,
        "mime_type": choice("image/jpeg", "image/png"),
        "aspect_ratio": choice(*_RATIOS),
        "image_size": choice("512", "1K", "2K", "4K"),
    }
    record(fields)(value, path)


def _audio(value: Any, path: str) -> None:
    if "mime_type" in value:
        raise invalid("Audio mime_type is not supported in response_format.")
    record({"type": text, "sample_rate": integer(1), "bit_rate": integer(1), "delivery": choice("inline", "uri")})(value, path)


def _video(value: Any, path: str) -> None:
    if "gcs_uri" in value:
        raise vertex_only("gcs_uri")
    fields: dict[str, Check] = {
        "type": text,
        "aspect_ratio": choice("16:9", "9:16"),
        "delivery": choice("inline", "uri"),
        "duration": text,
        "resolution": choice("360p", "720p", "1080p", "4k"),
    }
    record(fields)(value, path)


_TEXT = record({"type": text, "mime_type": choice("application/json", "text/plain"), "schema": mapping})
_KINDS = tagged({"text": _TEXT, "image": _image, "audio": _audio, "video": _video})


def is_schema(value: dict[str, Any]) -> bool:
    """True for a bare JSON Schema."""
    kind = value.get("type")
    return isinstance(kind, list) or kind in _SCHEMA_TYPES or (kind is None and any(key in value for key in _SCHEMA_KEYS))


def _one(value: Any, path: str) -> None:
    mapping(value, path)
    if not is_schema(value):
        _KINDS(value, path)


check_response_format = either({dict: _one, list: array(_one)}, "object")
