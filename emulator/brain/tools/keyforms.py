"""Keys of a JSON object that a prompt names in words: in one line, as points of a list, or as what to extract "as JSON"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import typewords

_KEYS = re.compile(
    r"\bjson\b[^.:\n]{0,60}?\b(?:keys?|fields?|properties|attributes|columns)\b(?: (?:are|of"
    r"|named|called))?\s*:?\s*(?P<keys>[^\n]{2,600})",
    re.I,
)
_KEY = re.compile(
    r"\s*[\"'`“]?(?P<name>[A-Za-z_][\w-]{0,50})[\"'`”]?\s*(?:\((?P<about>[^()\n]{1,200})\))?\s*(?:,\s*(?:and\s+)?"
    r"|\s+and\s+|;|(?P<end>[.:]|$|\s))"
)
_BULLETS = re.compile(
    r"\bjson\b[^{}\n]{0,120}:?\s*\n(?P<rows>(?:\s{0,8}(?:[-*•]|\d{1,2}[.)])\s{1,3}[\"'`*]{0,3}[A-Za-z_]\w{0,50}[\"'`*]{0,3}\s?(?:\([^()\n]{1,80}\))?\s?[:–—-][^\n]{1,300}(?:\n"
    r"|$)){1,30})",
    re.I,
)
_BULLET = re.compile(
    r"^\s{0,8}(?:[-*•]|\d{1,2}[.)])\s{1,3}[\"'`*]{0,3}(?P<name>[A-Za-z_]\w{0,50})[\"'`*]{0,3}\s?(?:\((?P<type>[^()\n]{1,80})\))?\s?[:–—-]\s?(?P<about>[^\n]{1,300})",
    re.M,
)
_EXTRACTED = re.compile(
    r"\b(?:extract|get|find|identify|pull out|list)\b (?:the )?(?P<keys>[a-z][\w ,/-]{2,160}?)"
    r" (?:from|in|of|and (?:return|give|output)|as|out of)\b",
    re.I,
)
_AS_JSON = re.compile(
    r"\b(?:as|in|into|to|return|output|with) (?:an? |valid |pure |only |the |it |them |result |a single |raw )*json\b", re.I
)
Found = tuple[dict[str, Any], int, int]
"""A schema and where its words begin and end."""


def bulleted(text: str) -> Found | None:
    """Keys as points of a list, each with what it holds."""
    match = _BULLETS.search(text)
    if match is None:
        return None
    named = {one["name"]: _said(one["type"] or "", one["about"]) for one in _BULLET.finditer(match["rows"])}
    return _several(_object(named), match[0]), match.start(), match.end()


_MANY = re.compile(
    r"\bjson (?:array|list)\b|\b(?:array|list) of (?:json )?objects\b|\beach (?:object"
    r"|item|element|entry)\b",
    re.I,
)


def _several(schema: dict[str, Any], said: str) -> dict[str, Any]:
    """The schema, or a list of such where the words before the keys speak of one."""
    return {"type": "array", "items": schema} if _MANY.search(said.split("\n")[0]) else schema


def strings(text: str) -> Found | None:
    """ "Return a JSON array of strings": a list of words without keys."""
    match = _STRINGS.search(text)
    return ({"type": "array", "items": {"type": "string"}}, match.start(), match.end()) if match else None


_STRINGS = re.compile(
    r"\b(?:return|respond|reply|answer|output|give|provide|produce|as|in)\b[^.\n]{0,40}\bjson"
    r" (?:array|list)(?: of (?:\w+ ){0,2}\w+)?"
    r"(?:[^.\n{]{0,120}\.?)",
    re.I,
)


def _said(kind: str, about: str) -> dict[str, Any]:
    first = typewords.worded(kind or re.split(r"[;,.(–—]| - ", about, maxsplit=1)[0])
    own = first if kind or first.get("type") != "string" or "format" in first else typewords.worded(about)
    return typewords.described(own, about)


def keyed(text: str) -> Found | None:
    """Keys in one line: "keys: category, amount and date (YYYY-MM-DD)"."""
    match = _KEYS.search(text)
    named, end = _keys(match["keys"]) if match else ({}, 0)
    if match is None or not named or (len(named) == 1 and not re.search(r"[\"'`“]", match["keys"][:2])):
        return None
    return _several(_object(named), match[0]), match.start(), match.start("keys") + end


def _keys(said: str) -> tuple[dict[str, Any], int]:
    """The keys that stand at the head of some words, and how far they go."""
    named: dict[str, Any] = {}
    at = 0
    while at < len(said) and (match := _KEY.match(said, at)):
        if match["name"].lower() in ("the", "a", "an", "and", "for", "with", "from", "in", "all", "you"):
            break
        about = match["about"]
        named[match["name"]] = typewords.described(typewords.worded(about), about) if about else typewords.by_name(match["name"])
        at = match.end()
        if match["end"] is not None:
            break
    return named, at


def extracted(text: str) -> Found | None:
    """ "Extract the name, the e-mail and the phone number from ... as JSON"."""
    match = _EXTRACTED.search(text[:600])
    if match is None or not _AS_JSON.search(text):
        return None
    parts = re.split(r",\s*(?:and\s+)?|\s+and\s+", re.sub(r"\bthe\b ?|\ball\b ?", "", match["keys"]))
    names = ["_".join(part.lower().split()) for part in parts if part.strip()]
    if not names or any(len(name.split("_")) > 3 for name in names) or set(names) <= {"data", "information", "entities"}:
        return None
    return _object({name: typewords.by_name(name) for name in names}), match.start(), match.start()


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}
