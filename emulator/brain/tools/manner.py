"""What was done, said as a person would: past tenses of what functions are called, and what becomes of a refusal.

Words only; which results there are is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from emulator.brain.text import cut, join
from emulator.brain.tools import verbs, words

_PAST = dict(
    pair.split(":")
    for pair in (
        "set:set send:sent make:made put:put write:written run:run pay:paid buy:bought sell:sold find:found get:got"
        " begin:begun do:done"
        " give:given take:taken tell:told hold:held keep:kept reset:reset shut:shut cut:cut transfer:transferred cancel:cancelled"
        " submit:submitted log:logged plan:planned drop:dropped ship:shipped stop:stopped tag:tagged dim:dimmed refer:referred"
        " swap:swapped plot:plotted ping:pinged draw:drawn speak:spoken build:built"
    ).split()
)
_DOES = frozenset({"create", "delete", "update", "send", "control", "end", "order"})
_FINE = frozenset("ok okay success succeeded done true created updated deleted sent completed accepted booked".split())
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
    if not _is_fine(value) or not verbs.of_name(name, "") & _DOES:
        return ""
    own = words.parts(name)
    if not own or not own[0].isalpha():
        return ""
    past = _PAST.get(own[0]) or (own[0] + "d" if own[0].endswith("e") else re.sub(r"(?<=[^aeiou])y$", "i", own[0]) + "ed")
    rest = " ".join(own[1:])
    what = f" the {rest}" if rest and not rest.endswith("s") else f" {rest}" if rest else ""
    more = [(key, one) for key, one in value.items() if not _says_fine(one)] if isinstance(value, Mapping) else []
    told = join([f"{' '.join(words.parts(str(key)))} **{one}**" for key, one in more])
    return f"Done. I've {past}{what}{_details(arguments)}" + (f": {told}" if told else "")


def _says_fine(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() in _FINE)


def _is_fine(value: Any) -> bool:
    """Whether a result reports success, and nothing that needs a table."""
    if isinstance(value, Mapping):
        flat = all(isinstance(one, (str, int, float)) and len(str(one)) < 80 for one in value.values())
        return flat and len(value) <= 5 and any(_says_fine(one) for one in value.values())
    return value is True or (isinstance(value, str) and value.strip().rstrip(".!").lower() in _FINE)


def _details(arguments: Any) -> str:
    if not isinstance(arguments, Mapping) or not arguments:
        return ""
    told = []
    for name, value in list(arguments.items())[:5]:
        if isinstance(value, bool):
            told.append(f"{' '.join(words.parts(str(name)))}: {'yes' if value else 'no'}")
        elif isinstance(value, (int, float)):
            told.append(f"{' '.join(words.parts(str(name)))}: {value}")
        elif isinstance(value, str):
            told.append(cut(value, 60))
    return f" ({', '.join(told)})" if told else ""


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
