"""Lists and numbers that a text leads up to: "allergic to penicillin", "3 years of React", "from 55,000 to 65,000".

Patterns by the words of a property's name; nothing is made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Any

from emulator.brain.text import number
from emulator.brain.tools import values, words

_LEADS = {
    "allergy allergies": r"allergic to|allergies:?|allergy to",
    "symptom symptoms complaint complaints": r"complain(?:s|ed|ing)? of|present(?:s|ed)? with"
        r"|suffer(?:s|ed|ing)? from|reports?|symptoms:?",
    "skill skills requirement requirements technology technologies tool tools stack": (
        r"years? of(?: experience (?:with|in))?|experience (?:with|in)|knowledge of|proficient"
            r" in|skilled in|expertise in|fluent in"
        r"|familiar with|good at|great at|strong in|experienced in|expert in|speciali[sz](?:es|ing|ed) in"
        r"|skills:?|requirements?:?|tech stack:?"
    ),
    "hobby hobbies interest interests": r"interested in|hobbies (?:are|include)|enjoys|loves|likes|hobbies:?",
    "language languages": r"speaks?|languages:?|fluent in",
    "attendee attendees participant participants present": r"attendees:?|participants:?|present:|attended by|in attendance:",
    "author authors": r"written by|authors?:|\bby(?= [A-Z])",
    "actor actors cast stars starring": r"starring|cast:?",
    "ingredient ingredients": r"ingredients:?|made (?:with|from)|you(?:'ll)? need:?",
    "amenity amenities feature features facility facilities": r"features:?|amenities:?|facilities:?"
        r"|comes with|includes?|equipped with|offers?",
    "included includes": r"including|includes?|incl\.|included:",
    "benefit benefits perk perks": r"we offer|benefits:?|perks:?|you get",
    "advice recommendations instructions recommendation": r"advised to|recommended to|advice:?|told to",
    "topping toppings topics topic": r"topped with|topics:|covers",
    "side effects": r"side effects(?: include|:)",
}  # fmt: skip
_PERKS = frozenset({"benefits"})
_END = (
    r"(?=[.;\n!?]|\s+(?:for|since|but|and (?:is|has|was|takes|works|lives|applies|can|will)"
    r"|at|by|who|which|where|daily|because)\b|$)"
)
_SINCE = re.compile(
    r"\s+(?:for (?:the (?:last|past) |about |around )?(?:\d+|an?|one|two|three|four|five|six|seven|several|a few)"
    r" (?:hour|day|week|month"
    r"|year)s?|since (?:\w+ ){0,2}(?:yesterday|morning|night|week|month|year|\w+day|January|February|March|April"
    r"|May|June|July|August"
    r"|September|October|November|December))\b"
)
"""How long it has been so."""
_SPLIT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or|&|as well as)\s+")
_N = r"(\d{1,9}(?:,\d{3})*|no|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_RANGE = re.compile(r"[$€£]?\s?(\d[\d,.]*)\s?(k)?\s?(?:[-–—]|to|and)\s?[$€£]?\s?(\d[\d,.]*\d|\d)\s?(k\b)?", re.I)
_LOW = frozenset("min minimum low lower from lowest".split())
_HIGH = frozenset("max maximum high higher upper to highest".split())
_DOSE = re.compile(
    r"\b(?:(?i:takes?|taking|on|prescribed|given|started on)\s+|,\s*|and\s+)([a-zA-Z][a-z]{3,30})\s+(\d[\d.,]*\s?(?:mg"
        r"|g|mcg|µg|ml|units?))((?: (?:once|twice|three times))?(?: (?:daily|a day|per day"
        r"|weekly|nightly))?)"
)  # fmt: skip


def listed(own: Set[str], text: str) -> list[str]:
    """The things that a text lists behind the words that lead up to such."""
    text = _SINCE.sub("", text) if own & {"symptom", "symptoms", "complaint", "complaints"} else text
    for names, lead in _LEADS.items():
        if not own & set(names.split()):
            continue
        found = [
            part.strip(" '\"")
            for match in re.finditer(rf"\b(?:{lead})\s+([^.;:\n!?]{{2,160}}?){_END}", text, re.I)
            for part in _SPLIT.split(re.sub(r"^(?:an?|the|some|both)\s+", "", match[1]))
        ]
        found = [
            one
            for one in (re.sub(r"^(?:an?|the|some)\s+(?=\w+ )", "", part) for part in found)
            if not re.match(r"(?:no|not|without|last|now|currently|available|looking|based)(?:\s|$)", one, re.I)
            and not (_PERKS & set(names.split()) and re.search(r"\d\s?k?\s?(?:EUR|USD|€|\$)", one))
        ]
        if kept := [one for one in dict.fromkeys(found) if one and len(one.split()) <= (9 if "advice" in names else 6)]:
            return kept
    return []


def counted(own: Set[str], text: str) -> Iterator[int]:
    """How many of something a text counts: "no casualties", "three injured", the days of a plan."""
    for word in own - {"minutes", "minute", "mins", "total", "time"} if own & {"minutes", "mins"} else ():
        stem = re.escape(words.stem(word))
        for told in re.finditer(rf"\b{stem}\w*\b[^.;,]{{0,50}}?\b{_N}\s?min", text, re.I):
            yield from [value] if (value := number(told[1].lower())) is not None else []
    if own & {"oven", "temperature"} and (hot := re.search(r"\b(\d{2,3})\s?(?:°\s?[CF]?|degrees?\b|C\b)", text)):
        yield int(hot[1])
    days = re.findall(r"\bDay (\d{1,2})\b", text) if "days" in own else []
    yield from [max(map(int, days))] if len(days) > 1 else []
    for word in own - {"count", "number", "total", "of", "num", "amount"}:
        stem = re.escape(words.stem(word))
        if len(stem) > 3 and (match := re.search(rf"\b{_N}(?:st|nd|rd|th)?\s+(?:[a-z]+\s+)?{stem}\w{{0,4}}\b", text, re.I)):
            said = match[1].replace(",", "").lower()
            value = 0 if said in ("no", "zero") else number(said)
            yield from [] if value is None else [value]


def bounds(own: Set[str], text: str, money: bool) -> Iterator[float]:
    """The lower or the upper end of the range that a text gives."""
    if not own & (_LOW | _HIGH) or len(own) < 2:
        return
    for match in _RANGE.finditer(text[: values.LONGEST]):
        low, high = (float(re.sub(r"[,.](?=\d{3}\b)|[,.]$", "", one)) for one in (match[1], match[3]))
        scale = 1000 if match[2] or match[4] else 1
        around = text[max(0, match.start() - 3) : match.end() + 12]
        if low < high and money == bool(re.search(r"[$€£]|\b(?:EUR|USD|GBP|CHF|euros?|dollars?|k)\b", around)):
            yield (low if own & _LOW else high) * scale


def doses(text: str) -> list[dict[str, Any]]:
    """The medicines a text names with how much of each is taken."""
    return [
        {"name": match[1], "drug": match[1], "medication": match[1], "medicine": match[1], "dose": match[2], "dosage": match[2],
         "frequency": match[3].strip()}
        for match in _DOSE.finditer(text[: values.LONGEST])
    ]  # fmt: skip
