"""How well names, quoted words, dates and addresses suit an argument, by its part and by the words before them.

Rates pairs of a mention and a slot; it reads no grammar beyond the words between two mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from emulator.brain import tickers, world
from emulator.brain.library import fold
from emulator.brain.tools import words
from emulator.brain.tools.slots import Bid, Slot
from emulator.brain.tools.values import Found

_JOINED = re.compile(r"^[\s,]*(?:and|&|or|plus|vs\.?)?[\s,]*(?:in |with |the |also )?$", re.I)
_FROM = frozenset("from starting since between of leaving departing out beginning start starts".split())
_TO = frozenset("to until till into through thru towards toward ending end ends by arriving for".split())
_PLACES = frozenset("in at to from for near of between around and about visit via".split())
_PEOPLE = frozenset(
    "to with for from by invite assign tell email call message ask notify remind pay add contact and named called"
    " customer".split()
)
_FIRMS = frozenset("at from by of for with company and".split())
_ZONE = re.compile(r"\b(?:UTC|GMT)(?:[+-]\d{1,2}(?::\d\d)?)?|\b(?:Africa|America|Asia|Europe|Australia|Pacific)/\w+(?:/\w+)?")
_STRICT = frozenset("cc bcc reply".split())
_MOST_JOINED = 24
"""How many members of a list are gone back over, so that a list of thousands takes no minutes."""


def before(one: Found, text: str, named: Sequence[Found]) -> list[str]:
    """The words between the mention before and this one; of a list the words before its first."""
    start = max((other.end for other in named if other.end <= one.start), default=0)
    gap = text[start : one.start]
    for _ in range(_MOST_JOINED):
        if not (start and _JOINED.match(gap)):
            break
        first = min((other for other in named if other.end == start), key=lambda other: other.start)
        if first.kind != one.kind:
            break
        start = max((other.end for other in named if other.end <= first.start), default=0)
        joined, gap = gap, text[start : first.start]
        if re.search(r"\band\b", joined, re.I) and re.search(r"\bbetween\b", gap, re.I):
            return ["to"]
    gap = re.split(r"[.!?;]\s", gap)[-1]
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", fold(gap))[-4:]


def rated(slot: Slot, one: Found, text: str, named: Sequence[Found], base: float) -> float:
    """A rating that takes the words before into account."""
    lead = before(one, text, named)
    score = base - (0.0 if slot.needed else 0.15)
    last = lead[-1] if lead else ""
    if slot.way and last:
        here = "from" if last in _FROM else "to" if last in _TO else ""
        if one.kind == "date" and last == "for":
            here = ""
        if one.kind in ("unit", "currency"):
            counted = any(other.kind == "number" and other.start <= one.start < other.end for other in named)
            here = "from" if counted else "to" if last in ("in", "into", "as", *_TO) else here
        score += 0.0 if not here else 0.9 if here == slot.way else -1.1
        score -= 0.35 if not here and slot.role == "place" else 0.0
    stems = {words.stem(word) for word in lead}
    own = slot.stems - {"dat", "tim"}
    if own & stems or any(words.near(word, other) >= 0.8 for word in stems for other in own):
        score += 1.0
    elif set(slot.parts) & _STRICT:
        score -= 2.0
    return score


def quoted(slot: Slot, one: Found, text: str, named: Sequence[Found]) -> Iterator[Bid]:
    """Quoted words for whatever holds words."""
    if slot.role in ("text", "item", "query", "", "expression", "code", "person", "org", "sql", "place"):
        yield Bid(rated(slot, one, text, named, 2.0 + 0.2 * (slot.long or slot.short)), slot, one.value, (one.start, one.end))


def name(slot: Slot, one: Found, text: str, named: Sequence[Found]) -> Iterator[Bid]:
    """A name for a person, a place, a firm, or a thing that has one."""
    base = _BASES.get(slot.role, _nothing)(slot, one) if not slot.coded or re.search(r"\d", str(one.value)) else 0.0
    if slot.role == "person" and one.unit == "place" and _ACTS.match(text[one.end :]):
        base += 1.2
    if slot.role == "place" and one.cue not in _PLACES and _elsewhere(one, named):
        base -= 0.8
    if slot.role == "person" and _in_address(one, named):
        base += 0.6
    if slot.role == "place" and "city" in slot.parts and _POSTED.search(text[max(0, one.start - 10) : one.start]):
        base += 0.8
    if base <= 0:
        return
    value = _part(slot, str(one.value))
    if set(slot.parts) & _NUMBERED and (number := re.match(r" \d{1,4}\b", text[one.end :])):
        one = replace(one, end=one.end + number.end())
        value += number[0]
    if value:
        yield Bid(rated(slot, one, text, named, base), slot, value, (one.start, one.end), shares=value != one.value)


_POSTED = re.compile(r"\b(?:[A-Z]{1,2}-)?\d{4,5} $")
"""What stands before a city in an address."""
_NUMBERED = frozenset("course class lecture module room flight model route line".split())
"""What is often called by a word and a number: "Biology 101"."""
_ACTS = re.compile(r"\s+(?:and [A-ZÀ-Þ][\w'’-]+ (?:got|are|were|have|will)|got|will|has|says?|said|wants|works|married)\b")
"""What follows a person's name, though a city has the same."""


def _in_address(one: Found, named: Sequence[Found]) -> bool:
    """Whether a mail address in the text is made of the name."""
    said = [word for word in fold(str(one.value)).split() if len(word) > 2]
    return any(word in str(other.value).lower() for other in named if other.kind == "email" for word in said)


def _elsewhere(one: Found, named: Sequence[Found]) -> bool:
    """Whether another place is named with a word that says so."""
    return any(
        other is not one and other.kind == "name" and other.unit == "place" and other.cue in ("in", "at") for other in named
    )


def zones(slot: Slot, text: str, named: Sequence[Found]) -> Iterator[Bid]:
    """The zone of a city that is named, or a zone itself."""
    for match in _ZONE.finditer(text):
        yield Bid(2.6, slot, match[0], match.span())
    for one in named:
        city = world.city(str(one.value).partition(", ")[0]) if one.kind == "name" else None
        if city is not None:
            yield Bid(rated(slot, one, text, named, 2.2), slot, city.timezone, (one.start, one.end))


def _nothing(slot: Slot, one: Found) -> float:
    return 0.0


def _place(slot: Slot, one: Found) -> float:
    if one.kind == "address":
        return 2.8 if {"address", "street"} & set(slot.parts) else 0.0
    if {"street", "zip", "postal", "postcode"} & set(slot.parts):
        return 0.0
    city, _, rest = str(one.value).rpartition(", ")
    nation = world.country(rest) is not None and not city
    if "country" in slot.parts:
        return 2.6 if world.country(rest) is not None else 0.0
    if one.kind == "id":
        return 1.4 if one.cue in _PLACES else 0.0
    if slot.item is not None and one.unit in ("", "person") and one.cue not in _PLACES:
        return 0.0
    known = {"place": 2.2, "": 1.6 if one.cue in _PLACES else 1.0, "person": 1.3 if one.cue in _PLACES else 0.8, "org": 0.6}[
        one.unit
    ]
    return known - (0.5 if nation and "city" in slot.parts else 0)


_MAKES = frozenset({"brand", "make", "manufacturer"})
_FIRM_LIKE = frozenset(words.stem(word) for word in "customer client account vendor supplier lead partner".split())


def _person(slot: Slot, one: Found) -> float:
    if str(one.value).removesuffix("s").isupper() and len(str(one.value)) > 1:
        return 0.0
    cued = 0.3 if one.cue in _PEOPLE else -1.7 if one.cue in ("in", "at", "near", "on") else 0.0
    return {
        "person": 2.2,
        "": 1.4,
        "place": 0.8,
        "org": 1.3
        if slot.name in ("recipient", "sender", "from", "customer", "payee", "payer", "beneficiary") or slot.subject & _FIRM_LIKE
        else 0.3,
    }[one.unit] + cued


def _org(slot: Slot, one: Found) -> float:
    if _MAKES & set(slot.parts):
        return 1.4
    cued = one.cue in _FIRMS
    near = one.cue in ("at", "from")
    return {
        "org": 2.4,
        "": 1.6 if cued else 0.9,
        "person": 1.5 if near else 0.9 + 0.2 * slot.needed if cued else 0.3,
        "place": 1.3 if near else 0.6,
    }[one.unit]


def _thing(slot: Slot, one: Found) -> float:
    if {"title", "summary", "headline", "subject", "steps", "pros", "cons", "instructions"} & set(slot.parts):
        return 0.0
    if {"repo", "repository", "branch"} & set(slot.parts) and not one.start:
        return 0.0
    if {"ticker", "symbol"} & set(slot.parts):
        known = bool(tickers.symbol(str(one.value)))
        return 2.2 if known or (str(one.value).isupper() and " " not in str(one.value)) else 0.0
    if slot.item is not None and slot.role == "item":
        return 1.25
    if {"department", "team"} & set(slot.parts) and one.cue in ("in", "from", "of", "at"):
        return 1.6
    if not slot.needed:
        return 1.5 if _WORKS & set(slot.parts) and one.cue in _SHOWN else 0.0
    return {"org": 1.1, "": 1.2, "person": 1.1, "place": 1.2 if slot.way else 0.3}[one.unit]


_WORKS = frozenset("song track movie film book album show series podcast title".split())
_SHOWN = frozenset("play watch read stream open find start put".split())
_BASES = {"": _thing, "place": _place, "person": _person, "org": _org, "item": _thing}


def _part(slot: Slot, said: str) -> str:
    """The part of a full name that is asked for."""
    own = set(slot.parts)
    if own & {"ticker", "symbol"} and (known := tickers.symbol(said)):
        return known
    if slot.role == "place" and ", " in said and own & {"city", "country", "state"}:
        city, _, rest = said.rpartition(", ")
        return rest if own & {"country", "state"} else city
    if own & _MAKES and " " in said:
        return said.split()[0]
    if "model" in own and " " in said:
        return said.partition(" ")[2]
    if "middle" in own:
        return " ".join(said.split()[1:-1])
    if "name" in own and own & {"first", "given"}:
        return said.split()[0]
    if ("name" in own and own & {"last", "family", "sur"}) or "surname" in own:
        return said.split()[-1] if len(said.split()) > 1 else ""
    return said
