"""How well a mention suits an argument: by type, unit, limit, neighbouring words, direction and the argument's own name.

Rates one argument against one text at a time; the choice among ratings is made elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from emulator.brain.tools import (
    besides,
    bracketed,
    coordinates,
    counting,
    directed,
    frequencies,
    labels,
    options,
    orderlines,
    pairing,
    patterns,
    quantities,
    roles,
    schemas,
    switches,
    symbols,
    typed,
    words,
)
from emulator.brain.tools.slots import Bid, Slot
from emulator.brain.tools.values import Found


def bids(slot: Slot, text: str, named: Sequence[Found], slots: Sequence[Slot], today: date) -> Iterator[Bid]:
    """All that a text offers for a slot."""
    schema = slot.item if slot.item is not None else slot.schema
    if isinstance(schema.get("enum"), list):
        yield from _options(slot, text, schema["enum"], named)
        return
    if slot.item is not None and (written := list(bracketed.bids(slot, text, slots))):
        yield from written
    elif slot.item is not None and (paired := list(orderlines.lists(slot, text, slots))):
        yield from paired
    elif slot.kind in ("integer", "number"):
        yield from _numbers(slot, text, named, slots)
    elif slot.kind == "boolean":
        yield from switches.bids(slot, text)
    elif slot.kind == "string" and isinstance(schema.get("pattern"), str):
        yield from _patterned(slot, text, schema["pattern"])
    elif slot.choices and not slot.needed:
        own = [one for one in slot.choices if not {words.stem(word) for word in words.parts(one)} <= slot.subject]
        yield from _options(slot, text, own, named)
    elif slot.kind == "string":
        yield from (bid.worth(bid.score + 0.6) for bid in _options(slot, text, slot.choices, named))
        named = _uncounted(slot, named, slots)
        yield from (*coordinates.bids(slot, text), *orderlines.dressed(slot, text, slots))
        yield from labels.bids(slot, text, slots)
        yield from (*pairing.bids(slot, text, named, slots), *besides.bids(slot, text))
        yield from typed.bids(slot, text, named, today)


def _numbers(slot: Slot, text: str, named: Sequence[Found], slots: Sequence[Slot]) -> Iterator[Bid]:
    """All that a text offers for a number."""
    yield from (*frequencies.bids(slot, text), *counting.bids(slot, text))
    yield from (*symbols.bids(slot, text), *coordinates.bids(slot, text), *_hours(slot, named))
    if frequencies.counts(slot):
        return
    several = slot.item is not None
    held = (one for one in named if one.kind == "number" and not (several and quantities.counts_things(one, text)))
    yield from (bid for one in held if (bid := _number(slot, one, text, slots)))
    yield from _levels(slot, text, slots)
    yield from (*directed.years(slot, text), *directed.one(slot, text))


def _hours(slot: Slot, named: Sequence[Found]) -> Iterator[Bid]:
    """'11 PM' for a whole number that holds an hour of the day."""
    if {"hour", "hours"} & set(slot.parts) and _OF_THE_DAY.search(slot.about[:400]):
        yield from (Bid(2.6, slot, int(one.value[:2]), (one.start, one.end)) for one in named if one.kind == "time")


_OF_THE_DAY = re.compile(r"\b(?:24|12)[- ]hour|\b0 ?(?:-|to) ?23\b|\b(?:clos|open)(?:es?|ing)\b|\bof (?:the )?day\b|\b[AP]M\b")


def _uncounted(slot: Slot, named: Sequence[Found], slots: Sequence[Slot]) -> Sequence[Found]:
    """For an optional unit: without the units of numbers that are given in the unit which their own argument asks for."""
    if slot.role != "unit" or slot.needed or slot.way:
        return named
    own = {other.unit for other in slots if other.kind in ("integer", "number")} - {""}
    spots = [(one.start, one.end) for one in named if one.kind == "number" and one.unit in own]
    return [one for one in named if not (one.kind == "unit" and any(a <= one.start < b for a, b in spots))]


def _patterned(slot: Slot, text: str, pattern: str) -> Iterator[Bid]:
    """The words that a pattern allows, as they are or in capitals."""
    if not patterns.is_safe(pattern):
        return
    for match in re.finditer(r"[\w+./:@#-]*\w", text):
        value = next((one for one in (match[0], match[0].upper(), match[0].lower()) if re.search(pattern, one)), None)
        if value is not None and re.search(r"\d", value) and (re.fullmatch(pattern, value) or len(value) > 3):
            yield Bid(2.3, slot, value, match.span())


def _options(slot: Slot, text: str, allowed: Sequence[Any], named: Sequence[Found]) -> Iterator[Bid]:
    for score, one in options.found(text, allowed):
        counted = any(other.kind == "number" and other.unit and other.start <= one.start < other.end for other in named)
        if slot.way and slot.measures:
            aimed = re.search(r"\b(?:to|in|into|as|many|much)\s+(?:degrees )?$", text[max(0, one.start - 20) : one.start], re.I)
            here = "from" if counted else "to" if aimed else ""
            score += 0.0 if not here else 0.8 if here == slot.way else -1.4
        near = 0.4 * bool(slot.stems & set(words.content(text[max(0, one.start - 25) : one.end + 25])))
        yield Bid(score + near, slot, one.value, (one.start, one.end), shares=score < 2.5 or len(str(one.value)) < 2 or counted)
    for number in named:
        if number.kind == "number" and number.value in allowed:
            yield Bid(1.6, slot, number.value, (number.start, number.end))


def _number(slot: Slot, one: Found, text: str, slots: Sequence[Slot]) -> Bid | None:
    if slot.money and one.unit == "pounds":
        one = replace(one, unit="GBP")
    value = quantities.converted(one, slot.unit) if not quantities.is_money(one.unit) else one.value
    if value is None or not allowed(slot, value):
        return None
    dated = any(other.role == "date" and other.way == "from" for other in slots)
    if dated and slot.unit and _BACK.match(text[one.end :]) and allowed(slot, -value):
        value = -value
    own = 3.0 if one.unit and slot.unit and one.unit != "percent" and not quantities.is_money(one.unit) else 0.0
    own += (2.0 if slot.money else -1.0) if quantities.is_money(one.unit) else 0.0
    named = any(other.measures for other in slots)
    if one.unit and not (slot.unit or named or quantities.is_money(one.unit) or one.unit == "percent"):
        own -= 0.1 if slot.needed and slot.name.lower() in ("value", "reading", "measurement") else 1.2
    own += 1.5 if one.unit in ("celsius", "fahrenheit", "kelvin") and {"temperatur", "temp"} & slot.stems else 0.0
    own += 1.3 if one.unit == "percent" and set(slot.parts) & _PERCENT else 0.0
    own += 1.0 if one.unit and named and not slot.unit and slot.role == "amount" and not slot.money else 0.0
    own -= 1.6 if slot.role == "id" and slot.parts[-1:] == ("id",) else 0.0
    own += 3.2 if slot.role == "id" and _IS_THE_ID.search(text[max(0, one.start - 24) : one.start]) else 0.0
    own += 2.4 if one.unit and set(slot.parts) & _COUNTS and re.match(r"\s+of\b", text[one.end :]) else 0.0
    own += _priced(slot, one, text)
    own += _limits(slot, one, slots) + directed.leans(slot, text, one.start) + _beside(slot, one, text, slots)
    own += 1.2 if slot.needed else 0.3
    own -= 1.5 if slot.paging else 0.0
    own -= 1.6 if slot.unit and not one.unit and quantities.counts_things(one, text) else 0.0
    lead = re.match(r"(?:between|[a-z ]+)\s+(?=[-−$€£¥₹\d])", text[one.start : one.end], re.I) if one.bound else None
    span = (one.start + (lead.end() if lead else 0), one.end)
    return Bid(own, slot, value, span, shares=slot.unit in _SCALES and value != one.value, wide=(one.start, one.end))


_IS_THE_ID = re.compile(r"\b(?:id|identifier)\W{0,2}\s*(?:is|of|:|=|#)?\s*$", re.I)
_BACK = re.compile(r"\s*(?:days?|weeks?|months?|years?)?\s*(?:before|ago|earlier)\b", re.I)
_SCALES = frozenset({"celsius", "fahrenheit"})
"""What is told in both at once."""
_COUNTS = frozenset({"quantity", "qty", "count"})


def _priced(slot: Slot, one: Found, text: str) -> float:
    """'At 120', 'for 900': what stands there is a price, and no count."""
    if one.unit and not quantities.is_money(one.unit):
        return 0.0
    lead = re.search(r"(?:\bat|\bfor|@|\bcosts?|\bprice(?: of)?)\s+$", text[max(0, one.start - 10) : one.start], re.I)
    return 0.0 if lead is None else 0.6 if slot.money else -0.4 if set(slot.parts) & _COUNTS else 0.0


_PERCENT = frozenset("percent percentage rate discount brightness volume level tax tip opacity share progress humidity".split())


def allowed(slot: Slot, value: float) -> bool:
    """Whether a number is one that a slot may hold."""
    schema = slot.item if slot.item is not None else slot.schema
    return (slot.kind == "number" or value == int(value)) and schemas.Root(schema).accepts(value, {**schema, "type": "number"})


def _limits(slot: Slot, one: Found, slots: Sequence[Slot]) -> float:
    """A lower limit goes to the property that holds one, and to no other where there is one."""
    if slot.bound and one.bound:
        return 2.2 if slot.bound == one.bound else -4.0
    if one.bound and any(other.bound for other in slots if other.kind == slot.kind):
        return -1.5
    return 0.0 if not slot.bound else -0.8 if quantities.is_money(one.unit) else -2.0


def _beside(slot: Slot, one: Found, text: str, slots: Sequence[Slot]) -> float:
    """The words around a number that name the property: '8 replicas', 'volume 5', 'ticket 482', 'brightness to 30%'."""
    after = words.content(re.split(r"[,;.!?\n]|\b(?:and|or|at|with|by|for|to|from|in|on|of)\b", text[one.end : one.end + 40])[0])[
        :2
    ]
    lead = _LISTED.sub("", text[max(0, one.start - 60) : one.start])
    before = words.content(re.split(r"[,;!?]\s|\n|\b(?:but|with)\b", lead[-45:])[-1])[-3:]
    labelled = re.match(r",?\s+(?:and )?[a-z]+\s+#?\d", text[one.end :], re.I)
    if labelled and any(stem in before[-1:] for other in slots for stem in other.stems):
        after = ()  # "season 2 episode 5": each number has its word before it
    own = {words.stem(word) for word in slot.parts} - {"id", "numb", "max", "min", "new"}
    own |= {words.stem(one.unit)} if one.unit and slot.unit == one.unit else set()
    if any(word in own or _kin(word, own) for word in after[:1]):
        return 2.6
    if _HEADS & set(slot.parts) and re.match(r"\s+(?:of us|people|persons|adults|guests|of them)\b", text[one.end :], re.I):
        return 2.6
    if any(word in own or _kin(word, own) for word in (*after[1:], *before[-1:])):
        return 2.2
    return 1.4 if any(word in own for word in before) else 0.0


_HEADS = frozenset("guest guests people persons person passenger passengers party adults travelers travellers attendees".split())
_LISTED = re.compile(r"(?:#?\d[\w.-]*\s*(?:,\s*(?:and\s+)?|\band\b|\bor\b|&)\s*)+$")


def _kin(word: str, own: set[str]) -> bool:
    return any(words.near(word, other) >= 0.7 and other not in ("dat", "tim", "day") for other in own)


def _levels(slot: Slot, text: str, slots: Sequence[Slot]) -> Iterator[Bid]:
    if {"stop", "layover"} & slot.stems and (direct := re.search(r"\b(?:non-?stop|direct)\b", text, re.I)):
        yield Bid(2.6, slot, 0, direct.span())
    if {"position", "open", "percent"} & slot.stems and (moved := re.search(r"\b(open|clos|shut)(?:e|ed)?\b", text, re.I)):
        yield Bid(1.4, slot, 0 if moved[1].lower() != "open" else slot.schema.get("maximum", 100), (0, 0), shares=True)
    if {"brightness", "volum", "level", "intensity", "dim", "speed", "position", "open", "percent"} & slot.stems:
        high = _top(slot)
        switched = any(other.kind == "boolean" and set(other.parts) & switches.STATE for other in slots)
        for one in roles.levels(text):
            if one.value == 0 and switched:
                continue
            scaled = _of_top(one.value, high)
            yield Bid(1.5, slot, scaled, (one.start, one.end), shares=True)


def _top(slot: Slot) -> float | None:
    """The most that an argument holds, as its schema or its description says: "0.0 is off, 1.0 is full"."""
    high = slot.schema.get("maximum")
    if isinstance(high, (int, float)):
        return high
    match = _TOP.search(slot.about[:300])
    return float(match[1] or match[2]) if match else None


_TOP = re.compile(
    r"\b0(?:\.0+)?%? ?(?:-|–|to|and|\.\.) ?(\d{1,4}(?:\.\d+)?)\b|\b(\d{1,4}(?:\.\d+)?)%? (?:is|=|means|for) (?:full|max"
    r"|fully|the (?:most|brightest))",
    re.I,
)


def _of_top(percent: float, high: float | None) -> float:
    """A share of what an argument holds at most: half of 1.0 is 0.5, of 255 it is 128."""
    if not high or high < 0 or high == 100:
        return percent
    return round(percent * high / 100) if high > 1 else round(percent * high / 100, 3)
