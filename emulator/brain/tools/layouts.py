"""Texts with a layout of their own: the head of an e-mail, a line of a log, `key=value` pairs, the sums of an invoice.

What such a text says is sure, and is given by the folded names of the properties that want it; it makes nothing up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Any

from emulator.brain.tools import values, words

_HEADER = re.compile(r"^(From|To|Cc|Subject|Date|Reply-To|Von|An|Betreff):[ \t]*(\S.{0,300})$", re.M | re.I)
_MAILBOX = re.compile(r"\"?([^\"<>@\n]{1,80}?)\"?\s*<([\w.+-]+@[\w.-]+)>|([\w.+-]+@[\w.-]+\.\w+)")
_SENDER = frozenset("from sender customer author requester reporter contact client".split())
_RECIPIENT = frozenset("to recipient receiver addressee".split())
_STAMP = re.compile(
    r"\b(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,6})?\s?(Z|[+-]\d{2}:?\d{2})?(?=\W|$)"
    r"|\b(\d{2})/(\w{3})/(\d{4}):(\d{2}:\d{2}:\d{2}) ([+-]\d{2})(\d{2})"
)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LEVEL = re.compile(r"\b(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL)\b")
_PAIR = re.compile(r"(?<![\w=])([A-Za-z_][\w.-]{0,40})=(\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s,;\"'&]{1,300})")
_ACCESS = re.compile(
    r"(?P<ip>\d{1,3}(?:\.\d{1,3}){3})\D.{0,80}?\"(?P<method>[A-Z]{3,7}) (?P<path>\S+)[^\"]*\"\s+"
    r"(?P<status>\d{3})(?:\s+(?P<bytes>\d+))?"
)
_AMOUNT = (
    r"(?:[$€£¥₹]|[A-Z]{3}\s)?\s?(-?\d{1,3}(?:[,.']\d{3})*(?:[.,]\d{2})|-?\d+(?:[.,]\d{1,2})?)(?![\d%])\s?(?:[$€£¥₹]|[A-Z]{3}\b)?"
)
_FOOT = {
    "subtotal": r"sub-?\s?total|net(?: amount| total)?|zwischensumme|netto",
    "tax": r"(?:sales )?tax|vat|gst|mwst\.?|iva|tva|ust\.?",
    "shipping": r"shipping(?: (?:cost|fee))?|delivery(?: fee)?|postage|versand",
    "discount": r"discount|rabatt",
    "tip": r"tip|gratuity|trinkgeld",
    "total": r"(?<!sub)(?<!sub-)(?<!sub )(?:grand )?total(?: amount| due)?|amount due|balance"
    r" due|gesamt(?:betrag|summe)?|summe|brutto",
}
_TOTALS = {
    "subtotal": "subtotal net",
    "tax": "tax vat gst",
    "shipping": "shipping delivery postage",
    "discount": "discount",
    "tip": "tip gratuity",
    "total": "total",
}
_NUMBERED = r"(?:\s?(?:no\.?|number|nr\.?|id|ref(?:erence)?|code))?\s?[:#]*\s?#?((?=[\w/-]*\d)[A-Za-z0-9][\w/-]{1,30})\b"


def of(text: str, names: Set[str]) -> dict[str, Any]:
    """What a text says by its layout, for some properties, by folded name."""
    text = text[: values.LONGEST]
    found: dict[str, Any] = {}
    headers = {match[1].lower(): match[2].strip() for match in _HEADER.finditer(text)}
    headers = headers if any("@" in line for line in headers.values()) else {}
    stamp = (_LEVEL.search(text) and _STAMP.search(text)) or (_ACCESS.search(text) and _STAMP.search(text))
    pairs = {words.key(match[1]): match[2].strip("\"'") for match in _PAIR.finditer(text)}
    for name in names:
        own = set(words.parts(name))
        reading = [
            *(_of_mail(own, headers) if len(headers) > 1 else ()),
            *(_of_log(own, text, stamp) if stamp else ()),
            *(_number(one) for one in [pairs.get(words.key(name))] if one is not None),
            *_of_foot(own, text),
            *_numbered(name, text),
        ]
        found |= {words.key(name): reading[0]} if reading else {}
    return found


def _of_mail(own: set[str], headers: dict[str, str]) -> Iterator[str]:
    """Who writes to whom about what."""
    line = (
        headers.get("from", headers.get("von", ""))
        if own & _SENDER
        else headers.get("to", headers.get("an", ""))
        if own & _RECIPIENT
        else ""
    )
    box = _MAILBOX.search(line)
    if box and own & {"email", "mail", "address"}:
        yield box[2] or box[3]
    elif line and not own & {"date", "id", "phone", "type", "number"}:
        yield (box[1] or box[3]).strip() if box else line
    if own & {"subject", "betreff"} and (subject := headers.get("subject", headers.get("betreff", ""))):
        yield subject


def _of_log(own: set[str], text: str, stamp: re.Match[str]) -> Iterator[Any]:
    """When, how bad, where and what, of a line of a log."""
    level = _LEVEL.search(text)
    if own & {"timestamp", "time", "datetime", "date"} and not own & {"response", "duration"}:
        yield _moment(stamp)
    if own & {"level", "severity", "loglevel"} and level:
        yield level[1]
    yield from _accessed(own, text)
    if level is None:
        return
    rest = text[level.end() :].strip(" :-]")
    named = re.match(r"\[([^\]\n]{1,80})\]|\(([^)\n]{1,80})\)|([A-Za-z][\w.-]{1,60})(?=:\s)", rest)
    if own & {"service", "logger", "component", "module", "source", "app", "application"} and named:
        yield named[1] or named[2] or named[3]
    if own & {"message", "error", "msg", "text"} and not own & {"code", "type"}:
        said = rest[named.end() :] if named else rest
        first = _PAIR.search(said)
        said = said.splitlines()[0] if said.strip() else ""
        yield (said[: first.start()] if first and first.start() > 5 else said).strip(" :-,;|")
    yield from _spent(own, rest)


_ACCESSED = (
    ("ip", "ip"), ("client", "ip"), ("method", "method"), ("path", "path"), ("url", "path"), ("endpoint", "path"),
    ("status", "status"), ("bytes", "bytes"), ("size", "bytes"),
)  # fmt: skip


def _accessed(own: set[str], text: str) -> Iterator[Any]:
    """Who asked a web server for what, and how it went."""
    access = _ACCESS.search(text)
    agents = re.findall(r"\"([^\"]{3,300})\"", text)
    yield from [agents[-1]] if access and "agent" in own and len(agents) > 1 else []
    yield from (_number(access[group]) for word, group in _ACCESSED if access and word in own and access[group])


def _spent(own: set[str], rest: str) -> Iterator[Any]:
    """How long something took, and which host it met."""
    if own & {"duration", "elapsed", "latency", "timeout", "took"} and (spent := re.search(r"(\d+(?:\.\d+)?)\s?(ms|s)\b", rest)):
        value = float(spent[1]) * (1000 if spent[2] == "s" and own & {"ms", "millis", "milliseconds"} else 1)
        yield int(value) if value == int(value) else value
    if own & {"host", "hostname", "domain"} and (host := re.search(r"\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b", rest)):
        yield host[0]


def _moment(match: re.Match[str]) -> str:
    if match[1]:
        clock = match[2] if match[2].count(":") == 2 else f"{match[2]}:00"
        zone = match[3] or "Z"
        return f"{match[1]}T{clock}{zone if ':' in zone or zone == 'Z' else f'{zone[:3]}:{zone[3:]}'}"
    month = _MONTHS.index(match[5].lower()) + 1 if match[5].lower() in _MONTHS else 1
    return f"{match[6]}-{month:02}-{match[4]}T{match[7]}{match[8]}:{match[9]}"


def _number(said: str) -> Any:
    return int(said) if re.fullmatch(r"-?\d{1,15}", said) else float(said) if re.fullmatch(r"-?\d{1,12}\.\d+", said) else said


def amount(said: str) -> float:
    """A number as it is written in either way: 1,234.50 and 1.234,50."""
    bare = said.replace("'", "")
    decimal = max(bare.rfind("."), bare.rfind(","))
    if decimal >= 0 and len(bare) - decimal - 1 != 3:
        whole = re.sub(r"[.,]", "", bare[:decimal])
        return float(f"{whole}.{bare[decimal + 1 :]}")
    return float(re.sub(r"[.,]", "", bare))


def _of_foot(own: set[str], text: str) -> Iterator[float]:
    """The sums below the rows of an invoice."""
    kind = next(
        (kind for kind, said in _TOTALS.items() if own & set(said.split()) and not (kind == "total" and "sub" in own)), ""
    )
    kind = "subtotal" if {"sub", "total"} <= own else kind
    if not kind or own & {"count", "number", "items", "id", "hours", "days", "time"}:
        return
    label = rf"(?:^|[\n;,.|]|\b)\s{{0,5}}(?i:{_FOOT[kind]})\b"
    if own & {"rate", "percent", "percentage", "pct"}:
        yield from (amount(match[1]) for match in re.finditer(rf"{label}[^\n\d]{{0,20}}(\d{{1,2}}(?:[.,]\d{{1,2}})?)\s?%", text))
        return
    for match in re.finditer(rf"{label}(?:[^\n\d%]{{0,25}}\d{{1,2}}(?:[.,]\d{{1,2}})?\s?%\)?)?[^\n\d%]{{0,25}}?{_AMOUNT}", text):
        yield amount(match[1])


def _numbered(name: str, text: str) -> Iterator[str]:
    """What stands as a number or an id behind a property's first word: 'INVOICE #2026-117'."""
    parts = words.parts(name)
    if len(parts) > 1 and parts[-1] in ("number", "id", "no", "code", "reference", "ref", "nr"):
        subject = r"[ _-]".join(re.escape(word) for word in parts[:-1])
        for match in re.finditer(rf"\b{subject}\b{_NUMBERED}", text, re.I):
            yield match[1]
