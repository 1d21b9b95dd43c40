"""What was done, said as a person would: past tenses of what functions are called, and what becomes of a refusal.

Words only; which results there are is read elsewhere.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.text import cut, join
from emulator.brain.tools import metrics, phrasing, verbs, words

_PAST = dict(
    pair.split(":")
    for pair in (
        "set:set send:sent make:made put:put write:written run:run pay:paid buy:bought sell:sold find:found get:got"
        " begin:begun do:done"
        " give:given take:taken tell:told hold:held keep:kept reset:reset shut:shut cut:cut transfer:transferred cancel:cancelled"
        " submit:submitted log:logged plan:planned drop:dropped ship:shipped stop:stopped tag:tagged dim:dimmed refer:referred"
        " swap:swapped freeze:frozen skip:skipped plot:plotted ping:pinged draw:drawn speak:spoken build:built"
        " rollback:rolled+back checkout:checked+out grip:gripped play:started+playing"
    ).split()
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d)(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:\d\d)?)?")
_DOES = frozenset({"create", "delete", "update", "send", "control", "end", "order"})
_TROUBLE = frozenset({"error", "errors", "warning", "exception", "problem"})
_BAD = re.compile(
    r"\b(?:fail\w*|error\w*|den(?:ied|y)|reject\w*|declin\w*|invalid|not|insufficient|unavailable|refus\w*|expired|timed? ?out"
    r"|unknown|missing|forbidden|unauthori[sz]ed|out of stock|sold out|conflict|cannot|can't|no)\b",
    re.I,
)
_PREPOSITIONS = frozenset({"to", "from", "on", "in", "for", "with"})
_FINE = frozenset(
    "ok okay success succeeded done true created updated deleted sent completed accepted booked confirmed placed processed"
    " scheduled queued ordered paid saved added".split()
)
_DENIED = re.compile(
    r"\b(?:den(?:ied|y)|declin(?:ed|es)|refus(?:ed|es)|reject(?:ed|s)|disapproved|not approved|did not approve"
    r"|cancel(?:led|ed) by (?:the )?user"
    r"|(?:was |is )?not allowed by the user|user said no)\b",
    re.I,
)
_BY_USER = re.compile(r"\b(?:user|human|person|operator|you|approval|approve|call|request)\b", re.I)
_REASON = re.compile(
    r"\b(?:The user says|reason(?: is)?|because)\s*:?\s+(.{2,300})$|\bdenied this call:\s+(.{2,300})$", re.I | re.S
)


def done(name: str, arguments: Any, value: Any) -> str:
    """'I've locked the door (front, locked: yes)' for a call that only reports success; empty when it tells more."""
    does = verbs.of_name(name, "")
    if not (does & _DOES and (_is_fine(value, arguments) or _brought(value))):
        return ""
    own = words.parts(name)
    if not own or not own[0].isalpha():
        return ""
    regular = own[0] + "d" if own[0].endswith("e") else re.sub(r"(?<=[^aeiou])y$", "i", own[0]) + "ed"
    past = _PAST.get(own[0], regular).replace("+", " ")
    arguments, undone = _undone(own[0], arguments)
    past = undone or past
    rest = " ".join(own[1:])
    plural = rest.endswith("s") and not rest.endswith("ss")
    what = f" the {rest}" if rest and not plural else f" {rest}" if rest else ""
    if rest in ("paid", "done", "complete", "completed", "read", "closed", "resolved"):
        what = f" it as {rest}"
    if len(own) > 2 and own[1] in _PREPOSITIONS:
        what = f" {own[1]} the {' '.join(own[2:])}"
    if own[-1] in _PREPOSITIONS and isinstance(arguments, Mapping) and arguments:
        first, *others = arguments.items()
        what, arguments = f" {own[-1]} {phrasing.line(first[1])}", dict(others)
    what = f" on{what}" if own[0] == "comment" and what else what
    more = [(key, one) for key, one in value.items() if not _says_fine(one)] if isinstance(value, Mapping) else []
    coin = str(value.get("currency") or "") if isinstance(value, Mapping) else ""
    told = join([part(key, one, coin) for key, one in more if key != "currency" and not echoes(key, one, arguments)])
    return f"Done. I've {past}{what}{_details(arguments)}" + (f": {told}" if told else "")


def tried(name: str, arguments: Any) -> str:
    """'I couldn't book the table (Friday, 4)' for a call that failed."""
    own = words.parts(name)
    if not own or not verbs.of_name(name, "") or len(own) < 2:
        return f"That didn't work{_details(arguments)}"
    rest = " ".join(own[1:])
    particle = own[1] in _PREPOSITIONS or (rest.endswith("s") and not rest.endswith("ss"))
    return f"I couldn't {own[0]} {'' if particle else 'the '}{rest}{_details(arguments)}"


_CONTRARY = {
    "lock": "unlocked",
    "unlock": "locked",
    "open": "closed",
    "close": "opened",
    "enable": "disabled",
    "activate": "deactivated",
    "mute": "unmuted",
    "arm": "disarmed",
    "approve": "rejected",
    "accept": "declined",
    "subscribe": "unsubscribed",
    "follow": "unfollowed",
    "pin": "unpinned",
}


def _undone(verb: str, arguments: Any) -> tuple[Any, str]:
    """Arguments without the switch that only says what the verb does, and the past tense where it says the contrary."""
    if not isinstance(arguments, Mapping):
        return arguments, ""
    own = [key for key, value in arguments.items() if isinstance(value, bool) and words.stem(str(key)) == words.stem(verb)]
    left = {key: value for key, value in arguments.items() if key not in own}
    return left, _CONTRARY.get(verb, "") if own and not arguments[own[0]] else ""


def part(key: Any, value: Any, coin: str = "") -> str:
    """A name and its value: "rain 15 mm" for rain_mm; an amount of money with its coin."""
    if _is_row(value):
        return f"{phrasing.named(key)} {join([f'**{spoken(one)}**' for one in value])}"
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    name, unit = phrasing.measured(key) if number else (phrasing.named(key), "")
    unit = unit or (f" {coin}" if number and coin and set(words.parts(str(key))) & metrics.MONEY else "")
    return f"{name} **{phrasing.line(value) if number else spoken(value)}{unit}**"


def echoes(key: Any, value: Any, arguments: Any) -> bool:
    """Whether a part of a result only gives back an argument."""
    return isinstance(arguments, Mapping) and bool(arguments) and key in arguments and arguments[key] == value


def spoken(value: Any) -> str:
    """A value as one says it: a date with its month, an option without its underscores."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    said = str(value)
    if match := _DAY.fullmatch(said):
        month = int(match[2])
        if 1 <= month <= 12:
            return f"{int(match[3])} {calendar.month_name[month]} {match[1]}" + (f", {match[4]}" if match[4] else "")
    return said.replace("_", " ") if re.fullmatch(r"[a-z]+(?:_[a-z]+)+", said) else said


def _says_fine(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in _FINE)


def _is_fine(value: Any, arguments: Any) -> bool:
    """Whether a result reports success, and nothing that needs a table."""
    if isinstance(value, Mapping):
        own = {key: one for key, one in value.items() if not echoes(key, one, arguments)}
        flat = all(isinstance(one, (str, int, float)) and len(str(one)) < 80 for one in own.values())
        return flat and len(own) <= 5 and any(_says_fine(one) for one in own.values())
    return value is True or (isinstance(value, str) and value.strip().rstrip(".!").lower() in _FINE)


def _brought(value: Any) -> bool:
    """Whether a result tells of what was made, such as its number, and of no trouble."""
    if not isinstance(value, Mapping) or not 0 < len(value) <= 8 or set(value) & _TROUBLE:
        return False
    if any(one is False for one in value.values()) or any(_BAD.search(one) for one in value.values() if isinstance(one, str)):
        return False
    return all((isinstance(one, (str, int, float)) or _is_row(one)) and len(str(one)) < 80 for one in value.values())


def _is_row(value: Any) -> bool:
    """Whether it is a short list of plain values: the numbers of the tickets."""
    return isinstance(value, list) and 0 < len(value) <= 6 and all(phrasing.is_scalar(one) for one in value)


def _details(arguments: Any) -> str:
    if not isinstance(arguments, Mapping) or not arguments:
        return ""
    told = []
    for name, value in list(arguments.items())[:5]:
        if isinstance(value, bool):
            told.append(f"{' '.join(words.parts(str(name)))}: {spoken(value)}")
        elif isinstance(value, (int, float)):
            told.append(_counted(name, value))
        elif isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            told.append(cut(join([spoken(one) for one in value[:6]]), 80))
        elif isinstance(value, list) and (named := [str(one) for row in value[:6] if (one := _first_text(row))]):
            told.append(cut(join(named), 80))
        elif isinstance(value, str) and not any(value.startswith(one) for one in told):
            way = words.parts(str(name))[:1]
            told.append((f"{way[0]} " if way in (("from",), ("to",)) and value[:1].isalpha() else "") + cut(spoken(value), 60))
    return f" ({', '.join(told)})" if told else ""


def _first_text(row: Any) -> str:
    return next((one for one in row.values() if isinstance(one, str)), "") if isinstance(row, Mapping) else ""


def _counted(name: Any, value: float) -> str:
    """'Duration 90 minutes', 'replicas 6', and only the number of something's id."""
    said, unit = phrasing.measured(name)
    number = phrasing.line(value)
    if "per" in words.parts(str(name)):
        return f"{number} {phrasing.named(name)}"
    if said == "amount":
        return f"{number}{unit}"
    return number if words.parts(str(name))[-1:] in (("id",), ("number",)) else f"{said} {number}{unit}"


def denied(value: Any, is_error: bool) -> bool:
    """Whether a result says that a person did not let a call happen."""
    if isinstance(value, Mapping):
        flags = [str(value.get(key)) for key in ("status", "state", "decision", "outcome", "error") if key in value]
        return value.get("denied") is True or value.get("approved") is False or any(_DENIED.search(one) for one in flags)
    if not isinstance(value, str):
        return False
    return bool(_DENIED.search(value[:400])) and (is_error or len(value) < 200) and bool(_BY_USER.search(value[:400]))


def reason(value: Any) -> str:
    """What the person said to it."""
    if isinstance(value, Mapping):
        return str(value.get("reason") or value.get("comment") or "")[:300]
    found = _REASON.search(str(value)[:800])
    return (found[1] or found[2]).strip().rstrip(".") if found else ""


def refused(names: list[str], reasons: list[str]) -> str:
    """What is said after a person has refused calls: no second try, and what could be done instead."""
    called = join(list(dict.fromkeys(names)))
    why = next((one for one in reasons if one), "")
    return (
        f"You didn't allow {called}, so I haven't done it and won't try again"
        + (f" (you said: “{cut(why, 200)}”)" if why else "")
        + ". Would you like to change something about it first, or shall I go on without it?"
    )
