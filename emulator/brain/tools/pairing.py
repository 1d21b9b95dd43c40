"""Arguments that are read together: two drugs that are to be checked, a key with its value, a service that is asked after.

Rates what a text says for such arguments by their place in a sentence; typed mentions are rated elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from emulator.brain.library import fold
from emulator.brain.tools import words
from emulator.brain.tools.slots import Bid, Slot
from emulator.brain.tools.values import Found

_FIRST = frozenset({"a", "1", "first", "x", "one", "left"})
_SECOND = frozenset({"b", "2", "second", "y", "two", "right", "other"})
_THING = r"[\w'’.-]+(?: (?!with\b|and\b|together\b|or\b|at\b|to\b|versus\b|vs\b|in\b|on\b|for\b)[\w'’.-]+){0,2}?"
_TWO = re.compile(
    rf"\b(?:between|combine|mix|compare|take|taking|use|using|give|does|do|can|are|is|check (?:if|whether)|if|with"
    rf"|interaction of)"
    rf" (?:i |you |we |my |the |one |people |(?:take|mix|combine|use) )*(?P<one>{_THING})"
    rf" (?:together |along |at the same time )?(?:with|and|or|to|versus|vs\.?|as)(?: the| my| an?)? (?P<two>{_THING})"
    r"(?= together\b| interact\w*\b| safe\w*\b| compatible\b| at the same\b| for\b| in\b| on\b|[?.!,;]|$)",
    re.I,
)
_KEYS = frozenset({"key", "field", "by", "type", "identifier", "kind"})
_KEYED = {"email": "email", "e-mail": "email", "phone": "phone", "id": "id", "url": "url"}
_HOSTS = frozenset("service server host hostname app application deployment pod container microservice".split())
_HOST = (
    r"(?P<host>(?!(?:the|it|its|that|this|all|last|latest|everything|any|our|my|there|logs?|services?"
    r"|things?)\b)[a-z][\w-]{2,40})"
)
_ASKED_AFTER = re.compile(
    rf"\b(?:is|are|isn['’]t) (?:the |our |my )?{_HOST}(?: (?:service|server|app|host))?"
    r" (?:still |really |currently |not )?(?:healthy|up|down|alive|online|offline|degraded|running|working|ok|okay|slow"
    r"|broken)\b",
    re.I,
)
_HANDLED = re.compile(
    rf"\b(?:(?:restart|reboot|deploy|stop|start|scale|redeploy|bounce|ship|release|promote|roll out|ping|trace"
    rf"|traceroute) (?:the )?"
    rf"|(?:logs?|status|health|errors|metrics|lines) (?:of|for|from|in) (?:the )?){_HOST}\b",
    re.I,
)


def bids(slot: Slot, text: str, named: Sequence[Found], slots: Sequence[Slot]) -> Iterator[Bid]:
    """What a text says for an argument that is one of a pair, or whose place in a sentence tells it."""
    if _HOSTS & set(slot.parts):
        for match in (*_ASKED_AFTER.finditer(text), *_HANDLED.finditer(text)):
            yield Bid(2.0, slot, match["host"], match.span("host"))
    if side := _side(slot, slots):
        for match in _TWO.finditer(text):
            yield Bid(2.3, slot, match[side], match.span(side))
    if slot.parts[-1:] in (("value",), ("query",), ("identifier",)):
        yield from _keyed(slot, named, slots)


def _side(slot: Slot, slots: Sequence[Slot]) -> str:
    """Which of two arguments that differ in their number alone this is: drug_a, drug_b."""
    if not slot.needed or len(slot.parts) < 2:
        last = re.fullmatch(r"([a-z]+)([12])", slot.name)
        if not (slot.needed and last):
            return ""
        twin = any(other.name == last[1] + ("2" if last[2] == "1" else "1") for other in slots)
        return ("one" if last[2] == "1" else "two") if twin else ""
    for side, own, others in (("one", _FIRST, _SECOND), ("two", _SECOND, _FIRST)):
        mark = set(slot.parts) & own
        rest = [word for word in slot.parts if word not in own]
        twins = (other for other in slots if other is not slot and set(other.parts) & others)
        if mark and rest and any([word for word in other.parts if word not in others] == rest for other in twins):
            return side
    return ""


def _keyed(slot: Slot, named: Sequence[Found], slots: Sequence[Slot]) -> Iterator[Bid]:
    """The value of the kind that a key beside it allows: an address where it may be `email`."""
    for key in slots:
        allowed = key.schema.get("enum")
        if key is slot or not isinstance(allowed, list) or not _KEYS & {*key.parts}:
            continue
        kinds = {_KEYED[word] for one in allowed for word in words.parts(fold(str(one))) if word in _KEYED}
        for one in named:
            if one.kind in kinds:
                yield Bid(2.6, slot, one.value, (one.start, one.end))
