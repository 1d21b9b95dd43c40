"""Counting tokens: about four characters of English each, media by the published rates. Nothing here is a real tokenizer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

_PIECE = re.compile(r"\s?[぀-ヿ㐀-鿿가-힯]|\s?[^\W\d_]{1,7}|\s?\d{1,3}|\s?[^\w\s]|\s+|[\w_]")
_RESOLUTIONS = {"low": 280, "medium": 560, "high": 1120, "ultra_high": 2240}
_BYTES_PER_SECOND = {"audio": 16_000, "video": 250_000}


def pieces(text: str) -> list[str]:
    """The text cut into tokens; joined again they are the text."""
    return _PIECE.findall(text)


def count(text: str) -> int:
    """Tokens of a text."""
    return len(_PIECE.findall(text))


def of_content(content: dict[str, Any], model: str) -> Counter[str]:
    """Tokens of one content item, by modality."""
    kind = content.get("type")
    if kind == "text":
        return Counter({"text": count(str(content.get("text", "")))})
    if kind == "image":
        return Counter({"image": _image(content, model)})
    if kind in ("audio", "video"):
        return Counter({str(kind): _timed(content, str(kind))})
    if kind == "document":
        return Counter({"document": _document(content)})
    return Counter({"text": count(str(content))})


def of_contents(contents: Iterable[Any], model: str) -> Counter[str]:
    """Tokens of several content items, by modality."""
    total: Counter[str] = Counter()
    for content in contents:
        total += of_content(content, model) if isinstance(content, dict) else Counter({"text": count(str(content))})
    return total


def _image(content: dict[str, Any], model: str) -> int:
    if model.startswith("gemini-2.5"):
        return 258
    return _RESOLUTIONS.get(str(content.get("resolution", "high")), 1120)


def _size(content: dict[str, Any]) -> int:
    return len(str(content.get("data", ""))) * 3 // 4


def _timed(content: dict[str, Any], kind: str) -> int:
    seconds = max(1, _size(content) // _BYTES_PER_SECOND[kind]) if content.get("data") else 10
    return seconds * (25 if kind == "audio" else 70)


def _document(content: dict[str, Any]) -> int:
    """560 for each page; 40 kB are taken for one where the pages can't be seen."""
    return 560 * max(1, _size(content) // 40_000)
