"""The request's own words as values: what it is about, what it wants found, the sum it wants worked out.

Takes phrases out of sentences; which property they are for is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from emulator.brain.library import fold
from emulator.brain.tools import values, words

_MOST = 6_000
"""Letters of a request that are read; what is asked for stands at its start."""
_LEAD = re.compile(
    r"^\W*(?:(?:and|then|also|now|ok(?:ay)?|hey|hi|so)\b[ ,]*)*(?:please\s+)?(?:(?:can|could|would|"
    r"will) you (?:please )?)?(?:i(?:'d| would) like (?:you )?to\s+|i (?:want|need) (?:you "
    r")?to\s+)?(?:please\s+)?"
    r"(?:search(?: the \w+| our \w+)?(?: for| about)?|(?:i am |i'm )?look(?:ing)? (?:up|for)|do you (?:have|sell|stock)|"
    r"have you got|(?:is|are) there|find(?: me| out)?|"
    r"get(?: me)?|show(?: me)?|give me|tell me(?: about)?|check|fetch|lookup|what(?:'s| is| are)|who "
    r"is|calculate|compute|evaluate|work out|how much (?:is|are|does|do)|order|buy|purchase|add|"
    r"create|make|send|post|set|play|use|call|run|translate|convert|remind me to|note(?: down)?|"
    r"save)\s+(?:up\s+|for\s+|me\s+|the\s+(?=\w+ (?:of|for)\b))*",
    re.I,
)
_TOPIC = re.compile(
    r"\b(?:about|regarding|concerning|titled|called|named|entitled|to discuss)\s+(?:the |an? )?[\"'“]?([^\"”'\n?!]{2,300})", re.I
)
_TOPIC_END = re.compile(
    (
        r"\s+(?:saying|that says|telling|with (?:the )?(?:text|body|message)|on \w+day|at \d|for \d|on \d|"
        r"tomorrow|today)\b.*$|[.,;]\s.*$"
    ),
    re.I | re.S,
)
_PAIR = re.compile(r"([A-Za-zÀ-ÿ][\w ]{0,24}?)\s*(?:[:=]|\bis\b|\()\s*\$?(-?\d+(?:\.\d+)?)")
_SETTING = re.compile(
    r"\b([A-Za-z_]\w{0,40})\s*(?:=|:|\bis\b|\bto\b|\bof\b|\s)\s*(?:[\"'“]([^\"'”\n]{1,200})[\"'”]"
    r"|([\w.@+-]{1,80}))(?=\s*(?:,|;|\band\b|$|[.!?](?:\s|$)))"
)
_PRONOUNS = frozenset("them it that this these those one ones him her they there here some any".split())
_PRICE_TAIL = re.compile(
    r"\s+(?:under|below|less than|up to|cheaper than|for at most|over|above|between|max(?:imum)?)\s+\S*\d.*$", re.I
)
_ABOUT = re.compile(
    (
        r"\b(?:about|regarding|concerning|saying|that says|titled|called|named|entitled|for|of|"
        r"on)\s+(?:the |an? )?[\"'“]?([^\"”'\n]{2,300})"
    ),
    re.I,
)
_TAIL = re.compile(
    (
        r"\s+(?:with|using|via|through|from|in) (?:the |your )?[\w_]+(?: (?:tool|function|catalogue|"
        r"catalog|database|shop|store|inventory))|\s+(?:please|for me|now|cost|costs|in stock|available|on sale)\b.*$"
    ),
    re.I,
)
_SUM = re.compile(
    r"(?=[^\n]{0,200}\d)(?:(?:sqrt|sin|cos|tan|log|ln|exp|abs|max|min)(?=\()|\bpi\b|[\d\s+\-*/^%().,×÷!]){2,200}", re.I
)


def topics(text: str) -> Iterator[str]:
    """What a request is said to be about."""
    for match in _TOPIC.finditer(text[: values.LONGEST]):
        topic = _TOPIC_END.sub("", match[1]).strip(" .,?!")
        if topic and not topic[0].isdigit():
            yield topic


def pairs(text: str) -> list[tuple[str, int | float]]:
    """The names and numbers of 'Q1: 50, Q2: 75'."""
    found = _PAIR.findall(_TOPIC.sub(lambda match: " " if not _PAIR.search(match[0]) else match[0], text[: values.LONGEST]))
    return [
        (re.sub(r"^(?:with|and|of)\s+", "", name.strip()), float(value) if "." in value else int(value)) for name, value in found
    ]


def settings(text: str) -> dict[str, Any]:
    """Names and values for an object of any shape: 'with name Bob and age 42', 'status = open'."""
    tail = re.search(
        r"\b(?:with|where|set|setting|having|values?|fields?|properties)\b\s*:?\s*(.{3,500})", text[: values.LONGEST], re.I | re.S
    )
    made: dict[str, Any] = {}
    for match in _SETTING.finditer(tail[1] if tail else ""):
        value = (match[2] or match[3]).strip()
        made[match[1]] = (
            int(value)
            if re.fullmatch(r"-?\d{1,15}", value)
            else float(value)
            if re.fullmatch(r"-?\d{1,12}\.\d+", value)
            else value
        )
    return made


def examples(schema: Mapping[str, Any]) -> Iterator[str]:
    """The values that a schema itself gives as examples."""
    given = schema.get("examples")
    yield from (one for one in given if isinstance(one, str)) if isinstance(given, list) else ()
    about = str(schema.get("description") or "")[:400]
    told = re.search(r"\b(?:e\.g\.?|for example|such as|like),?:?\s+[\"'“]?([^\"'”).;]{2,60})", about)
    yield from [told[1].strip()] if told else []


def last(text: str, role: str, dull: frozenset[str] = frozenset(), priced: bool = False) -> Iterator[str]:
    """The request's own words for a string of some role that has no other value."""
    text = text[:_MOST]
    if role == "expression":
        if re.search(r"\d\s*(?:%|percent) of|\d (?:plus|minus|times|divided|multiplied|over)\b|square root of", text, re.I):
            yield from spoken_sum(text)
        yield from (
            found[0].strip(" .,?") for found in _SUM.finditer(text) if re.search(r"\d\s*[-+*/^%×÷!]|\(\s*\d|sqrt", found[0])
        )
        yield from spoken_sum(text)
    rest = _TAIL.sub("", _LEAD.sub("", text[:2_000].strip())).strip(" .?!,")
    rest = _PRICE_TAIL.sub("", rest) if priced else rest
    if role in ("item", ""):
        kept = _without(rest, dull)
        if kept and not set(fold(kept).split()) <= _PRONOUNS and (role or len(kept.split()) <= 6):
            yield kept
    if role == "query":
        rest = _led(rest, dull)
    about = _ABOUT.search(text)
    if about and role in ("text", "item", "query"):
        yield about[1].strip(" .?!")
    if role == "expression" and not re.search(r"\d\s*[-+*/^%×÷!]|\(\s*\d|\bsqrt", rest):
        return
    if rest and role in ("query", "text", "expression", "item", "code") and not set(fold(rest).split()) <= _PRONOUNS:
        yield rest


def _led(text: str, dull: frozenset[str]) -> str:
    """A query without the words at its start that only chose the function."""
    empty = dull | {"the", "a", "an", "for", "about", "named", "called", "with"}
    found = text.split()
    while len(found) > 1 and words.stem(fold(re.sub(r"\W", "", found[0]))) in empty:
        found.pop(0)
    return " ".join(found).strip(" :,.")


def spoken_sum(text: str) -> Iterator[str]:
    """A sum said in words, as an expression."""
    said = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text.lower())
    said = re.sub(r"(\d+\s*/\s*\d+) of (?=\d)", r"\1 * ", said)
    for word, sign in (
        (r"(?:multiplied by|times)", "*"),
        (r"divided by|over", "/"),
        (r"plus|added to", "+"),
        (r"minus", "-"),
        (r"to the power of", "**"),
        (r"squared", "**2"),
        (r"% of|percent of", "/100*"),
    ):
        said = re.sub(rf"(?<=[\d\s)])\s*(?:{word})\s*(?=[\d\s(]|$)", f" {sign} ", said)
    said = re.sub(r"(?:the )?square root of (\d+(?:\.\d+)?)", r"sqrt(\1)", said)
    found = re.search(r"(?:\d|\(|sqrt\()(?:[\d\s+\-*/().]|sqrt\()*[\d)]", said)
    if found and re.search(r"[-+*/(]", found[0]):
        yield " ".join(re.sub(r"(?<=[\d)])\s*(\*\*|[-+*/])\s*", r" \1 ", found[0]).split())


def _without(text: str, dull: frozenset[str]) -> str:
    """A phrase without the words that chose the function, and without what hangs before and after."""
    kept = [word for word in text.split() if words.stem(fold(re.sub(r"\W", "", word))) not in dull]
    joined = " ".join(kept)
    joined = re.sub(
        r"^(?:\d+\s+)?(?:(?:of|for|the|an?|some|any|our|is|are|does|do|in|on|x|copies|pieces|units)\b\s*)*",
        "",
        joined,
        flags=re.I,
    )
    return re.sub(r"(?:\s+(?:is|are|do|does|in|for|of|the|have|we|you|there|to|and|then|it))*$", "", joined, flags=re.I).strip(
        " .?!,"
    )
