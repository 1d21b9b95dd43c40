"""Reading wire values whose shape nobody promises: each function gives what is asked for, or something empty. Never raises."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any, Literal, get_args

from workbench.views import Json, Media, Text, Unknown, View

MediaKind = Literal["image", "audio", "video", "document"]
MEDIA_KINDS: frozenset[str] = frozenset(get_args(MediaKind))
RATES, CHANNELS = range(1_000, 384_001), range(1, 17)


def text(value: Any) -> str:
    """The string, or an empty one."""
    return value if isinstance(value, str) else ""


def number(value: Any) -> int | None:
    """The whole number, or None."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def mapping(value: Any) -> Mapping[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, Mapping) else {}


def mappings(value: Any) -> tuple[Mapping[str, Any], ...]:
    """The objects of a list; anything else in it is left out."""
    return tuple(item for item in value if isinstance(item, Mapping)) if isinstance(value, list | tuple) else ()


def texts(value: Any) -> tuple[str, ...]:
    """The strings of a list; a single string counts as a list of one."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(item for item in value if isinstance(item, str) and item) if isinstance(value, list | tuple) else ()


def content(value: Any) -> tuple[Mapping[str, Any], ...]:
    """Content items; a bare string, which the REST documentation allows, counts as one text item."""
    return ({"type": "text", "text": value},) if isinstance(value, str) and value else mappings(value)


def media(item: Mapping[str, Any]) -> View:
    """An image, audio, video or document item. Data that isn't base64 is shown as it came."""
    kind, data = _media_kind(item.get("type")), item.get("data")
    mime_type, name, uri = text(item.get("mime_type")), text(item.get("name")), text(item.get("uri"))
    if kind is None:
        return Unknown(str(item.get("type")), dict(item))
    if not data:
        return Media(kind, mime_type, uri=uri, name=name) if uri else Unknown(kind, dict(item))
    decoded = _decoded(data)
    if decoded is None:
        return Unknown(f"{kind} whose data isn't base64", dict(item))
    if _is_pcm(mime_type):
        rate = _in_range(item.get("sample_rate"), _parameter(mime_type, "rate"), RATES) or 24_000
        channels = _in_range(item.get("channels"), _parameter(mime_type, "channels"), CHANNELS) or 1
        return Media(kind, "audio/wav", wav(decoded, rate, channels), uri, name)
    return Media(kind, mime_type or _guessed(kind), decoded, uri, name)


def plain_item(item: Mapping[str, Any]) -> View:
    """Any content item: text as it is, a function's declaration as data, media decoded, the rest raw."""
    if item.get("type") == "function":
        return Json(dict(item), text(item.get("name")) or "Function")
    return Text(text(item.get("text"))) if item.get("type") == "text" else media(item)


def wav(pcm: bytes, rate: int, channels: int) -> bytes:
    """Raw 16-bit samples with the header that players need."""

    def little(value: int, size: int) -> bytes:
        return value.to_bytes(size, "little")

    shape = little(1, 2) + little(channels, 2) + little(rate, 4) + little(rate * channels * 2, 4) + little(channels * 2, 2)
    header = b"WAVEfmt " + little(16, 4) + shape + little(16, 2) + b"data" + little(len(pcm), 4)
    return b"RIFF" + little(len(header) + len(pcm), 4) + header + pcm


def _media_kind(value: Any) -> MediaKind | None:
    return value if isinstance(value, str) and value in MEDIA_KINDS else None  # type: ignore[return-value]


def _decoded(data: Any) -> bytes | None:
    if not isinstance(data, str):
        return None
    try:
        return base64.b64decode(data.encode("ascii"), altchars=b"-_" if "-" in data or "_" in data else None, validate=True)
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return None


def _is_pcm(mime_type: str) -> bool:
    return mime_type.lower().split(";")[0].strip() in ("audio/l16", "audio/pcm")


def _parameter(mime_type: str, name: str) -> int | None:
    """A whole number behind a type, as in `audio/l16;rate=24000`."""
    found = re.search(rf";\s*{name}\s*=\s*\"?(\d{{1,6}})", mime_type, re.IGNORECASE)
    return int(found[1]) if found else None


def _in_range(told: Any, named: int | None, allowed: range) -> int | None:
    """What the item says, else what its type says, as far as it can be."""
    return next((value for value in (number(told), named) if value in allowed), None)


def _guessed(kind: MediaKind) -> str:
    return {"image": "image/png", "audio": "audio/wav", "video": "video/mp4", "document": "application/pdf"}[kind]
