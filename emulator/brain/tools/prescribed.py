"""JSON of a form that the prompt or the system instruction prescribes in words: a drawing, types, classes, a list of keys.

Finds the form and the request without it. Whether a prompt's JSON is a form or material is told by the words before it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from emulator.brain.tools import keyforms, moulded, ruling, typewords

_LONGEST, _END = 12_000, 6_000
_ASKED = (
    r"(?:return|respond|reply|answer|output|provide|produce|give|send|format|generate|result|write|emit|use|using|follow\w*"
    r"|match\w*|structured?|extract|create|list|convert|present|formatted|schema|must be|should be|in|as|with)"
)
_LEAD = re.compile(
    rf"(?:\b{_ASKED}\b[^.{{}}\n]{{0,120}}|^\W*|\n\W*)\bjson\b(?:(?!\bjson\b)[^{{}}]){{0,220}}?\s*(?:```(?:json"
    rf"|python|typescript)?\s*)?$",
    re.I,
)
_MATERIAL = re.compile(
    r"(?<!with )\b(?:this|the following|given|my|below|above|the) json(?! (?:format|schema"
    r"|structure|object|shape|form|template|keys|output))"
    r"(?:\s\w+){0,2}\W*$|\b(?:sort|fix|validate|explain|summari[sz]e|minify|pretty|parse|what)\b[^.\n]{0,60}\bjson\b[^.\n]{0,30}$",
    re.I,
)
_REPLIED = re.compile(r"\b(?:return|respond|reply|output|produce)\b[^.\n]{0,40}\bjson\W*$", re.I)
_TYPE = re.compile(r"^[ \t>*-]{0,8}(?:type |interface )?(?P<name>[A-Z]\w{0,40}|data|result|output)\s{0,3}=?\s{0,3}(?=\{)", re.M)
_RETURNED = re.compile(
    r"\breturns?\b\W{0,3}(?:an? )?[`'\"]?(?P<type>(?:list|array)\s?[\[<]\s?\w{1,40}\s?[\]>]|\w{1,40}\[\]|[A-Z]\w{1,40})", re.I
)
_CLASS = re.compile(
    r"^[ \t]{0,12}class (?P<name>\w{1,60})(?:\((?P<base>[\w., \[\]]{0,80})\))?:[ \t]*"
    r"(?P<body>(?:\n(?:[ \t]{0,12}\n)*[ \t]+(?!class\b)[^\n]{1,300})+)",
    re.M,
)
_FIELD = re.compile(
    r"^[ \t]+(?P<name>[a-z_]\w{0,60})\s?:\s?(?P<type>[^=#\n]{1,120})"
    r"(?:=[^#\n]*?description\s?=\s?[\"'](?P<about>[^\"'\n]{1,200}))?",
    re.M,
)
_MEMBER = re.compile(r"^[ \t]+\w{1,60}\s?=\s?[\"']([^\"'\n]{1,80})[\"']", re.M)
_FENCED = re.compile(
    r"\b(?:in|inside|within|as|using|wrapped in) (?:an? )?(?:markdown |json |fenced )*(?:code )?(?:block|fence)\b", re.I
)
_RULES = re.compile(
    r"^\W{0,6}(?:(?:return|respond|output|reply|answer|provide)\b[^\n]{0,60}\b(?:json|markdown"
    r"|no other|nothing else)\b[^\n]{0,200}"
    r"|(?:no|do not|don't|without)\b[^\n]{0,60}\b(?:markdown|explanations?|code blocks?|text|comments?|commentary)\b[^\n]{0,120}"
    r"|(?:example|sample)[^\n]{0,40}:\s*[\[{][^\n]{0,500}"
    r"|(?:rules|instructions|important|notes?|constraints|guidelines|output format|response format|json|tasks?|output)\W{0,4})$",
    re.I | re.M,
)
_ROLE = re.compile(r"^\W*(?:you are|you're|act as|as an?)\b[^.\n]{3,300}[.\n]\s*", re.I)


@dataclass(frozen=True)
class Form:
    """What was prescribed, and the request without it."""

    schema: Mapping[str, Any]
    rest: str
    fenced: bool = False


def form(text: str, system: str = "") -> Form | None:
    """The form that a request prescribes, else that of the system instruction."""
    head = text if len(text) <= _LONGEST else f"{text[:_END]}\n{text[-_END:]}"
    if found := _in(head):
        return replace(found, rest=found.rest if len(text) <= _LONGEST else text[:_LONGEST])
    found = _in(system[:_LONGEST]) if system else None
    return replace(found, rest=text) if found else None


@lru_cache(maxsize=32)
def _in(text: str) -> Form | None:
    if not re.search(r"json|class \w+\(", text, re.I):
        return None
    for reader in (_classes, _drawn, keyforms.bulleted, keyforms.keyed, keyforms.strings, keyforms.extracted):
        if found := reader(text):
            schema, start, end = found
            told = f"{text[:start]}\n{text[end:]}"
            bare = re.search(r"\bno (?:markdown|code)|without (?:markdown|code)|\braw json", text, re.I)
            return Form(ruling.ruled(schema, told), _rest(told, schema), fenced=bool(_FENCED.search(told) and not bare))
    return None


def _drawn(text: str) -> keyforms.Found | None:
    """A drawing behind words that ask for JSON; named types before it are known to it."""
    types: dict[str, Any] = {}
    span: tuple[int, int] | None = None
    for match in _TYPE.finditer(text):
        read = _read(text, match.end(), types)
        if read and "json" in text[max(0, match.start() - 400) : match.start()].lower():
            types[match["name"]] = read[0]
            span = (span[0] if span else match.start(), read[1])
    if types and span:
        wanted = _RETURNED.search(text, span[1])
        schema = typewords.typed(wanted["type"], types) if wanted else {}
        last = list(types.values())[-1]
        known = schema.get("type") in ("object", "array") and wanted is not None
        return (schema if known else last), span[0], wanted.end() if wanted else span[1]
    for match in re.finditer(r"[\[{]", text):
        before = text[max(0, match.start() - 420) : match.start()]
        lead = _LEAD.search(before)
        if lead and (_REPLIED.search(before) or not _MATERIAL.search(before)) and (read := _read(text, match.start(), types)):
            return read[0], match.start() - len(lead[0]), read[1]
    return None


def _read(text: str, at: int, types: Mapping[str, Any]) -> tuple[dict[str, Any], int] | None:
    drawing = moulded.Drawing(text, at, types)
    try:
        schema = drawing.value()
    except (moulded.NoForm, RecursionError):
        return None
    inner = schema.get("items", schema) if schema.get("type") == "array" else schema
    if not inner.get("properties"):
        return None
    return (_as_schema(text[at : drawing.at]) or schema), drawing.at


def _as_schema(drawn: str) -> dict[str, Any] | None:
    """A drawing that is itself a JSON Schema."""
    try:
        read = json.loads(re.sub(r",\s*([}\]])", r"\1", drawn))
    except ValueError:
        return None
    held = isinstance(read, dict) and (isinstance(read.get("properties"), dict) or isinstance(read.get("items"), dict))
    return read if held and read.get("type") in ("object", "array") else None


def _classes(text: str) -> keyforms.Found | None:
    """Python classes: typed dictionaries, models and enumerations; the last one is what is wanted."""
    types: dict[str, Any] = {}
    found = list(_CLASS.finditer(text))
    for match in found:
        members = _MEMBER.findall(match["body"])
        fields = {one["name"]: one for one in _FIELD.finditer(match["body"])}
        if "enum" in (match["base"] or "").lower() and members:
            types[match["name"]] = {"type": "string", "enum": members}
        elif fields and (match["base"] or "") and re.search(r"TypedDict|BaseModel|Model|Schema", match["base"]):
            properties = {
                name: {**typewords.typed(one["type"], types), **({"description": one["about"]} if one["about"] else {})}
                for name, one in fields.items()
            }
            types[match["name"]] = {"type": "object", "properties": properties, "required": list(properties)}
    if not types or not re.search(r"\b(?:json|schema|structure|following|return)\b", text, re.I):
        return None
    wanted = _RETURNED.search(text, found[-1].end())
    schema = typewords.typed(wanted["type"], types) if wanted else list(types.values())[-1]
    held = schema if schema.get("type") == "array" or schema.get("properties") else list(types.values())[-1]
    return (held, found[0].start(), found[-1].end()) if held.get("type") != "string" else None


def _names(schema: Any, depth: int = 0) -> list[str]:
    """All keys of a form."""
    if not isinstance(schema, Mapping) or depth > 8:
        return []
    own = schema.get("properties") or {}
    return [*map(str, own), *(name for part in (*own.values(), schema.get("items")) for name in _names(part, depth + 1))]


def _rest(told: str, schema: Mapping[str, Any]) -> str:
    """The material of a request: without the part that the model plays, the rules for the form and the label of the text."""
    rest = _SPOKEN.sub("", _RULES.sub("", _RULE_LIST.sub("", _ROLE.sub("", told.strip()))))
    keys = "|".join(re.escape(name) for name in _names(schema))
    if keys:
        rest = re.sub(rf"^\W{{0,6}}(?:{keys})\W[^\n]{{0,160}}\b{_RULING}\b[^\n]{{0,300}}$", "", rest, flags=re.M | re.I)
    rest = re.sub(r"^\s*[`\"]{3}\w*\s*$", "", rest, flags=re.M)
    rest = _CUE.sub("", rest)
    own = _HEADED.search(rest) or _LABELLED.search(rest)
    rest = _unquoted(own["own"].strip()) if own and len(own["own"]) > 8 else rest
    return re.sub(r"\n{3,}", "\n\n", rest).strip()


def _unquoted(own: str) -> str:
    """A text within its quotation marks, without what is said behind them."""
    match = re.match(r"(?P<sign>\"{3}|'{3}|`{3}|\"|'|“|<{3})\s*(?P<said>.{8,}?)\s*(?:(?P=sign)|”|>{3})\s*(?:\n|$)", own, re.S)
    return match["said"] if match else own


_RULE_LIST = re.compile(
    r"^[ \t#*]{0,6}(?:important |output |strict )?(?:rules|instructions|important|guidelines"
    r"|requirements|constraints|notes)[ *]{0,3}:?[ *]{0,3}\n"
    r"(?:\s{0,8}(?:[-*•]|\d{1,2}[.)])[^\n]{1,400}(?:\n|$)){1,30}",
    re.I | re.M,
)
_SPOKEN = re.compile(
    r"[ \t,]*\b(?:using|use|in|with|following|according to|by) (?:this|the following|the below|exactly this) json"
    r"(?: schema| format| structure| form)?\W{0,3}$",
    re.I | re.M,
)
_RULING = r"(?:must|should|choose|one of|either|contains?|null|between|array|list of)"
_MATTER = (
    r"(?:text|message|input|content|review|query|e-?mail|transcript|document|article|comment"
    r"|ticket|notes?|request|feedback|prompt"
    r"|sentence|paragraph|passage|tweet|post|bio|invoice|receipt|resume|cv|topic|task|data|statement"
    r"|description|story|conversation"
    r"|segments?|listing|context|question)"
)
_LABELLED = re.compile(
    rf"^[ \t#*]{{0,6}}(?:the )?(?:[\w-]{{1,15}} ){{0,2}}{_MATTER}(?: to \w{{3,12}})?[ \t*]{{0,3}}(?::[ \t*]{{0,3}}"
    rf"|\n)(?P<own>.{{8,}})\Z",
    re.I | re.M | re.S,
)
_HEADED = re.compile(rf"^#{{1,4}} [^\n]{{0,40}}\b{_MATTER}\b[^\n]{{0,30}}\n+(?P<own>[^#]{{8,}}?)(?=\n#|\Z)", re.I | re.M)
_CUE = re.compile(r"\n[^\n.]{0,40}(?:json|output|answer|response|summary|result|items|list)[^\n.]{0,30}:\s*\Z", re.I)
"""Where the answer is to begin: "JSON:", "Action items (JSON array):"."""
