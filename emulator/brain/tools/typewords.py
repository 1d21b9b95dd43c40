"""Types and placeholders in words as JSON Schema: `list[str]`, "low | medium | high", "number from 0 to 100", "YYYY-MM-DD"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.tools import words

_TYPES = {
    **dict.fromkeys("string str text char varchar any markdown html".split(), "string"),
    **dict.fromkeys("integer int long bigint".split(), "integer"),
    **dict.fromkeys("number float double decimal numeric percentage".split(), "number"),
    **dict.fromkeys("boolean bool".split(), "boolean"),
    **dict.fromkeys("object dict map record json".split(), "object"),
    **dict.fromkeys("array list tuple set sequence".split(), "array"),
}
_FORMATS = {
    "date": "date",
    "datetime": "date-time",
    "timestamp": "date-time",
    "emailstr": "email",
    "httpurl": "uri",
    "url": "uri",
}
_LIST = re.compile(r"(?:typing\.)?(?:list|array|sequence|set|tuple|iterable)\s?(?:of\s+|[\[<(]\s?)(.{1,120}?)[\]>)]?", re.I)
_OPTIONAL = re.compile(r"(?:typing\.)?optional\s?\[(.{1,120})\]", re.I)
_LITERAL = re.compile(r"(?:typing\.)?literal\s?\[(.{1,300})\]", re.I)
_NULL = re.compile(r"\s*(?:\||\bor\b|,)\s*(?:null|none|undefined|nil)\b\.?|\s*\((?:optional|nullable|or null)\)|\?$", re.I)
_RANGE = re.compile(r"(?<![\w.-])(-?\d{1,9}(?:\.\d{1,4})?)\s?(?:-|–|to|and|through)\s?(\d{1,9}(?:\.\d{1,4})?)(?![\w-])", re.I)
_NUMERIC = re.compile(
    r"\b(?:number|integer|int|float|score|percentage|percent|rating|confidence|probability|count|amount|index|double)\b", re.I
)
_MEANT_WHOLE = re.compile(r"\b(?:integer|int|count|index|whole)\b", re.I)
_OR_NULL = re.compile(r"\b(?:else|otherwise|or|return|use|set (?:it )?to|is|as|be) `?null\b|\bnull (?:if|when|otherwise)\b", re.I)
_DATE = re.compile(r"\bYYYY-MM-DD(?![ T]?[hH])")
_MOMENT = re.compile(r"\bYYYY-MM-DD[ T]|\bISO[ -]?8601\b.{0,12}time", re.I)
_WORD = r"[\w][\w+&' -]{0,30}"
_CHOICE = re.compile(rf"\W{{0,2}}{_WORD}(?:\s?[|/]\s?['\"]?{_WORD}['\"]?){{1,19}}\W{{0,2}}")
_ONE_OF = re.compile(
    r"\b(?:one of|either|choose from|options?(?: are)?|must be|can be|allowed(?: values)?|values?|enum|from|as|of|in)\b"
    r"(?: the following| these)?(?: categories| values| options)?\s*[:=]?\s*[\[({]?\s*"
    r"(?P<all>['\"“`]?[\w][\w &/+'-]{0,40}['\"”`]?(?:\s?[,|]\s?(?:or |and )?['\"“`]?[\w][\w &+'/-]{0,40}['\"”`]?){1,19}"
    r"(?:,?\s(?:or|and)\s['\"“`]?[\w][\w &+'-]{0,40}['\"”`]?)?)",
    re.I,
)
_EITHER = re.compile(r"['\"“`]([\w][\w &/+-]{0,40})['\"”`]\s?(?:,? or|/|\|)\s?['\"“`]([\w][\w &/+-]{0,40})['\"”`]")


def nullable(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same, or nothing."""
    kind = schema.get("type")
    made = {**schema, "type": [kind, "null"]} if isinstance(kind, str) else dict(schema)
    if isinstance(made.get("enum"), list):
        made["enum"] = [*made["enum"], None]
    return made


def typed(said: str, types: Mapping[str, Any]) -> dict[str, Any]:
    """A type in bare words, which may be a named one."""
    said = said.strip().strip("'\"`").rstrip(";")
    if match := _OPTIONAL.fullmatch(said):
        return nullable(typed(match[1], types))
    if match := _LITERAL.fullmatch(said):
        return {"type": "string", "enum": [one.strip().strip("'\"") for one in match[1].split(",")]}
    if _NULL.search(said) and (rest := _NULL.sub("", said).strip()):
        return nullable(typed(rest, types))
    if said.endswith("[]"):
        return {"type": "array", "items": typed(said[:-2], types)}
    if match := _LIST.fullmatch(said):
        return {"type": "array", "items": typed(match[1], types)}
    if said in types:
        return dict(types[said])
    return _named(said) or worded(said)


def _named(said: str) -> dict[str, Any] | None:
    """The schema of a type's everyday name."""
    bare = said.lower().strip()
    if bare in _FORMATS:
        return {"type": "string", "format": _FORMATS[bare]}
    kind = _TYPES.get(bare)
    if kind is None and re.match(r"(?:dict|map|record|mapping)\s?[\[<]", bare):
        kind = "object"
    return None if kind is None else {"type": kind, **({"items": {"type": "string"}} if kind == "array" else {})}


def worded(said: str) -> dict[str, Any]:
    """What a placeholder in words asks for: a type, a choice, a number within bounds, a date, or a text so described."""
    said = said.strip()
    if _NULL.search(said) and (rest := _NULL.sub("", said).strip()):
        return nullable(worded(rest))
    if named := _named(said):
        return named
    if re.fullmatch(r"(?:true\s?(?:/|\||or)\s?false|true|false)", said, re.I):
        return {"type": "boolean"}
    if said.lower() in ("null", "none"):
        return {"type": ["string", "null"]}
    if _MOMENT.search(said):
        return {"type": "string", "format": "date-time"}
    if _DATE.search(said) and len(said) < 60:
        return {"type": "string", "format": "date"}
    if _CHOICE.fullmatch(said) and not re.match(r"https?:|\d+/\d+$", said) and ("|" in said or _is_choice(said)):
        return {"type": "string", "enum": choices(re.sub(r"\s?[|/]\s?", ",", said))}
    if re.match(r"(?:an? )?(?:array|list) of\b", said, re.I):
        return {"type": "array", "items": {"type": "string"}, "description": said}
    return described({"type": "string"}, said)


def _is_choice(said: str) -> bool:
    """Whether what stands between strokes are values rather than words of a description: yes/no, not "item/part number"."""
    parts = [part.split() for part in said.split("/")]
    return all(len(part) == 1 for part in parts) or (len(parts) > 2 and all(len(part) < 4 for part in parts))


def described(schema: Mapping[str, Any], said: str) -> dict[str, Any]:
    """A schema with what is said of it: bounds and choices as such, the rest as its description."""
    made = {**schema, "description": said[:300]} if len(said) > 2 and set(said) - set(".…") else dict(schema)
    if _OR_NULL.search(said) and isinstance(made.get("type"), str):
        return nullable(made)
    bounds = _RANGE.search(said)
    if re.search(r"\b(?:else|otherwise|or) (?:an? )?empty string", said, re.I) and made.get("type") == "string":
        made["default"] = ""
    numeric = made.get("type") in ("integer", "number") or (made.get("type") == "string" and _counts(said))
    if numeric and made.get("type") == "string":
        made["type"] = "integer" if _MEANT_WHOLE.search(said) else "number"
    if numeric and bounds and float(bounds[1]) < float(bounds[2]):
        low, high = float(bounds[1]), float(bounds[2])
        whole = low == int(low) and high == int(high) and high > 1
        made |= {"minimum": int(low) if whole else low, "maximum": int(high) if whole else high}
        made["type"] = "integer" if whole and high >= 5 and made["type"] == "number" else "number" if high <= 1 else made["type"]
    if made.get("type") == "string" and "enum" not in made and (found := offered(said)):
        made["enum"] = found
    return made


def _counts(said: str) -> bool:
    """Whether a placeholder stands for a number rather than for words about one."""
    return bool(_NUMERIC.match(said) or re.match(r"(?:an? )?(?:\w+ )?(?:number|integer|float|score)\b", said, re.I)) or bool(
        _RANGE.fullmatch(said.strip())
    )


def offered(said: str) -> list[str]:
    """The values that a description lets choose from; none where it doesn't."""
    if match := _EITHER.fullmatch(said.strip()):
        return [match[1], match[2]]
    for match in _ONE_OF.finditer(said[:600]):
        found = choices(match["all"])
        if len(found) > 1 and (
            re.search(r"['\"“`|]", match["all"]) or re.match(r"(?:one of|either|choose|option)", match[0], re.I)
        ):
            return found
    return []


def choices(said: str) -> list[str]:
    """'Food, Transport, or Other' as values."""
    parts = re.split(r"\s?[,|]\s?(?:(?:or|and)\s)?|\s(?:or|and)\s", said)
    kept = [part.strip(" '\"“”`.[](){}") for part in parts]
    return list(dict.fromkeys(part for part in kept if part and part.lower() not in ("null", "none", "etc")))[:20]


_NUMBERS = frozenset("amount price total age score rating quantity count year cost salary budget confidence percentage".split())
_LISTS = frozenset(
    "tags keywords skills ingredients steps topics names items entities highlights points hashtags participants attendees"
    " languages tools technologies risks questions suggestions benefits features people places organizations emails".split()
)


def by_name(name: str) -> dict[str, Any]:
    """What a key of which only the name is said may hold."""
    parts = words.parts(name)
    last = parts[-1] if parts else ""
    if last in _LISTS:
        return {"type": "array", "items": {"type": "string"}}
    if parts[:1] in (("is",), ("has",), ("should",), ("can",)):
        return {"type": "boolean"}
    return {"type": "number"} if last in _NUMBERS else {"type": "string"}


_CHOSEN = frozenset(
    "priority sentiment severity level status category type tone urgency difficulty risk size"
    " gender mood impact intent label kind"
    " complexity importance relevance verdict stance polarity".split()
)
_LIST_OF = re.compile(
    r"(?:(?:must be |can be )?(?:one of|either)\W{0,3})?(?P<all>['\"]?\w[\w"
    r" -]{0,18}(?:['\"]?\s?(?:,|/|\||\bor\b)\s?(?:or\s)?['\"]?\w[\w -]{0,18}){1,8})['\"]?\.?"
)


def suggested(schema: Any, depth: int = 0) -> Any:
    """A schema whose texts of a few possible values, which only their descriptions tell, are choices."""
    if not isinstance(schema, Mapping) or depth > 12:
        return schema
    made = dict(schema)
    for key in ("properties", "$defs"):
        if isinstance(made.get(key), Mapping):
            made[key] = {name: _choosing(str(name), suggested(part, depth + 1)) for name, part in made[key].items()}
    return made | ({"items": suggested(made["items"], depth + 1)} if isinstance(made.get("items"), Mapping) else {})


def _choosing(name: str, part: Any) -> Any:
    plain = isinstance(part, Mapping) and part.get("type") == "string" and not {"enum", "format", "pattern", "const"} & set(part)
    about = str(part.get("description") or "") if plain else ""
    match = _LIST_OF.fullmatch(about.strip()) if 3 < len(about) < 160 else None
    if match is None or not set(words.parts(name)) & _CHOSEN:
        return part
    found = choices(re.sub(r"\s?/\s?", ",", match["all"]))
    return {**part, "enum": found} if len(found) > 1 else part
